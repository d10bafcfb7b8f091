"""Who speaks: the source of a cue verb, whom it was told to, whom the source cites, whose document it is."""

from __future__ import annotations

from whosays.attribution.relations import co_sources
from whosays.data import classes, rows
from whosays.model import Parse, StepRole
from whosays.values.calendar import WEEKDAYS
from whosays.words.agencies import agency_spellings

SPEAKING_THINGS: dict[str, StepRole] = {row[0]: row[1] for row in rows("source_nouns")}  # type: ignore[misc]
CLOSING_MARKS = frozenset({'"', "''", "”"})
JUDGING = frozenset(row[0] for row in rows("speech_acts") if row[1] == "accusation").union(
    row[0] for row in rows("stands") if row[1] == ""
)
LONGEST_SOURCE = 12  # tokens
WHEN = frozenset("year month week day today yesterday quarter decade morning evening century".split()) | {
    day.lower() for day in WEEKDAYS
}
UNNAMED = frozenset("many some several most few others".split())  # "the toll, many argue, is wrong"
TELLING = frozenset({"person", "group", "organisation"})  # kinds of nouns that can be cited
SUBJECT = ("nsubj", "nsubjpass")
ADDRESSEES = frozenset(
    "reporter journalist newspaper paper parliament analyst conference audience court lawmaker investor magazine programme show".split()
)


def speakers(parse: Parse, index: int) -> list[int]:
    """Who says it: the verb's own subject, a relative pronoun's antecedent, or the governing verb's subject for "saying", "adding"."""
    own = [c for c in parse.children[index] if parse.tokens[c].dep in SUBJECT]
    inverted = inverted_subject(parse, index)
    if inverted is not None:
        return [inverted]
    if own:
        # Two subjects are a parse error; the one next to the verb is its own ("… headed northwards, the agency reported").
        nearest = min(own, key=lambda c: abs(c - index))
        if parse.tokens[nearest].tag in ("WP", "WDT") and parse.tokens[index].dep == "relcl":
            return [_who(parse, nearest, parse.tokens[index].head)]
        return [nearest]
    token = parse.tokens[index]
    if token.dep == "parataxis" and index - 1 in parse.children[index] and parse.tokens[index - 1].lemma in UNNAMED:
        return [index - 1]
    if (reduced := participle_in_front(parse, index)) is not None:
        return speakers(parse, reduced)
    if (apposed := _apposed_speaker(parse, index)) is not None:
        return [apposed]
    if token.dep == "ccomp" and _on_a_participle(parse, index):
        return speakers(parse, token.head)
    if token.dep in ("advcl", "conj", "xcomp", "pcomp") and token.head != index:
        governor = token.head
        if behind_quotation(parse, index, governor):
            return speakers(parse, parse.tokens[governor].head)
        if parse.tokens[governor].pos in ("VERB", "AUX"):
            return speakers(parse, governor)
        if parse.tokens[governor].dep in ("prep", "acomp"):
            judged = _judged(parse, governor)
            return [judged] if judged is not None else _speakers_above(parse, parse.tokens[governor].head)
    if active_after_all(parse, index):
        return [token.head]
    if token.dep == "acl" and token.tag == "VBG":
        behind_comma = index > 0 and parse.tokens[index - 1].text in (",", '"', "”")
        verb = _governing_verb(parse, index) if behind_comma and parse.tokens[token.head].pos == "NOUN" else None
        return [token.head] if verb is None else speakers(parse, verb)
    return []


def _who(parse: Parse, pronoun: int, noun: int) -> int:
    """Whom "who" means: of "police in Tarsk, who …" no place."""
    named = parse.name_at(noun)
    placed = named is not None and named.label in ("GPE", "LOC", "FAC") and parse.tokens[noun].dep == "pobj"
    above = parse.tokens[parse.tokens[noun].head].head
    people = placed and parse.tokens[pronoun].lemma.lower() == "who" and parse.tokens[above].pos in ("NOUN", "PROPN")
    return above if people else noun


def _judged(parse: Parse, preposition: int) -> int | None:
    """ "blamed Holm for saying …", "praised Holm for promising …": whoever is blamed or praised has said it."""
    verb = parse.tokens[preposition].head
    if parse.tokens[preposition].lemma not in ("for", "over", "of") or parse.tokens[verb].lemma not in JUDGING:
        return None
    return next((c for c in parse.children[verb] if parse.tokens[c].dep == "dobj"), None)


def _speakers_above(parse: Parse, index: int) -> list[int]:
    """ "apart from saying …", "in addition to saying …": who does what the verb above says."""
    while parse.tokens[index].pos in ("ADV", "ADP", "NOUN") and parse.tokens[index].head != index:
        if parse.tokens[index].dep in SUBJECT:
            return []
        index = parse.tokens[index].head
    return speakers(parse, index)


def inverted_subject(parse: Parse, index: int) -> int | None:
    """ "…," added the doctor: who stands right behind a verb that a closing quotation mark stands in front of; not its object."""
    token = parse.tokens[index]
    if token.tag not in ("VBD", "VBZ") or index == 0 or parse.tokens[index - 1].text not in CLOSING_MARKS:
        return None
    objects = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj" and c > index]
    stated = any(parse.tokens[c].dep in ("ccomp", "nsubj") and c < index for c in parse.children[index])
    if not stated or len(objects) != 1 or parse.subtree(objects[0])[0] != index + 1:
        return None
    last = parse.subtree(objects[0])[-1] + 1
    return objects[0] if last == len(parse.tokens) or parse.tokens[last].pos == "PUNCT" else None


def participle_in_front(parse: Parse, index: int) -> int | None:
    """ "Survivors pulled from the river said …", where the parser takes the participle for a clause that is said."""
    clauses = [c for c in parse.children[index] if parse.tokens[c].dep == "ccomp"]
    if len(clauses) < 2 or clauses[0] > index or parse.tokens[clauses[0]].tag not in ("VBD", "VBN"):
        return None
    below = {parse.tokens[c].dep for c in parse.children[clauses[0]]}
    inside = parse.subtree(clauses[0])
    plain = "nsubj" in below and not below & {"aux", "auxpass", "dobj", "ccomp"}
    return clauses[0] if plain and inside[-1] == index - 1 and parse.tokens[index - 1].pos != "PUNCT" else None


def _apposed_speaker(parse: Parse, index: int) -> int | None:
    """ "…, near the border, a source close to the talks said.": an apposition of the words before the comma to the parser."""
    token = parse.tokens[index]
    if token.tag not in ("VBD", "VBZ") or any(
        parse.tokens[c].dep in ("dobj", "ccomp", "xcomp") for c in parse.children[index]
    ):
        return None
    for first in range(index - 1, max(index - LONGEST_SOURCE, 0), -1):
        if parse.tokens[first].pos == "PUNCT":
            heads = [i for i in range(first + 1, index) if parse.tokens[i].head <= first]
            apposed = len(heads) == 1 and parse.tokens[heads[0]].dep == "appos" and parse.tokens[first].text == ","
            return heads[0] if apposed else None
    return None


def _on_a_participle(parse: Parse, index: int) -> bool:
    """ "Survivors pulled from the river said …", where the parser takes the participle for the verb of the sentence."""
    token, governor = parse.tokens[index], parse.tokens[parse.tokens[index].head]
    between = parse.tokens[token.head + 1 : parse.subtree(index)[0]]
    return (
        token.tag in ("VBD", "VBZ", "VBP")
        and governor.tag in ("VBD", "VBN")
        and token.head < index
        and parse.subtree(index)[0] == index
        and not any(word.pos == "PUNCT" for word in between)
        and not any(parse.tokens[c].dep in ("aux", "auxpass", "dobj", "mark") for c in parse.children[token.head])
    )


def behind_quotation(parse: Parse, index: int, governor: int) -> bool:
    """ "told Reuters: "We have counted 24 dead", adding that …": added by who is quoted, not by who stands in the quotation."""
    between = parse.tokens[governor + 1 : index]
    return (
        parse.tokens[index].tag == "VBG"
        and parse.tokens[governor].dep == "ccomp"
        and any(word.text in CLOSING_MARKS for word in between)
        and not any(word.text == "``" or word.text == "“" for word in between)
    )


def active_after_all(parse: Parse, index: int) -> bool:
    """ "X, an Y, announced that …", which the parser takes for a participle on X: one with a clause behind it is none."""
    token = parse.tokens[index]
    clauses = (c for c in parse.children[index] if parse.tokens[c].dep == "ccomp")
    stated = any(parse.tokens[below].lemma == "that" for c in clauses for below in parse.children[c])
    alone = (
        parse.tokens[token.head].dep == "ROOT"
        and parse.tokens[token.head].pos == "PROPN"
        and not any(parse.tokens[c].lemma == "of" for c in parse.children[index])  # "Mayor accused of …"
    )  # the sentence has no other verb
    return token.dep == "acl" and token.tag in ("VBN", "VBD") and token.head < index and (stated or alone)


def _governing_verb(parse: Parse, index: int) -> int | None:
    """The verb of the clause that a phrase stands in: "called it a sham, adding …" is added by who called it so."""
    while parse.tokens[index].head != index:
        index = parse.tokens[index].head
        if parse.tokens[index].pos == "VERB":
            return index
    return None


def agents(parse: Parse, index: int) -> list[int]:
    """Heads of what stands behind the "by" of a passive."""
    return [
        below
        for child in parse.children[index]
        if parse.tokens[child].dep == "agent"
        for below in parse.children[child]
        if parse.tokens[below].dep == "pobj"
    ]


def citing(parse: Parse, index: int) -> tuple[int, ...]:
    """Heads of "citing Y" and "quoting Z" beside a cue; "X reported, citing Y, that …" hangs them on what is reported."""
    beside = list(parse.children[index])
    for clause in parse.children[index]:
        if parse.tokens[clause].dep == "ccomp":
            marks = [c for c in parse.children[clause] if parse.tokens[c].dep in ("mark", *SUBJECT)]
            beside.extend(c for c in parse.children[clause] if marks and index < c < min(marks))
    return tuple(c for c in beside if parse.tokens[c].lemma in ("cite", "quote") and parse.tokens[c].tag == "VBG")


def cited(parse: Parse, asides: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Sources that the source cites: what stands behind "citing" and "quoting"."""
    return tuple(
        source
        for aside in asides
        for below in parse.children[aside]
        if parse.tokens[below].dep in ("dobj", "pobj") and _can_tell(parse, below)
        for source in co_sources(parse, below)
    )


def _can_tell(parse: Parse, head: int) -> bool:
    """Can this be a source that is cited? "Citing concerns", "citing the cost" give a reason."""
    token = parse.tokens[head]
    kind = classes("nominal_kinds").get(token.lemma.lower(), "")
    return (
        token.pos != "NOUN"
        or kind in TELLING
        or bool({token.lemma.lower(), token.text.lower()} & SPEAKING_THINGS.keys())
    )


def told_through(parse: Parse, index: int) -> tuple[tuple[int, ...], ...]:
    """The outlet or agency a speaker told it to ("told Reuters"): a step nearer to the reader. Reporters and papers in general are none."""
    if parse.tokens[index].lemma != "tell":
        return ()
    for child in parse.children[index]:
        if parse.tokens[child].dep in ("dobj", "dative") and is_outlet(parse, child):
            return co_sources(parse, child)
    return ()


def is_outlet(parse: Parse, head: int) -> bool:
    """Can this be an outlet or agency that was told: a name ("AFP", "the AFP news agency"), but no person's and not its own outlet's?"""
    token, own = parse.tokens[head], (parse.report.outlet or "").lower()
    if token.pos == "NOUN" and token.lemma == "agency":
        return any(parse.tokens[c].pos == "PROPN" for c in parse.children[head])
    named = parse.name_at(head)
    person = token.text not in agency_spellings() and named is not None and named.label == "PERSON"
    return (
        token.pos == "PROPN" and not person and token.lemma.lower() not in ADDRESSEES and token.lemma.lower() not in own
    )


def owners(parse: Parse, head: int) -> list[int]:
    """Whose document or footage it is: "footage released by X", "X's statement", "a statement from X"."""
    for child in parse.children[head]:
        token = parse.tokens[child]
        if token.dep == "acl" and token.lemma in (
            "release",
            "publish",
            "issue",
            "broadcast",
            "post",
            "air",
            "distribute",
            "provide",
            "share",
        ):
            for agent in parse.children[child]:
                if parse.tokens[agent].dep == "agent":
                    return [c for c in parse.children[agent] if parse.tokens[c].dep == "pobj"]
        if token.dep == "poss" and token.pos != "PRON" and token.lemma.lower() not in WHEN:
            return [child]  # not "last year's report"
        if token.dep == "prep" and token.lemma in ("from", "by"):
            return [c for c in parse.children[child] if parse.tokens[c].dep == "pobj"]
    return []


def role_of(parse: Parse, head: int) -> StepRole:
    """A document and footage speak by themselves; everybody else is a speaker (agencies are told apart by the chain).

    In a headline and at the start of a sentence the parser takes "Data" and "Poll" for names; what is part of a name is one.
    """
    token = parse.tokens[head]
    if token.pos == "NOUN":
        return SPEAKING_THINGS.get(token.lemma.lower(), "speaker")
    if token.pos != "PROPN" or parse.name_at(head) is not None:
        return "speaker"
    compound = any(parse.tokens[c].pos == "PROPN" and parse.tokens[c].dep == "compound" for c in parse.children[head])
    return "speaker" if compound else SPEAKING_THINGS.get(token.lemma.lower(), "speaker")
