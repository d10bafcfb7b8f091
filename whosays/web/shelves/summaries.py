"""What a shelf makes of a record or a report, whatever keeps them: a story's line in the list, a report before it was dated."""

from __future__ import annotations

from dataclasses import replace

from whosays.model import Decision, Obeyed, Published, Record, Report
from whosays.render import wording
from whosays.web.shelves.shelf import Shelved

FACETS = 12  # people and places of a story that the list offers


def shelved(name: str, record: Record, version: int) -> Shelved:
    """What the list shows of a record."""

    def named(*kinds: str) -> tuple[str, ...]:
        found = [e for e in record.entities if e.kind in kinds and any(m.form == "name" for m in e.mentions)]
        return tuple(e.name for e in sorted(found, key=lambda e: (-len(e.mentions), e.name))[:FACETS])

    return Shelved(
        name=name,
        title=record.story.title,
        first=record.story.first_published,
        last=record.story.last_published,
        reports=len(record.reports),
        origins=wording.origins(record),
        disagreements=len(wording.disagreements(record)),
        version=version,
        outlets=tuple(sorted({report.outlet for report in record.reports if report.outlet})),
        people=named("person"),
        places=named("place", "facility"),
        points=len(wording.other_points(record)),
        statuses=tuple(sorted({proposition.status for proposition in record.propositions})),
    )


def as_given(report: Report) -> Report:
    """The report before its date was inferred."""
    if report.published.status != "inferred":
        return report
    return replace(report, published=Published(None, "absent", (), ()))


def plain_decision(decision: Decision | Obeyed) -> Decision:
    """A decision as it was made, whatever line it stood on and whatever came of it."""
    return Decision(decision.decision, decision.about, decision.by, decision.on, decision.reason, decision.value)
