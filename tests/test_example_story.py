"""The example story: what was planted in it is found, and the whole record is the stored one."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.conftest import outlet, proposition, propositions, shown, words
from whosays.model import Entity, Finding, Record
from whosays.record import decode, encode

SNAPSHOT = Path(__file__).parent / "stories" / "night-train.json"


def test_the_whole_record_is_the_stored_one(example: Record, request: pytest.FixtureRequest) -> None:
    """Byte for byte, except for the version and the models that made it; ``--update-snapshots`` stores it anew."""
    made = _without_generator(encode(example))
    if request.config.getoption("--update-snapshots"):
        SNAPSHOT.write_bytes(made)
    stored = SNAPSHOT.read_bytes()
    if made != stored:
        lines = difflib.unified_diff(
            stored.decode().splitlines(), made.decode().splitlines(), "stored", "made", "", "", 2, ""
        )
        first = "\n".join([*lines][:60])
        pytest.fail(
            "the record of the example is not the stored one. Where the change is meant, run pytest --update-snapshots "
            f"tests/test_example_story.py and read the diff of {SNAPSHOT.name}:\n{first}",
            pytrace=False,
        )


def test_the_stored_record_is_a_record() -> None:
    """The stored bytes decode, and are as the codec writes them."""
    stored = SNAPSHOT.read_bytes()
    assert encode(decode(stored)) == stored


def _without_generator(data: bytes) -> bytes:
    """The record without what changes with every release: version and checksums of the program and its model."""
    from dataclasses import replace

    from whosays.model import Generator

    record = decode(data)
    return encode(replace(record, generator=Generator("-", (), "-")))


# ------------------------------------------------------------------------------------------------ what is planted
def findings(record: Record, kind: str, *parts: str) -> list[Finding]:
    """Shown findings of a kind whose sides print each of these words."""
    claims = {claim.id: claim for claim in record.claims}
    found = []
    for finding in shown(record):
        printed = [" ".join(words(record, claims[c]) for c in side.claims) for side in finding.readings]
        if finding.kind == kind and all(any(part.lower() in text.lower() for text in printed) for part in parts):
            found.append(finding)
    return found


def entity(record: Record, name: str) -> Entity:
    """The one entity that is called so somewhere."""
    texts = {report.id: report.text for report in record.reports}
    found = [e for e in record.entities if any(texts[m.report][m.start : m.end] == name for m in e.mentions)]
    assert len(found) == 1, f"{len(found)} entities are called {name!r}"
    return found[0]


def test_a_reprint_is_no_second_source(example: Record) -> None:
    """The wire and its reprint say by one ministry that the leader crossed the border: one origin."""
    found = proposition(example, "crossed into Russia by train early")
    assert {outlet(example, claim) for claim in found.claims} >= {"Orrin Wire Service", "Calderby Gazette"}
    assert found.independent_sources == 1
    assert found.status == "single-source"


def test_the_reprint_and_the_wire_are_one_group(example: Record) -> None:
    """Lineage: the Gazette copies the wire; the others stand for themselves."""
    outlets = {report.id: report.outlet for report in example.reports}
    groups = [{outlets[report] for report in group.reports} for group in example.lineage.groups]
    assert {"Orrin Wire Service", "Calderby Gazette"} in groups
    edges = {(outlets[e.from_report], e.kind, outlets[e.to_report]) for e in example.lineage.edges}
    assert ("Calderby Gazette", "copies", "Orrin Wire Service") in edges or (
        "Calderby Gazette", "shares-wire", "Orrin Wire Service",
    ) in edges  # fmt: skip


def test_the_train_going_north_has_two_origins(example: Record) -> None:
    """RIA in two reports is one, Kyodo in a third makes two."""
    found = max(propositions(example, "heading north"), key=lambda p: len(p.claims))
    assert found.independent_sources <= 2
    assert found.independent_sources_entailed == 2


def test_the_same_officials_in_four_reports_are_one_origin(example: Record) -> None:
    """ "Talks on arms supplies are advancing" stands in four reports, by U.S. officials alone."""
    found = proposition(example, "Talks on arms supplies")
    assert len({outlet(example, claim) for claim in found.claims}) == 4
    assert found.independent_sources == found.independent_sources_entailed == 1


def test_the_denial_that_one_report_omits(example: Record) -> None:
    """The Standard repeats the talk of arms and leaves out the denial that the others print."""
    silent = {report.id: report.outlet for report in example.reports if report.published.value.startswith("2023-09-12")}  # type: ignore[union-attr]
    found = findings(example, "denial-omitted")
    assert found
    for finding in found:
        without = {outlet(example, claim) for claim in finding.readings[-1].claims}
        assert without == {"Ellerwick Standard"}
        assert set(finding.reports) & set(silent)


def test_the_rising_figure_is_an_update(example: Record) -> None:
    """Four delayed trains at noon, nine in the evening, 14 the day after: updates, in this order."""
    found = findings(example, "update", "commuter trains")
    assert [[side.answer.split()[0].lower() for side in finding.readings] for finding in found] == [
        ["four", "nine", "14"]
    ]
    assert not [f for kind in ("contradiction", "tension") for f in findings(example, kind, "commuter trains")]


def test_the_trips_contradict(example: Record) -> None:
    """Seven trips abroad against ten; the sum with the two steps over the border is tried and shown."""
    (found,) = findings(example, "contradiction", "seven trips", "ten trips")
    assert {side.answer for side in found.readings} == {"seven trips", "ten trips"}
    assert "difference 3" in found.computation


def test_the_sum_that_the_text_offers_is_tried(example: Record) -> None:
    """Seven trips and the two steps over the border make nine, which is not ten either: the computation says so."""
    (found,) = findings(example, "contradiction", "seven trips", "ten trips")
    assert "7 + 2 = 9" in found.computation


def test_the_example_holds_one_contradiction(example: Record) -> None:
    """Nothing else is called a contradiction."""
    assert len(findings(example, "contradiction")) == 1


@pytest.mark.parametrize("part", ["1,180 kilometres", "733 miles", "12 years", "2011", "20 carriages"])
def test_what_agrees_is_silent(example: Record, part: str) -> None:
    """One length in two units, and the years in power in two wordings, raise nothing."""
    alarms = [
        f for kind in ("contradiction", "tension", "update") for f in findings(example, kind) if part in f.computation
    ]
    assert alarms == []


def test_what_one_makes_conditional_the_other_gives_as_settled(example: Record) -> None:
    """One-on-one talks "if necessary", and as a fact: a tension that both wordings survive."""
    (found,) = findings(example, "tension", "one-on-one")
    assert found.slot == "modality"
    assert "If necessary" in found.computation
    assert {outlet(example, claim) for side in found.readings for claim in side.claims} == {
        "Northmoor Courier",
        "Ellerwick Standard",
    }


def test_two_of_one_family_and_one_of_two_spellings(example: Record) -> None:
    """Kim Jong Il is somebody else; Kim Jong Un and Kim Jong-un are one."""
    assert entity(example, "Kim Jong Un").id == entity(example, "Kim Jong-un").id
    assert entity(example, "Kim Jong Il").id != entity(example, "Kim Jong Un").id


def test_the_correction_withdraws_what_was_reported(example: Record) -> None:
    """The Standard withdraws its report on the forum; the finding shows the withdrawn words and where they stood."""
    (found,) = findings(example, "retraction")
    outlets = [{outlet(example, claim) for claim in side.claims} for side in found.readings]
    assert outlets == [{"Ellerwick Standard"}] * 3
    assert len(found.reports) == 2
    assert "economic forum" in found.computation


def test_what_was_withdrawn_stands_no_more(example: Record) -> None:
    """What a paper withdraws is retracted in its earlier report too, and the brief does not tell it as news."""
    assert {p.status for p in propositions(example, "attend the economic forum")} == {"retracted"}
    assert not [
        s.text for s in example.brief.sentences if "will attend the economic forum" in s.text and not s.findings
    ]


def test_captions_and_credits_are_no_sources(example: Record) -> None:
    """Nobody is quoted who only took a picture or stands under one."""
    post = next(report for report in example.reports if report.outlet == "Tallis Evening Post")
    roles = {post.text[s.start : s.end].strip(): s.role for s in post.segments}
    assert roles["Photo: Tallis Evening Post"] == "photo_credit"
    assert "Tallis Evening Post" not in {origin.name for p in example.propositions for origin in p.origins}


def test_the_brief_tells_the_dispute(example: Record) -> None:
    """The brief has a sentence on the trips with both figures, one on the denial, one on the correction."""
    text = "\n".join(sentence.text for sentence in example.brief.sentences)
    assert "seven" in text
    assert "ten" in text
    assert "denied" in text or "deny" in text
    assert "corrects itself" in text or "withdr" in text
    cited = {finding for sentence in example.brief.sentences for finding in sentence.findings}
    assert {finding.id for finding in findings(example, "contradiction")} <= cited
