"""Reading texts, files and folders: what becomes a report, what is refused, and in which words."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from whosays.ingest import Refusal, read_paths, read_text
from whosays.ingest.formats.text import LARGEST
from whosays.ingest.given_dates import read_given_date
from whosays.model import Report

STORY = "Train leaves rails near Ostrel\nA freight train left the rails near Ostrel on Monday, the railway said.\n"


def refusal(data: bytes, **options: str) -> str:
    """The message with which these bytes are refused."""
    with pytest.raises(Refusal) as caught:
        read_text(data, source="given.txt", **options)  # type: ignore[arg-type]
    assert caught.value.source == "given.txt"
    return caught.value.message


def notices(report_text: str, tmp_path: Path) -> list[tuple[str, str]]:
    """(kind, message) of what reading a file with this text tells."""
    path = tmp_path / "given.txt"
    path.write_bytes(report_text.encode("utf-8", "surrogatepass"))
    return [(notice.kind, notice.message) for notice in read_paths([path]).notices]


def evidence(report: Report) -> list[str]:
    """The words that date a report."""
    return [report.text[span.start : span.end] for span in report.published.evidence]


# ---------------------------------------------------------------------------------------------------- the text
@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Z", "S", "M"]), max_size=300))
def test_text_is_unchanged(text: str) -> None:
    """Whatever is read: ``text`` is the decoded file, character for character. Letters of another script may be refused by name."""
    data = ("Ostrel: " + text).encode()
    try:
        report = read_text(data, source="given.txt")
    except Refusal:
        reject()  # letters that by chance are another language's
    assert report.text == "Ostrel: " + text


def test_phonetic_letters_are_no_language() -> None:
    """Letters of the phonetic alphabet are Latin: a text is not refused for them."""
    text = "Ostrel: AAA ɐɐɐɐɐɐɐɐ ɐɐɐɐɐɐɐɐ ɐɐɐɐɐɐɐɐ"
    assert read_text(text.encode(), source="given.txt").text == text


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_are_kept(ends: str) -> None:
    """Line ends stay as they are, and every kind of them parts lines."""
    text = ends.join(["Train leaves rails", "The line is closed.", ""])
    report = read_text(text.encode(), source="given.txt")
    assert report.text == text
    assert [(s.role, text[s.start : s.end]) for s in report.segments] == [
        ("headline", "Train leaves rails"),
        ("body", "The line is closed."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    """A byte order mark tells the encoding and is dropped."""
    assert read_text(STORY.encode(encoding), source="given.txt").text == STORY


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
def test_declared_encoding(encoding: str) -> None:
    """An encoding that is given is used where the bytes are not UTF-8."""
    text = STORY + "“We are sorry,” said Zoë.\n"
    assert read_text(text.encode(encoding), source="given.txt", encoding=encoding).text == text


def test_utf8_comes_before_the_declared_encoding() -> None:
    """Bytes that are UTF-8 are read as such, whatever was declared."""
    text = STORY + "“We are sorry,” said Zoë.\n"
    for encoding in ("cp1252", "utf-16"):
        assert read_text(text.encode(), source="given.txt", encoding=encoding).text == text


def test_id_depends_on_given_values_only() -> None:
    """The id follows outlet, URL, date and text; not the file's name."""
    one = read_text(STORY.encode(), source="a.txt", outlet="Post", published="2031-03-04")
    other = read_text(STORY.encode(), source="b.txt", outlet="Post", published="4 March 2031")
    assert one.id == other.id
    assert one.id != read_text(STORY.encode(), source="a.txt", outlet="Herald", published="2031-03-04").id


# ---------------------------------------------------------------------------------------------------- refusals
@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "empty"),
        (b" \n\t \r\n", "empty"),
        ("\ufeff\u200b \u00a0\n".encode(), "only blanks"),
        (b"... --- ...", "no letters"),
        (b"text\x00with NUL", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x01\x02\x03\x04\x05\x06 words" * 50, "control characters"),
        (b"%PDF-1.7\nwords", "PDF"),
        (b"PK\x03\x04words", "ZIP"),
        ("Zoë said so.".encode("cp1252"), "not UTF-8 (byte 2 is 0xEB)"),
        ("Train leaves rails".encode("utf-16-le"), "--encoding utf-16-le"),
        ("Train leaves rails".encode("utf-16-be"), "--encoding utf-16-be"),
        ("Train leaves rails".encode("utf-32-le"), "--encoding utf-32-le"),
        (b"<!DOCTYPE html><html><body><p>Train leaves rails</p>", "web page"),
        (b"Outlet: Post\nPublished: 2031-03-04\n\n", "no text below"),
    ],
)
def test_refusals_say_what_is_wrong(data: bytes, words: str) -> None:
    """Each kind of unreadable input is named."""
    assert words in refusal(data)


def test_declared_encodings_that_do_not_help() -> None:
    """An unknown encoding, and one that does not fit, are named in the refusal."""
    data = "Zoë".encode("cp1252")
    assert "'klingon'" in refusal(data, encoding="klingon")
    assert "neither UTF-8 nor ascii" in refusal(data, encoding="ascii")


def test_texts_at_the_cap_are_refused() -> None:
    """A text of 20 MB is refused, with the limit and what to do; it was not read further than that, so its size is not known."""
    message = refusal(b"a " * (LARGEST // 2))
    assert "it has 20 MB or more" in message
    assert "split it" in message


@pytest.mark.parametrize(
    "text, language",
    [
        (
            (
                "Ein Güterzug ist am Montag in der Nähe von Ostrel aus den Schienen gesprungen, wie die Bahn mitteilte. Verletzt wurde "
                "niemand. Die Strecke bleibt bis Freitag gesperrt, sagte eine Sprecherin der Bahn vor Journalisten."
            ),
            "German",
        ),
        (
            (
                "Un train de marchandises a déraillé lundi près d'Ostrel, a annoncé la compagnie des chemins de fer. Personne n'a été "
                "blessé. La ligne restera fermée jusqu'à vendredi, a déclaré une porte-parole devant la presse."
            ),
            "French",
        ),
        (
            (
                "Грузовой поезд сошёл с рельсов в понедельник недалеко от Остреля, сообщила железная дорога. Никто не пострадал. Движение "
                "на линии будет закрыто до пятницы, сказала журналистам представительница компании."
            ),
            "Russian",
        ),
        ("周一，一列货运列车在奥斯特雷尔附近脱轨，铁路部门表示，事故中没有人员受伤。" * 8, "Chinese"),
    ],
)
def test_other_languages_are_named_and_refused(text: str, language: str) -> None:
    """A report in another language is refused, and the language named."""
    assert language in refusal(text.encode())


@pytest.mark.parametrize(
    "text, language",
    [
        (
            "Et godstog sporet av ved Ostrel mandag. Politiet sier at ingen ble skadet, men linjen er stengt.",
            "Norwegian",
        ),
        ("Ein Güterzug ist bei Ostrel entgleist. Die Polizei hat die Strecke am Montag gesperrt.", "German"),
        ("Un tren de mercancias ha descarrilado cerca de Ostrel. La policia ha cerrado la linea.", "Spanish"),
        ("Un treno merci è deragliato vicino a Ostrel. La polizia ha chiuso la linea.", "Italian"),
        ("Politiet sier at to menn ble skadet da toget sporet av.", "Norwegian"),
        ("周一，一列货运列车在奥斯特雷尔附近脱轨，事故中没有人员受伤。", "Chinese"),
    ],
)
def test_short_texts_in_other_languages_are_refused(text: str, language: str) -> None:
    """One or two plain sentences are enough, also where the identifier wavers between neighbours."""
    assert language in refusal(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "Firefighters battle blaze near Ostrel yard. Officials say nobody hurt.",
        "Union leaders demand higher wages, shorter shifts.",
        "Dead: Juan Carlos Ortega, Maria del Pilar Gomez, Jose Luis de la Cruz.",
        "Bundestag passes Schienengesetz. Minister Groß welcomes vote.",
    ],
)
def test_headlines_without_articles_are_not_foreign(text: str) -> None:
    """English in headline style, lists of foreign names and foreign words in English are read."""
    assert read_text(text.encode(), source="given.txt").language in (None, "en")


@pytest.mark.parametrize("text", ["Zug entgleist bei Ostrel", "Ostrel: 3, 4, 5", "Déjà vu à Ostrel"])
def test_short_texts_pass(text: str) -> None:
    """Too little text to judge its language is read, with the language left open."""
    assert read_text(text.encode(), source="given.txt").language is None


def test_foreign_names_and_quotations_are_still_english() -> None:
    """English with foreign names in it is English."""
    text = STORY + "“Wir bedauern das sehr”, said Jürgen Groß of the Österreichische Bundesbahnen in Sankt Pölten.\n"
    assert read_text(text.encode(), source="given.txt").language == "en"


# ---------------------------------------------------------------------------------------------------- the header
def test_header_block() -> None:
    """The block on top gives outlet, date, URL and title; its lines stay in the text; the date points at its words."""
    text = f"Outlet: Ostrel Post\nPublished: 4 March 2031 22:58 GMT\nURL: https://example.org/1\n\n{STORY}"
    report = read_text(text.encode(), source="given.txt")
    assert report.text == text
    assert (report.outlet, report.url) == ("Ostrel Post", "https://example.org/1")
    assert report.title == "Train leaves rails near Ostrel"
    assert report.published.value == "2031-03-04T22:58+00:00"
    assert report.published.status == "given"
    assert evidence(report) == ["4 March 2031 22:58 GMT"]


MAIL = (
    "From: Ida Holm <ida@example.org>\nTo: desk@example.org,\n two@example.org\nSubject: =?utf-8?q?Ostrel_line_closed?=\n"
    "Date: Tue, 4 Mar 2031 22:58:00 +0100\nMIME-Version: 1.0\n"
)


def test_the_header_of_an_email() -> None:
    """Subject and date are title and date of the report; the lines stay in the text and are no prose."""
    text = f"{MAIL}\n{STORY}"
    report = read_text(text.encode(), source="given.txt")
    assert report.text == text
    assert (report.title, report.published.value) == ("Ostrel line closed", "2031-03-04T22:58+01:00")
    read = [text[s.start : s.end] for s in report.segments if s.role != "metadata_prefix"]
    assert "@" not in "".join(read)
    assert read[0] == STORY.split("\n")[0]


@pytest.mark.parametrize("text", ["Subject: Ostrel\n\n", "From: Ostrel to Calder\n\n", "From: Ida\nSubject: Ostrel\n"])
def test_what_only_looks_like_the_header_of_an_email(text: str) -> None:
    """A sender alone, a subject alone, and lines without a blank one behind them are prose."""
    report = read_text((text + STORY).encode(), source="given.txt")
    assert not any(segment.role == "metadata_prefix" and segment.start == 0 for segment in report.segments)


@pytest.mark.parametrize(
    "field, how",
    [
        ("Content-Transfer-Encoding: base64", "base64"),
        ("Content-Transfer-Encoding: Quoted-Printable", "quoted-printable"),
        ('Content-Type: multipart/alternative; boundary="x"', "in several parts"),
    ],
)
def test_an_email_that_is_packed_for_sending_is_refused(field: str, how: str) -> None:
    """Its words cannot be read as they stand; the refusal says what to do."""
    message = refusal(f"{MAIL}{field}\n\nVHdvIGRvY2tlcnM=\n".encode())
    assert how in message
    assert "save its words" in message


def test_a_title_above_prose_is_no_header() -> None:
    """One field without a blank line behind it is prose; two different fields are a header all the same."""
    assert read_text(b"Title: a word on trains\nThe line is closed.", source="g").segments[0].role == "headline"
    report = read_text(b"Outlet: Post\nTitle: Line closed\nThe line is closed.", source="g")
    assert (report.outlet, report.title) == ("Post", "Line closed")


def test_given_values_come_before_the_header(tmp_path: Path) -> None:
    """What is given beside the text wins over its header; a clash of days is told and both days are listed."""
    text = f"Published: 2031-03-09\n\n{STORY}"
    report = read_text(text.encode(), source="given.txt", published="2031-03-04")
    assert report.published.value == "2031-03-04"
    assert [candidate.value for candidate in report.published.candidates] == ["2031-03-04", "2031-03-09"]
    path = tmp_path / "given.txt"
    path.write_text(text)
    told = read_paths([path], published="2031-03-04").notices
    assert [notice.kind for notice in told] == ["date-clash"]
    assert "2031-03-09" in told[0].message


# ---------------------------------------------------------------------------------------------------- dates
@pytest.mark.parametrize(
    "written, value",
    [
        ("2016-11-09T22:58", "2016-11-09T22:58"),
        ("Wed, 09 Nov 2016 22:58:00 GMT", "2016-11-09T22:58+00:00"),
        ("9 November 2016", "2016-11-09"),
        ("November 9th, 2016", "2016-11-09"),
        ("2016-11-09 22:58:03.120 -0500", "2016-11-09T22:58:03-05:00"),
        ("20161109T225800Z", "2016-11-09T22:58+00:00"),
        ("Wed Nov 9, 2016 1:28PM", "2016-11-09T13:28"),
        ("12:05 a.m. EST on 9 Nov. 2016", "2016-11-09T00:05-05:00"),
        ("2016/11/09", "2016-11-09"),
        ("13/11/2016", "2016-11-13"),
        ("11/13/2016", "2016-11-13"),
        ("9 November 2016, 15:01 IST", "2016-11-09T15:01"),
        ("09/11/2016", None),
        ("2016", None),
        ("November 2016", None),
        ("31 February 2016", None),
        ("9 November 2016 and 12 November 2016", None),
        ("yesterday", None),
        ("9" * 500, None),
    ],
)
def test_given_dates(written: str, value: str | None) -> None:
    """Many written forms give one ISO value; what is ambiguous, not a day or not a date gives none."""
    found = read_given_date(written)
    assert (found.value if found else None) == value


def test_unreadable_date_is_told(tmp_path: Path) -> None:
    """A date that cannot be read leaves the report undated, and says so."""
    told = notices(f"Outlet: Post\nPublished: 09/11/2016\n\n{STORY}", tmp_path)
    assert [kind for kind, _ in told] == ["other"]
    assert "'09/11/2016' cannot be read as one day" in told[0][1]


def test_weekday_that_does_not_fit_is_told(tmp_path: Path) -> None:
    """A weekday that contradicts the day beside it is told; the day is used."""
    told = notices(f"Outlet: Post\nPublished: Monday, 9 November 2016\n\n{STORY}", tmp_path)
    assert "weekday does not fit" in told[0][1]


def test_dates_printed_in_the_text() -> None:
    """A date in front of the prose, on its own line, or with its year in the dateline counts as given."""
    for text, words in (
        (" date 2031-03-04 A freight train left the rails. Nobody was hurt.", "date 2031-03-04"),
        (STORY.replace("\n", "\nTue Mar 4, 2031\n", 1), "Tue Mar 4, 2031"),
        ("Train leaves rails\nOSTREL, March 4, 2031 (Nordhav Press) - The line is closed.", "March 4, 2031"),
    ):
        report = read_text(text.encode(), source="given.txt")
        assert (report.published.value, report.published.status) == ("2031-03-04", "given")
        assert evidence(report) == [words]


def test_dateline_without_year_dates_nothing() -> None:
    """Without a year there is no date: none is made up."""
    report = read_text(b"Train leaves rails\nOSTREL, March 4 (AP) - The line is closed.", source="given.txt")
    assert (report.published.value, report.published.status) == (None, "absent")


# ---------------------------------------------------------------------------------------------------- hidden characters
@pytest.mark.parametrize(
    "char, name",
    [
        ("\u202e", "right-to-left override (U+202E)"),
        ("\u200b", "zero width space (U+200B)"),
        ("\u200f", "right-to-left mark (U+200F)"),
        ("\x07", "control character (U+0007)"),
        ("\ufeff", "zero width no-break space (U+FEFF)"),
        ("\xad", "soft hyphen (U+00AD)"),
    ],
)
def test_hidden_characters_are_named(char: str, name: str, tmp_path: Path) -> None:
    """Invisible characters stay in the text and are named with their place."""
    told = notices(STORY.replace("freight", f"frei{char}ght"), tmp_path)
    assert [kind for kind, _ in told] == ["hidden-text"]
    assert f"{name} at character 37" in told[0][1]


def test_look_alike_letters_are_told(tmp_path: Path) -> None:
    """A Latin name with a Cyrillic letter in it is told; honest words of two scripts are not."""
    told = notices(STORY.replace("Ostrel", "Оstrel"), tmp_path)
    assert [kind for kind, _ in told] == ["homoglyph"]
    assert "'Оstrel' at character 24" in told[0][1]
    assert notices(STORY + "The paper Правда wrote of TNFα.\n", tmp_path) == []


# ---------------------------------------------------------------------------------------------------- files and folders
def story(number: int) -> str:
    """One of many different stories."""
    return f"Train {number} leaves rails\nTrain number {number} left the rails near Ostrel on Monday.\n"


def test_folder_is_read_by_name_and_below(tmp_path: Path) -> None:
    """All text files of a folder and of those below it, in the order of their names; other files are left alone."""
    (tmp_path / "b").mkdir()
    for number, name in enumerate(["c.txt", "b/a.txt", "a.TXT"]):
        (tmp_path / name).write_text(story(number))
    (tmp_path / "notes.org").write_text("not a report")
    read = read_paths([tmp_path])
    assert [report.source for report in read.reports] == ["a.TXT", "b/a.txt", "c.txt"]
    assert read.notices == ()


def test_source_is_never_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file goes by its name as given where that is relative, else by its last part."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(story(1))
    monkeypatch.chdir(tmp_path)
    given = [Path("in/a.txt"), tmp_path / "in" / "a.txt", Path("../") / tmp_path.name / "in" / "a.txt"]
    assert [read_paths([path]).reports[0].source for path in given] == ["in/a.txt", "a.txt", "a.txt"]
    (refused,) = read_paths([tmp_path / "missing.txt"]).notices
    assert str(tmp_path) not in refused.message


def test_meta_file(tmp_path: Path) -> None:
    """Rows of ``meta.jsonl`` describe the files beside it, whether the folder or the file is given."""
    (tmp_path / "a.txt").write_text(story(1))
    row = {
        "file": "a.txt",
        "outlet": "Post",
        "published": "2031-03-04",
        "url": "https://example.org/1",
        "title": "Train 1",
    }
    (tmp_path / "meta.jsonl").write_text(json.dumps(row) + "\n")
    for path in (tmp_path, tmp_path / "a.txt"):
        (report,) = read_paths([path]).reports
        assert (report.outlet, report.published.value, report.url) == ("Post", "2031-03-04", "https://example.org/1")
    assert read_paths([tmp_path], outlet="Herald").reports[0].outlet == "Herald"


def test_bad_meta_rows_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Rows that are not usable become notices with their line; the good ones are used."""
    (tmp_path / "a.txt").write_text(story(1))
    rows = ["{", "[1]", '{"outlet": "Post"}', '{"file": "a.txt", "outlet": 7, "published": "2031-03-04"}', "[" * 90_000,
            '{"file": "gone.txt"}']  # fmt: skip
    (tmp_path / "meta.jsonl").write_text("\n".join(rows))
    read = read_paths([tmp_path])
    assert read.reports[0].published.value == "2031-03-04"
    assert [notice.kind for notice in read.notices] == ["other"] * 6
    told = "\n".join(sorted(notice.message for notice in read.notices))
    for words in ("line 1", "line 2", "line 3", "line 4", "line 5", "'gone.txt', which is not in the folder"):
        assert words in told


def test_the_same_report_twice_is_one(tmp_path: Path) -> None:
    """A report given twice is counted once, and the second is told with both names."""
    (tmp_path / "a.txt").write_text(story(1))
    (tmp_path / "b.txt").write_text(story(1))
    read = read_paths([tmp_path, tmp_path / "a.txt"])
    assert [report.source for report in read.reports] == ["a.txt"]
    assert [(notice.kind, notice.source) for notice in read.notices] == [("duplicate", "b.txt"), ("duplicate", "a.txt")]
    assert read.notices[0].report == read.reports[0].id


def test_a_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    """Each refused input is told; what can be read is read."""
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\xfa")
    (tmp_path / "c.txt").write_text(story(1))
    (tmp_path / "empty").mkdir()
    read = read_paths([tmp_path, tmp_path / "missing.txt", tmp_path / "empty"])
    assert [report.source for report in read.reports] == ["c.txt"]
    assert [(notice.kind, notice.source) for notice in read.notices] == [
        ("refused", "a.txt"),
        ("refused", "b.txt"),
        ("refused", "missing.txt"),
        ("refused", "empty"),
    ]
    assert "no such file or folder" in read.notices[2].message
    assert "no text file" in read.notices[3].message


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads bytes from standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    (report,) = read_paths(["-"], outlet="Post").reports
    assert (report.source, report.outlet, report.text) == ("stdin", "Post", STORY)


def test_order_of_inputs_does_not_change_a_report(tmp_path: Path) -> None:
    """The same files in another order give the same reports."""
    paths = [tmp_path / f"{number}.txt" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_text(story(number))
    assert set(read_paths(paths).reports) == set(read_paths(paths[::-1]).reports)


def test_strange_names_and_paths(tmp_path: Path) -> None:
    """An empty path is not the working folder, and a file name cannot smuggle control characters into a message."""
    (tmp_path / "a\x1b[2J.txt").write_text(story(1))
    read = read_paths(["", tmp_path])
    assert [report.source for report in read.reports] == ["a\ufffd[2J.txt"]
    assert ["empty path" in notice.message for notice in read.notices] == [True]


def test_large_text_is_read_whole() -> None:
    """A text of more than a million characters, on many lines or on one, is read to its end."""
    sentence = "The railway said on Monday that the line to the coast was closed to all trains. "
    for text in (sentence * 16_000, (sentence + "\n") * 16_000):
        report = read_text(text.encode(), source="given.txt")
        assert report.segments[-1].end == len(text.rstrip())
        assert sum(s.end - s.start for s in report.segments) >= 16_000 * len(sentence.rstrip())


def test_the_outlet_is_read_from_its_imprint() -> None:
    """An outlet that names itself beside the day, or on a line of its own above it, is the outlet; what is given comes first."""
    body = "The line at Ostrel is closed, the railway said. Nobody was hurt.\n"
    imprinted = f"Ostrel line closed\n\n{body}\nOstrel Post, 4 March 2031, 3.10 p.m. GMT\n"
    report = read_text(imprinted.encode(), source="a.txt")
    assert (report.outlet, report.published.value) == ("Ostrel Post", "2031-03-04T15:10+00:00")
    assert read_text(imprinted.encode(), source="a.txt", outlet="Herald").outlet == "Herald"
    above = f"Ostrel line closed\n\nRadio Ostrel News\nTuesday 4 March 2031. Updated 1930 GMT\n\n{body}"
    assert read_text(above.encode(), source="b.txt").outlet == "Radio Ostrel News"
    assert (
        read_text(f"Ostrel line closed\n\nOSTREL, 4 March 2031, 11:20\n\n{body}".encode(), source="c.txt").outlet
        is None
    )
