"""Which stories a decision concerns: those with a report that it names, or with a name that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whosays.decisions.matching import Unmatched, mentions_named, report_meant
from whosays.model import Decision, Reading, Report, Target, Words


def names_a_report(decision: Decision) -> bool:
    """Does a decision say which report it is about, or whose words?"""
    return any(True for _ in _reports_named(decision))


def concerns(decision: Decision, reports: Sequence[Report]) -> bool:
    """Does a decision that names reports mean one of these? Where its words fit two of them, it does."""
    for target in _reports_named(decision):
        try:
            report_meant(target, reports)
        except Unmatched:
            if any(target.source in (report.id, report.url, report.source) for report in reports):
                return True
        else:
            return True
    return False


def concerns_names(decision: Decision, readings: Sequence[Reading]) -> bool:
    """Is anybody or anything that a decision names mentioned here? One that gives no name concerns every story."""
    named = [target for target in decision.about if target.name]
    return not named or any(mentions_named(target, readings) for target in named)


def _reports_named(decision: Decision) -> Iterator[Target | Words]:
    for target in decision.about:
        if target.source or target.sha256:
            yield target
        yield from (words for words in target.passages if words.source or words.sha256)
