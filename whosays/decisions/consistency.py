"""Do the decisions of a file agree with each other? Two that cannot both be obeyed are an error that names both lines."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.model import Decision, Target

OPPOSED = {"split": "merge", "different-origin": "same-origin", "different-story": "same-story"}
CORRECTIONS = ("correct-outlet", "correct-date", "correct-attribution")
JUDGED = ("dismiss", "confirm")


class BadDecisions(ValueError):
    """A decisions file that cannot be obeyed: which line, what is wrong, what to do."""


def check_agreement(decisions: Sequence[Decision], *, name: str) -> None:
    """Raise :class:`BadDecisions` where two lines contradict each other, also by detours (A = B, B = C, A ≠ C)."""
    for apart, together in OPPOSED.items():
        _check_groups(decisions, apart, together, name)
    seen: dict[tuple[str, object], Decision] = {}
    for decision in decisions:
        if decision.decision in CORRECTIONS or decision.decision in JUDGED:
            what: str = "finding" if decision.decision in JUDGED else decision.decision
            first = seen.setdefault((what, label_of(decision.about[0])), decision)
            if _says(first) != _says(decision):
                why = f"they say {_says(first)!r} and {_says(decision)!r} of the same thing"
                raise contradiction(name, first, decision, why)


def _says(decision: Decision) -> str | None:
    """What a correction or a judgement of a finding comes to."""
    return decision.decision if decision.decision in JUDGED else decision.value


def _check_groups(decisions: Sequence[Decision], apart: str, together: str, name: str) -> None:
    """No two things are apart that a chain of lines puts together."""
    links: dict[object, list[tuple[object, Decision]]] = {}
    for decision in decisions:
        if decision.decision == together:
            first, *others = (label_of(target) for target in decision.about)
            for other in others:
                links.setdefault(first, []).append((other, decision))
                links.setdefault(other, []).append((first, decision))
    for decision in decisions:
        if decision.decision == apart:
            a, b = (label_of(target) for target in decision.about)
            chain = _chain(links, a, b)
            if a == b or chain:
                why = (
                    "they put together and keep apart the same two" if a != b else "it keeps a thing apart from itself"
                )
                raise contradiction(name, chain[0] if chain else decision, decision, why, *chain[1:])


def _chain(links: dict[object, list[tuple[object, Decision]]], a: object, b: object) -> list[Decision]:
    """The lines by which one thing is the other, in order of the file; empty where it is not."""
    known: dict[object, list[Decision]] = {a: []}
    todo = [a]
    while todo:
        here = todo.pop(0)
        for other, decision in links.get(here, ()):
            if other not in known:
                known[other] = [*known[here], decision]
                todo.append(other)
    return sorted(known.get(b, []), key=lambda decision: decision.line)


def contradiction(name: str, first: Decision, second: Decision, why: str, *others: Decision) -> BadDecisions:
    """The error of lines that contradict each other."""
    lines = sorted({decision.line for decision in (first, second, *others)})
    listed = " and ".join(str(line) for line in lines)
    word = "lines" if len(lines) > 1 else "line"
    rest = "contradict each other" if len(lines) > 1 else "contradicts itself"
    return BadDecisions(f"{name}: {word} {listed} {rest}: {why}; remove one")


def label_of(target: Target) -> object:
    """What tells one target from another: the hash of a report rather than its name, names without case and blanks."""
    report = _report_label(target.source, target.sha256)
    passages = tuple(sorted((_report_label(p.source, p.sha256), _plain(p.words)) for p in target.passages))
    return (_plain(target.name), target.kind, report, _plain(target.words), target.finding, target.slot,
            tuple(sorted(target.answers)), passages)  # fmt: skip


def _report_label(source: str | None, sha256: str | None) -> str:
    return f"sha256:{sha256[:8]}" if sha256 else source or ""


def _plain(text: str | None) -> str:
    return " ".join(text.casefold().split()) if text else ""
