"""What speaks for a name being a person, a body or a place at one of its occurrences.

One occurrence deceives: parsers call an unknown surname a company every third time. So each casts weighted votes from the
parser's guess, the words around it and the grammar, and the report's majority decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from whosays.mentions import lexicon
from whosays.mentions.capitals import capital
from whosays.mentions.drafts import SUBJECTS, head_of
from whosays.mentions.edges import Run, behind_ship, is_model
from whosays.model import EntityKind, NameGuess, Parse, Token

LABELS: Mapping[str, EntityKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "facility", "EVENT": "event",
    "NORP": "organisation", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
WEIGHTS = {"PERSON": 2, "GPE": 2, "LOC": 2}
STANDS_IN = frozenset({"in", "near", "off", "outside", "across", "throughout", "around", "inside", "toward", "towards"})
MOVES_TO = frozenset({"at", "from", "to", "into", "via", "of"})
PLACE_AFTER = frozenset(
    "province city district village region town island county state area coast time suburb border forest river lake "
    "peninsula valley resident girl schoolgirl student villager man woman native neighborhood neighbourhood ward mayor couple "
    "teenager teen councillor mother father".split()
)
# Who is so called "of" a name is of a place.
OF_A_PLACE = frozenset(
    "mayor mayoress governor sheriff bishop archbishop duke duchess inhabitant resident citizen native people burgomaster".split()
)
SETTLED = frozenset("resort port commune municipality hamlet settlement township parish suburb".split())
KIN = frozenset("father mother brother sister wife husband son daughter uncle aunt cousin widow family friend".split())
ROLE_AFTER = frozenset(
    "chief chairman chairwoman chair spokesman spokeswoman spokesperson ceo employee shareholder director".split()
)
AILMENT_AFTER = frozenset(
    "virus disease fever flu syndrome strain outbreak epidemic pandemic infection vaccine".split()
)
SHARED_AFTER = frozenset(
    "counties streets avenues roads rivers townships parishes districts provinces suburbs villages towns".split()
)
ADDRESSED = 8  # votes of "Mr Lincoln", against 5 of another title ("Miss Norland")
LONGEST_ACRONYM = 10  # letters
SHARED_REACH = 12  # tokens
STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone"})
STREET = frozenset("street road avenue drive lane boulevard st ave rd blvd".split())
PARTY = frozenset({"D", "R", "I", "DFL", "Lab", "Con"})
STATE_AFTER = frozenset(
    "central government capital president economy currency army parliament foreign prime state".split()
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the votes of a whole report need: the parser's guesses by token, and whether it speaks of a ship."""

    guesses: Mapping[int, NameGuess]
    ship: bool


def look_around(parse: Parse) -> Surroundings:
    """Collect :class:`Surroundings` once for a report."""
    guesses = {index: guess for guess in parse.names for index in range(guess.first, guess.last)}
    ship = any(lexicon.is_ship(t.lemma) for t in parse.tokens)
    return Surroundings(guesses, ship)


def cast_votes(parse: Parse, run: Run, around: Surroundings) -> Counter[EntityKind]:
    """Votes of one occurrence: the parser's guess, the words around, the grammar."""
    votes: Counter[EntityKind] = Counter()
    guess = around.guesses.get(run.first)
    if guess is not None and guess.label in LABELS and run.last <= guess.last <= run.last + 2:
        votes[LABELS[guess.label]] += WEIGHTS.get(guess.label, 1)
    if run.last - run.first > 1 and is_model(parse.tokens[run.last - 2].text, parse.tokens[run.last - 1].text):
        votes["vehicle"] += 12
    if run.titled:
        votes["person"] += ADDRESSED if _is_addressed(parse, run) else 5
    first_word = parse.tokens[run.first].text.lower()
    if run.last - run.first > 1 and first_word in lexicon.given_names():
        votes["person"] += 3
    text = parse.words(run.first, run.last)
    if (
        text.isupper()
        and run.last - run.first == 1
        and 2 <= len(text) <= LONGEST_ACRONYM
        and text not in ("II", "III", "IV")
    ):
        votes["organisation"] += 2
    after = parse.tokens[run.last].text if run.last < len(parse.tokens) else ""
    if text.isupper() and run.first == parse.sentences[parse.sentence_of(run.first)].first and after in (",", "("):
        votes["place"] += 6
    if parse.sentences[parse.sentence_of(run.first)].role == "dateline":
        bracketed = run.first > 0 and parse.tokens[run.first - 1].text == "("
        votes["organisation" if bracketed else "place"] += 8
    if run.last - run.first > 1 and parse.tokens[run.last - 1].text.lower() in STREET and run.first:
        votes["facility"] += (
            8 if parse.tokens[run.first - 1].text.lower() in ("on", "in", "at", "off", "along", "near") else 0
        )
    _vote_before(parse, run, votes, around)
    _vote_after(parse, run, votes)
    _vote_grammar(parse, run, votes)
    return votes


def shows_person(parse: Parse, run: Run) -> bool:
    """ "Mr Lincoln", "Sofia, 12,", "Washington, who played for Harlow, has": a person, though a country or capital is called so."""
    behind = parse.tokens[run.last : run.last + 3]
    if _is_addressed(parse, run) or len(behind) < 3 or behind[0].text != ",":
        return _is_addressed(parse, run)
    subject = parse.tokens[run.last - 1].dep in SUBJECTS
    return (subject and behind[1].text == "who") or (_is_age(behind[1]) and behind[2].text in (",", ".", ";"))


def _is_addressed(parse: Parse, run: Run) -> bool:
    return run.titled and run.first > 0 and lexicon.is_courtesy(parse.tokens[run.first - 1].text)


def _is_age(token: Token) -> bool:
    return token.tag == "CD" and token.text.isdigit() and 5 <= int(token.text) <= 110


def _vote_before(parse: Parse, run: Run, votes: Counter[EntityKind], around: Surroundings) -> None:
    if not run.first:
        return
    before = parse.tokens[run.first - 1]
    word = before.lemma.lower()
    noun = lexicon.nouns().get(word)
    if behind_ship(parse, run.first) or _aboard(parse, run.first):
        votes["vehicle"] += 10
    opens = run.first - 1 == parse.sentences[parse.sentence_of(run.first)].first
    if word in STORMS:
        votes["event"] += 8
    if word.endswith("maker") or (opens and noun and noun.kind == "organisation"):
        votes["organisation"] += 4  # "Carmaker Velmo said"
    elif before.tag == "NN" and noun and noun.kind in ("person", "organisation"):
        votes[noun.kind] += 4
    elif before.tag == "NN" and word in lexicon.titles():
        votes["person"] += 4
    if word in STANDS_IN:
        votes["place"] += 4
    elif word in MOVES_TO and before.tag in ("IN", "TO") and not _according(parse, run.first - 1):
        earlier = lexicon.nouns().get(parse.tokens[run.first - 2].lemma) if run.first > 1 else None
        head = parse.tokens[run.first - 2].lemma if run.first > 1 else ""
        spatial = (earlier and earlier.kind in ("place", "facility")) or head in OF_A_PLACE | SETTLED
        if word == "of" and (spatial or _at_home(parse, run.first - 1)):
            votes["place"] += 10 if head in PLACE_AFTER | SETTLED else 4
        elif word == "of" and earlier and earlier.kind == "person":
            votes["organisation"] += 1
        elif word != "of":
            votes["place"] += 2 if word in ("from", "to", "into") else 1
    if word == "," and run.first > 1 and _street_ends(parse, run.first - 2):  # "14 Mill Road, Harlow"
        votes["place"] += 4
    if word == "-" and run.first > 1 and parse.tokens[run.first - 2].text in PARTY:  # "D-Charleston"
        votes["place"] += 8
    if before.tag == "DT" and before.text.lower() == "the" and run.last - run.first > 1:
        votes["person"] -= 6
        if _names_a_ship(parse, run, around):
            votes["vehicle"] += 4
    elif before.tag == "DT" and before.text.lower() == "the" and _stands_alone(parse, run.first):
        votes["person"] -= 4
        if (parse.report.outlet or "").endswith(" " + parse.tokens[run.first].text):
            votes["organisation"] += 10  # "told the Argus", in the Tarn Argus


def _stands_alone(parse: Parse, index: int) -> bool:
    """Is a word no part of a longer noun phrase ("the Lund family") and no family ("the Lunds")?"""
    token = parse.tokens[index]
    after = parse.tokens[index + 1].text if index + 1 < len(parse.tokens) else ""
    return token.tag == "NNP" and token.dep not in ("compound", "nmod", "amod", "poss") and after not in ("'s", "’s")


def _aboard(parse: Parse, first: int) -> bool:
    """ "Aboard the Curlew", "the wreck of the Maribel"."""
    before = [token.text.lower() for token in parse.tokens[max(0, first - 3) : first]]
    return before[-1:] == ["the"] and (
        before[-2:-1] == ["aboard"] or before[:2] in (["wreck", "of"], ["wreckage", "of"])
    )


def _street_ends(parse: Parse, index: int) -> bool:
    """Does a street's name end at this token, its point included?"""
    if parse.tokens[index].text == "." and index:
        index -= 1
    return parse.tokens[index].text.lower().rstrip(".") in STREET and capital(parse.tokens[index].text)


def _at_home(parse: Parse, index: int) -> bool:
    """Does an age stand before this "of" ("Jane Roe, 30, of Harlow")?"""
    if index < 3 or parse.tokens[index - 1].text != ",":
        return False
    age = parse.tokens[index - 2].text
    return age.isdigit() and int(age) < 120 and parse.tokens[index - 3].text == ","


def _according(parse: Parse, index: int) -> bool:
    """Is this the preposition of "according to", "due to", "thanks to"?"""
    return index > 0 and parse.tokens[index - 1].text.lower() in ("according", "due", "thanks", "next")


def _names_a_ship(parse: Parse, run: Run, around: Surroundings) -> bool:
    """A name like a person's with an article ("The Maris Tolva"), in a report that speaks of a ship."""
    guess = around.guesses.get(run.first)
    like_person = guess is not None and guess.label in ("PERSON", "PRODUCT") and guess.last >= run.last
    words = tuple(t.text for t in parse.tokens[run.first : run.last])
    return around.ship and like_person and not lexicon.kind_by_words(words)


def _vote_after(parse: Parse, run: Run, votes: Counter[EntityKind]) -> None:
    tokens = parse.tokens
    if run.last >= len(tokens):
        return
    after = tokens[run.last]
    following = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
    if after.lemma in PLACE_AFTER and after.tag in ("NN", "NNS"):
        votes["place"] += 3 if after.tag == "NN" else 2
    elif after.lemma in AILMENT_AFTER and after.tag in ("NN", "NNS") and run.last - run.first < 3:
        votes["other"] += 6
    elif after.lemma.lower() in ROLE_AFTER and following is not None and following.tag == "NNP":
        votes["organisation"] += 4  # "Velmo CEO Ada Roe"
    elif after.lemma in ROLE_AFTER and after.tag in ("NN", "NNS"):
        votes["organisation"] += 1
    elif after.lemma == "campaign":
        votes["person"] += 1
    if _shares(parse, run.last):
        votes["place"] += 4
    if after.text == "," and following is not None:
        _vote_behind_comma(following, votes)
    elif after.text == "who":
        votes["person"] += 4
    if after.text == "'s" and following is not None and following.lemma in KIN:
        votes["person"] += 3
    if after.text == "'s" and following is not None and following.lemma in STATE_AFTER:
        votes["place"] += 2


def _vote_behind_comma(following: Token, votes: Counter[EntityKind]) -> None:
    """An age, a relative pronoun or a country: "Roe, 41", "Roe, who", "Harlow, where", "Harlow, Norland"."""
    if _is_age(following):
        votes["person"] += 5
    elif following.text in ("who", "whose"):
        votes["person"] += 4
    elif following.text == "where":
        votes["place"] += 3
    elif following.text == "which":
        votes["person"] -= 3
    elif following.text in lexicon.country_names():
        votes["place"] += 2


def _shares(parse: Parse, index: int) -> bool:
    """Do the names from here on end in a word they share ("Hayes and Dundy counties", "Mill or High streets")?"""
    for token in parse.tokens[index : index + SHARED_REACH]:
        if token.text.lower() in SHARED_AFTER:
            return True
        if token.text not in (",", "and", "or") and not capital(token.text):
            return False
    return False


def _vote_grammar(parse: Parse, run: Run, votes: Counter[EntityKind]) -> None:
    head = head_of(parse, run.first, run.last)
    token = parse.tokens[head]
    governor = parse.tokens[token.head]
    apposed = [child for child in parse.children[head] if parse.tokens[child].dep == "appos"]
    if token.dep == "appos" and token.head != head:
        apposed.append(token.head)
    for index in apposed:
        noun = lexicon.nouns().get(parse.tokens[index].lemma)
        if noun and parse.tokens[index].tag in ("NN", "NNS") and abs(index - head) < 12:
            votes[noun.kind] += {"person": 4, "organisation": 4, "vehicle": 4, "place": 4, "facility": 2}.get(
                noun.kind, 0
            )
            if noun.kind == "vehicle" and run.first and parse.tokens[run.first - 1].text.lower() == "the":
                votes["vehicle"] += 6  # "the Norfolk, a cargo ship"
    if token.dep in SUBJECTS and governor.lemma in lexicon.SPEECH and run.last - run.first > 1:
        votes["person"] += 1
