"""Pronouns and definite noun phrases: which earlier mention they stand for, or none where two fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whosays.mentions import rivals
from whosays.mentions.antecedents import MARGIN, Chain, Discourse, choose, salience, same_name
from whosays.mentions.bars import SPEAKING, Bars, bars_of, clause_verb, is_barred
from whosays.mentions.descriptions import antecedent_of_nominal, best_member
from whosays.mentions.drafts import SUBJECTS, Draft
from whosays.model import EntityKind, Parse

PERSONAL: Mapping[str, tuple[str, str]] = {
    "he": ("person", "m"), "him": ("person", "m"), "his": ("person", "m"), "himself": ("person", "m"),
    "she": ("person", "f"), "her": ("person", "f"), "hers": ("person", "f"), "herself": ("person", "f"),
    "it": ("thing", ""), "its": ("thing", ""), "itself": ("thing", ""),
    "they": ("plural", ""), "them": ("plural", ""), "their": ("plural", ""), "themselves": ("plural", ""),
}  # fmt: skip
RELATIVE: Mapping[str, tuple[EntityKind, ...]] = {
    "who": ("person", "group"),
    "whom": ("person", "group"),
    "which": ("organisation", "place", "facility", "vehicle", "event", "other"),
    "where": ("place", "facility", "event"),
}
THINGS = frozenset({"organisation", "place", "facility", "vehicle", "event"})
HAPPENS = frozenset("occur happen begin start end last".split())
COMMUNICATIONS = frozenset("say tell add announce report warn claim deny confirm".split())


@dataclass(frozen=True, slots=True)
class Resolved:
    """A draft, the draft it refers to and why; ``target`` is ``None`` when it stands for itself or was left open."""

    draft: Draft
    target: Draft | None
    reason: str | None


def resolve(parse: Parse, drafts: list[Draft]) -> list[Resolved]:
    """Every mention with its antecedent, and the pronouns of the report, in text order."""
    named = {d.first: d for d in drafts if d.form == "name"}
    queue = sorted([*drafts, *_pronouns(parse, drafts)], key=lambda d: (d.head, d.first))
    bars = bars_of(parse, drafts)
    talk = Discourse(parse)
    place: dict[tuple[int, int], int] = {}
    found: list[Resolved] = []
    for draft in queue:
        target, reason, number = _place(draft, talk, named, bars, place)
        if number is None:
            number = talk.open(draft)
        elif number >= 0 and (draft.first, draft.last) not in place:
            talk.extend(number, draft)
        if number >= 0:
            place[draft.first, draft.last] = number
        found.append(Resolved(draft, target, reason or draft.reason))
    return sorted(_name_the_first(found, talk, place), key=lambda r: (r.draft.first, -r.draft.last))


def _name_the_first(found: list[Resolved], talk: Discourse, place: dict[tuple[int, int], int]) -> list[Resolved]:
    """A first mention without a name ("A car ferry") points forward to the name that its chain got later."""
    done = []
    for item in found:
        number = place.get((item.draft.first, item.draft.last))
        if item.target is None and item.draft.form in ("nominal", "role") and number is not None:
            name = next((d for d in talk.chains[number].members if d.form == "name"), None)
            if name is not None:
                item = Resolved(item.draft, name, item.reason or "the only one of its kind in the report")
        done.append(item)
    return done


def _place(
    draft: Draft,
    talk: Discourse,
    named: dict[int, Draft],
    bars: Bars,
    place: dict[tuple[int, int], int],
) -> tuple[Draft | None, str | None, int | None]:
    """(antecedent, reason, number of its chain); number ``None`` opens a chain, -1 leaves the mention outside all chains."""
    if (draft.first, draft.last) in place:
        return None, draft.reason, place[draft.first, draft.last]
    if draft.form in ("name", "adjective"):
        return None, draft.reason, _chain_of_name(draft, talk)
    if draft.attached is not None and draft.attached in named:
        name = named[draft.attached]
        number = place.get((name.first, name.last))
        if number is None:
            number = _chain_of_name(name, talk)
            number = talk.open(name) if number is None else talk.extend(number, name)
            place[name.first, name.last] = number
        return name, draft.reason, number
    if draft.form == "pronoun":
        number, reason = _antecedent_of_pronoun(draft, talk, bars)
        return (talk.chains[number].last, reason, number) if number is not None else (None, reason, -1)
    number, reason = antecedent_of_nominal(draft, talk)
    return (best_member(talk.chains[number], draft), reason, number) if number is not None else (None, reason, None)


def _chain_of_name(draft: Draft, talk: Discourse) -> int | None:
    """The only chain a name continues; a lone ship's name joins the lone ship."""
    hits = [n for n in talk.sharing_word(draft) if same_name(talk.parse, talk.chains[n], draft)]
    if len(hits) == 1:
        return hits[0]
    if len(hits) > 1:
        exact = [n for n in hits if talk.parse.words(draft.first, draft.last) in talk.chains[n].names]
        return exact[-1] if exact else None
    if draft.kind == "vehicle":
        vehicles = [n for n in talk.of_kind("vehicle") if talk.chains[n].number == "sing"]
        if len(vehicles) == 1 and not talk.chains[vehicles[0]].names:
            return vehicles[0]
    return None


# ------------------------------------------------------------------------------------------------ pronouns
def _pronouns(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Drafts of personal pronouns and of relatives; kind and number are those that the word asks for."""
    taken = {d.head for d in drafts}
    found = []
    for index, token in enumerate(parse.tokens):
        word = token.text.lower()
        if index in taken or not (word in PERSONAL or (word in RELATIVE and token.tag in ("WP", "WDT", "WRB"))):
            continue
        if word == "it" and rivals.is_empty(parse, index):
            continue
        sort, gender = PERSONAL.get(word, ("relative", ""))
        kind: EntityKind = "person" if sort == "person" else "group" if sort == "plural" else "other"
        found.append(
            Draft(index, index + 1, index, "pronoun", kind, "plur" if sort == "plural" else "sing", word, None, True,
                  gender, None, None)
        )  # fmt: skip
    return found


def _antecedent_of_pronoun(draft: Draft, talk: Discourse, bars: Bars) -> tuple[int | None, str | None]:
    parse, word = talk.parse, draft.noun
    token = parse.tokens[draft.head]
    sentence = parse.sentence_of(draft.head)
    if word in RELATIVE:
        return _relative(draft, talk)
    sort = PERSONAL[word][0]
    subject = token.dep in SUBJECTS or (token.dep == "poss" and parse.tokens[token.head].dep in SUBJECTS)
    governor = clause_verb(parse, draft.head)
    fitting = [
        (n, c) for n, c in talk.near(sentence) if _compatible(c, word, draft) and not is_barred(parse, draft, c, bars)
    ]
    nearest = max((c.last.head for _, c in fitting), default=-1)
    scored = []
    for number, chain in fitting:
        score = salience(parse, chain, sentence, governor, subject=subject)
        if score is not None:
            scored.append((score + _fit(chain, word, parse, draft, nearest), number))
    best = choose(scored)
    speaks = token.dep in SUBJECTS and parse.tokens[token.head].lemma in SPEAKING  # no thing does
    if best is not None and sort in rivals.TAGS and not speaks:
        rival = rivals.strongest_rival(parse, draft, sort, bars.mentioned, governor, subject=subject)
        if max(scored)[0] < rival + MARGIN:
            return None, "a noun that is no mention is as near"
    if best is not None:
        return best, f"nearest fitting mention of “{word}”"
    return None, "two candidates" if len(scored) > 1 else None


def _fit(chain: Chain, word: str, parse: Parse, draft: Draft, nearest: int) -> float:
    """Preferences that are no rules: people are named, plural words take plural things, "it said" wants a body."""
    score = 0.0
    if word in ("they", "them", "their") and chain.number == "sing":
        score -= 1.0
    if word in ("it", "its", "itself"):
        verb = parse.tokens[parse.tokens[draft.head].head]
        if verb.lemma in COMMUNICATIONS and parse.tokens[draft.head].dep == "nsubj":
            score += 1.0 if chain.kind == "organisation" else -1.5
        if chain.members[-1].form == "adjective":
            score -= 1.5
        if chain.kind == "event":
            score += 1.5 if verb.lemma in HAPPENS and word == "it" else -1.5
        elif verb.lemma in HAPPENS and word == "it":
            score -= 1.5
    elif chain.names and chain.kind == "person":
        score += 0.5
    here = parse.sentence_of(chain.last.head) == parse.sentence_of(draft.head)
    if parse.tokens[draft.head].dep == "poss" and chain.last.head == nearest and here:
        score += 1.0
    if chain.gender and draft.gender == chain.gender:
        score += 0.5
    return score


def _compatible(chain: Chain, word: str, draft: Draft) -> bool:
    sort = PERSONAL[word][0]
    if sort == "person":
        return chain.kind == "person" and chain.number == "sing" and chain.gender in ("", draft.gender)
    if sort == "plural":
        return chain.kind == "group" or chain.number == "plur" or chain.kind == "organisation"
    return chain.kind in THINGS and chain.number == "sing"


def _relative(draft: Draft, talk: Discourse) -> tuple[int | None, str | None]:
    """The words "who", "which", "where" stand for the noun that their clause describes."""
    parse = talk.parse
    verb = draft.head
    for _ in range(6):
        if parse.tokens[verb].dep == "relcl" or parse.tokens[verb].head == verb:
            break
        verb = parse.tokens[verb].head
    noun = parse.tokens[verb].head if parse.tokens[verb].dep == "relcl" else None
    kinds = RELATIVE[draft.noun]
    near = sorted(
        ((n, c) for n, c in talk.near(parse.sentence_of(draft.head)) if c.kind in kinds), key=lambda item: item[0]
    )
    for number, chain in near:
        if noun is not None and noun < draft.head and chain.last.covers(noun) and chain.last.head >= noun:
            return number, "relative clause"
    before = draft.head - 1
    while before > 0 and parse.tokens[before].text == ",":
        before -= 1
    for number, chain in near:
        if chain.last.last == before + 1:
            return number, "relative clause"
    return None, None
