"""The parse: every character where it stands, line by line, whatever the parser in use; and the terms taken from it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays import language
from whosays.attribution.terms import terms_in
from whosays.language import model_in_use, parse
from whosays.model import Parse, Published, Report, Segment, Span


def report(text: str, *segments: Segment) -> Report:
    """A report of one body zone, unless zones are given."""
    zones = segments or ((Segment(0, len(text), "body"),) if text else ())
    return Report("r1", "r1.txt", "Harbour Post", None, None, "en", Published(None, "absent", (), ()), text, zones)


def sentences(text: str, *segments: Segment) -> list[str]:
    """The sentences of a text."""
    return [text[s.start : s.end] for s in parse(report(text, *segments)).sentences]


def check(parsed: Parse) -> None:
    """What holds of every parse."""
    text = parsed.report.text
    assert len(parsed.children) == len(parsed.tokens)
    for number, token in enumerate(parsed.tokens):
        assert text[token.start : token.end].translate(language.FOLD) == token.text
        assert token.text.strip()
        assert token.head == number or number in parsed.children[token.head]
    for left, right in zip(parsed.tokens, parsed.tokens[1:], strict=False):
        assert left.end <= right.start
    assert [i for s in parsed.sentences for i in range(s.first, s.last)] == list(range(len(parsed.tokens)))
    for sentence in parsed.sentences:
        assert (sentence.start, sentence.end) == (
            parsed.tokens[sentence.first].start,
            parsed.tokens[sentence.last - 1].end,
        )
        assert "\n" not in text[sentence.start : sentence.end]
    for number in range(len(parsed.tokens)):
        sentence = parsed.sentences[parsed.sentence_of(number)]
        assert sentence.first <= number < sentence.last
        assert number in parsed.subtree(number)


LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                "The ferry struck a pier.",
                "“No,” she said.",
                "Photo: Reuters",
                "12 hurt – again",
                "e\u0301 🚢 ок",
                "\u200b\u00ad",
            ]
        ),
    ),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(LINES)
def test_every_parse_points_at_its_characters(lines: list[str]) -> None:
    """Tokens are the characters they stand on, in order; sentences share them out and never run over a line's end."""
    check(parse(report("\n".join(lines))))


def test_lines_are_parsed_apart() -> None:
    """A headline without a full stop is not glued to the lead below it."""
    assert sentences("Ferry hits pier\nTwelve people were hurt.") == ["Ferry hits pier", "Twelve people were hurt."]


def test_zones_without_prose_are_not_parsed() -> None:
    """Photo credits, boilerplate and metadata give no tokens; what stands around them is read."""
    text = "The ferry struck a pier.\nREUTERS\nTwelve people were hurt."
    zones = (Segment(0, 24, "body"), Segment(25, 32, "photo_credit"), Segment(33, len(text), "body"))
    assert sentences(text, *zones) == ["The ferry struck a pier.", "Twelve people were hurt."]
    assert {s.role for s in parse(report(text, *zones)).sentences} == {"body"}


def test_sentences_keep_their_paragraph() -> None:
    """Sentences of one line share a paragraph's number, those of another line do not."""
    text = "The ferry struck a pier. Nobody was hurt.\nThe port is closed."
    first, second, third = (s.paragraph for s in parse(report(text)).sentences)
    assert first == second != third


@pytest.mark.parametrize("text", ["“The bridge was safe,” the mayor said.", "The mayor’s car – a van – was “safe”."])
def test_curly_marks_are_read_as_straight_ones(text: str) -> None:
    """Typographic quotes and dashes give the tree of plain ones, on the characters as printed."""
    straight = text.translate(language.FOLD)
    assert len(straight) == len(text)
    curly, plain = parse(report(text)), parse(report(straight))
    assert [(t.start, t.end, t.dep, t.head) for t in curly.tokens] == [
        (t.start, t.end, t.dep, t.head) for t in plain.tokens
    ]


@pytest.mark.parametrize(
    ("sentence", "lemma"),
    [("The mayor hopes that it opens.", "hope"), ("The witness stared at the ferry.", "stare"), ("The pilot was fined.", "fine"),
     ("The horse hopped over it.", "hop"), ("It rained on Monday.", "rain"), ("She passes the bridge.", "pass")],
)  # fmt: skip
def test_a_silent_e_comes_back(sentence: str, lemma: str) -> None:
    """ "Hoped" is a form of "hope"; only a doubled letter makes it one of "hop"."""
    assert lemma in {token.lemma for token in parse(report(sentence)).tokens}


def test_a_boundary_needs_closing_punctuation() -> None:
    """Within a line, a sentence ends only behind a full stop, a question or exclamation mark, a colon, or a closing mark."""
    text = "Police: captain fled Mayor denies it We saw him go"
    assert sentences(text) == [text]


def test_long_lines_are_cut_but_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line longer than the parser is given at once is cut at a blank; no word is lost, and its paragraph stays one."""
    text = "The ferry struck a pier. " * 8 + "x" * 90
    whole = parse(report(text))
    monkeypatch.setattr(language, "LONGEST_PIECE", 60)
    cut = parse(report(text))
    check(cut)
    assert "".join(t.text for t in cut.tokens) == "".join(t.text for t in whole.tokens)
    assert len({s.paragraph for s in cut.sentences}) == 1


def test_blank_text_has_no_sentences() -> None:
    """Blank lines and odd blanks give an empty parse, not an error."""
    parsed = parse(report(" \n\t\u2028 \u00a0\n"))
    assert (parsed.tokens, parsed.sentences, parsed.names) == ((), (), ())


def test_the_parser_in_use_is_named() -> None:
    """Name, version and digest of the parser go into the record, the same at every call."""
    model = model_in_use()
    assert model.name.startswith("en_core_web")
    assert model.version.count(".") == 2
    assert len(model.sha256) == 64
    assert model_in_use() == model


# ---------------------------------------------------------------------------------------------------------------- terms
def terms(text: str, words: str | None = None) -> tuple[str, ...]:
    """Terms of some words of a text, or of all of it."""
    start = text.index(words) if words else 0
    return terms_in(parse(report(text)), (Span(start, start + len(words or text)),))


def test_terms_are_content_lemmas() -> None:
    """Verbs and nouns in their base form, in text order; articles, auxiliaries and pronouns say nothing."""
    assert terms("The engineers have inspected two bridges.") == ("engineer", "inspect", "two", "bridge")


def test_describing_words_weigh_less() -> None:
    """An adjective before a noun is marked with a tilde, and so is an adverb before it; as a predicate it counts in full."""
    assert terms("A very old ferry struck a wooden pier.") == ("~old", "ferry", "strike", "~wooden", "pier")
    assert terms("A newly built ferry sank.")[0] == "~newly"
    assert terms("The ferry is old.") == ("ferry", "old")


def test_verbs_that_only_carry_another_are_no_terms() -> None:
    """ "is expected to close" is about closing, "was seen leaving" about leaving."""
    assert terms("The council is expected to close the bridge.") == ("council", "close", "bridge")
    assert terms("The council expects a storm.") == ("council", "expect", "storm")


def test_terms_come_from_the_given_words_only() -> None:
    """Words outside the spans do not count."""
    assert terms("The mayor said that the bridge had collapsed.", "the bridge had collapsed") == ("bridge", "collapse")


@pytest.mark.parametrize(
    "text",
    [
        "Savers lost £4.1m.| Prosecutors had asked for 12 years.",
        "It owed more than $20m.| Its auditors were misled.",
        "It fell to -7C.| Rail lines froze.",
        "They came at 5 p.m.| Police left an hour later.",
        "They came at 5 p.m. Monday, police said.",
        "Holm v. Marsh was heard on Jan. 6.| It took an hour.",
    ],
)
def test_a_sentence_ends_behind_a_short_form(text: str) -> None:
    """A unit or an hour in front of a full stop does not swallow it; a short form inside a sentence does."""
    assert sentences(text.replace("|", "")) == [part.strip() for part in text.split("|")]
