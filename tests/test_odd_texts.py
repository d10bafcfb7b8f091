"""Texts that are no plain article: no crash, work in step with the text, sensible partial output, and a notice where a reader must know."""

from __future__ import annotations

import pytest

from tests.test_scaling import steps_of
from whosays import pipeline
from whosays.check import broken_references, broken_spans
from whosays.ingest.formats.text import text_draft
from whosays.ingest.metadata import Given
from whosays.ingest.reports import report_of
from whosays.model import Claim, Record

FERRY = "The ferry Kestrel lost power off Sandholm on Monday with 210 passengers, harbour master Edda Brink said."
ENGLISH = (
    f"{FERRY} Two tugs towed the Kestrel to the quay, and nobody was hurt, police said. The owner, Tolva Line, denied any fault and said "
    "that it would wait for the report of the ministry."
)
GERMAN = (
    "Die Fähre Kestrel hat am Montag vor Sandholm ihren Antrieb verloren, wie die Hafenmeisterin mitteilte. An Bord waren "
    "zweihundertzehn Fahrgäste, von denen niemand verletzt wurde. Zwei Schlepper brachten das Schiff am Nachmittag in den Hafen zurück."
)
RUSSIAN = (
    "Паром «Кестрел» потерял ход в понедельник у Сандхольма, сообщила начальница порта. На борту было двести десять пассажиров, никто не "
    "пострадал. Два буксира привели судно к причалу вечером."
)
LONG = (
    "The ferry Kestrel, "
    + ", ".join(f"which the harbour master said had called at {place} and at the port behind it" for place in
                "Alden Bexley Corrin Dunmore Elstow Farley Garth Holm Ilford Jarrow Kelso Larne".split())
    + ", lost power off Sandholm on Monday with 210 passengers and, as the coast guard said, without a radio."
)  # fmt: skip
CAPITALS = (
    "THE FERRY KESTREL LOST POWER OFF SANDHOLM ON MONDAY WITH 210 PASSENGERS, HARBOUR MASTER EDDA BRINK SAID. TWO TUGS TOWED THE KESTREL "
    "TO THE QUAY. THE TRANSPORT MINISTRY DENIED THAT THE ENGINE HAD BEEN FAULTY. BRINK SAID SHE WOULD RESIGN."
)
LIST = (
    "- The ferry Kestrel lost power off Sandholm on Monday\n- 210 passengers were on board, the harbour master said\n"
    "* Two tugs towed it to the quay\n1. The owner, Tolva Line, denied any fault\n2. Seven people were hurt, the hospital said\n• More to follow"
)
TABLE = (
    "Alden\t12,400\t51.2%\t+3.1\nBexley\t9,880\t48.0%\t-1.2\nCorrin\t7,015\t33.9%\t-20.4\n\n| Blue | 45 | 41 |\n|---|---|---|\n"
    "| Green | 38 | 44 |\n\nThe election office said on Monday that the count was complete."
)
TRANSCRIPT = (
    "REPORTER: Mrs Brink, how many people were on board?\nBRINK: There were 210. Nobody was hurt.\nREPORTER: Did the engine fail?\n"
    "BRINK: I can't say that.\n\nQ: Will you resign?\nA: No. I will not resign.\n\nThe ministry knew of the fault in April, police said."
)
LIVE = (
    "14:32 Two tugs have reached the Kestrel, the coast guard said.\n\n14:05 There are 210 passengers on board, harbour master Edda Brink "
    "said.\n\n13.47\nThe ferry lost power off Sandholm.\n\n1:15 p.m. - Passengers report smoke in the engine room, according to Radio Alden."
)
MARKS = (
    "\"The engine failed twice,\" Edda Brink said. “We knew nothing of it”, the owner said, and added: 'It was «not our fault».' The "
    "minister called it ``a scandal'' and \"the worst day of ‘our’ lives”. ‚Nobody was hurt‘, police said."
)
UNCLOSED = (
    'Edda Brink said: "The engine failed twice and we had told the ministry in April.\n\n"Nobody listened to us.\n\nThe ministry denied '
    "this on Monday.\n\nSeven people were hurt, the hospital said."
)
SCANNED = (
    "The f erry Kestrel lo5t power off Sandholm 0n M0nday with 21O passengers, har-\nbour master Edda Br1nk sa1d. Tw0 tugs t0wed it to the "
    "quay . ,. | Po1ice said 7 pe0ple were hurt .\n\n~~ . ' ` , | l l l . . _ _\n\nBrink said she w0uld res1gn. The engine was fau1ty, she sa1d."
)
MIXED = f"{ENGLISH}\n\n{GERMAN}\n\nThe ministry said that it had known nothing of earlier faults."
TEXTS = {
    "long": LONG, "capitals": CAPITALS, "list": LIST, "table": TABLE, "transcript": TRANSCRIPT, "live": LIVE, "marks": MARKS,
    "unclosed": UNCLOSED, "scanned": SCANNED, "mixed": MIXED,
}  # fmt: skip


def told(text: str) -> Record:
    """The record of one report with this body, its notices with it."""
    whole = f"Ferry adrift off Sandholm\n\n{text}\n"
    given = Given(outlet="Alden Post", published="2031-05-07")
    report, notices = report_of(text_draft(whole.encode(), source="a.txt", given=given))
    record = pipeline.tell([pipeline.read_report(report)], notices=notices)
    assert (broken_spans(record), broken_references(record)) == ((), ())
    assert record.reports[0].text == whole
    return record


def words(record: Record, claim: Claim) -> str:
    """The evidence of a claim."""
    return " … ".join(span.of(record.reports[0].text) for span in claim.spans)


def said(record: Record) -> dict[str, str]:
    """Words of each claim → who says so, outermost."""
    return {words(record, claim): claim.chain[-1].sources[0].name or "" for claim in record.told}


def messages(record: Record) -> list[str]:
    """What the notices say."""
    return [notice.message.removeprefix("a.txt: ") for notice in record.notices]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_twice_an_odd_text_is_about_twice_the_work(text: str) -> None:
    """No kind of text makes the work grow with its square."""
    blocks = "\n\n".join([text] * max(2, 2_000 // len(text)))
    steps_of(text)  # what is loaded once
    once, twice = steps_of(f"{FERRY}\n\n{blocks}\n"), steps_of(f"{FERRY}\n\n{blocks}\n\n{blocks}\n")
    assert sum(twice.values()) < 2.6 * sum(once.values())


def test_a_sentence_of_two_hundred_words() -> None:
    """Its relative clauses are claims one by one, and the main clause is one."""
    assert len(LONG.split()) > 200
    found = said(told(LONG))
    assert found["which … had called at Farley and at the port behind it"] == "the harbour master"
    assert "The ferry Kestrel … lost power off Sandholm on Monday with 210 passengers" in found
    assert max(len(claim.split()) for claim in found) < 40


def test_capitals_are_read_and_marked() -> None:
    """Claims with their sources are found in a text in capitals; the notice says that they are less sure, and the brief keeps capitals."""
    record = told(CAPITALS)
    assert said(record)["SHE WOULD RESIGN"] == "BRINK"
    assert messages(record) == ["it is written in capitals; names and claims are found less surely"]
    assert "kestrel" not in "".join(sentence.text for sentence in record.brief.sentences)


def test_each_entry_of_a_list_is_a_line_of_its_own() -> None:
    """Marks and numbers in front are no part of a claim, and no claim runs into the next entry."""
    found = said(told(LIST))
    assert found["210 passengers were on board"] == "the harbour master"
    assert "The owner, Tolva Line, denied any fault" in found
    assert not any("\n" in claim or claim[0] in "-*•1" for claim in found)


def test_a_table_is_set_aside_with_its_place() -> None:
    """Rows are no claims; the notice says where they stand; the prose around them is read."""
    record = told(TABLE)
    assert said(record)["the count was complete"] == "The election office"
    assert not any("Bexley" in claim or "Green" in claim for claim in said(record))
    text = record.reports[0].text
    place = f"characters {text.index('Alden')}–{text.index('44 |') + 4}"
    assert messages(record) == [f"{place} are a table of 6 lines and are not read"]


def test_a_turn_of_a_transcript_is_its_speakers() -> None:
    """What stands behind a speaker's name is that speaker's, to the end of the line; questions, and who Q and A are, are not told."""
    record = told(TRANSCRIPT)
    found = said(record)
    assert found["There were 210"] == found["Nobody was hurt"] == found["I can't say that"] == "BRINK"
    assert found["The ministry knew of the fault in April"] == "police"
    brief = " ".join(sentence.text for sentence in record.brief.sentences)
    assert "Q:" not in brief
    assert "?" not in brief
    assert "fault in April" in brief
    assert messages(record) == [
        "6 lines begin with a speaker, as in a transcript, and are read as that speaker's words; who Q and A are is not read"
    ]


@pytest.mark.parametrize("names", [("BRINK", "DR. OSS"), ("Edda Brink", "Pia Oss"), ("THE CHAIR", "BRINK")])
def test_a_hearing_is_told_by_its_speakers(names: tuple[str, str]) -> None:
    """Several sentences of one turn are one speaker's; what the report tells between the turns is not."""
    one, two = names
    record = told(
        f"The council met on Monday.\n\n{one}: There were 210 people on board. We had warned the ministry in April.\n\n"
        f"{two}: The engine failed twice.\n\n{one}: The owner knew it.\n\n{two}: Nobody told me. I examined seven passengers.\n\n"
        "The session ended at noon."
    )
    found = said(record)
    for words_said, speaker in {
        "There were 210 people on board": one, "We had warned the ministry in April": one, "The engine failed twice": two,
        "The owner knew it": one, "Nobody told me": two, "I examined seven passengers": two,
    }.items():  # fmt: skip
        assert found[words_said].split()[-1] == speaker.split()[-1]
    assert found["The council met on Monday"] == found["The session ended at noon"] == "Alden Post"


@pytest.mark.parametrize(
    "lines",
    [
        "Update: The port is closed.\nUpdate: The port is open again.\nLive: Two tugs are there.\nLive: The ferry is home.",
        "Where: The ferry lost power off Sandholm.\nWhen: It happened on Monday.\nWho: Seven people were hurt.\nWhy: The engine failed.",
        "Alden: The port is closed.\nBexley: The port is open.\nCorrin: Two tugs are there.\nDunmore: The ferry is home.",
        "Edda Brink: We will close the port.\nThe port was closed on Friday.",
    ],
    ids=["marks of a live blog", "questions answered", "a list of places", "one line alone"],
)
def test_lines_with_a_colon_are_no_transcript(lines: str) -> None:
    """Without speakers who come back, nobody is made to say what a list or a live blog says."""
    record = told(f"{ENGLISH}\n\n{lines}")
    labels = {line.partition(":")[0] for line in lines.splitlines()} - {"Edda Brink"}
    assert labels.isdisjoint(said(record).values())
    assert messages(record) == []


def test_the_times_of_a_live_blog_are_no_claims() -> None:
    """Entries are read with their sources; a time alone says nothing."""
    found = said(told(LIVE))
    assert found["Two tugs have reached the Kestrel"] == "the coast guard"
    assert "The ferry lost power off Sandholm" in found
    assert "14:32" not in found
    assert "13.47" not in found


def test_mixed_quotation_marks() -> None:
    """Straight, curly, single and French marks side by side: each speaker keeps the own words."""
    found = said(told(MARKS))
    assert found["The engine failed twice"] == "Edda Brink"
    assert found["We knew nothing of it"] == "the owner"
    assert found["Nobody was hurt"] == "police"


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    """What follows in the next paragraph without a mark is the outlet's again."""
    found = said(told(UNCLOSED))
    assert found["we had told the ministry in April"] == "Edda Brink"
    assert found["Nobody listened to us"] == "Edda Brink"
    assert found["The ministry denied this on Monday"] == "Alden Post"
    assert found["Seven people were hurt"] == "the hospital"


def test_a_scanned_text_is_marked() -> None:
    """Digits among letters tell of a scanner; what can be read is read, and whole."""
    record = told(SCANNED)
    assert messages(record)[0].endswith(
        "words hold a digit among letters, as after scanning; correct them to have all of it read"
    )
    assert said(record)["7 pe0ple were hurt"] == "Po1ice"


@pytest.mark.parametrize("passage, language", [(GERMAN, "German"), (RUSSIAN, "Russian")])
def test_an_article_in_another_language_inside_is_set_aside(passage: str, language: str) -> None:
    """It gives no claims; the notice names its language and place; what stands behind it is read."""
    record = told(f"{ENGLISH}\n\n{passage}\n\nThe ministry said that it had known nothing of earlier faults.")
    start = record.reports[0].text.index(passage)
    assert messages(record) == [f"characters {start}–{start + len(passage)} are in {language} and are not read"]
    assert not any(start <= claim.spans[0].start < start + len(passage) for claim in record.told)
    assert said(record)["it had known nothing of earlier faults"] == "The ministry"


@pytest.mark.parametrize(
    "text",
    [
        "Alden, Bexley, Corrin, Dunmore, Elstow, Farley, Garth, Holm, Ilford, Jarrow, Kelso, Larne, Mold, Nairn, Oban, Perth, Quorn, Ripon.",
        "Goals: Müller 12, García 40, Rossi 61, Øster 75, Brânză 88. Cards: Nuñez, Dubois, Çelik, Świder, Håkansson, Lefèvre, Peña, Óskar.",
        'She told reporters: "Das war ein schwerer Fehler", and the ferry was towed to the quay by two tugs, the harbour master said.',
        "Police said the men, aged 19, 22 and 40, took 3 cars, 2 lorries and 1 boat from G7 guests at the A12 on 7 May, near gate B4.",
        "Home | News | Sport",
    ],
)
def test_what_only_looks_odd_is_left_alone(text: str) -> None:
    """Lists of names, a foreign quotation, figures and one line of links bring no notice."""
    assert messages(told(f"{ENGLISH}\n\n{text}")) == []
