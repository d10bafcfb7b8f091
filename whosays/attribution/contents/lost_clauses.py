"""Clauses that are said and that the parser hangs elsewhere, or cuts in the wrong place."""

from __future__ import annotations

from whosays.attribution.contents.around import OPENING_MARKS
from whosays.attribution.speakers import CLOSING_MARKS, SUBJECT
from whosays.data import classes, rows, words
from whosays.model import Parse, Sentence, Token

SAID_TO = frozenset(  # verbs whose object is whom it is said to
    "tell inform assure remind warn ask advise show promise caution notify persuade convince teach question".split()
)
HANDLED = frozenset(
    "make raise issue publish release file bring present submit write hear read see get spread give".split()
).union(row[0] for row in rows("reporting_verbs") if row[1] == "denies")
WHERE = frozenset("in on at during through via for after".split())
BREAKS = frozenset({",", ";", ":"}) | CLOSING_MARKS | OPENING_MARKS
SPOKEN_TO = frozenset({"person", "group", "organisation"})  # kinds of nouns
FARTHEST_THAT = 16  # tokens between a verb of saying and its "that"


def misnamed_clause(parse: Parse, index: int) -> list[int]:
    """ "said after the match they would go": a finite clause with a subject and no word that joins it, adverbial to the parser."""
    found = []
    for child in parse.children[index]:
        token, below = parse.tokens[child], [parse.tokens[c] for c in parse.children[child]]
        if token.dep != "advcl" or child < index or parse.tokens[child].tag == "VBG":
            continue
        joined = any(word.dep == "mark" or word.tag in ("WRB", "WDT", "WP") or word.lemma == "as" for word in below)
        left_open = any(
            parse.tokens[c].dep == "neg" for c in parse.children[index]
        )  # "has not said when they would go"
        if left_open and parse.subtree(child)[0] == index + 1 and parse.tokens[index + 1].tag == "WRB":
            joined = False
        if any(word.dep in SUBJECT for word in below) and not joined:
            found.append(child)
    return found


def gerund_subject(parse: Parse, index: int) -> list[int]:
    """ "said | closing it could cost thousands": the parser hangs the finite verb on the gerund that is its subject."""
    for child in parse.children[index]:
        finite = [c for c in parse.children[child] if parse.tokens[c].dep == "ccomp" and c > child]
        joined = any(parse.tokens[c].dep == "mark" for f in finite for c in parse.children[f])
        if child == index + 1 and parse.tokens[child].tag == "VBG" and parse.tokens[child].dep == "xcomp":
            return [child] if finite and not joined else []
    return []


def swallowed(parse: Parse, index: int) -> frozenset[int]:
    """ "While he admitted | funds were short, he …", where the parser hangs the verb of saying on the verb that is said."""
    token = parse.tokens[index]
    above = token.head
    if (
        token.dep != "advcl"
        or above <= index
        or any(c > index and parse.tokens[c].dep not in ("prep", "advmod", "punct") for c in parse.children[index])
    ):
        return frozenset()
    subjects = [c for c in parse.children[above] if parse.tokens[c].dep in SUBJECT and index < c < above]
    first = parse.subtree(index)[-1] + 1
    if not subjects or any(parse.tokens[i].pos == "PUNCT" for i in range(index, above)) or subjects[0] < first:
        return frozenset()
    inside = [i for i in parse.subtree(above) if i >= first]
    end = next((i for i in inside if i > above and parse.tokens[i].text == ","), inside[-1] + 1)
    return frozenset(i for i in inside if i < end)


def that_clause(parse: Parse, sentence: Sentence, index: int) -> frozenset[int]:
    """ "replied to the question about fares that nobody would pay": the first "that" with a clause behind the verb, wherever it hangs."""
    aside = False  # "insisted, most recently in a letter, that …"
    end = min(index + FARTHEST_THAT, sentence.last)
    resumes = index  # where the "that" behind an aside stands ("reported on Monday, citing court papers, that …")
    for i in range(index + 1, end):
        token = parse.tokens[i]
        if i < resumes:
            continue
        if token.text == "," and not aside and (behind := _aside_before_that(parse, i, end)):
            resumes = behind
        elif token.text == "," and (aside or i == index + 1):
            aside = not aside
        elif (token.pos in ("VERB", "AUX") and not _without(parse, i, index)) or token.text in BREAKS:
            return frozenset()
        if token.lemma == "that" and (token.dep in ("mark", "advmod") or token.tag == "IN") and token.head > i:
            clause = frozenset(j for j in parse.subtree(token.head) if j >= i)
            noun = parse.tokens[token.head].head
            named = parse.tokens[noun].pos in ("NOUN", "PROPN") and parse.tokens[token.head].dep in ("acl", "relcl")
            named = named and noun == i - 1 and not _where_it_is_said(parse, index, noun)
            return frozenset() if named else clause  # "repeated the claim that …" is the claim's
    return frozenset()


def _aside_before_that(parse: Parse, comma: int, end: int) -> int:
    """The place of a "that" right behind the comma that closes an aside without a tense; 0 where there is none."""
    for i in range(comma + 1, end - 1):
        token = parse.tokens[i]
        if token.text == ",":
            return i + 1 if parse.tokens[i + 1].lemma == "that" else 0
        if token.tag in ("VBD", "VBP", "VBZ", "MD") or token.text in BREAKS:
            return 0
    return 0


def _without(parse: Parse, verb: int, index: int) -> bool:
    """ "said *without giving* details that …"."""
    preposition = parse.tokens[verb].head
    return (
        parse.tokens[verb].dep == "pcomp"
        and parse.tokens[preposition].lemma == "without"
        and parse.tokens[preposition].head == index
    )


def _where_it_is_said(parse: Parse, index: int, noun: int) -> bool:
    """ "said in a statement that", "said for the first time that", "put it to the jury that": the noun only tells where, when or to whom."""
    preposition = parse.tokens[noun].head
    if _without(parse, preposition, index):
        return True
    lemma, kind = parse.tokens[preposition].lemma, classes("nominal_kinds").get(parse.tokens[noun].lemma.lower())
    return parse.tokens[preposition].head == index and (lemma in WHERE or (lemma == "to" and kind in SPOKEN_TO))


def before_subject(parse: Parse, clauses: list[int]) -> frozenset[int]:
    """Of a clause that the parser took for an adverbial, the circumstances in front of its subject: they are those of the saying."""
    cut: set[int] = set()
    for clause in clauses:
        if parse.tokens[clause].dep == "advcl":
            subjects = [parse.subtree(c)[0] for c in parse.children[clause] if parse.tokens[c].dep in SUBJECT]
            cut.update(i for i in parse.subtree(clause) if i < min(subjects, default=0))
    return frozenset(cut)


def beyond_semicolon(parse: Parse, index: int, clause: int) -> bool:
    """ "Holm blamed the crew; he denied it": a verb behind a semicolon that has an object of its own says nothing of what stands in front."""
    own = (c for c in parse.children[index] if c > index and parse.tokens[c].dep in ("dobj", "ccomp", "xcomp"))
    parted = any(parse.tokens[i].text == ";" for i in range(clause, index))
    return parted and any(own)


def disputed_noun(parse: Parse, index: int) -> int | None:
    """ "Holm was accused of fraud, *a charge* he denies": the noun in front of who denies, where the parser takes all for one clause."""
    place = min(
        (c for c in parse.children[index] if parse.tokens[c].dep == "nsubj"), key=lambda c: index - c, default=-1
    )
    noun = parse.subtree(place)[0] - 1 if place >= 0 else -1
    if noun < 2 or parse.tokens[noun].head != index or parse.tokens[noun].lemma.lower() not in words("disputed"):
        return None
    first = parse.subtree(noun)[0]
    return noun if first > 0 and parse.tokens[first - 1].text == "," else None


def of_the_noun(parse: Parse, verb: int) -> bool:
    """ "The claim *that the mayor made*", "the report *that the army denied*": what was done with it, not what it says."""
    token = parse.tokens[verb]
    below = {parse.tokens[c].dep for c in parse.children[verb]}
    return (
        token.dep == "acl"
        and token.lemma in HANDLED
        and "nsubj" in below
        and not below & {"dobj", "nsubjpass", "ccomp", "xcomp"}
    )


def turned_down(parse: Parse, index: int) -> list[int]:
    """ "dismissed as baseless reports that …", where the parser hangs the object on the "as" with the adjective."""
    return [
        below
        for child in parse.children[index]
        if parse.tokens[child].lemma == "as" and child == index + 1
        for below in parse.children[child]
        if parse.tokens[below].dep == "pobj"
        and parse.tokens[child + 1].pos == "ADJ"
        and parse.tokens[below].lemma.lower() in words("disputed")
    ]


def is_predicate(token: Token) -> bool:
    """ "made *clear* that", "made it *clear* that"."""
    return token.dep == "ccomp" and token.pos == "ADJ"


def behind_predicate(parse: Parse, clauses: list[int]) -> list[int]:
    """The clauses without the "clear" of "made it clear that", but with the clause that the parser hung on it."""
    predicates = [c for c in clauses if is_predicate(parse.tokens[c]) and len(parse.subtree(c)) < 3]
    opened = [c for c in clauses if is_predicate(parse.tokens[c]) and c not in predicates]
    hung = [c for p in opened for c in parse.children[p] if parse.tokens[c].dep in ("advcl", "ccomp")]
    return [c for c in clauses if c not in predicates and c not in opened] + hung


def stolen_subject(parse: Parse, index: int, clauses: list[int]) -> frozenset[int]:
    """ "told us turnout | was 58 percent": the object right in front of a complement without a subject belongs to it."""
    for clause in clauses:
        if any(parse.tokens[c].dep in SUBJECT for c in parse.children[clause]) or parse.tokens[clause].tag not in (
            "VBD",
            "VBZ",
            "VBP",
        ):
            continue
        first = parse.subtree(clause)[0]
        for child in parse.children[index]:
            if child == first - 1 and parse.tokens[child].dep == "dobj" and parse.tokens[child].pos == "NOUN":
                return frozenset(parse.subtree(child))
    return frozenset()


def stolen_object(parse: Parse, index: int, clauses: list[int]) -> frozenset[int]:
    """ "cited remarks | he had made": the clause behind the object of a verb that is said to nobody tells which remarks they are."""
    if parse.tokens[index].lemma in SAID_TO:
        return frozenset()
    for clause in clauses:
        below = [parse.tokens[c] for c in parse.children[clause]]
        if parse.subtree(clause)[0] < index or any(word.dep == "mark" for word in below):
            continue
        for child in parse.children[index]:
            words = parse.subtree(child)
            if words[-1] + 1 == parse.subtree(clause)[0] and parse.tokens[child].dep == "dobj" and words[0] > index:
                return frozenset(words) if parse.tokens[child].pos in ("NOUN", "PROPN") else frozenset()
    return frozenset()


def without_subject(parse: Parse, index: int, clause: int) -> bool:
    """ "A driver found guilty of it | could be fined": a finite clause with nobody in it is no complement, but goes on with the sentence."""
    if clause < index or any(parse.tokens[i].pos == "PUNCT" for i in range(index, parse.subtree(clause)[0] + 1)):
        return False
    if parse.tokens[index].dep == "relcl" and any(parse.tokens[c].dep in SUBJECT for c in parse.children[index]):
        return False  # "a plan Holm said would fail"
    auxiliaries = [
        c for c in parse.children[clause] if parse.tokens[c].dep == "aux"
    ]  # "he 'll | still go": the subject may hang there
    below = [parse.tokens[c] for head in (clause, *auxiliaries) for c in parse.children[head]]
    modal = parse.tokens[clause].tag == "MD" or any(word.tag == "MD" for word in below)
    return modal and not any(word.dep in (*SUBJECT, "csubj", "expl", "mark", "attr") for word in below)


def stolen_noun(parse: Parse, index: int) -> frozenset[int]:
    """ "The army confirmed | tear gas had been used", where the parser hangs the cue on the noun: the clause of the noun, behind it."""
    noun = parse.tokens[parse.tokens[index].head]
    if noun.dep not in SUBJECT:
        return frozenset()
    return frozenset(i for i in parse.subtree(noun.head) if i > index)
