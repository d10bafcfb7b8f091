"""Who says so: chains, their roles and stances, what is carried over, and what holds of every chain whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casefiles import OUTLET, Case, evidence, parameters, reading, texts, who_says
from whosays.ingest.formats.text import read_text
from whosays.model import Claim, Published, Reading, Report, Segment, Step
from whosays.pipeline import read_report


def line(claim: Claim, text: str) -> str:
    """``words <- who says so``, as the case files write it."""
    return f"{evidence(claim, text)} <- {who_says(claim)}"


@pytest.mark.parametrize("case", parameters("attribution"))
def test_case_files(case: Case) -> None:
    """Each text's claims are said by whom its case says, and there are no others."""
    assert tuple(line(claim, case.text) for claim in reading(case.text).claims) == case.expected


# ------------------------------------------------------------------------------------------------------------- in detail
def test_an_unknown_outlet_is_still_the_first_step() -> None:
    """Without an outlet the chain begins with a step that names nobody."""
    found = read_report(read_text(b"The ferry struck a pier on Tuesday.", source="case.txt"))
    (claim,) = found.claims
    (step,) = claim.chain
    assert (step.role, step.sources[0].name, step.stance) == ("outlet", None, "asserts")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Devon and Cornwall Police said two men were held.", ["Devon and Cornwall Police"]),
        ("Marks and Spencer said sales fell.", ["Marks and Spencer"]),
        ("Germany and France said the talks were off.", ["Germany", "France"]),
        ("Brown and Holm said the deal was off.", ["Brown", "Holm"]),
    ],
)
def test_a_name_that_holds_an_and_is_one_source(sentence: str, names: list[str]) -> None:
    """Bodies and firms of the table speak as one; two names with an "and" between them are two."""
    (claim,) = reading(sentence).claims
    assert [source.name for source in claim.chain[-1].sources] == names


def test_cue_source_and_content_point_at_their_words() -> None:
    """A step holds the source, the cue and the whole reported stretch in characters."""
    text = "The mayor said that the bridge had collapsed and that the road was closed."
    for claim in reading(text).claims:
        (_, step) = claim.chain
        (source,) = step.sources
        assert source.start is not None
        assert text[source.start : source.end] == "The mayor"
        assert step.cue is not None
        assert step.cue.of(text) == "said"
        assert [span.of(text) for span in step.content] == [
            "that the bridge had collapsed and that the road was closed"
        ]
    assert len(reading(text).claims) == 2


def test_co_sources_keep_their_own_words() -> None:
    """Two who say one thing are one step with two sources, each on its own characters."""
    text = "The police and the coast guard said that the captain had left the ship."
    (claim,) = reading(text).claims
    (_, step) = claim.chain
    assert [text[s.start : s.end] for s in step.sources if s.start is not None] == ["The police", "the coast guard"]


def test_a_name_in_apposition_is_the_sources_name() -> None:
    """ "A spokeswoman, Ilse Maarn, said" is said by Ilse Maarn."""
    (claim, *_) = [
        c for c in reading("A spokeswoman, Ilse Maarn, said the bridge was safe.").claims if len(c.chain) > 1
    ]
    assert who_says(claim) == "Ilse Maarn"


def test_an_impersonal_step_names_nobody_and_keeps_its_cue() -> None:
    """A passive without a name is a step of its own, with the cue's words and no source."""
    text = "The captain is believed to have left the ship."
    (claim,) = reading(text).claims
    (_, step) = claim.chain
    assert claim.attribution == "impersonal"
    assert step.sources[0].name is None
    assert step.cue is not None
    assert step.cue.of(text) == "is believed"


def test_a_denial_keeps_its_frame_as_evidence_and_others_do_not() -> None:
    """The evidence of "X denied that Y" shows the denying; that of "X said that Y" is Y alone."""
    (denied,) = reading("The ministry denied that a fire had broken out.").claims
    (said,) = reading("The ministry said that a fire had broken out.").claims
    assert [len(c.spans) for c in (denied, said)] == [1, 1]
    assert (denied.spans[0].start, said.spans[0].start) == (0, len("The ministry said that "))
    assert denied.predicate == said.predicate == "break out"


@pytest.mark.parametrize("agency", ["Reuters", "AFP", "the Associated Press"])
def test_agencies_are_agencies(agency: str) -> None:
    """A news agency is a step of role agency, whether it reports or was told."""
    (reported,) = reading(f"The ferry had sunk, {agency} reported.").claims
    assert [step.role for step in reported.chain] == ["outlet", "agency"]
    (told,) = reading(f"Ada Lorne told {agency} that the ferry had sunk.").claims
    assert [step.role for step in told.chain] == ["outlet", "agency", "speaker"]


def test_being_told_to_the_outlet_itself_is_no_step() -> None:
    """ "told the Harbour Post" in the Harbour Post adds nobody between outlet and speaker."""
    (claim,) = reading("Ada Lorne told the Harbour Post that the ferry had sunk.").claims
    assert [step.role for step in claim.chain] == ["outlet", "speaker"]


@pytest.mark.parametrize("credit", ["REUTERS", "Photo: Reuters", "AFP/Getty Images", "(AP)"])
def test_photo_credits_attribute_nothing(credit: str) -> None:
    """A bare credit line makes nobody the source of what stands around it, and is itself no claim."""
    found = reading(f"The ferry struck a pier on Tuesday.\n\n{credit}\n\nTwelve people were hurt.").claims
    assert [(claim.attribution, len(claim.chain)) for claim in found] == [("outlet_voice", 1)] * 2


def test_inherited_steps_are_marked() -> None:
    """A quotation carried over keeps the first one's source and cue, and says that it is carried over."""
    first, second = reading('"The bridge was safe," the mayor said.\n\n"We inspected it in March."').claims
    assert [step.inherited for step in first.chain] == [False, False]
    assert [step.inherited for step in second.chain] == [False, True]
    assert first.chain[1].sources == second.chain[1].sources


def _only_step(text: str) -> Step:
    """The step beyond the outlet of a text's last claim."""
    claim = reading(text).claims[-1]
    (_, step) = claim.chain
    return step


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Holm went on to explain that the bridge was safe.", "went on to explain"),
        ("Holm began by noting that the bridge was safe.", "began by noting"),
        ("Holm tried to explain that the bridge was safe.", "tried to explain"),
        ("Holm made it clear that the bridge was safe.", "made it clear"),
        ("“The bridge is safe,” Holm said in a telephone interview.", "said in a telephone interview"),
        ("Holm almost openly said that the bridge was safe.", "almost openly said"),
        ("“We have lost the ferry and the quay.” ― Olav Holm", "―"),
    ],
)
def test_a_cue_has_the_words_that_belong_to_it(text: str, cue: str) -> None:
    """A verb that leads to the saying, what it was said in, and the dash of a signature are in the cue."""
    found = _only_step(text).cue
    assert found is not None
    assert found.of(text) == cue


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ida Holm, who led the search, said the ship was lost.", "Ida Holm, who led the search", "Ida Holm"),
        ("A study by Ida Holm found that the ship was lost.", "A study by Ida Holm", "Ida Holm"),
        ("A court in 2001 found that the ship was lost.", "A court", "court"),
        ("Last year's report said that the ship was lost.", "Last year's report", "report"),
    ],
)
def test_a_source_is_shown_by_all_its_words(text: str, words: str, name: str) -> None:
    """Who somebody is, and the document that he owns, belong to the words of the source; when he said it does not."""
    (source,) = _only_step(text).sources
    assert source.start is not None
    assert text[source.start : source.end] == words
    assert name in (source.name or "")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ida Holm said the town would close the bridge, which the council built.", "the town would close the bridge"),
        ("The vote is expected to fail.", "The vote | to fail"),
        ("Ida Holm cited remarks the mayor made about the ferry.", "remarks the mayor made about the ferry"),
    ],
)
def test_a_content_ends_where_the_source_ends(text: str, content: str) -> None:
    """An aside behind the content is the outlet's, "is expected" is a cue, and a thing is cited with the clause that tells which."""
    steps = [step for claim in reading(text).claims for step in claim.chain[1:]]
    assert content in {" | ".join(span.of(text) for span in step.content) for step in steps}


def test_a_speaker_carried_over_has_one_stretch() -> None:
    """The sentences of a quoted paragraph without a cue share one content."""
    text = "“The ship is lost,” Ida Holm said.\n\n“Nobody will raise it. The crew is safe. We go home.”"
    carried = {claim.chain[-1].content for claim in reading(text).claims if claim.chain[-1].inherited}
    assert [[span.of(text) for span in content] for content in carried] == [
        ["“Nobody will raise it. The crew is safe. We go home.”"]
    ]


@pytest.mark.parametrize("answer", ["Yes.", "Yes, it did."])
def test_a_quotation_goes_on_with_who_answered_not_with_who_asked(answer: str) -> None:
    """Who "asked whether" speaks no word of the quotation, and a quoted yes or no is an answer."""
    text = f'When prosecutor Ada Lorne asked whether the boat had leaked, the captain Ida Holm quietly answered, "{answer}"\n\n"We bailed all night."'
    assert "We bailed all night <- Ida Holm (inherited)" in {line(claim, text) for claim in reading(text).claims}


def test_made_clear_without_a_subject_is_read() -> None:
    """An infinitive without a subject behind "made it clear" ends no reading."""
    text = "Holm made it clear to the council to stop the work."
    assert "to stop the work <- Holm" in {line(claim, text) for claim in reading(text).claims}


# ------------------------------------------------------------------------------------------------- whatever the text
def check(found: Reading) -> None:
    """What holds of every claim's chain and spans."""
    text = found.report.text
    for claim in found.claims:
        assert claim.chain[0].role == "outlet"
        assert claim.chain[0].sources[0].name == found.report.outlet
        assert all(step.role != "outlet" for step in claim.chain[1:])
        alone = claim.attribution == "outlet_voice" or (claim.attribution == "impersonal" and claim.quote == "direct")
        assert len(claim.chain) > 1 or alone  # quoted, with no word of saying beside it
        assert len(claim.chain) == 1 or claim.attribution != "outlet_voice"
        assert claim.spans
        steps = claim.chain[1:]
        spans = [*claim.spans, claim.predicate_span, *claim.hedges, *(s for step in steps for s in step.content)]
        spans += [step.cue for step in steps if step.cue]
        for span in spans:
            assert span.end <= len(text)
            assert span.of(text).strip()
        for source in (source for step in steps for source in step.sources):
            assert (source.name is None) == (claim.attribution == "impersonal")
            if source.start is not None and source.end is not None:
                assert text[source.start : source.end].strip()
                assert len((source.name or "").split()) <= 12


@pytest.mark.parametrize("text", texts())
def test_chains_of_the_case_files(text: str) -> None:
    """Every chain begins with the outlet and points at words, in every case file."""
    check(reading(text))


PEOPLE = ["the mayor", "Ada Lorne", "two officials", "the police", "a spokeswoman, Ilse Maarn,", "Reuters", "she"]
CONTENTS = [
    "the bridge had collapsed", "twelve people were hurt on Monday", "the ferry may sink if the river rises", "nobody was on board",
    "it would not reopen before June", "the captain, who was drunk, had fled", "no one knew",
]  # fmt: skip
FRAMES = [
    "{who} said that {what}.", "{what}, {who} said.", "{what}, according to {who}.", "According to {who}, {what}.", '"{what}," {who} said.',
    "{who} denied that {what}.", "{who} told Reuters {what}.", "{who} has not confirmed that {what}.", "{what}.", '"{what}."', "“{what}”",
    "As reported by {who}, {what}.", "Reuters reported, citing {who}, that {what}.", "It was reported that {what}.",
    "An earlier version of this article said {what}. That was wrong.", "A video posted by {who} shows that {what}.", "{who}: {what}?",
]  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> str:
    """A short report from a small grammar: who, frame, content, on one line or several."""
    count = draw(st.integers(1, 3))
    sentences = [
        draw(st.sampled_from(FRAMES)).format(who=draw(st.sampled_from(PEOPLE)), what=draw(st.sampled_from(CONTENTS)))
        for _ in range(count)
    ]
    return draw(st.sampled_from([" ", "\n", "\n\n"])).join(sentence[0].upper() + sentence[1:] for sentence in sentences)


def unread(text: str) -> Report:
    """A report of these characters as one body zone, past the checks of the reader."""
    zones = (Segment(0, len(text), "body"),) if text else ()
    return Report("r1", "r1.txt", OUTLET, None, None, "en", Published(None, "absent", (), ()), text, zones)


@settings(deadline=None, derandomize=True, max_examples=80)
@given(stories())
def test_generated_reports(text: str) -> None:
    """Frames and contents in any combination: chains and spans hold, and a second reading gives the same."""
    found = read_report(unread(text))
    check(found)
    assert read_report(unread(text)) == found


WORDS = st.sampled_from(
    [
        "said",
        "denied",
        "that",
        "the",
        "mayor",
        "Reuters",
        ",",
        '"',
        "“",
        "”",
        "if",
        "not",
        ".",
        "12",
        "–",
        "citing",
        "as",
    ]
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(st.one_of(st.text(max_size=25), st.lists(WORDS, max_size=12).map(" ".join)), min_size=1, max_size=4))
def test_any_characters(lines: list[str]) -> None:
    """Odd characters and broken sentences give a reading all the same, with every span on words, and twice the same one."""
    text = "\n".join(lines)
    found = read_report(unread(text))
    check(found)
    assert read_report(unread(text)) == found
