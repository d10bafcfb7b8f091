"""Bad input, end to end through the command line: said in plain words, with the promised exit code, and the rest goes on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from whosays.check import broken_references, broken_spans
from whosays.cli import main
from whosays.cli.exits import Exit
from whosays.ingest.formats.text import LARGEST
from whosays.language import LONGEST_PIECE
from whosays.model import Record
from whosays.record import decode

FERRY = (
    "Outlet: Alden Post\nPublished: 2031-05-07\n\nFerry adrift off Sandholm\n\nThe ferry Kestrel lost power off Sandholm on Monday with "
    "210 passengers, harbour master Edda Brink said. Two tugs towed the Kestrel to the quay."
)
FERRY_TOO = (
    "Outlet: Bexley Times\nPublished: 2031-05-07\n\nKestrel towed home\n\nTwo tugs towed the ferry Kestrel to Sandholm on Monday, harbour "
    "master Edda Brink said. Nobody on board was hurt."
)
BUDGET = (
    "Outlet: Corrin Herald\nPublished: 2031-05-07\n\nCouncil passes budget\n\nCouncillors in Great Aldersham voted by nine to four for a "
    "levy on second homes on Tuesday. Treasurer Pia Oss expects two million crowns a year, to be spent on buses."
)
GERMAN = (
    "Fähre treibt vor Sandholm\n\nDie Fähre Kestrel hat am Montag vor Sandholm ihren Antrieb verloren, wie die Hafenmeisterin mitteilte. "
    "An Bord waren zweihundertzehn Fahrgäste, von denen niemand verletzt wurde. Zwei Schlepper brachten das Schiff am Nachmittag in den "
    "Hafen zurück, wo es nun untersucht werden soll."
)
BAD = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n\t\n ", "it is empty"),
    "binary": (bytes(range(256)) * 20, "binary file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "a PNG picture"),
    "document": (b"%PDF-1.7\n" + b"x" * 200, "a PDF file"),
    "latin": ("The café in Orléans was closed, the mayor said.".encode("cp1252"), "--encoding"),
    "web page": (b"<!DOCTYPE html><html><body>The ferry sank.</body></html>", "no article was found"),
    "signs": (b"*** --- ***\n!!!\n", "no letters"),
    "german": (GERMAN.encode("utf-8"), "German"),
    "header alone": (b"Outlet: Alden Post\nPublished: 2031-05-07\n\n", "no text below"),
}


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    """The command, with its two streams apart; a traceback is never an answer."""
    result = CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result


def write(folder: Path, **texts: str | bytes) -> Path:
    """A folder with these texts as files."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def record_of(result: Result) -> Record:
    """The record that a command printed, with its contract kept."""
    record = decode(result.stdout_bytes)
    assert broken_spans(record) == ()
    assert broken_references(record) == ()
    return record


# ------------------------------------------------------------------------------------------------ nothing usable
@pytest.mark.parametrize("data, why", BAD.values(), ids=BAD)
def test_a_file_that_is_no_report(tmp_path: Path, data: bytes, why: str) -> None:
    """Alone it leaves nothing to read: the file, what is wrong, exit 3, nothing on standard output."""
    (tmp_path / "a.txt").write_bytes(data)
    result = run("brief", tmp_path / "a.txt")
    assert result.exit_code == Exit.NO_INPUT
    assert result.stdout == ""
    assert "a.txt" in result.stderr
    assert why in result.stderr
    assert "nothing to read" in result.stderr


@pytest.mark.parametrize("data, why", BAD.values(), ids=BAD)
def test_the_rest_goes_on(tmp_path: Path, data: bytes, why: str) -> None:
    """Beside a sound report it is refused, told, kept in the record, and the brief is made: exit 4."""
    write(tmp_path / "in", a=data, b=FERRY)
    result = run("brief", tmp_path / "in", "-f", "json")
    assert result.exit_code == Exit.SOME_REFUSED
    assert "1 read, 1 refused" in result.stderr
    record = record_of(result)
    assert [report.outlet for report in record.reports] == ["Alden Post"]
    refused = [notice for notice in record.notices if notice.kind == "refused"]
    assert [notice.source for notice in refused] == ["a.txt"]
    assert why in refused[0].message


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    """The same bytes with the encoding named are read."""
    (tmp_path / "a.txt").write_bytes("The café in Orléans was closed on Monday, the mayor said.".encode("cp1252"))
    result = run("brief", tmp_path / "a.txt", "--encoding", "cp1252", "-f", "json")
    assert result.exit_code == Exit.OK
    assert "café in Orléans" in record_of(result).reports[0].text


def test_a_wrong_encoding_is_said(tmp_path: Path) -> None:
    """Neither UTF-8 nor what was declared: both are named."""
    (tmp_path / "a.txt").write_bytes("The café was closed.".encode("cp1252"))
    result = run("brief", tmp_path / "a.txt", "--encoding", "shift_jis")
    assert result.exit_code == Exit.NO_INPUT
    assert "neither UTF-8 nor shift_jis" in result.stderr
    assert "no text encoding" in run("brief", tmp_path / "a.txt", "--encoding", "latin-99").stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open every folder")
def test_a_folder_that_cannot_be_opened(tmp_path: Path) -> None:
    """A locked folder is named with the reason."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    try:
        result = run("brief", locked)
        assert result.exit_code == Exit.NO_INPUT
        assert "cannot be opened" in result.stderr
    finally:
        locked.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo") or os.name == "nt", reason="this system has no pipes in folders")
def test_a_folder_with_what_is_no_file(tmp_path: Path) -> None:
    """A pipe, a link to nowhere and a link to itself are named; nothing waits for the pipe, and the report beside them is read."""
    folder = write(tmp_path / "in", a=FERRY)
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "round.txt").symlink_to("round.txt")
    result = run("brief", folder, folder / "pipe.txt", "-f", "json")
    assert result.exit_code == Exit.SOME_REFUSED
    refused = [notice.message for notice in record_of(result).notices if notice.kind == "refused"]
    assert [message.partition(":")[0] for message in refused] == ["gone.txt", "pipe.txt", "round.txt", "pipe.txt"]
    assert all("leads nowhere" in refused[n] for n in (0, 2))
    assert all("a pipe or a device" in refused[n] for n in (1, 3))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="every folder opens for this user")
def test_a_locked_folder_within_a_folder(tmp_path: Path) -> None:
    """It is named with the reason, and the report beside it is read."""
    folder = write(tmp_path / "in", a=FERRY)
    (folder / "locked").mkdir(mode=0)
    try:
        result = run("brief", folder, "-f", "json")
        assert result.exit_code == Exit.SOME_REFUSED
        assert "locked: the folder cannot be opened" in result.stderr
    finally:
        (folder / "locked").chmod(0o700)


def test_a_folder_without_reports(tmp_path: Path) -> None:
    """A folder that holds no text file, and a path that leads nowhere."""
    write(tmp_path / "in")
    (tmp_path / "in" / "notes.docx").write_bytes(b"PK\x03\x04")
    result = run("brief", tmp_path / "in", tmp_path / "gone")
    assert result.exit_code == Exit.NO_INPUT
    assert "holds no text file" in result.stderr
    assert "no such file or folder" in result.stderr


def test_a_text_over_the_cap(tmp_path: Path) -> None:
    """20 MB or more are refused in words, never cut: the size, the cap, what to do."""
    (tmp_path / "a.txt").write_bytes(b"The ferry sank. " * (LARGEST // 16))
    result = run("brief", tmp_path / "a.txt")
    assert result.exit_code == Exit.NO_INPUT
    assert "20 MB or more; texts of that size are not read; split it" in result.stderr


def test_usage_is_exit_2() -> None:
    """No path, an unknown command, an unknown option."""
    for arguments in (("brief",), ("tell", "x"), ("brief", "x", "--wrong")):
        assert run(*arguments).exit_code == Exit.USAGE


# ------------------------------------------------------------------------------------------------ stories
def test_one_report_alone(tmp_path: Path) -> None:
    """One report works, and the brief says that nothing can be corroborated."""
    folder = write(tmp_path / "in", a=FERRY)
    result = run("brief", folder)
    assert result.exit_code == Exit.OK
    assert "corroborat" in result.stdout + result.stderr
    record = record_of(run("brief", folder, "-f", "json"))
    assert not [p for p in record.propositions if p.status == "corroborated"]


def test_the_same_report_twice(tmp_path: Path) -> None:
    """One report, noted, and exit 0: nothing was refused."""
    result = run("brief", write(tmp_path / "in", a=FERRY, b=FERRY, c=FERRY_TOO), "-f", "json")
    assert result.exit_code == Exit.OK
    record = record_of(result)
    assert len(record.reports) == 2
    (notice,) = [notice for notice in record.notices if notice.kind == "duplicate"]
    assert notice.source == "b.txt"
    assert "the same report as a.txt" in result.stderr


def test_two_unrelated_reports(tmp_path: Path) -> None:
    """They are not forced into one story: exit 6, both named, nothing printed; ``--one-story`` overrides."""
    folder = write(tmp_path / "in", a=FERRY, b=BUDGET)
    result = run("brief", folder)
    assert result.exit_code == Exit.UNRELATED
    assert result.stdout == ""
    assert "a.txt" in result.stderr
    assert "b.txt" in result.stderr
    assert "--one-story" in result.stderr
    forced = run("brief", folder, "--one-story", "-f", "json")
    assert forced.exit_code == Exit.OK
    assert len(record_of(forced).reports) == 2


def test_each_on_its_own_needs_no_story(tmp_path: Path) -> None:
    """``read`` takes unrelated reports, writes one record each, and goes on over a bad file: exit 4."""
    folder = write(tmp_path / "in", a=FERRY, b=BUDGET, c=b"")
    result = run("read", folder, "-o", tmp_path / "out", "--workers", "1")
    assert result.exit_code == Exit.SOME_REFUSED
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]
    for path in (tmp_path / "out").iterdir():
        record = decode(path.read_bytes())
        assert record.claims
        assert broken_spans(record) == ()


def test_standard_input(tmp_path: Path) -> None:
    """A report from a pipe is a report; an empty pipe is nothing to read."""
    assert record_of(run("brief", "-", "-f", "json", stdin=FERRY.encode())).reports[0].source == "stdin"
    assert run("brief", "-", stdin=b"").exit_code == Exit.NO_INPUT


# ------------------------------------------------------------------------------------------------ strange texts
STRANGE = {
    "no sentence ends": FERRY.split("\n\n")[0] + "\n\n" + "the ferry Kestrel lost power off Sandholm and then " * 80,
    "one long line": "Outlet: A\n\n" + "The ferry Kestrel lost power off Sandholm on Monday, harbour master Edda Brink said. " * 80,
    "no spaces": "Outlet: A\n\n" + "ferry" * 2000,
    "control characters": FERRY.replace("Kestrel", "Kes\x08trel\x07", 1) + "\x0c\nA second page followed.\x1b[31m",
    "right-to-left marks": FERRY.replace("Sandholm", "\u202eSandholm\u202c\u200f") + "\n\nשלום עולם, the captain said.",
    "zero-width": FERRY.replace("ferry", "fe\u200brry"),
    "look-alikes": FERRY.replace("Kestrel", "K\u0435str\u0435l"),
    "emoji and beyond the plane": FERRY + "\n\n\U0001f6a2 “Safe!” said Edda Brink \U0001d54f.",
    "carriage returns": FERRY.replace("\n", "\r\n"),
    "old line ends": FERRY.replace("\n", "\r"),
    "line separators": FERRY.replace(". ", ".\u2028"),
    "open quotation": FERRY + '\n\n"We were lucky, said Edda Brink, and nobody closed the quotation.\n\n“Nor this one.',
    "brackets": FERRY + "\n\n" + "(" * 500 + "Edda Brink said" + ")" * 500,
    "huge numbers": FERRY + "\n\nThe Kestrel cost " + "9" * 400 + " crowns, or 1e999 dollars, on 99 May 0000 at 25:61, Edda Brink said.",
    "many numbers": FERRY + "\n\n" + ", ".join(str(number) for number in range(600)) + " people, Edda Brink said.",
    "byte order mark": "\ufeff" + FERRY,
    "one word": "Ferry",
    "capitals": FERRY.upper(),
    "tabs and tables": FERRY + "\n\n" + "\n".join(f"Kestrel\t{number}\tSandholm" for number in range(60)),
}  # fmt: skip


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_a_strange_text_is_read_whole(tmp_path: Path, text: str) -> None:
    """The text stands in the record unchanged (a byte order mark aside), every span holds, and every view can be made."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("utf-8"))
    told = run("brief", path, "-f", "json")
    assert record_of(told).reports[0].text == text.removeprefix("\ufeff")
    (tmp_path / "record.json").write_bytes(told.stdout_bytes)
    for form in ("text", "md", "html"):
        result = run("show", tmp_path / "record.json", "-f", form)
        assert result.exit_code == Exit.OK
        assert "\x1b" not in result.stdout
        assert "\x07" not in result.stdout


@pytest.mark.parametrize("name", ["no sentence ends", "right-to-left marks", "control characters", "huge numbers"])
def test_a_strange_text_spoils_no_story(tmp_path: Path, name: str) -> None:
    """Beside a plain report it makes one sound record."""
    result = run(
        "brief",
        write(tmp_path / "in", a=STRANGE[name].replace("Alden Post", "Odd Paper"), b=FERRY_TOO),
        "--one-story",
        "-f",
        "json",
    )
    assert result.exit_code == Exit.OK
    assert len(record_of(result).reports) == 2


def test_hidden_characters_are_told(tmp_path: Path) -> None:
    """Marks that turn the direction of writing, and letters of another alphabet in a word, are noted."""
    path = tmp_path / "a.txt"
    for name, kind in (("right-to-left marks", "hidden-text"), ("look-alikes", "homoglyph")):
        path.write_text(STRANGE[name], encoding="utf-8")
        assert kind in {notice.kind for notice in record_of(run("brief", path, "-f", "json")).notices}


def test_a_large_text_is_read_to_its_end(tmp_path: Path) -> None:
    """A text longer than the parser gets at once is read whole: the last sentence has its claim."""
    filler = "".join(
        f"The committee met in room {number} of the old town hall and heard the treasurer.\n" for number in range(400)
    )
    text = f"Outlet: Alden Post\nPublished: 2031-05-07\n\nMinutes\n\n{filler}\nEdda Brink closed the harbour of Sandholm on Monday.\n"
    assert len(text) > 1.5 * LONGEST_PIECE
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    record = record_of(run("brief", tmp_path / "a.txt", "-f", "json"))
    assert record.reports[0].text == text
    last = max(record.claims, key=lambda claim: claim.spans[0].start)
    assert last.spans[0].of(text).startswith("Edda Brink closed the harbour")


def test_a_broken_meta_file_stops_nothing(tmp_path: Path) -> None:
    """A ``meta.jsonl`` that cannot be read is told and passed over."""
    folder = write(tmp_path / "in", a=FERRY)
    (folder / "meta.jsonl").write_text('{"file": "a.txt", "outlet": \n[1,2]\n', encoding="utf-8")
    result = run("brief", folder, "-f", "json")
    assert result.exit_code == Exit.OK
    assert "meta.jsonl" in result.stderr
    assert record_of(result).reports[0].outlet == "Alden Post"


def test_bad_records_are_named(tmp_path: Path) -> None:
    """What is no record cannot be shown or checked; a record with a moved span is exit 5."""
    broken = tmp_path / "broken.json"
    broken.write_text('{"hello": 1}', encoding="utf-8")
    for command in ("show", "check"):
        result = run(command, broken)
        assert result.exit_code not in (Exit.OK, Exit.BROKEN_SPAN)
        assert "not a whosays record" in result.stderr
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    plain = json.loads(run("brief", tmp_path / "a.txt", "-f", "json").stdout)
    plain["claims"][0]["spans"][0]["end"] = 10**6
    broken.write_text(json.dumps(plain), encoding="utf-8")
    assert run("check", broken).exit_code == Exit.BROKEN_SPAN


@pytest.mark.parametrize("name", ["record.json", "record"])
def test_a_record_among_reports(tmp_path: Path, name: str) -> None:
    """A record is no report, whatever it is called: it is named as what it is, with what to do, and the report beside it is read."""
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / name).write_text(run("brief", tmp_path / "a.txt", "-f", "json").stdout, encoding="utf-8")
    result = run("brief", tmp_path / name, tmp_path / "a.txt")
    assert result.exit_code == Exit.SOME_REFUSED
    assert "it is a record that whosays wrote, no report; look at it with “whosays show”" in result.stderr
    assert "Ferry adrift" in result.stdout
    beside = run("brief", tmp_path).stderr
    assert name == "record" or "record.json: it is a record that whosays wrote, no report; left alone" in beside


def test_a_report_for_a_record(tmp_path: Path) -> None:
    """A text where a record is wanted: how a record is made of it is said."""
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    result = run("show", tmp_path / "a.txt")
    assert result.exit_code == Exit.NO_INPUT
    assert "“whosays brief PATH… -o record.json” makes one from reports" in result.stderr


def test_an_empty_zip_and_a_broken_line(tmp_path: Path) -> None:
    """An archive of no bytes is empty, not cut off; a broken line in a table says how lines are written."""
    (tmp_path / "a.zip").write_bytes(b"")
    assert "a.zip: it is empty" in run("brief", tmp_path / "a.zip").stderr
    lines = [json.dumps({"text": FERRY}), '{"text": "cut', json.dumps({"text": FERRY_TOO})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("brief", tmp_path / "a.jsonl", "-f", "json")
    assert (
        "a.jsonl#2: it is not JSON (Unterminated string at character 10); write each report as one object"
        in result.stderr
    )
    assert len(record_of(result).reports) == 2


def test_rows_with_one_id(tmp_path: Path) -> None:
    """Two reports of a table that are called alike are both read, and it is told; the same report twice is no such case."""
    lines = [json.dumps({"text": text, "id": 7}) for text in (FERRY, FERRY_TOO, FERRY)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run("brief", tmp_path / "a.jsonl", "-f", "json")
    told = [notice.message for notice in record_of(result).notices if notice.kind == "other"]
    assert told == ["a.jsonl#7: it has the id of the row on line 1; both are kept"]
    (tmp_path / "a.csv").write_text('text,id\n"The ferry sank.",7\n"The tugs came.",7\n', encoding="utf-8")
    assert "a.csv#7: it has the id of the row on line 2" in run("cluster", tmp_path / "a.csv").stderr


def test_a_name_that_says_no_format(tmp_path: Path) -> None:
    """A result goes into a file of any name; that it is text all the same is said."""
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    result = run("brief", tmp_path / "a.txt", "-o", tmp_path / "brief.pdf")
    assert result.exit_code == Exit.OK
    assert "no format is called pdf" in result.stderr
    assert (tmp_path / "brief.pdf").read_text(encoding="utf-8").startswith("Ferry adrift")
    assert "no format" not in run("brief", tmp_path / "a.txt", "-f", "text", "-o", tmp_path / "other.pdf").stderr


# ------------------------------------------------------------------------------------------------ bad stories
BUDGET_TOO = (
    "Outlet: Dunmore Star\nPublished: 2031-05-07\n\nLevy on second homes passed\n\nThe council of Great Aldersham passed a levy on "
    "second homes on Tuesday by nine votes to four. Pia Oss, the treasurer, expects it to bring two million crowns a year."
)
SOURCED = (
    "Outlet: Shady Daily\nPublished: 2031-05-07\n\nFerry captain was drunk\n\nThe captain of the ferry Kestrel was drunk when it lost "
    "power off Sandholm, according to Reuters, AP and AFP. Reuters, AP and AFP all confirmed that the captain had been drinking."
)
QUOTING = (
    "Outlet: Eskdale Mail\nPublished: 2031-05-08\n\nWhat the Post printed\n\nThe Alden Post printed this on Wednesday. “The ferry "
    "Kestrel lost power off Sandholm on Monday with 210 passengers, harbour master Edda Brink said. Two tugs towed the Kestrel to the "
    "quay.”\n\nReaders had asked for it."
)


def test_fifty_copies_of_one_report(tmp_path: Path) -> None:
    """Under fifty outlets' names they are one origin, and nothing in them is corroborated."""
    folder = write(tmp_path / "in", **{f"r{n:02}": FERRY.replace("Alden Post", f"Paper {n}") for n in range(50)})
    record = record_of(run("brief", folder, "-f", "json"))
    assert len(record.reports) == 50
    assert [len(group.reports) for group in record.lineage.groups] == [50]
    assert {len(p.claims) for p in record.propositions} == {50}
    assert max(p.independent_sources for p in record.propositions) == 1
    assert not [p for p in record.propositions if p.status == "corroborated"]
    assert not [finding for finding in record.findings if finding.shown]


def test_one_file_fifty_times(tmp_path: Path) -> None:
    """The very same report is counted once, and each copy is named."""
    record = record_of(run("brief", write(tmp_path / "in", **{f"r{n:02}": FERRY for n in range(50)}), "-f", "json"))
    assert len(record.reports) == 1
    assert [notice.kind for notice in record.notices] == ["duplicate"] * 49


def test_a_report_that_quotes_another_whole(tmp_path: Path) -> None:
    """What it quotes has no further origin, and what the quoted report's source said stays that source's."""
    record = record_of(run("brief", write(tmp_path / "in", a=FERRY, q=QUOTING), "-f", "json"))
    text = {report.id: report.text for report in record.reports}
    shared = [p for p in record.propositions if len(p.claims) > 1]
    assert shared
    assert max(p.independent_sources for p in record.propositions) == 1
    lost = [
        claim for claim in record.told if claim.spans[0].of(text[claim.report]).startswith("The ferry Kestrel lost")
    ]
    assert {claim.chain[-1].sources[0].name for claim in lost} == {"Edda Brink"}
    assert len(lost) == 2


def test_two_stories_in_one_folder(tmp_path: Path) -> None:
    """Both stories are listed with their files, exit 6; ``--split`` tells each on its own, exit 0."""
    folder = write(tmp_path / "in", a=FERRY, b=FERRY_TOO, c=BUDGET, d=BUDGET_TOO)
    result = run("brief", folder)
    assert result.exit_code == Exit.UNRELATED
    assert "a.txt, b.txt; c.txt, d.txt" in result.stderr
    assert "--split" in result.stderr
    told = run("brief", folder, "--split")
    assert told.exit_code == Exit.OK
    assert "story 1 of 2: a.txt, b.txt" in told.stderr
    assert "Kestrel" in told.stdout
    assert "Great Aldersham" in told.stdout
    assert run("brief", folder, "--split", "-o", tmp_path / "out.json").exit_code == Exit.OK
    records = [decode((tmp_path / f"out-{number}.json").read_bytes()) for number in (1, 2)]
    assert [sorted(report.source for report in one.reports) for one in records] == [
        ["a.txt", "b.txt"],
        ["c.txt", "d.txt"],
    ]
    assert run("brief", folder, "--split", "-f", "json").exit_code == Exit.USAGE


def test_one_story_is_not_split(tmp_path: Path) -> None:
    """``--split`` changes nothing where there is one story."""
    folder = write(tmp_path / "in", a=FERRY, b=FERRY_TOO)
    run("brief", folder, "--split", "-o", tmp_path / "split.json")
    run("brief", folder, "-o", tmp_path / "plain.json")
    assert (tmp_path / "split.json").read_bytes() == (tmp_path / "plain.json").read_bytes()


def test_agencies_that_one_outlet_names(tmp_path: Path) -> None:
    """ "According to Reuters, AP and AFP" is the outlet's own word for it: one origin, named as they are, and no corroboration."""
    record = record_of(run("brief", write(tmp_path / "in", a=FERRY, x=SOURCED), "--one-story", "-f", "json"))
    drunk = [p for p in record.propositions if "drunk" in p.statement or "drinking" in p.statement]
    assert {(p.independent_sources, p.status) for p in drunk if p.origins} == {(1, "single-source")}
    assert {origin.name for p in drunk for origin in p.origins} == {
        "Agence France-Presse and Associated Press and Reuters"
    }


def test_look_alike_names_are_not_merged(tmp_path: Path) -> None:
    """A Latin name with a Cyrillic letter in it is told, and stays another name and another person."""
    forged = FERRY_TOO.replace("Edda Brink", "Edd\u0430 Brink").replace("Kestrel", "K\u0435strel")
    record = record_of(run("brief", write(tmp_path / "in", a=FERRY, h=forged), "--one-story", "-f", "json"))
    assert [(n.kind, n.source) for n in record.notices] == [("homoglyph", "h.txt")]
    names = {entity.name: {mention.report for mention in entity.mentions} for entity in record.entities}
    for name in ("Edda Brink", "Edd\u0430 Brink", "Kestrel", "K\u0435strel"):
        assert len(names[name]) == 1
    assert max(p.independent_sources for p in record.propositions) == 1


def test_a_report_dated_in_the_future(tmp_path: Path) -> None:
    """A date years behind all others is told, with the report and the days; the text is still read."""
    late = FERRY_TOO.replace("2031-05-07", "2051-05-07")
    record = record_of(run("brief", write(tmp_path / "in", a=FERRY, f=late), "-f", "json"))
    (notice,) = [notice for notice in record.notices if notice.kind == "date-clash"]
    assert notice.source == "f.txt"
    assert "is dated 2051-05-07, 20 years after the other reports" in notice.message
    assert len({claim.report for claim in record.claims}) == 2


def test_reports_without_any_date(tmp_path: Path) -> None:
    """They are told; "Monday" stays open, and no day is made up; one notice for all of them."""
    bare = {name: text.split("\n\n", 1)[1] for name, text in {"a": FERRY, "b": FERRY_TOO}.items()}
    record = record_of(run("brief", write(tmp_path / "in", **bare), "-f", "json"))
    assert [report.published.status for report in record.reports] == ["absent", "absent"]
    assert all(time.earliest is None for time in record.times if time.relative)
    (notice,) = record.notices
    assert "a.txt" in notice.message
    assert "b.txt" in notice.message
    assert "no date is given and none can be inferred, so that “Monday”" in notice.message
