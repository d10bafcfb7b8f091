"""What a careful reader is shown, and what not: case files that a journalist could edit, and what holds of every finding.

The format of the cases stands in ``tests/cases/findings/README.md``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PUBLISHED, Teller, known_failure, outlet, proposition, read_folder, shown, words
from whosays.findings import COMPARATORS
from whosays.findings.telling.withdrawn import WITHDRAWN
from whosays.model import Finding, Record, Side

CASES = Path(__file__).parent / "cases" / "findings"
LONG_STORIES = Path(__file__).parent / "long_stories"
KNOWN_FAILURE = known_failure("of the known failures; when it passes, move the file up a folder")
KEYS = {"about", "silent", "never", "report", "shown", "kept"}


def cases() -> Iterator[Any]:
    """Every case file; those of ``known-failures`` are expected to fail."""
    for path in sorted(CASES.glob("*.toml")):
        yield pytest.param(path, id=path.stem)
    for path in sorted(CASES.glob("known-failures/*.toml")):
        yield pytest.param(path, id=f"known-failure-{path.stem}", marks=KNOWN_FAILURE)


@pytest.mark.parametrize("path", list(cases()))
def test_case(path: Path, tell: Teller) -> None:
    """Exactly what the case asks for is shown."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := case.keys() - KEYS:
        raise ValueError(f"{path.name}: unknown keys {sorted(unknown)}; README.md lists those there are")
    record = tell.of(
        tell.reading(report["text"], outlet=report["outlet"], published=report.get("published", PUBLISHED))
        for report in case["report"]
    )
    alarms = [describe(record, finding) for finding in shown(record)]
    assert not (case.get("silent") and alarms), f"{case['about']} Shown: {alarms}"
    assert not [one for one in shown(record) if one.kind in case.get("never", ())], alarms
    for asked in case.get("shown", ()):
        assert any(fits(record, finding, asked) for finding in shown(record)), f"missing: {asked}; shown: {alarms}"
    for asked in case.get("kept", ()):
        kept = [finding for finding in record.findings if not finding.shown]
        assert any(fits(record, finding, asked) for finding in kept), f"missing: {asked}"


def fits(record: Record, finding: Finding, asked: dict[str, Any]) -> bool:
    """Is this the finding that a case asks for? Its sides must be as many different ones as the case names."""
    if (finding.kind, finding.slot) != (asked["kind"], asked["slot"]):
        return False
    if not all(part in finding.computation for part in asked.get("computation", ())):
        return False
    if asked.get("reconciled_by", "") not in (finding.reconciled_by or ""):
        return False
    taken = [
        {number for number, side in enumerate(finding.readings) if is_side(record, side, wanted)}
        for wanted in asked.get("sides", ())
    ]
    return all(taken) and len(set().union(*taken)) >= len(taken)


def is_side(record: Record, side: Side, wanted: dict[str, str]) -> bool:
    """Does a side give this answer, and rest on these words of this outlet?"""
    claims = {claim.id: claim for claim in record.claims}
    printed = any(
        outlet(record, claim) == wanted.get("from", outlet(record, claim))
        and wanted.get("says", "") in words(record, claims[claim])
        for claim in side.claims
    )
    return wanted.get("answer", "") in side.answer and printed


def describe(record: Record, finding: Finding) -> str:
    """A finding in one line, for the message of a failing test."""
    claims = {claim.id: claim for claim in record.claims}
    sides = " | ".join(
        f"{side.answer}: {', '.join(words(record, claims[c]) for c in side.claims)}" for side in finding.readings
    )
    return f"{finding.kind}/{finding.slot}: {finding.computation} [{sides}]"


# ------------------------------------------------------------------------------------------------ what always holds
def everything(told: dict[str, Record], example: Record) -> list[Record]:
    """All stories with gold, and the example."""
    return [*told.values(), example]


def test_a_disagreement_has_two_sides_and_a_computation(told: dict[str, Record], example: Record) -> None:
    """Whatever is set against something has at least two answers, and one line a person can check."""
    seen = 0
    for record in everything(told, example):
        for finding in record.findings:
            if finding.kind in (
                "contradiction",
                "tension",
                "update",
                "hedge-dropped",
                "headline-stronger",
                "denial-omitted",
            ):
                seen += 1
                assert len(finding.readings) >= 2, describe(record, finding)
                assert finding.question.strip()
                assert finding.computation.strip()
                assert "\n" not in finding.computation
                assert all(side.claims and side.answer.strip() for side in finding.readings)
    assert seen >= 15


def test_a_tension_names_the_reading_that_reconciles(told: dict[str, Record], example: Record) -> None:
    """A tension says under which reading both hold; a contradiction has none."""
    met = set()
    for record in everything(told, example):
        for finding in record.findings:
            met.add(finding.kind)
            if finding.kind == "tension":
                assert finding.reconciled_by, describe(record, finding)
            if finding.kind == "contradiction":
                assert finding.reconciled_by is None, describe(record, finding)
    assert met >= {"tension", "contradiction"}


def test_agreement_is_kept_and_not_shown(told: dict[str, Record], example: Record, tell: Teller) -> None:
    """What was checked and agrees stands in the record, silently; alarms are all shown."""
    kinds = set()
    for record in everything(told, example):
        for finding in record.findings:
            kinds.add((finding.kind, finding.shown))
    assert ("consistent", False) in kinds
    assert not {(kind, is_shown) for kind, is_shown in kinds if is_shown == (kind in ("consistent", "derived"))}


def test_a_denial_rests_on_who_denies_alone(tell: Teller) -> None:
    """The side that denies has no claim that asserts, counts one source at the most, and says once who denies."""
    told = "Mayor Tom Akers sold the quay, harbour master Edda Brus said. Skipper Jon Reeve said Akers sold the quay."
    record = tell(
        f"Tarn quay sold\n\n{told}\n",
        f"Tarn quay row\n\n{told} Mayor Tom Akers denied that he sold the quay.\n",
    )
    claims = {claim.id: claim for claim in record.claims}
    deniers = [
        side
        for finding in record.findings
        for side in finding.readings
        if any(claims[one].factuality == "denied" for one in side.claims)
    ]
    assert deniers
    for side in deniers:
        assert all(claims[one].factuality == "denied" for one in side.claims)
        assert side.independent_sources == 1
        assert side.answer in ("Tom Akers denies", "Mayor Tom Akers denied that he sold the quay")


def test_no_alarm_rests_on_outside_knowledge(told: dict[str, Record], example: Record) -> None:
    """Facts from outside the reports are never the ground of an alarm."""
    alarms = [finding for record in everything(told, example) for finding in shown(record)]
    assert alarms
    assert not [finding for finding in alarms if finding.outside]


def test_a_finding_names_the_reports_it_is_about(told: dict[str, Record], example: Record) -> None:
    """Every report that a side rests on is listed, in a fixed order."""
    several = 0
    for record in everything(told, example):
        of = {claim.id: claim.report for claim in record.claims}
        for finding in record.findings:
            about = {of[claim] for side in finding.readings for claim in side.claims}
            assert about <= set(finding.reports)
            assert list(finding.reports) == sorted(finding.reports)
            several += len(finding.reports) > 1
    assert several


def test_sides_do_not_share_claims(told: dict[str, Record], example: Record) -> None:
    """No claim stands on both sides of a disagreement."""
    met = set()
    for record in everything(told, example):
        for finding in record.findings:
            if finding.kind in ("contradiction", "tension", "update"):
                met.add(finding.kind)
                claims = [claim for side in finding.readings for claim in side.claims]
                assert len(claims) == len(set(claims)), describe(record, finding)
    assert met == {"contradiction", "tension", "update"}


def test_a_disputed_proposition_has_its_dispute(told: dict[str, Record], example: Record) -> None:
    """ "Disputed" comes from a denial among its claims or from a shown contradiction or tension, "superseded" from an update."""
    met = set()
    for record in everything(told, example):
        by_kind: dict[str, set[str]] = {"contradiction": set(), "tension": set(), "update": set()}
        for finding in shown(record):
            if finding.kind in by_kind:
                by_kind[finding.kind].update(claim for side in finding.readings for claim in side.claims)
        denied = {claim.id for claim in record.claims if claim.factuality == "denied"}
        for said in record.propositions:
            mine = set(said.claims)
            met.add(said.status)
            if said.status == "disputed":
                assert mine & (denied | by_kind["contradiction"] | by_kind["tension"]), said.statement
            if said.status == "superseded":
                assert mine & by_kind["update"], said.statement
    assert met >= {"disputed", "superseded"}


def test_every_older_figure_is_superseded(tell: Teller) -> None:
    """Of three figures of one count the last one stands; both older ones are superseded."""
    record = tell.of(
        tell.reading(f"Trains late\n\n{text}, the railway office said.", outlet=name, published=published)
        for name, published, text in (
            ("Alden Post", "2031-05-07T13:00:00+00:00", "Six trains had been delayed near Harrow by noon on Wednesday"),
            (
                "Bexley Times",
                "2031-05-07T21:00:00+00:00",
                "By Wednesday evening eleven trains had been delayed near Harrow",
            ),
            (
                "Corrin Herald",
                "2031-05-08T13:00:00+00:00",
                "By noon on Thursday 19 trains had been delayed near Harrow",
            ),
        )
    )
    status = {part: proposition(record, part).status for part in ("Six trains", "eleven trains", "19 trains")}
    assert status == {"Six trains": "superseded", "eleven trains": "superseded", "19 trains": "single-source"}


def test_every_comparator_says_what_it_finds() -> None:
    """The list that orders the comparators is the map of the room: each says in a sentence what it is for."""
    assert len({comparator.__name__ for comparator in COMPARATORS}) == len(COMPARATORS)
    assert all((comparator.__doc__ or "").strip().endswith(".") for comparator in COMPARATORS)


def test_without_dates_no_figure_is_called_the_later_one(tell: Teller) -> None:
    """Two tolls of reports without a date: both can hold, but neither is said to have replaced the other."""
    record = tell.of(
        tell.reading(
            f"The dam above Selby broke, the fire service said. {number} people are missing.\n",
            outlet=name,
            published=None,
        )
        for name, number in (("Alden Post", "Four"), ("Bexley Times", "Seven"))
    )
    (finding,) = shown(record)
    assert (finding.kind, finding.slot) == ("tension", "number")
    assert "superseded" not in {one.status for one in record.propositions}


def test_a_figure_is_no_part_of_another(tell: Teller) -> None:
    """The 3 of a claim is its own word, not the digit in 2031: the question leaves out the figure and nothing else."""
    record = tell(
        "By 2031 the mill at Orrin employed 3, police said.", "By 2031 the mill at Orrin employed 5, the mayor said."
    )
    assert [finding.question for finding in shown(record)] == ["How many? By 2031 the mill at Orrin employed …"]


def test_what_is_withdrawn_is_retracted_wherever_it_stands(tell: Teller) -> None:
    """By the answers that the comparator gives, and by no wording of its own."""
    case = tomllib.loads((CASES / "retraction-figure.toml").read_text(encoding="utf-8"))
    record = tell.of(tell.reading(report["text"], outlet=report["outlet"]) for report in case["report"])
    (finding,) = (one for one in record.findings if one.kind == "retraction")
    assert {side.answer for side in finding.readings} == WITHDRAWN
    assert {proposition(record, part).status for part in ("can drive 702", "came from a faulty")} == {"retracted"}


def test_a_headlines_figure_is_compared_from_its_text(tell: Teller) -> None:
    """ "Two border guards killed" stands above whose guards they were: no rival of a soldier's death on the other side."""
    texts = LONG_STORIES / "read" / "tarsa_bridge_shooting" / "texts"
    readings = [reading for reading in read_folder(texts) if Path(reading.report.source).stem in ("herald", "gazette")]
    assert len(readings) == 2
    assert not [finding for finding in shown(tell.of(readings)) if "guards killed" in finding.question]
