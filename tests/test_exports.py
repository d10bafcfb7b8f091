"""Exports: every format is read back by its own library or checked against its schema, over ordinary and hostile records."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import benchmarks.exports as valid
import whosays.exports
from tests import factory
from tests.test_imports import foreign, loaded_by
from whosays.cli import main
from whosays.exports import FORMATS, MissingExtra, NoSuchFormat, export
from whosays.exports.geojson import _line
from whosays.exports.ics import _folded
from whosays.exports.journeys import steps
from whosays.exports.moments import in_zone, moment, utc
from whosays.exports.texts import FORMULA, RESERVED, cell, file_name, for_xml
from whosays.model import (
    Brief,
    Coordinates,
    Interval,
    Itinerary,
    Leg,
    Lineage,
    Published,
    Record,
    StoryHeader,
    Time,
    TimelineEntry,
)
from whosays.record import decode, encode

ROOT = Path(__file__).resolve().parent.parent
NAMES = tuple(form.name for form in FORMATS)
NASTY = (
    '=HYPERLINK("https://x.example","a")',
    "＝1+1",
    "\t@SUM(A1)",
    'O\'Hara "the\nBoss" & <b onmouseover=alert(1)>Sons</b>',
    "\u202egnp.exe\u202c مريم العبد \u2066x\u2069",
    "👩‍👩‍👧‍👦 Žofia ]] | [[Other]] #tag %%x%% $y$",
    "NUL \x07\x1b[31m bell \x9b",
    "%0a=1+1 |cmd",
    "con",
    "---\n: {yaml: [no",
    "\ufffe\ufeffx",
    "a" * 400,
)


def hostile() -> Record:
    """The story with names, titles, statements and texts that break formats."""
    story = factory.story()
    entities = tuple(
        replace(
            entity, name=NASTY[number % len(NASTY)], kind=("person", "organisation", "place", "facility")[number % 4]
        )
        for number, entity in enumerate(story.entities)
    )
    reports = tuple(
        replace(
            report,
            title=NASTY[3 + number],
            outlet=NASTY[number],
            url=("javascript:alert(1)", 'https://x.example/"><script>')[number],
            text=report.text + "\n".join(NASTY),
        )
        for number, report in enumerate(story.reports)
    )
    propositions = tuple(replace(one, statement=NASTY[5 + at]) for at, one in enumerate(story.propositions))
    origins = tuple(
        replace(one, origins=tuple(replace(origin, name=NASTY[1]) for origin in one.origins)) for one in propositions
    )
    findings = tuple(
        replace(
            finding,
            question=NASTY[4],
            computation=NASTY[0],
            readings=tuple(replace(side, answer=NASTY[3]) for side in finding.readings),
        )
        for finding in story.findings
    )
    return replace(
        story,
        story=replace(story.story, title=NASTY[5]),
        entities=entities,
        reports=reports,
        propositions=origins,
        findings=findings,
    )


def undated() -> Record:
    """The story without a date or a place anywhere."""
    story = factory.story()
    nothing = Published(None, "absent", (), ())
    return replace(
        story,
        story=StoryHeader(story.story.id, None, None, None),
        reports=tuple(replace(one, published=nothing, url=None, outlet=None, title=None) for one in story.reports),
        entities=tuple(replace(one, place=None) for one in story.entities),
        claims=tuple(replace(one, times=(), place=None, as_of=None) for one in story.claims),
        times=(),
        timeline=(),
        itinerary=(),
        events=(),
    )


def alone() -> Record:
    """One report without a claim, an entity or a brief."""
    story = factory.story()
    return replace(
        story,
        reports=story.reports[:1],
        entities=(),
        times=(),
        quantities=(),
        claims=(),
        relations=(),
        propositions=(),
        findings=(),
        lineage=Lineage((), ()),
        timeline=(),
        itinerary=(),
        events=(),
        brief=Brief(()),
        event_chains=(),
    )


def travelled() -> Record:
    """The story with a journey over the antimeridian, an expected event with an hour, and a leg that is denied."""
    story = factory.story()
    east, west, denied = (
        replace(story.entities[3], id=id, name=name, kind="place", place=Coordinates(10.0, longitude, 5.0))
        for id, name, longitude in (("e7", "Easton", 179.0), ("e8", "Weston", -178.0), ("e9", "Nowhere", 0.0))
    )
    traveller = replace(story.entities[1], id="e6", kind="person", name="Ada Lorne")
    legs = (
        Leg("e7", "2031-05-06T00:00", "2031-05-06T23:59", ("c1",), (), "reported"),
        Leg("e8", "2031-05-07T00:00", "2031-05-07T23:59", ("c4",), (0,), "corroborated"),
        Leg("e9", "2031-05-08T00:00", "2031-05-08T23:59", ("c5",), (0, 1), "denied"),
    )
    time = Time(
        "t9",
        "r1",
        0,
        5,
        "TIME",
        "2031-05-09T10:00",
        None,
        None,
        "2031-05-09T10:00",
        "2031-05-09T11:30",
        "+02:00",
        "hour",
        None,
    )
    return replace(
        story,
        entities=(*story.entities, traveller, east, west, denied),
        times=(*story.times, time),
        itinerary=(Itinerary("e6", legs),),
        timeline=(TimelineEntry("2031-05-09T10:00", "2031-05-09T11:30", "+02:00", "hour", ("c3",), ("p3",)),),
    )  # fmt: skip


RECORDS: dict[str, Callable[[], Record]] = {
    "story": factory.story,
    "example": lambda: decode((ROOT / "tests" / "stories" / "night-train.json").read_bytes()),
    "hostile": hostile,
    "undated": undated,
    "alone": alone,
    "travelled": travelled,
}


def plain(name: str, record: Record) -> dict[str, bytes]:
    """The files of one format."""
    return export(record, name)


# ------------------------------------------------------------------------------------------------ all formats
@pytest.mark.parametrize("which", RECORDS)
@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_valid(name: str, which: str) -> None:
    """Each format of each record is read back or keeps its schema, and a second export gives the same bytes."""
    record = RECORDS[which]()
    files = plain(name, record)
    assert valid.faults(record, name, files) == []
    assert plain(name, RECORDS[which]()) == files


@pytest.mark.parametrize("name", [name for name in NAMES if name != "json"])
def test_half_a_character_stops_no_format(name: str) -> None:
    """A lone surrogate, which no encoding has, becomes U+FFFD; only the record itself is refused by its codec."""
    story = factory.story()
    half = replace(
        story,
        story=replace(story.story, title="half \ud800"),
        entities=tuple(replace(one, name="\udfff") for one in story.entities),
        propositions=tuple(replace(one, statement="x\ud800y") for one in story.propositions),
        reports=tuple(replace(one, title="\ud800", outlet="\ud800") for one in story.reports),
    )
    assert all(plain(name, half).values())


def test_every_format_has_a_validator() -> None:
    """No format is left unchecked."""
    assert set(valid.VALIDATORS) == set(NAMES)


def spoilt(name: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """The export with one thing wrong that its validator has to find."""
    old, new = {
        "text": (b"hurt", b"h"),
        "md": (b"# ", b"<b>x</b>"),
        "html": (b"</head>", b'<script src="https://x.example/x.js"></script></head>'),
        "json": (b'"Twelve', b'"Eleven'),
        "csv": (b"\"'=HYPERLINK", b'"=HYPERLINK'),
        "obsidian": (b"[[", b"[[not there/"),
        "ftm": (b'"resolved"', b'"resolves"'),
        "annotation": (b'"start": 4', b'"start": 3'),
        "prov": (b'"prov:agent": "ws:', b'"prov:agent": "ws:x'),
        "claimreview": (b'"creativeWorkStatus"', b'"reviewRating"'),
        "plover": (b"occurred", b"proven"),
        "geojson": (b"57.0", b"-157.0"),
        "timelinejs": (b"<p>", b"<b><p>"),
        "gexf": (b"Fifteen", b"Sixteen"),
        "ics": (b"\r\n", b"\n"),
    }[name]
    changed = {path: content.replace(old, new) for path, content in files.items()}
    assert changed != files, f"nothing to spoil in {name}"
    return changed


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("parquet", "docx")])
def test_a_validator_finds_what_is_wrong(name: str) -> None:
    """A spoilt export is not valid: the checks above can fail."""
    record = {"csv": hostile, "plover": RECORDS["example"]}.get(name, factory.story)()
    try:
        found = valid.faults(record, name, spoilt(name, plain(name, record)))
    except (ValueError, KeyError):
        return  # a reader that does not read it at all has found it too
    assert found


def test_a_word_file_with_a_clock_in_it_is_found() -> None:
    """The archive of a Word file has no date but the fixed one."""
    record = factory.story()
    ((path, content),) = plain("docx", record).items()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name, (2031, 5, 6, 0, 0, 0)), given.read(name))
    assert valid.faults(record, "docx", {path: out.getvalue()})


def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    """Two processes with other hash seeds write the same bytes."""
    path = tmp_path / "record.json"
    path.write_bytes(encode(factory.story()))
    code = (
        "import sys, hashlib; from whosays.record import decode; from whosays.exports import FORMATS, export\n"
        f"r = decode(open({str(path)!r}, 'rb').read())\n"
        "print([hashlib.sha256(repr(sorted(export(r, f.name).items())).encode()).hexdigest() for f in FORMATS])"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert first.count(b"'") == 2 * len(FORMATS)


@pytest.mark.parametrize("name", NAMES)
def test_no_format_judges(name: str) -> None:
    """No export says who is right: no rating, no verdict, no score of trust."""
    said = b" ".join(plain(name, factory.story()).values())
    assert not re.search(rb"(?i)\b(verdict|true claim|false claim|reviewrating|trust score|credib)", said)


# ------------------------------------------------------------------------------------------------ single formats
def test_csv_cells_are_no_formulas() -> None:
    """Whatever a report is called, no cell of a text begins as a formula does, and numbers stay numbers."""
    files = plain("csv", hostile())
    rows = [
        row for content in files.values() for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    ]
    texts = [value for row in rows for value in row if not re.fullmatch(r"-?\d+(\.\d+)?", value)]
    assert [value for value in texts if FORMULA.match(value)] == []
    assert any(value.startswith("'=HYPERLINK") for value in texts)
    (claims,) = [content for name, content in files.items() if name == "claims.csv"]
    assert "-3.0" in claims.decode("utf-8-sig")


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    """Any text, once made a cell, is no formula, and comes back when the apostrophe is taken off."""
    shown = cell(text)
    assert not FORMULA.match(shown)
    assert shown.removeprefix("'") == text or shown == text


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", " =1", "\u200b=1"]
)
def test_formulas_in_disguise_are_made_harmless(text: str) -> None:
    """Blanks, invisible characters and full width in front do not help."""
    assert cell(text) == "'" + text


def test_plover_has_no_row_for_what_only_could_be() -> None:
    """One row for each coded event, and the status says how it was put."""
    record = RECORDS["example"]()
    rows = list(csv.DictReader(io.StringIO(next(iter(plain("plover", record).values())).decode()), dialect="excel-tab"))
    assert len(rows) == sum(event.code is not None for event in record.events)
    assert {row["status"] for row in rows} >= {"occurred", "intended"}
    hypothetical = {
        claim.id for claim in record.told if claim.factuality in ("possible", "conditional", "hypothetical")
    }
    assert hypothetical
    assert not hypothetical & {claim for row in rows for claim in row["claims"].split()}


def test_followthemoney_asserts_nothing_that_is_denied_or_intended() -> None:
    """Events come only from acts told as done, trips only between reported stays; a denied leg is none."""
    record = travelled()
    rows = [json.loads(line) for line in next(iter(plain("ftm", record).values())).splitlines()]
    trips = [row["properties"] for row in rows if row["schema"] == "Trip"]
    assert [(trip["startLocation"], trip["endLocation"]) for trip in trips] == [(["whosays-s1-e7"], ["whosays-s1-e8"])]
    example = RECORDS["example"]()
    rows = [json.loads(line) for line in next(iter(plain("ftm", example).values())).splitlines()]
    done = sum(event.code is not None and event.status == "occurred" for event in example.events)
    assert sum(row["schema"] == "Event" for row in rows) == done


def test_a_line_over_the_antimeridian_is_cut() -> None:
    """RFC 7946, 3.1.9: from 179 E to 178 W is three degrees, not 357."""
    plain_json = json.loads(next(iter(plain("geojson", travelled()).values())))
    (line,) = [one for one in plain_json["features"] if one["properties"]["what"] == "line"]
    assert line["geometry"] == {
        "type": "MultiLineString",
        "coordinates": [[[179.0, 10.0], [180.0, 10.0]], [[-180.0, 10.0], [-178.0, 10.0]]],
    }
    assert line["properties"]["status"] == "reported"
    assert _line([-179.0, 0.0], [179.0, 4.0])["coordinates"] == [
        [[-179.0, 0.0], [-180.0, 2.0]],
        [[180.0, 2.0], [179.0, 4.0]],
    ]
    assert _line([0.0, 0.0], [10.0, 5.0])["type"] == "LineString"


def test_steps_follow_what_is_known_to_come_next() -> None:
    """A step joins a leg with the last one before it; denied legs, stays in one place and weeks between are no step."""

    def leg(place: str, day: str, after: tuple[int, ...], status: str = "reported") -> Leg:
        return Leg(place, f"2031-{day}T00:00", f"2031-{day}T23:59", (), after, status)  # type: ignore[arg-type]

    legs = (leg("a", "01-01", ()), leg("b", "05-06", (0,)), leg("c", "05-07", (0, 1)), leg("c", "05-08", (2,)))
    assert list(steps(Itinerary("e1", legs))) == [(1, 2)]
    denied = (leg("a", "05-05", ()), leg("b", "05-06", (0,), "denied"), leg("c", "05-07", (0, 1)))
    assert list(steps(Itinerary("e1", denied))) == [(0, 2)]


def test_expected_events_stand_in_the_calendar_in_utc() -> None:
    """An hour with its offset is written in UTC, as tentative, with who expects it; the stamp is the last report's."""
    from icalendar import Calendar

    calendar = Calendar.from_ical(next(iter(plain("ics", travelled()).values())))
    (event,) = calendar.events
    assert event["DTSTART"].dt.isoformat() == "2031-05-09T08:00:00+00:00"
    assert event["DTEND"].dt.isoformat() == "2031-05-09T09:30:00+00:00"
    assert str(event["SUMMARY"]) == "Expected: The crossing will reopen on Friday."
    assert "Harbour Post" in str(event["DESCRIPTION"])
    nothing = Calendar.from_ical(next(iter(plain("ics", undated()).values())))
    assert [part.name for part in nothing.subcomponents] == ["VJOURNAL"]


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"))))
def test_folding_loses_nothing(text: str) -> None:
    """A folded line has at most 75 octets in each part, and unfolds to what it was."""
    folded = _folded(text)
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == text


def test_a_quotation_is_found_again_by_its_surroundings() -> None:
    """Prefix, exact words and suffix of an annotation stand in the report as they are, and its position is theirs."""
    record = factory.story()
    items = json.loads(next(iter(plain("annotation", record).values())))["first"]["items"]
    quote, position = items[0]["target"]["selector"]
    assert quote["exact"] == "Twelve passengers were hurt when the ferry Maribel struck a pier on Tuesday"
    assert record.reports[0].text[position["start"] : position["end"]] == quote["exact"]
    assert quote["suffix"].startswith(", the Transport Ministry said.")
    assert "Transport Ministry" in items[0]["body"][0]["value"]


def test_provenance_runs_from_the_report_to_the_ministry() -> None:
    """What the outlet says is quoted from its report and derived from what the ministry says, which is the ministry's."""
    from prov.model import ProvAttribution, ProvDerivation, ProvDocument

    document = ProvDocument.deserialize(
        content=next(iter(plain("prov", factory.story()).values())).decode(), format="json"
    )
    derived = {
        tuple(str(value) for _, value in record.formal_attributes[:2])
        for record in document.get_records(ProvDerivation)
    }
    assert ("ws:c1.0", "ws:r1") in derived
    assert ("ws:c1.0", "ws:c1.1") in derived
    owned = {
        tuple(str(value) for _, value in record.formal_attributes[:2])
        for record in document.get_records(ProvAttribution)
    }
    assert ("ws:c1.1", "ws:e2") in owned


def test_the_network_says_who_denies() -> None:
    """A denial is an edge with its stance, from its source to the statement."""
    import networkx

    network = networkx.read_gexf(io.BytesIO(next(iter(plain("gexf", factory.story()).values()))))
    stances = {(source, target): data["stance"] for source, target, data in network.edges(data=True)}
    assert stances["e2", "p2"] == "denies"
    assert stances["e2", "p1"] == "asserts"
    assert network.nodes["p1"]["status"] == "disputed"


def test_drafts_of_claimreview_hold_what_is_in_question() -> None:
    """Disputed and denied statements are drafted, with who says them and where; none is rated."""
    graph = json.loads(next(iter(plain("claimreview", factory.story()).values())))["@graph"]
    assert {draft["claimReviewed"] for draft in graph} == {
        "Twelve passengers were hurt.",
        "A fire broke out in the engine room.",
        "Fifteen people were hurt.",
    }
    assert all(draft["creativeWorkStatus"] == "Draft" and "reviewRating" not in draft for draft in graph)
    denied = next(draft for draft in graph if "fire" in draft["claimReviewed"])
    assert "author" not in denied["itemReviewed"], "who denies a statement does not make it"


def test_file_names_are_safe_everywhere() -> None:
    """No separator, no reserved name, no mark of direction, nothing too long, and no two the same in another case."""
    taken: set[str] = set()
    names = [
        file_name(text, taken, otherwise="x") for text in (*NASTY, "Straße", "STRASSE", "../../etc/passwd", "", "...")
    ]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert name
        assert not re.search(r'[\\/:*?"<>|#^%$`\[\]\x00-\x1f\u202a-\u202e\u2066-\u2069]', name)
        assert name == name.strip(". ")
        assert not RESERVED.fullmatch(name)
        assert len(name.encode()) < 140


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_any_text_fits_into_xml(text: str) -> None:
    """What XML cannot hold is made visible, one character for one."""
    from xml.etree import ElementTree
    from xml.sax.saxutils import escape

    made = for_xml(text)
    assert len(made) == len(text)
    ElementTree.fromstring(f"<a>{escape(made)}</a>")


@pytest.mark.parametrize(
    "value, last, expected",
    [
        ("2031", False, "2031-01-01T00:00:00"),
        ("2031", True, "2031-12-31T23:59:00"),
        ("2031-02", True, "2031-02-28T23:59:00"),
        ("2031-05-06", False, "2031-05-06T00:00:00"),
        ("2031-05-06T10:20+02:00", False, "2031-05-06T10:20:00+02:00"),
        ("2031-05-06T10:20:30Z", False, "2031-05-06T10:20:30+00:00"),
        ("2031-13", False, None),
        ("0000", False, None),
        ("2031-W20", False, None),
        (None, False, None),
    ],
)
def test_moments_of_iso_values(value: str | None, last: bool, expected: str | None) -> None:
    """Partial dates open on their first and close on their last minute; other shapes are no moment."""
    found = moment(value, last=last)
    assert (found.isoformat() if found else None) == expected


def test_only_a_known_offset_becomes_utc() -> None:
    """A local time without a zone, or with a zone's name alone, stays local."""
    local = moment("2031-05-06T10:00")
    assert local is not None
    assert utc(local) is None
    assert utc(in_zone(local, "Mars/Olympus")) is None
    assert str(utc(in_zone(local, "+09:00"))) == "2031-05-06 01:00:00+00:00"
    assert str(utc(in_zone(local, "GMT"))) == "2031-05-06 10:00:00+00:00"


# ------------------------------------------------------------------------------------------------ the command
def run(*arguments: object) -> tuple[int, bytes, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    return result.exit_code, result.stdout_bytes, result.stderr


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record in a file."""
    path = tmp_path / "record.json"
    path.write_bytes(encode(factory.story()))
    return path


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_export_writes_every_format(form: whosays.exports.Renderer, record: Path, tmp_path: Path) -> None:
    """One file to the place named, or to standard output; several below a folder."""
    target = tmp_path / "out" / "x"
    assert run("export", record, "--to", form.name, "-o", target)[0] == 0
    files = export(factory.story(), form.name)
    if form.suffix:
        assert target.read_bytes() == next(iter(files.values()))
        assert run("export", record, "--to", form.name)[:2] == (0, target.read_bytes())
    else:
        assert {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*.*")} == files


def test_an_export_needs_no_parser(record: Path) -> None:
    """A format without a writer of its own is made with the codec and the hooks alone."""
    arguments = ["export", str(record), "--to", "geojson"]
    modules = loaded_by(f"from whosays.cli import main\nmain({arguments!r}, standalone_mode=False)")
    assert foreign(modules) <= {"click", "msgspec", "pluggy"}


def test_several_files_need_a_folder(record: Path, tmp_path: Path) -> None:
    """A folder format without -o, or with a file there, is a wrong usage that says what to do."""
    code, _, said = run("export", record, "--to", "csv")
    assert code == 2
    assert "-o DIR" in said
    code, _, said = run("export", record, "--to", "csv", "-o", record)
    assert code == 2
    assert "name a folder" in said


def test_an_unknown_format_lists_those_there_are(record: Path) -> None:
    """The message names every format."""
    code, _, said = run("export", record, "--to", "pdf")
    assert code == 2
    assert "no format is called 'pdf'" in said
    assert "geojson" in said
    with pytest.raises(NoSuchFormat, match="timelinejs"):
        export(factory.story(), "pdf")


@pytest.mark.parametrize("name, module", [("parquet", "pyarrow"), ("docx", "docx")])
def test_a_missing_extra_is_named(
    name: str, module: str, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its package, a format says which extra brings it."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=rf"whosays\[{name}\]"):
        export(factory.story(), name)
    code, _, said = run("export", record, "--to", name, "-o", tmp_path / "x")
    assert code == 1
    assert f"whosays[{name}]" in said


def test_a_story_is_written_from_python(tmp_path: Path) -> None:
    """``whosays.export`` gives the files by name, and writes them where a path is given."""
    files = export(factory.story(), "geojson", tmp_path / "map.geojson")
    assert list(files) == ["s1.geojson"]
    assert (tmp_path / "map.geojson").read_bytes() == files["s1.geojson"]
    export(factory.story(), "csv", tmp_path / "tables")
    assert (tmp_path / "tables" / "claims.csv").exists()


def test_as_of_and_intervals_stay_apart() -> None:
    """A table of claims keeps when a claim was true, besides when it was printed."""
    table = next(content for name, content in plain("csv", factory.story()).items() if name == "claims.csv")
    (row, *_) = csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    assert row["as_of_earliest"] == "2031-05-06"
    assert row["says"] == "Harbour Post ← Transport Ministry"
    assert Interval("2031-05-06", None) == factory.story().claims[0].as_of
