"""Zones of a report: which characters are headline, dateline, caption, credit and so on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.ingest.zones.found import find_zones


def zones(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    """(role, words) of every segment."""
    return [(s.role, text[s.start : s.end]) for s in find_zones(text, title=title)]


def only(text: str, role: str) -> list[str]:
    """The words of the segments with this role."""
    return [words for found, words in zones(text) if found == role]


BODY = "A freight train left the rails near Ostrel on Monday, the railway said. Nobody was hurt.\nThe line is closed.\n"


def test_first_short_line_without_full_stop_is_the_headline() -> None:
    """A first line that is short and not closed is the headline; what follows is body."""
    assert zones("Train leaves rails near Ostrel\n" + BODY)[0] == ("headline", "Train leaves rails near Ostrel")
    assert [role for role, _ in zones("Train leaves rails near Ostrel\n" + BODY)] == ["headline", "body", "body"]


def test_a_report_may_have_no_headline() -> None:
    """A first line that is a closed sentence is body."""
    assert {role for role, _ in zones(BODY)} == {"body"}


@pytest.mark.parametrize(
    "headline",
    [
        "Who shut the Ostrel line?",
        "Railway: 'we did all we could'",
        "Train leaves rails near Ostrel...",
        "UPDATE Train leaves rails near Ostrel",
        "CORRECTION: no one was hurt near Ostrel",
        "CORRECTED Ostrel line to open on Friday",
        "Ostrel Line Closed For Two Days, Railway Says.\n",
    ],
)
def test_headlines_with_marks(headline: str) -> None:
    """Questions, quotations, cut headlines, desk labels and title case with a full stop are headlines all the same."""
    assert zones(headline + "\n" + BODY)[0] == ("headline", headline.strip())


def test_given_title_names_the_headline() -> None:
    """A line that equals the given title is the headline, even with a full stop."""
    found = zones("Trains run again.\n" + BODY, title="Trains run again")
    assert found[0] == ("headline", "Trains run again.")


def test_second_short_line_is_the_dek() -> None:
    """A short unclosed line under the headline is the dek, also behind a credit; a closed one is body."""
    text = "Train leaves rails\nREUTERS\nThe railway had warned of worn sleepers\n" + BODY
    assert [role for role, _ in zones(text)] == ["headline", "photo_credit", "dek", "body", "body"]
    assert only("Train leaves rails\nThe railway had warned of it.\n" + BODY, "dek") == []


def test_headline_printed_twice_is_read_once() -> None:
    """A page's second copy of its headline is furniture, with what follows it on the line read for itself."""
    text = (
        "Train leaves rails near Ostrel\n\nTrain leaves rails near Ostrel Updated: 2031-05-30 09:53 (Agencies)\n" + BODY
    )
    assert [role for role, _ in zones(text)] == ["headline", "boilerplate", "metadata_prefix", "body", "body"]


@pytest.mark.parametrize(
    "credit",
    ["REUTERS", "AP", "Getty Images", "AFP/Getty Images", "PA", "(Reuters)", "Photo: Ann Lee", "Photograph: Ann Lee/AFP",
     "Ann Lee/Getty Images", "(Ann Lee / The Ostrel Post)", "© Reuters", "[Photo/Agencies]"],
)  # fmt: skip
def test_line_before_a_credit_is_a_caption(credit: str) -> None:
    """A bare agency line is a photo credit and no source; the short unclosed line before it is the caption."""
    text = f"Train leaves rails\n{BODY}The engine was lifted this morning\n{credit}\n{BODY}"
    assert only(text, "photo_credit") == [credit]
    assert only(text, "caption") == ["The engine was lifted this morning"]


def test_closed_sentence_before_a_credit_stays_body() -> None:
    """Prose does not become a caption because a credit follows."""
    assert only(f"Train leaves rails\n{BODY}REUTERS\n{BODY}", "caption") == []


def test_a_picture_series_on_one_line_is_captions() -> None:
    """The numbers are furniture; a fraction in prose is none of them."""
    text = (
        "Fire at Ellmouth harbour\n\nHarbour fire 3 show all 1/3 Smoke over the docks 2/3 Crews at the gate 3/3 The burnt hall\n\n"
        "The fire took 2/3 of the hall. Half of it, 1/2, was empty."
    )
    found = [(segment.role, text[segment.start : segment.end]) for segment in find_zones(text)]
    assert [words for role, words in found if role == "caption"] == [
        "Smoke over the docks",
        "Crews at the gate",
        "The burnt hall",
    ]
    assert [words for role, words in found if role == "body"] == [
        "The fire took 2/3 of the hall. Half of it, 1/2, was empty."
    ]


def test_captions_that_show_their_credit_on_the_line() -> None:
    """Credit and caption on one line are told apart, whichever comes first."""
    text = (
        f"Train leaves rails\n{BODY}Image copyright Getty Images Image caption The engine lies beside the track\n"
        "Workers lift the engine on Tuesday. (Ann Lee/Reuters)\nSWNS The crowd at the crossing near Ostrel\n" + BODY
    )
    assert only(text, "photo_credit") == ["Image copyright Getty Images", "(Ann Lee/Reuters)", "SWNS"]
    assert only(text, "caption") == [
        "Image caption The engine lies beside the track",
        "Workers lift the engine on Tuesday.",
        "The crowd at the crossing near Ostrel",
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "OSTREL, March 4 (Nordhav Press) - ",
        "OSTREL, Vale, March 4, 2031 (Nordhav Press) — ",
        "OSTREL (AP) — ",
        "Ostrel, 4 March (AFP) -- ",
        "OSTREL — ",
        "PORT OSTREL, Vale — ",
        "(Reuters) - ",
        "Basin Wire, Aug 21 - ",
        "MOSCOW, March 4. /TASS/. ",
        "OSTREL: ",
        "St. Ostrel, Sept. 3 (Xinhua) -- ",
    ],
)
def test_dateline_stands_in_front_of_the_body(dateline: str) -> None:
    """Place, day and agency before the first sentence are a dateline; the sentence is body."""
    text = f"Train leaves rails\n{dateline}{BODY}"
    assert only(text, "dateline") == [dateline.strip()]
    assert only(text, "body")[0].startswith("A freight train")


@pytest.mark.parametrize(
    "line",
    [
        "By nightfall on Tuesday the number of hurt had risen to 17, doctors said.",
        "LIABLE OR NOT (OR OTHERWISE)",
        "Acme (formerly Zeta) - the maker of the engine - said it was sorry.",
        "The railway - a state company - said on March 4 that it was sorry.",
        "WATCH: The engine is lifted from the track beside the river, as the crowd looks on from the bridge.",
        "May 4 was the day of the accident, the railway said in its report.",
        "Reuters reported on Monday that the line was closed.",
    ],
)
def test_prose_that_looks_like_something_else(line: str) -> None:
    """Sentences with dashes, brackets, agencies or "By" at their start stay prose without a dateline."""
    found = zones(f"Train leaves rails\n{line}\n{BODY}")
    assert "dateline" not in {role for role, _ in found}
    assert "byline" not in {role for role, _ in found}


@pytest.mark.parametrize(
    "byline",
    ["By Ann Lee", "By Ann Lee and B. C. Ray in Ostrel", "By ANN LEE", "By Ann Lee, Transport Correspondent", "By Reuters",
     "(Reporting by Ann Lee; Editing by Bo Ray)", "Ann Lee of the Associated Press contributed to this report."],
)  # fmt: skip
def test_bylines(byline: str) -> None:
    """Lines that say who wrote are bylines."""
    assert only(f"Train leaves rails\n{byline}\n{BODY}", "byline") == [byline]


def test_sign_off_at_the_end_of_a_paragraph() -> None:
    """A desk's sign-off is cut off the sentence before it."""
    text = "Train leaves rails\nThe line is closed. (Reporting by Ann Lee; Editing by Bo Ray)"
    assert zones(text)[1:] == [
        ("body", "The line is closed."),
        ("byline", "(Reporting by Ann Lee; Editing by Bo Ray)"),
    ]


def test_date_in_front_of_the_first_sentence() -> None:
    """ " date 2031-03-04 " before prose is metadata, and the prose is body, not headline."""
    text = " date 2031-03-04 A freight train left the rails near Ostrel. Nobody was hurt.\n\nThe line is closed.\n"
    assert zones(text)[0] == ("metadata_prefix", "date 2031-03-04")
    assert [role for role, _ in zones(text)] == ["metadata_prefix", "body", "body"]


@pytest.mark.parametrize(
    "line",
    ["Tue Mar 4, 2031 1:28PM GMT", "4 March 2031 Last updated at 13:38 GMT", "Published: March 4, 2031", "TUESDAY 04 MARCH 2031",
     "Posted 3/4/2031 11:10 AM"],
)  # fmt: skip
def test_date_lines_are_metadata(line: str) -> None:
    """A line that holds nothing but a date is metadata, also where the order of day and month is open."""
    assert only(f"Train leaves rails\n{line}\n{BODY}", "metadata_prefix") == [line]


@pytest.mark.parametrize(
    "line",
    ["The Chronicle, 4 March 2031, 15:30 local time", "Ostrel Signal · Tue 4 March 2031 · 21:40 · Ann Lee",
     "OSTREL, Tuesday 4 March 2031, 11:20", "Ostrel Post, 4 March 2031, 3.10 p.m. GMT"],
)  # fmt: skip
def test_imprints_are_metadata_above_and_below(line: str) -> None:
    """A line of names and a day is no dek and no sentence; the last line may be one too."""
    assert only(f"Train leaves rails\n{line}\n\n{BODY}", "metadata_prefix") == [line]
    assert only(f"Train leaves rails\n\n{BODY}\n{line}\n", "metadata_prefix") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The line was closed on 4 March 2031",
        "By Ann Lee, 4 March 2031",
        "Ostrel Post readers wrote on 4 March 2031",
        "Ann Lee 4 March 2031",
    ],
)
def test_what_says_more_than_a_name_and_a_day_is_no_imprint(line: str) -> None:
    """Sentences, bylines, and names with nothing between them and the day."""
    assert only(f"Train leaves rails\n{line}\n\n{BODY}", "metadata_prefix") == []


def test_header_block_is_metadata() -> None:
    """Lines of the header block keep their place and are metadata; the headline comes after them."""
    text = "Outlet: Ostrel Post\nPublished: 2031-03-04\n\nTrain leaves rails\n" + BODY
    assert [role for role, _ in zones(text)] == ["metadata_prefix", "metadata_prefix", "headline", "body", "body"]


@pytest.mark.parametrize(
    "note",
    [
        "• This article was amended on 10 March 2031 to remove a wrong figure.",
        "Correction: An earlier version gave a wrong name for the railway.",
        "An earlier version of this article said that two people were hurt.",
        "We reported on Monday that two people were hurt. That was wrong.",
    ],
)
def test_a_note_on_its_own_line_is_a_correction(note: str) -> None:
    """A line that is nothing but a note of correction has that role."""
    assert only(f"Train leaves rails\n{BODY}{note}\n", "correction") == [note]


def test_a_correction_inside_a_paragraph_stays_body() -> None:
    """Where the note shares its line with news, the line is body."""
    text = f"Train leaves rails\nThe line is closed. An earlier version of this article said it was open.\n{BODY}"
    assert only(text, "correction") == []


def test_page_furniture() -> None:
    """Advertisements, links to other stories, sharing and rights are furniture."""
    lines = ["Advertisement", "Read more: Ten years of the Ostrel line", "Sign up for our newsletter", "___", "[How the line was built]",
             "Copyright 2031 The Ostrel Post. All rights reserved.", "Media playback is unsupported on your device"]  # fmt: skip
    text = f"Train leaves rails\n{BODY}" + "\n".join(lines) + "\n" + BODY
    assert only(text, "boilerplate") == lines


def test_wrapped_text_is_read_by_paragraph() -> None:
    """In a text wrapped at a fixed width a segment runs to the end of its paragraph."""
    paragraph = (
        "A freight train left the rails near the town of Ostrel on Monday and\n"
        "blocked the line to the coast for the whole of the day, the railway\n"
        "said in a statement that was read out by its spokesman, who added\n"
        "that nobody was hurt."
    )
    assert zones(f"{paragraph}\n\nThe line is closed.") == [("body", paragraph), ("body", "The line is closed.")]


def test_text_without_sentence_ends() -> None:
    """A long first line without any full stop is body, not headline."""
    text = "word and another word " * 60
    assert [role for role, _ in zones(text)] == ["body"]


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(alphabet=" abAB.,:()/-–—\t\r\n\u2028\x0b\x850129©[]", max_size=60),
            st.sampled_from(
                [
                    "By Ann Lee",
                    "REUTERS",
                    "OSTREL, March 4 (AP) - The",
                    "OSTREL (AP)",
                    "Photo: X",
                    "date 2031-03-04 The",
                    "Title: x",
                ]
            ),
        ),
        max_size=12,
    ).map("\n".join)
)
def test_segments_cover_everything_once(text: str) -> None:
    """Whatever the text: segments are in order, do not overlap, start and end on ink, and leave nothing out."""
    at = 0
    for segment in find_zones(text):
        assert segment.start >= at
        assert not text[at : segment.start].strip()
        assert text[segment.start : segment.end].strip()
        at = segment.end
    assert not text[at:].strip()


def test_a_press_release_is_read_without_its_furniture() -> None:
    """Its heading line is no headline; ends, notes, contacts and page numbers are no claims."""
    text = (
        "FOR IMMEDIATE RELEASE\n\nTolva Line to resume ferry service\n\nThe line said it would sail on Monday.\n\nENDS\n\nNotes to editors\n\n"
        "Media contact: Jon Berg, +47 555 0101\n\nPage 2 of 3\n\n- 2 -\n\n-30-\n"
    )
    roles = {text[zone.start : zone.end]: zone.role for zone in find_zones(text)}
    assert roles.pop("Tolva Line to resume ferry service") == "headline"
    assert roles.pop("The line said it would sail on Monday.") == "body"
    assert set(roles.values()) == {"boilerplate"}


def test_titles_below_read_more_are_furniture() -> None:
    """Up to a blank line or a full stop; what stands behind is the report again."""
    text = (
        "Ferry back next week\n\nThe ferry sails on Monday, the line said.\n\nRead more:\nFerry accident: what we know\nWho owns Tolva Line?\n\n"
        "The harbour is open.\n\nRelated:\nThe line was founded in 1987.\n"
    )
    roles = {text[zone.start : zone.end]: zone.role for zone in find_zones(text)}
    assert roles["Ferry accident: what we know"] == roles["Who owns Tolva Line?"] == "boilerplate"
    assert roles["The harbour is open."] == roles["The line was founded in 1987."] == "body"


def test_times_in_front_of_entries_are_stamps() -> None:
    """Two and more make a live blog; one line that begins with a time is a sentence."""
    text = "Ferry accident\n\n14:05 Police say 12 people were hurt.\n\n1.20pm - The owner denies a fault.\n"
    roles = [(text[zone.start : zone.end], zone.role) for zone in find_zones(text)]
    assert roles[1:] == [
        ("14:05", "metadata_prefix"),
        ("Police say 12 people were hurt.", "body"),
        ("1.20pm -", "metadata_prefix"),
        ("The owner denies a fault.", "body"),
    ]
    alone = "Ferry accident\n\n14:05 Police say 12 people were hurt.\n"
    assert [zone.role for zone in find_zones(alone)] == ["headline", "body"]


def test_the_mark_in_front_of_an_item_is_no_part_of_it() -> None:
    """A bullet or a dash; a number stays, for the item may be named by it."""
    text = "Ferry back next week\n\nThe line said on Monday:\n* Denies that engines had failed\n• Says fares rise\n1. No jobs go\n"
    roles = [(text[zone.start : zone.end], zone.role) for zone in find_zones(text)]
    assert roles[2:] == [
        ("*", "boilerplate"),
        ("Denies that engines had failed", "body"),
        ("•", "boilerplate"),
        ("Says fares rise", "body"),
        ("1. No jobs go", "body"),
    ]
