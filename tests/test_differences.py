"""What changed between two records of one story: matched whatever the ids are, the gravest first, each with its passages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import get_args

import pytest

from tests import factory
from tests.conftest import STORIES, Teller
from whosays.differences import UnrelatedRecords, compare
from whosays.model import (
    Change,
    ChangeKind,
    Difference,
    Entity,
    EntityMention,
    Finding,
    Lineage,
    Links,
    Merge,
    OriginGroup,
    Record,
    Report,
    Side,
)
from whosays.record import decode, encode
from whosays.render.changes import HEADINGS, as_text
from whosays.render.jsonfile import as_json

FERRY, BANK, FOOTBALL, FIRE, ELECTION, MERGER = (folder.name for folder in STORIES)


def kinds(difference: Difference) -> list[ChangeKind]:
    """Kinds of the changes in their order."""
    return [change.kind for change in difference.changes]


def of(difference: Difference, kind: ChangeKind) -> list[Change]:
    """The changes of one kind."""
    return [change for change in difference.changes if change.kind == kind]


def first_reports(tell: Teller, name: str, number: int) -> Record:
    """The record of the first reports of a story of the repository."""
    folder = next(folder for folder in STORIES if folder.name == name)
    rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"][:number]
    return tell.of(
        tell.reading(
            (folder / row["file"]).read_text(encoding="utf-8"), outlet=row["outlet"], published=row["published"]
        )
        for row in rows
    )


def words(record: Record, change: Change, side: str) -> list[str]:
    """The exact words of one version of a change."""
    version = getattr(change, side)
    texts = {report.id: report.text for report in record.reports}
    return [texts[p.report][p.start : p.end] for p in version.passages]


def renamed(record: Record) -> Record:
    """The same record with all its ids changed: as another version of the program might name them."""
    plain = encode(record).decode("utf-8")
    for things in (
        record.reports,
        record.claims,
        record.propositions,
        record.findings,
        record.entities,
        record.times,
        record.quantities,
    ):
        for thing in things:  # type: ignore[attr-defined]
            plain = plain.replace(f'"{thing.id}"', f'"x{thing.id}"')
    return decode(plain.encode("utf-8"))


def test_the_same_record_has_no_changes(told: dict[str, Record]) -> None:
    """Every story against itself: nothing changed, all reports shared."""
    for record in told.values():
        difference = compare(record, record)
        assert (difference.changes, difference.shared) == ((), len(record.reports))


def test_ids_do_not_matter(told: dict[str, Record]) -> None:
    """A record in which every id is another one is still the same record, and differs from an earlier one alike."""
    record = told[FERRY]
    assert compare(record, renamed(record)).changes == ()
    assert compare(renamed(record), record).changes == ()


def test_ids_do_not_matter_for_what_changed(tell: Teller, told: dict[str, Record]) -> None:
    """The changes have the same kinds and the same subjects, whatever the older record calls its parts."""
    earlier = first_reports(tell, FERRY, 2)
    plain, other = compare(earlier, told[FERRY]), compare(renamed(earlier), told[FERRY])
    assert [(c.kind, c.what) for c in plain.changes] == [(c.kind, c.what) for c in other.changes]


def test_a_later_toll_is_a_figure_that_changed(tell: Teller, told: dict[str, Record]) -> None:
    """Both figures with their passages and the time each was true."""
    (change,) = of(compare(first_reports(tell, FERRY, 2), told[FERRY]), "figure")
    assert change.before is not None
    assert change.after is not None
    assert any("12 people" in passage for passage in words(told[FERRY], change, "before"))
    assert any("17" in passage for passage in words(told[FERRY], change, "after"))
    assert change.before.as_of is not None
    assert change.after.as_of is not None
    assert change.before.as_of.latest == "2031-03-04T09:00+01:00"
    assert change.after.as_of.latest == "2031-03-05T10:00+09:00"


@pytest.mark.parametrize("name", [FERRY, BANK, FOOTBALL, FIRE, ELECTION, MERGER])
def test_every_story_grows_by_what_its_later_reports_say(tell: Teller, told: dict[str, Record], name: str) -> None:
    """The first two reports against all: new reports and statements, what was withdrawn first, nothing gone, every passage real."""
    earlier, record = first_reports(tell, name, 2), told[name]
    difference = compare(earlier, record)
    order = [get_args(ChangeKind).index(kind) for kind in kinds(difference)]
    assert order == sorted(order)
    assert len(of(difference, "report-new")) == len(record.reports) - 2
    assert of(difference, "statement-new")
    assert kinds(difference)[0] == "withdrawn"
    assert not of(difference, "report-gone")
    for change in difference.changes:
        for side, told_by in (("before", record if change.kind == "figure" else earlier), ("after", record)):
            if getattr(change, side):
                assert all(passage.strip() for passage in words(told_by, change, side)), change


def test_what_was_withdrawn_comes_first(tell: Teller, told: dict[str, Record]) -> None:
    """A correction is the first thing an editor sees, with the words withdrawn."""
    difference = compare(first_reports(tell, FERRY, 3), told[FERRY])
    assert "Captain Jon Hallvik left the ship first" in words(told[FERRY], difference.changes[0], "after")


def test_a_new_dispute_shows_both_sides(tell: Teller, told: dict[str, Record]) -> None:
    """Passages of each side, and the computation as the reason."""
    disputed = of(compare(first_reports(tell, FERRY, 2), told[FERRY]), "conflict-new")
    rafts = next(change for change in disputed if "rafts" in change.what)
    assert words(told[FERRY], rafts, "after")[:2] == [
        "Crew launched four life rafts",
        "Brenk counted six life rafts in the water",
    ]
    assert "difference 2" in (rafts.reason or "")


def test_support_that_grew_names_who_came(tell: Teller, told: dict[str, Record]) -> None:
    """From one origin to more: the reason lists the new ones, and their words come first."""
    raised = of(compare(first_reports(tell, FERRY, 2), told[FERRY]), "status-raised")
    sinking = next(change for change in raised if "Olav Brenk" in (change.reason or ""))
    assert "twenty to midnight" in words(told[FERRY], sinking, "after")[0]


def test_backwards_everything_is_gone(tell: Teller, told: dict[str, Record]) -> None:
    """From all reports to the first two: what came is gone, and disputes are settled for want of a side."""
    difference = compare(told[FERRY], first_reports(tell, FERRY, 2))
    assert {"report-gone", "statement-gone", "conflict-gone", "origin-gone"} <= set(kinds(difference))
    assert not {"report-new", "statement-new", "withdrawn", "figure"} & set(kinds(difference))


def test_records_of_two_stories_are_refused(told: dict[str, Record]) -> None:
    """No report in common: the error names reports of both and says what to give."""
    with pytest.raises(UnrelatedRecords, match=r"share no report.*r.*Give an earlier and a later record of one story"):
        compare(told[FERRY], told[BANK])


# ------------------------------------------------------------------------------------------------ records made by hand
def changed(record: Record, **values: object) -> Record:
    """A record with some of its parts replaced."""
    return replace(record, **values)  # type: ignore[arg-type]


def test_a_status_that_fell_is_told() -> None:
    """Corroborated before, denied now: it stands less firmly, with both standings."""
    old = factory.story()
    first, *rest = old.propositions
    new = changed(old, propositions=(replace(first, status="denied", independent_sources=0), *rest))
    old = changed(old, propositions=(replace(first, status="corroborated", independent_sources=2), *rest))
    (change,) = compare(old, new).changes
    assert (change.kind, change.what) == ("status-lowered", first.statement)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.words, change.after.words) == (
        "corroborated, 2 independent sources",
        "denied, no independent source named",
    )


def test_one_step_up_or_down_by_sources_alone() -> None:
    """The same status with more independent sources stands more firmly; with fewer, less."""
    old = factory.story()
    first, *rest = old.propositions
    more = changed(old, propositions=(replace(first, independent_sources=first.independent_sources + 1), *rest))
    assert kinds(compare(old, more)) == ["status-raised"]
    assert kinds(compare(more, old)) == ["status-lowered"]


def test_a_dispute_that_is_dissolved_says_what_it_was() -> None:
    """A contradiction that the newer record keeps only as checked is no longer disputed, with the newer computation."""
    old = factory.story()
    finding = next(one for one in old.findings if one.shown and one.kind == "contradiction")
    calm = tuple(
        replace(one, kind="consistent", shown=False, computation="the same hour") if one.id == finding.id else one
        for one in old.findings
    )
    (change,) = compare(old, changed(old, findings=calm)).changes
    assert (change.kind, change.what, change.after, change.reason) == (
        "conflict-gone",
        finding.question,
        None,
        "the same hour",
    )


def test_a_finding_that_became_another_kind_is_told_once() -> None:
    """A contradiction that turned out to be an update is a figure that changed, and not also a dispute that is gone."""
    old = factory.story()
    later = tuple(replace(one, kind="update") if one.kind == "contradiction" else one for one in old.findings)
    assert kinds(compare(old, changed(old, findings=later))) == ["figure"]


def test_a_new_point_is_told_with_its_question() -> None:
    """Findings that are no dispute are points to check."""
    old = factory.story()
    side = Side("hedged", (old.claims[0].id,), 0)
    point = Finding(
        "fx", "hedge-dropped", "modality", "How sure is it?", (side,), "hedged there, plain here", None, (), (), True
    )
    (change,) = compare(old, changed(old, findings=(*old.findings, point))).changes
    assert (change.kind, change.what, change.reason) == ("point-new", "How sure is it?", "hedged there, plain here")


def test_a_revised_report_shows_both_texts(tell: Teller) -> None:
    """One address, two texts: the report was revised, and the figure in it changed."""
    there = "https://example.org/dam"

    def told_by(text: str) -> Record:
        record = tell(text)
        return changed(record, reports=tuple(replace(report, url=there) for report in record.reports))

    old = told_by("Dam cracks\n\nThe storm injured 12 people in Orrin, the mayor said. The road is closed.\n")
    new = told_by("Dam cracks\n\nThe storm injured 17 people in Orrin, the mayor said. The road is closed.\n")
    difference = compare(old, new)
    (revised,) = of(difference, "report-revised")
    assert revised.reason == "the same address, another text"
    (figure,) = of(difference, "figure")
    assert figure.before is not None
    assert figure.after is not None
    assert (figure.before.words, figure.after.words) == ("12 people", "17 people")
    assert not any("road" in change.what for change in difference.changes)


def entity(
    record: Record, number: int, name: str, spans: Sequence[tuple[int, int]], reason: str | None = None
) -> Entity:
    """A person with mentions by name in the first report."""
    report: Report = record.reports[0]
    mentions = tuple(EntityMention(report.id, start, end, "name", False, None) for start, end in spans)
    merges = (Merge(name, name, "same", reason),) if reason else ()
    return Entity(f"ex{number}", "person", name, Links(None, None), None, mentions, merges)


def test_names_joined_and_parted_are_told() -> None:
    """Two people who turn out to be one, with the reason; and back, one who turns out to be two."""
    record = factory.story()
    apart = changed(
        record, entities=(*record.entities, entity(record, 1, "Ferry", [(0, 5)]), entity(record, 2, "Pier", [(14, 18)]))
    )
    together = changed(
        record, entities=(*record.entities, entity(record, 3, "Ferry Pier", [(0, 5), (14, 18)], "one full name"))
    )
    (joined,) = compare(apart, together).changes
    (parted,) = compare(together, apart).changes
    assert (joined.kind, joined.what, joined.reason) == ("joined", "Ferry Pier", "one full name")
    assert (parted.kind, parted.what, parted.reason) == ("parted", "Ferry Pier", "now apart: Ferry / Pier")


def test_reports_that_become_one_origin_are_told() -> None:
    """Two reports of one origin that stood alone before, and back; what they were or are instead is the reason."""
    record = factory.story()
    first, second = (report.id for report in record.reports)
    apart = changed(record, lineage=Lineage((), ()))
    together = changed(record, lineage=Lineage((OriginGroup("one agency", (first, second), ()),), ()))
    names = [report.outlet for report in record.reports]
    (joined,) = compare(apart, together).changes
    (parted,) = compare(together, apart).changes
    assert (joined.kind, joined.what) == ("reports-joined", " / ".join(sorted(map(str, names))))
    assert joined.reason == f"before: {'; '.join(sorted(map(str, names)))}"
    assert (parted.kind, parted.what) == ("reports-parted", joined.what)
    assert "no longer one origin" in as_text(together, apart, compare(together, apart))


# ------------------------------------------------------------------------------------------------ pages
def test_text_has_headings_words_and_times(tell: Teller, told: dict[str, Record]) -> None:
    """Headings in order of weight; figures with "was" and "is", their time and zone; lines within the width."""
    earlier = first_reports(tell, FERRY, 2)
    page = as_text(earlier, told[FERRY], compare(earlier, told[FERRY]), width=90)
    places = [
        page.index(HEADINGS[kind]) for kind in ("withdrawn", "figure", "conflict-new", "statement-new", "report-new")
    ]
    assert places == sorted(places)
    assert "was: 12 people" in page
    assert "as of 5 March 2031, 10:00 (+09:00)" in page
    assert max(len(line) for line in page.splitlines()) <= 90


def test_text_of_no_change_says_so(told: dict[str, Record]) -> None:
    """Nothing changed is said in words."""
    record = told[FERRY]
    assert "nothing changed" in as_text(record, record, compare(record, record))


def test_every_kind_has_a_heading() -> None:
    """No change is printed without one."""
    assert set(HEADINGS) == set(get_args(ChangeKind))


def test_json_is_the_whole_difference(tell: Teller, told: dict[str, Record]) -> None:
    """Every change with both versions; the same bytes every time."""
    difference = compare(first_reports(tell, ELECTION, 2), told[ELECTION])
    page = as_json(difference)
    assert page == as_json(compare(first_reports(tell, ELECTION, 2), told[ELECTION]))
    assert len(json.loads(page)["changes"]) == len(difference.changes)
    assert json.loads(page) == json.loads(json.dumps(asdict(difference)))
