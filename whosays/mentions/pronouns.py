"""Pronouns and definite noun phrases: which earlier mention they stand for, or none where two fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from whosays import data
from whosays.mentions import lexicon, rivals
from whosays.mentions.antecedents import BESIDE, MARGIN, Chain, Discourse, choose, noun_group, salience, same_name
from whosays.mentions.bars import SPEAKING, Bars, bars_of, clause_verb, is_barred
from whosays.mentions.descriptions import antecedent_of_nominal, best_member, may_continue
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
MUTE = frozenset({"vehicle", "event"})
SPEAKERS = frozenset({"person", "group", "organisation"})
HAPPENS = frozenset("occur happen begin start end last".split())
ANNOUNCED = frozenset(
    {"person", "event"}
)  # what a headline says without an article; "jailed", "in prison" names no prison
NO_ONE_THING = frozenset("no any every each some another other".split())
SHIPS = frozenset({"USS", "HMS", "HMAS", "HMCS", "INS", "MV", "MS", "SS", "MT", "RMS"})  # before the names of ships
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
    talk = Discourse(
        parse, {d.attached for d in drafts if d.attached is not None and d.noun in data.words("kin_nouns")}
    )
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
    if draft.form == "name" and draft.kind == "organisation" and _in_dateline(talk.parse, draft):
        return None, draft.reason, -1  # who sent the report is not who it speaks of
    if draft.form in ("name", "adjective"):
        return None, draft.reason, _chain_of_name(draft, talk)
    if draft.attached is not None and draft.attached in named:
        name = named[draft.attached]
        number = place.get((name.first, name.last))
        if number is None:
            number = _chain_of_name(name, talk)
            number = _announced(draft, talk) if number is None and name.kind == "person" else number
            number = talk.open(name) if number is None else talk.extend(number, name)
            place[name.first, name.last] = number
        return name, draft.reason, number
    if draft.form == "pronoun":
        number, reason = _antecedent_of_pronoun(draft, talk, bars)
        return (talk.chains[number].last, reason, number) if number is not None else (None, reason, -1)
    number, reason = antecedent_of_nominal(draft, talk)
    if number is None and not draft.definite and draft.form != "name":
        number = _announced(draft, talk)
        reason = "announced in the headline" if number is not None else reason
    return (best_member(talk.chains[number], draft), reason, number) if number is not None else (None, reason, None)


def _in_dateline(parse: Parse, draft: Draft) -> bool:
    return parse.sentences[parse.sentence_of(draft.first)].role == "dateline"


def _chain_of_name(draft: Draft, talk: Discourse) -> int | None:
    """The only chain a name continues; a lone ship's name joins the lone ship, and a relative's full name no family name."""
    hits = [n for n in talk.sharing_word(draft) if same_name(talk.parse, talk.chains[n], draft)]
    if draft.first in talk.relatives:
        hits = [n for n in hits if _is_named_so(draft, talk.chains[n], talk.parse)]
    if len(hits) == 1:
        return hits[0]
    if len(hits) > 1:
        exact = [n for n in hits if talk.parse.words(draft.first, draft.last) in talk.chains[n].names]
        in_full = [n for n in exact if any(" " in name for name in talk.chains[n].names)]
        exact = in_full if draft.kind == "person" and not draft.gender and in_full else exact
        return exact[-1] if exact else None
    if draft.kind == "vehicle":
        vehicles = [n for n in talk.of_kind("vehicle") if talk.chains[n].number == "sing"]
        if len(vehicles) == 1 and not talk.chains[vehicles[0]].names and _may_be_so_called(draft, talk, vehicles[0]):
            return vehicles[0]
    return None


def _announced(draft: Draft, talk: Discourse) -> int | None:
    """What the headline alone calls by the noun of a phrase: "Mayor resigns", "Mayor Ada Holm said"; "Tanker seized", "a tanker"."""
    first = talk.parse.tokens[draft.first].text.lower()
    if draft.number == "plur" or draft.kind not in ANNOUNCED or first in NO_ONE_THING:
        return None
    before = [n for n in talk.with_noun(noun_group(draft.noun)) if not talk.chains[n].names]
    if len(before) != 1 or not may_continue(talk.parse, talk.chains[before[0]], draft):
        return None
    return before[0] if _in_headlines(talk.chains[before[0]], talk.parse) else None


def _may_be_so_called(draft: Draft, talk: Discourse, number: int) -> bool:
    """No aeroplane is the "USS Tarn"."""
    ship = talk.parse.tokens[draft.first].text in SHIPS
    return not ship or any(lexicon.is_ship(m.noun) for m in talk.chains[number].members)


def _is_named_so(draft: Draft, chain: Chain, parse: Parse) -> bool:
    """Does the chain have the name as it stands, or only headlines so far?"""
    return parse.words(draft.first, draft.last) in chain.names or _in_headlines(chain, parse)


def _in_headlines(chain: Chain, parse: Parse) -> bool:
    """Is the chain spoken of in no running text so far?"""
    body = [segment for segment in parse.report.segments if segment.role == "body"]
    starts = [parse.tokens[m.first].start for m in chain.members]
    return not any(segment.start <= start < segment.end for segment in body for start in starts)


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
    if word.endswith(("self", "selves")) and (doer := _doer(parse, governor)) is not None:
        own = next((n for n, c in talk.near(sentence, 0) if c.last.covers(doer)), None)
        return own, "subject of its verb" if own is not None else None
    speaks = token.dep in SUBJECTS and parse.tokens[token.head].lemma in SPEAKING  # no thing does
    fitting = [
        (n, c)
        for n, c in talk.near(sentence)
        if (_compatible(c, word, draft) or (word == "it" and speaks and _has_spoken(c, parse)))
        and not is_barred(parse, draft, c, bars)
        and not _is_another_kind(c, parse, draft)
        and not (speaks and c.kind in MUTE)
    ]
    nearest = max((c.last.head for _, c in fitting), default=-1)
    scored = []
    for number, chain in fitting:
        score = salience(parse, chain, sentence, governor, subject=subject)
        if score is not None:
            scored.append((score + _fit(chain, word, parse, draft, nearest), number))
    best = choose(scored)
    if best is not None and sort in rivals.TAGS and not (speaks and talk.chains[best].kind in SPEAKERS):
        rival = rivals.strongest_rival(parse, draft, sort, bars.mentioned, governor, subject=subject)
        if max(scored)[0] < rival + MARGIN:
            return None, "a noun that is no mention is as near"
    if best is not None and sort == "plural" and _are_two(parse, draft, talk.chains[best]):
        return None, "two who are named together are nearer"
    if best is not None:
        return best, f"nearest fitting mention of “{word}”"
    return None, "two candidates" if len(scored) > 1 else None


def _doer(parse: Parse, verb: int) -> int | None:
    """The subject of a verb, to whom "herself" in its clause goes back."""
    return next((c for c in parse.children[verb] if parse.tokens[c].dep in SUBJECTS), None)


def _fit(chain: Chain, word: str, parse: Parse, draft: Draft, nearest: int) -> float:
    """Preferences that are no rules: people are named, plural words take plural things, "it said" wants a body."""
    score = 0.0
    if word in ("they", "them", "their") and chain.number == "sing":
        score -= 1.0
    if word in ("it", "its", "itself"):
        verb = parse.tokens[parse.tokens[draft.head].head]
        if verb.lemma in COMMUNICATIONS and parse.tokens[draft.head].dep == "nsubj":
            score += 1.0 if chain.kind == "organisation" or _has_spoken(chain, parse) else -1.5
        if chain.members[-1].form == "adjective":
            score -= 1.5
        if chain.kind == "event":
            score += 1.5 if verb.lemma in HAPPENS and word == "it" else -1.5
        elif verb.lemma in HAPPENS and word == "it":
            score -= 1.5
    elif chain.names and chain.kind == "person":
        score += 0.5
    if _is_told(chain, parse, draft) or _is_counted(chain, parse, draft) or _is_joined(chain, parse, draft):
        score += 2.5
    here = parse.sentence_of(chain.last.head) == parse.sentence_of(draft.head)
    if parse.tokens[draft.head].dep == "poss" and chain.last.head == nearest and here:
        score += 1.0
    if chain.gender and draft.gender == chain.gender:
        score += 0.5
    return score


def _has_spoken(chain: Chain, parse: Parse) -> bool:
    """Is a name of no known kind the subject of a verb of saying ("Skyline, which owns it, said")? It is a body's."""
    tokens = [parse.tokens[member.head] for member in chain.members[-BESIDE:]]
    said = (t.dep in SUBJECTS and parse.tokens[t.head].lemma in SPEAKING for t in tokens)
    return chain.kind == "other" and bool(chain.names) and any(said)


def _is_told(chain: Chain, parse: Parse, draft: Draft) -> bool:
    """ "The judge told *him* that *he* had shown no remorse": is it of him that he is told?"""
    verb = parse.tokens[parse.tokens[draft.head].head]
    heard = parse.tokens[chain.last.head]
    return (
        parse.tokens[draft.head].dep in SUBJECTS
        and verb.dep == "ccomp"
        and chain.last.form == "pronoun"
        and heard.dep in ("dobj", "dative")
        and heard.head == verb.head
    )


def _is_counted(chain: Chain, parse: Parse, draft: Draft) -> bool:
    """ "2,200 buildings, 86% of *them* homes": do "them" stand for what is named right before the share?"""
    at = draft.head - 1
    if draft.noun != "them" or at < 1 or parse.tokens[at].text.lower() != "of":
        return False
    for place in range(at - 1, max(0, at - 6), -1):
        if parse.tokens[place].text == ",":
            return chain.last.last == place
    return False


def _is_joined(chain: Chain, parse: Parse, draft: Draft) -> bool:
    """ "A farmer and *his* sister": the one who is named with his own."""
    own = parse.tokens[draft.head].head
    owned = parse.tokens[draft.head].dep == "poss" and parse.tokens[own].dep == "conj"
    return owned and parse.tokens[own].head == chain.last.head


def _is_another_kind(chain: Chain, parse: Parse, draft: Draft) -> bool:
    """ "It was the strongest tornado in years": a service is none."""
    verb = parse.tokens[draft.head].head
    if draft.noun != "it" or parse.tokens[draft.head].dep not in SUBJECTS or parse.tokens[verb].lemma != "be":
        return False
    said = next((parse.tokens[c] for c in parse.children[verb] if parse.tokens[c].dep == "attr"), None)
    known = lexicon.nouns().get(said.lemma.lower()) if said is not None else None
    return known is not None and known.kind != chain.kind


def _compatible(chain: Chain, word: str, draft: Draft) -> bool:
    sort = PERSONAL[word][0]
    if sort == "person":
        return chain.kind == "person" and chain.number == "sing" and chain.gender in ("", draft.gender)
    if sort == "plural":
        return chain.kind == "group" or chain.number == "plur" or chain.kind == "organisation"
    return chain.kind in THINGS and chain.number == "sing"


def _are_two(parse: Parse, draft: Draft, chain: Chain) -> bool:
    """ "A woman and a man were charged; *they* …": two who were named together since the best candidate was."""
    first = max(chain.last.last, parse.sentences[parse.sentence_of(draft.head)].first)
    return any(
        parse.tokens[i].dep in SUBJECTS
        and parse.tokens[i].tag in ("NN", "NNP")
        and any(parse.tokens[c].dep == "conj" and parse.tokens[c].tag in ("NN", "NNP") for c in parse.children[i])
        for i in range(first, draft.head)
    )


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
