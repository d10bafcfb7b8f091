"""Places that a user adds from GeoNames dumps: what a row becomes, what is refused, and that look-ups and records say so."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whosays.cli import main
from whosays.cli.exits import Exit
from whosays.gazetteer import GazetteerError, added_file, fold_name, forget_gazetteer, open_gazetteer
from whosays.gazetteer.added import MOST_BEARERS, Added, add_dump, dumps_in, remove_dump
from whosays.gazetteer.dump import LONGEST_LINE, BadRow, Entry, kind_of, read_dump


def row(
    number: object = 99_000_001,
    name: str = "Harrow Bend",
    plain: str = "",
    others: str = "",
    *,
    at: tuple[object, object] = (44.51, -102.33),
    code: str = "P.PPL",
    country: str = "US",
    region: str = "SD",
    people: object = 312,
    changed: str = "2026-01-01",
) -> str:
    """One line of a dump."""
    feature, _, detail = code.partition(".")
    cells = (
        number, name, plain or name, others, *at, feature, detail, country, "", region, "", "", "", people, "", 100, "UTC", changed
    )  # fmt: skip
    return "\t".join(map(str, cells))


def dump(path: Path, lines: Iterable[str]) -> Path:
    """A dump of these lines."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> tuple[list[Entry], list[BadRow]]:
    """Good and bad rows of a dump."""
    rows = list(read_dump(path))
    return [r for r in rows if isinstance(r, Entry)], [r for r in rows if isinstance(r, BadRow)]


def run(*arguments: object) -> Result:
    """``whosays`` with these arguments."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user's gazetteer that is not there yet."""
    file = tmp_path / "data" / "own.sqlite"
    monkeypatch.setenv("WHOSAYS_GAZETTEER", str(file))
    forget_gazetteer()
    yield file
    forget_gazetteer()


# ------------------------------------------------------------------------------------------------ rows
def test_a_row_becomes_a_place(tmp_path: Path) -> None:
    """Id, kind, country, region, degrees, people; its own names, and other ones in Latin letters that are no codes."""
    line = row(name="Šumava Ford", plain="Sumava Ford", others="HBD,Харроу,Bend of Harrow,X9 Field")
    ((entry,), bad) = read(dump(tmp_path / "a.txt", ["# a comment", "", line]))
    assert bad == []
    assert entry.line == 3
    assert entry.names == (("sumava ford", True), ("bend of harrow", False))
    place = entry.place
    assert (place.kind, place.country, place.region, place.geonames) == ("city", "US", "US.SD", "99000001")
    assert (place.latitude, place.longitude, place.population, place.radius_km) == (44.51, -102.33, 312, 2.0)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("broken\trow", "it has 2 columns where GeoNames has 19"),
        (row("x7"), "no geonameid: 'x7'"),
        (row(0), "no geonameid: '0'"),
        (row(at=(91, 0)), "no latitude within 90 degrees: '91'"),
        (row(at=("nan", 0)), "no latitude within 90 degrees: 'nan'"),
        (row(at=(0, "1e999")), "no longitude within 180 degrees: '1e999'"),
        (row(people=-4), "no population: '-4'"),
        (row(code="Q.ODD"), "no feature class of GeoNames: 'Q'"),
        (row(country="usa"), "no country code: 'usa'"),
        (row(name="Харроу"), "no name in Latin letters: 'Харроу'"),
        (row(name="..."), "no name in Latin letters: '...'"),
    ],
)
def test_a_bad_row_is_told_and_the_rest_is_read(tmp_path: Path, line: str, reason: str) -> None:
    """Its line number and what is wrong; the rows around it are read."""
    good, bad = read(dump(tmp_path / "a.txt", [row(1), line, row(2)]))
    assert [entry.place.geonames for entry in good] == ["1", "2"]
    assert bad == [BadRow(2, reason)]


def test_bytes_that_are_no_text_and_endless_lines(tmp_path: Path) -> None:
    """A line that is not UTF-8, and one too long to hold, are bad rows; a byte order mark and CRLF are none."""
    file = tmp_path / "a.txt"
    long = b"x" * (2 * LONGEST_LINE + 5)
    file.write_bytes(b"\xef\xbb\xbf" + row(1).encode() + b"\r\n\xff\xfe\n" + long + b"\n" + row(2).encode())
    good, bad = read(file)
    assert [entry.place.geonames for entry in good] == ["1", "2"]
    assert bad == [BadRow(2, "not UTF-8 (byte 1)"), BadRow(3, f"longer than {LONGEST_LINE} bytes")]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("A.ADM1", "region"), ("A.ADM1H", "region"), ("A.ADM2", "district"), ("A.ADMD", "district"), ("A.PCLI", "country"),
        ("P.PPLC", "capital"), ("P.PPLA", "city"), ("P.PPLH", "site"), ("H.SEA", "feature"), ("H.STM", "site"),
        ("S.CH", "site"), ("", "site"),
    ],
)  # fmt: skip
def test_kinds(code: str, kind: str) -> None:
    """The longest code of the table that a row's code starts with says what kind of place it is."""
    feature, _, detail = code.partition(".")
    assert kind_of(feature, detail)[0] == kind


# ------------------------------------------------------------------------------------------------ the file
def test_look_ups_find_what_was_added(own: Path, tmp_path: Path) -> None:
    """Added places stand beside the built-in ones; a place that both hold is as the built-in gazetteer has it."""
    before = open_gazetteer().look_up("Cleveland")
    known = before[0]
    add_dump(
        own,
        dump(tmp_path / "US.txt", [row(), row(known.geonames, "Cleveland", at=(1, 1)), row(5, "Cleveland")]),
        tell=print,
    )
    forget_gazetteer()
    places = open_gazetteer()
    (found,) = places.look_up("Harrow Bend")
    assert found.region == "US.SD"
    assert {p.geonames for p in places.look_up("Cleveland")} == {p.geonames for p in before} | {"5"}
    assert known in places.look_up("Cleveland")


def test_the_same_dump_twice_changes_nothing(own: Path, tmp_path: Path) -> None:
    """Not a byte, be it the file again or the archive of it."""
    file = dump(tmp_path / "XX.txt", [row(1), row(2, "Nether Poole")])
    archive = tmp_path / "XX.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("readme.txt", "Columns")
        packed.write(file, "XX.txt")
    assert add_dump(own, file, tell=print)[1]
    first = own.read_bytes()
    for again in (file, archive):
        filed, changed = add_dump(own, again, tell=print)
        assert (filed.name, filed.places, changed) == ("XX", 2, False)
    assert own.read_bytes() == first


def test_the_order_of_dumps_does_not_matter(tmp_path: Path) -> None:
    """The same dumps give the same bytes, and a place that two of them hold is that of the later change."""
    old = dump(tmp_path / "AA.txt", [row(7, "Oxter", at=(10, 10), people=90_000), row(8, "Oxter", people=3)])
    new = dump(tmp_path / "BB.txt", [row(7, "Oxter", at=(20, 20), changed="2026-05-05")])
    for name, order in (("ab", (old, new)), ("ba", (new, old))):
        for file in order:
            add_dump(tmp_path / name, file, tell=print)
    assert (tmp_path / "ab").read_bytes() == (tmp_path / "ba").read_bytes()
    found = {place.geonames: place.latitude for place in Added(tmp_path / "ab").look_up_folded("oxter")}
    assert found == {"7": 20.0, "8": 44.51}
    remove_dump(tmp_path / "ab", "BB")
    assert {p.latitude for p in Added(tmp_path / "ab").look_up_folded("oxter")} == {10.0, 44.51}


def test_a_newer_dump_of_a_name_replaces_the_older(own: Path, tmp_path: Path) -> None:
    """What is gone from the newer one is gone."""
    add_dump(own, dump(tmp_path / "XX.txt", [row(1), row(2, "Nether Poole")]), tell=print)
    add_dump(own, dump(tmp_path / "XX.txt", [row(1)]), tell=print)
    assert [(d.name, d.places) for d in dumps_in(own)] == [("XX", 1)]
    assert Added(own).look_up_folded("nether poole") == []


def test_a_second_row_of_an_id_is_told(own: Path, tmp_path: Path) -> None:
    """The first stands."""
    bad: list[BadRow] = []
    filed, _ = add_dump(own, dump(tmp_path / "XX.txt", [row(1), row(1, "Elsewhere")]), tell=bad.append)
    assert (filed.places, bad) == (1, [BadRow(2, "a second row of geonameid 1")])
    assert Added(own).look_up_folded("elsewhere") == []


def test_an_error_leaves_the_file_as_it_was(own: Path, tmp_path: Path) -> None:
    """A dump without a good row, a damaged archive, a missing file: nothing changes and nothing is left behind."""
    add_dump(own, dump(tmp_path / "XX.txt", [row(1)]), tell=print)
    before, there = own.read_bytes(), sorted(path.name for path in own.parent.iterdir())
    broken = tmp_path / "YY.zip"
    with zipfile.ZipFile(broken, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("YY.txt", "".join(row(n, f"Place {n}") + "\n" for n in range(1, 3000)))
    content = bytearray(broken.read_bytes())
    content[200:240] = bytes(40)
    broken.write_bytes(content)
    for bad, words in (
        (dump(tmp_path / "ZZ.txt", ["no table", "at all"]), "no row can be read"),
        (broken, "damaged"),
        (tmp_path / "none.txt", "No such file"),
    ):
        with pytest.raises(GazetteerError, match=words):
            add_dump(own, bad, tell=lambda _: None)
    assert own.read_bytes() == before
    assert sorted(path.name for path in own.parent.iterdir()) == there


def test_an_archive_of_two_tables_is_refused(own: Path, tmp_path: Path) -> None:
    """Which one is meant is not guessed."""
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as packed:
        packed.writestr("A.txt", row(1))
        packed.writestr("B.txt", row(2))
    with pytest.raises(GazetteerError, match="2 tables"):
        add_dump(own, tmp_path / "two.zip", tell=print)


def test_a_change_waits_for_no_reader_and_a_reader_sees_no_change(own: Path, tmp_path: Path) -> None:
    """Who has opened the file goes on with the places of that moment."""
    add_dump(own, dump(tmp_path / "XX.txt", [row(1)]), tell=print)
    reader = Added(own)
    add_dump(own, dump(tmp_path / "YY.txt", [row(2, "Nether Poole")]), tell=print)
    assert reader.look_up_folded("nether poole") == []
    assert len(Added(own).look_up_folded("nether poole")) == 1


def test_a_name_of_many_places_gives_the_most_populous(own: Path, tmp_path: Path) -> None:
    """A look-up stays bounded."""
    lines = [row(n, "Holm Church", code="S.CH", people=n) for n in range(1, MOST_BEARERS + 51)]
    add_dump(own, dump(tmp_path / "XX.txt", lines), tell=print)
    found = Added(own).look_up_folded(fold_name("Holm Church"))
    assert len(found) == MOST_BEARERS
    assert min(place.population for place in found) == 51


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look", b""])
def test_a_file_that_is_none_is_refused(own: Path, content: bytes) -> None:
    """The error names the file and says what to do."""
    own.parent.mkdir(parents=True)
    own.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"own\.sqlite: .*remove the file and add the dumps again"):
        open_gazetteer()


def test_a_database_of_something_else_is_refused(own: Path) -> None:
    """It is not overwritten either."""
    own.parent.mkdir(parents=True)
    connection = sqlite3.connect(own)
    connection.execute("CREATE TABLE mine(x)")
    connection.close()
    with pytest.raises(GazetteerError, match="not a gazetteer of this version"):
        add_dump(own, dump(own.parent / "XX.txt", [row(1)]), tell=print)


# ------------------------------------------------------------------------------------------------ the command
def test_the_command_adds_lists_and_removes(own: Path, tmp_path: Path) -> None:
    """Places are counted, bad rows told, doctor and list name the dump, remove takes it out."""
    file = dump(tmp_path / "XX.txt", [row(1), "broken\trow"])
    added = run("gazetteer", "add", file)
    assert added.exit_code == Exit.SOME_REFUSED
    assert added.stdout == "XX: 1 places added\n"
    assert f"{file}, line 2: it has 2 columns where GeoNames has 19" in added.stderr
    (filed,) = dumps_in(own)
    assert f"XX: 1 places, sha256 {filed.sha256}" in run("gazetteer", "list").stdout
    assert f"gazetteer XX: 1 places added, sha256 {filed.sha256}" in run("doctor").stdout
    again = run("gazetteer", "add", file)
    assert (again.exit_code, again.stdout) == (Exit.OK, "XX: 1 places are there already\n")
    assert run("gazetteer", "remove", "XX").stdout == "XX: 1 places removed\n"
    gone = run("gazetteer", "remove", "XX")
    assert (gone.exit_code, gone.stdout) == (Exit.FAILURE, "")
    assert "no dump 'XX'" in gone.stderr


def test_many_bad_rows_are_summed_up(own: Path, tmp_path: Path) -> None:
    """The first are told one by one, the rest as a number."""
    result = run("gazetteer", "add", dump(tmp_path / "XX.txt", [row(1), *["x"] * 50]))
    assert result.stderr.count("refused: ") == 21
    assert "30 more rows, the last in line 51" in result.stderr


def test_what_is_no_dump_ends_the_command(own: Path, tmp_path: Path) -> None:
    """One plain line, exit 3."""
    result = run("gazetteer", "add", dump(tmp_path / "XX.txt", ["x"]))
    assert result.exit_code == Exit.NO_INPUT
    assert "no row can be read; give a GeoNames dump" in result.stderr
    assert not own.exists()


def test_a_record_names_the_tables_and_uses_them(own: Path, tmp_path: Path) -> None:
    """A village known only to the dump has its point; the record names the digest; the same input gives the same bytes."""
    report = tmp_path / "flood.txt"
    report.write_text("The flood reached Harrow Bend in South Dakota on Monday, the mayor said.\n", encoding="utf-8")
    bare = json.loads(run("brief", report, "-f", "json").stdout_bytes)
    assert run("gazetteer", "add", dump(tmp_path / "XX.txt", [row()])).exit_code == Exit.OK
    first, second = (run("brief", report, "-f", "json").stdout_bytes for _ in range(2))
    assert first == second
    record = json.loads(first)
    (filed,) = dumps_in(own)
    assert {"name": "gazetteer XX", "version": "1 places", "sha256": filed.sha256} in record["generator"]["models"]
    assert [m["name"] for m in bare["generator"]["models"]] == [m["name"] for m in record["generator"]["models"]][:-1]
    points = [{e["name"]: e.get("place") for e in r["entities"]}.get("Harrow Bend") for r in (bare, record)]
    assert points == [None, {"latitude": 44.51, "longitude": -102.33, "radius_km": 2.0}]


@pytest.mark.parametrize(
    ("system", "settings", "expected"),
    [
        ("linux", {"HOME": "/home/ana"}, "/home/ana/.local/share/whosays/gazetteer.sqlite"),
        ("linux", {"HOME": "/home/ana", "XDG_DATA_HOME": "/data"}, "/data/whosays/gazetteer.sqlite"),
        ("darwin", {"HOME": "/Users/ana"}, "/Users/ana/Library/Application Support/whosays/gazetteer.sqlite"),
        ("win32", {"HOME": "/x", "LOCALAPPDATA": "/local"}, "/local/whosays/gazetteer.sqlite"),
    ],
)
def test_where_the_file_lies(
    monkeypatch: pytest.MonkeyPatch, system: str, settings: dict[str, str], expected: str
) -> None:
    """In each platform's own folder for the data of programs, unless WHOSAYS_GAZETTEER names a file."""
    for name in ("WHOSAYS_GAZETTEER", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("whosays.gazetteer.sys.platform", system)
    assert added_file().as_posix() == expected


def test_a_site_needs_the_reports_support(own: Path, tmp_path: Path) -> None:
    """A church or stream that merely shares a name has no point; where the report names its region it has."""
    from whosays.ingest.formats.text import read_text
    from whosays.language import parse
    from whosays.mentions import find_mentions
    from whosays.normalize.places import locate

    add_dump(own, dump(tmp_path / "XX.txt", [row(1, "Quern Falls", code="H.FLLS", people=0)]), tell=print)
    forget_gazetteer()
    points = []
    for words in ("Walkers died at Quern Falls.", "Walkers died at Quern Falls, South Dakota."):
        parsed = parse(read_text(words.encode(), source="a.txt"))
        mentions = [replace(m, kind="place") for m in find_mentions(parsed) if m.text == "Quern Falls"]
        mentions += [m for m in find_mentions(parsed) if m.text != "Quern Falls"]
        points += [place.latitude for place in locate(parsed, mentions) if place.name == "Quern Falls"]
    assert points == [None, 44.51]


def test_the_benchmark_of_look_ups_asks_for_names_that_are_there() -> None:
    """It measures names of every block of the table, and the table's blocks hold all its names."""
    from benchmarks import look_ups

    content = look_ups.BLOCKS.read_bytes()
    assert len(look_ups.names_of(content)) == len(open_gazetteer())
    asked = look_ups.sample(content)
    assert len(asked) >= look_ups.SPREAD
    assert all(open_gazetteer().look_up_folded(name) for name in asked[::50])
