"""Noun phrases that refer without a name: titles beside a name, appositions, predicates, "the train", "US officials"."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.mentions import lexicon
from whosays.mentions.capitals import capital
from whosays.mentions.drafts import SUBJECTS, Draft
from whosays.mentions.lexicon import Noun
from whosays.model import EntityKind, MentionForm, Parse
from whosays.words.people import ends_as_person

LONGEST = 14
MODIFIERS = frozenset({"det", "poss", "amod", "compound", "nummod", "nmod", "predet", "quantmod", "advmod", "npadvmod", "punct",
                       "case", "appos", "preconj", "neg"})  # fmt: skip
DEFINITE = frozenset("the this that these those both neither its his her their our my your".split())
BARE = frozenset({"police", "parliament"})  # said without an article of one that is known
ACCUSED = frozenset("arrest charge jail convict acquit detain sentence behead hospitalise hospitalize".split())
IDIOMS = frozenset({
    ("board", "on"), ("force", "in"), ("force", "into"), ("service", "in"), ("service", "into"), ("office", "in"), ("side", "by"),
})  # fmt: skip
OFFICES = frozenset(
    "head chief director minister secretary commissioner deputy chair chairman chairwoman manager superintendent supervisor".split()
)


def find_nominals(parse: Parse, names: list[Draft]) -> list[Draft]:
    """Drafts of all role and nominal mentions, in text order; ``attached`` points at the name they belong to."""
    solid = {index for d in names if d.form == "name" for index in range(d.first, d.last)}
    barred = {i for d in names if d.form == "name" and d.kind == "person" for i in range(d.first, d.last)}
    roles = [draft for name in names if name.form == "name" for draft in _titles_before(parse, name, barred)]
    used = {index for d in roles for index in (d.head,)}
    found = list(roles)
    by_head = {name.head: name for name in names if name.form == "name"}
    by_start = {name.first: name for name in by_head.values()}
    by_start.update({role.first: by_start[role.attached] for role in roles if role.attached in by_start})
    for index, token in enumerate(parse.tokens):
        if index in solid or index in used:
            continue
        if token.text == "old" and (aged := _year_old(parse, index)) is not None:
            found.append(aged)
        elif token.tag in ("NN", "NNS", "NNP", "NNPS") and (noun := _noun(parse, index)) is not None:
            draft = _nominal(parse, index, noun, solid, by_head, by_start)
            if draft is not None:
                found.append(draft)
    found = _without_parts(found)
    unique = {(d.first, d.last): d for d in reversed(found)}
    spans = {(d.first, d.last) for d in names}
    return sorted((d for k, d in unique.items() if k not in spans), key=lambda d: (d.first, -d.last))


def _without_parts(found: Sequence[Draft]) -> list[Draft]:
    """Without ages that are only what a longer phrase says of somebody ("a 44-year-old Dutch woman")."""
    reach: dict[int, int] = {}  # how far the longest phrase for a person goes that a token is in
    for draft in found:
        for index in range(draft.first, draft.last) if draft.kind == "person" else ():
            reach[index] = max(reach.get(index, 0), draft.last)
    return [draft for draft in found if draft.noun != "year-old" or draft.last >= reach.get(draft.first, 0)]


def _noun(parse: Parse, index: int) -> Noun | None:
    """What a common noun names; an unknown subject of a verb of saying is taken for a person."""
    token = parse.tokens[index]
    noun = lexicon.nouns().get(token.lemma.lower()) or lexicon.nouns().get(token.text.lower())
    governor = parse.tokens[token.head]
    if token.text == "guard" and index and parse.tokens[index - 1].lemma.lower() == "coast":
        noun = lexicon.nouns().get("coastguard")
    if (token.text, governor.text.lower()) in IDIOMS and not parse.children[index]:
        return None  # "on board", "remained in force"
    if token.text == "banks" and governor.lemma in ("burst", "overflow", "break"):
        return None  # of a river
    says = (
        token.dep == "nsubj"
        and (governor.lemma in lexicon.SPEECH or governor.lemma == "show")
        and token.tag in ("NN", "NNS")
    )
    if noun is not None and _of_an_office(parse, index, noun):
        return None
    if noun is not None:
        return noun if noun.kind != "other" or says else None
    if noun is None and token.tag == "NN" and token.dep == "nsubjpass" and governor.lemma in ACCUSED:
        return Noun("person", token.lemma, "")  # "the station master was arrested"
    return Noun("person", token.lemma, "") if says and ends_as_person(token.lemma) else None


def _of_an_office(parse: Parse, index: int, noun: Noun) -> bool:
    """ "The county's head of roads", "minister of transport": the field of an office, and no road."""
    token = parse.tokens[index]
    over = parse.tokens[token.head]
    if (
        noun.kind not in ("facility", "place", "vehicle")
        or token.tag != "NNS"
        or over.lemma != "of"
        or parse.children[index]
    ):
        return False
    return parse.tokens[over.head].lemma.lower() in OFFICES


def _titles_before(parse: Parse, name: Draft, barred: set[int]) -> list[Draft]:
    """The role that stands right before a person's or body's name: "Kremlin spokesman", "Russian state news agency"."""
    index = name.first - 1
    if index < 0 or name.kind not in ("person", "organisation", "vehicle", "facility", "other"):
        return []
    token = parse.tokens[index]
    sentence = parse.sentences[parse.sentence_of(name.first)]
    lowered = token.text.lower().rstrip(".")
    gender, use = lexicon.titles().get(lowered, ("", ""))
    noun = lexicon.nouns().get(token.lemma.lower())
    person_title = name.kind == "person" and (use == "office" or (noun is not None and noun.kind == "person"))
    body_noun = name.kind != "person" and noun is not None and noun.kind == name.kind
    if not (person_title or body_noun) or token.tag not in ("NN", "NNP", "NNPS", "JJ") or index < sentence.first:
        return []
    first = index
    while first > sentence.first and index - first < 8:
        before = parse.tokens[first - 1]
        inside = first - 1 <= before.head < name.last or before.text == "-"
        modifies = (
            inside and before.tag in ("NN", "NNP", "NNPS", "JJ", "VBN", "VBG", "HYPH", "CD")
        ) or before.text == "-"
        if before.tag == "CD" and not (first > 1 and parse.tokens[first].text == "-"):
            break
        if not modifies or first - 1 in barred or before.text in "\"'":
            break
        first -= 1
    while first < index and parse.tokens[first].text in ("-", "/"):
        first += 1
    if first > 1 and parse.tokens[first - 1].text == "-" and parse.tokens[first - 2].text in ("then", "ex"):
        first -= 2
    article = parse.tokens[first - 1] if first > sentence.first else None
    if article is not None and (article.tag == "PRP$" or article.text == "'s"):
        first = _owner_start(parse, first)
    return [
        Draft(first, index + 1, index, "role", name.kind, "sing", token.lemma.lower(), _country_before(parse, first, index),
              article is None or article.text.lower() not in ("a", "an"), gender or (noun.gender if noun else ""), name.first,
              "title beside the name")
    ]  # fmt: skip


def _owner_start(parse: Parse, first: int) -> int:
    """First token of the possessor before a noun phrase."""
    if parse.tokens[first - 1].tag == "PRP$":
        return first - 1
    owner = first - 2
    while owner > 0 and parse.tokens[owner - 1].tag in ("NNP", "NNPS", "DT", "NN", "JJ") and first - owner < 7:
        owner -= 1
    return max(owner, 0)


def _year_old(parse: Parse, index: int) -> Draft | None:
    """An age that stands for a person ("the 39-year-old"), without a noun after it."""
    if index < 4 or [parse.tokens[index - k].text for k in (1, 2, 3)] != ["-", "year", "-"]:
        return None
    following = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    if following is not None and following.tag in ("NN", "NNS", "JJ", "NNP") and following.head >= index:
        return None
    article = parse.tokens[index - 5] if index > 4 else None
    first = index - 5 if article is not None and article.tag in ("DT", "PRP$") else index - 4
    definite = article is not None and article.text.lower() in DEFINITE
    return Draft(first, index + 1, index, "nominal", "person", "sing", "year-old", None, definite, "", None, None)


def _nominal(
    parse: Parse, head: int, noun: Noun, solid: set[int], by_head: dict[int, Draft], by_start: dict[int, Draft]
) -> Draft | None:
    token = parse.tokens[head]
    after = parse.tokens[head + 1] if head + 1 < len(parse.tokens) else None
    if token.dep == "compound" and head < token.head <= head + 4:
        return None
    if after is not None and after.tag in ("NN", "NNS") and token.tag == "NN" and after.head != head:
        return None
    if after is not None and after.text == "-" and after.start == token.end:
        return None
    if token.tag in ("NNP", "NNPS") and noun.kind not in ("person", "organisation"):
        return None
    first = _start(parse, head)
    if any(index in solid for index in range(first, head + 1)) and head in solid:
        return None
    if capital(token.text) and any(_named_word(parse, index) for index in range(first + 1, head)):
        return None
    opener = parse.tokens[first]
    word = opener.text.lower()
    plural = token.tag in ("NNS", "NNPS") or word in ("both", "these", "those", "neither", "either")
    owned = any(parse.tokens[c].dep == "poss" for c in parse.children[head])
    definite = word in DEFINITE or owned or (first == head and word in BARE)
    kind = _kind(noun, plural=plural)
    attached, reason = _attachment(parse, head, by_head, by_start, kind)
    form: MentionForm = "role" if token.lemma.lower() in lexicon.titles() and kind == "person" else "nominal"
    return Draft(
        first=first,
        last=head + 1,
        head=head,
        form=form,
        kind=kind,
        number="plur" if plural else "sing",
        noun="year-old" if noun.group == "year-old" else token.lemma.lower(),
        country=_country_before(parse, first, head),
        definite=definite,
        gender=noun.gender,
        attached=attached,
        reason=reason,
    )


def _named_word(parse: Parse, index: int) -> bool:
    """A capitalised word of a name that was not taken for one; countries and their adjectives aside."""
    text = parse.tokens[index].text
    return (
        capital(text) and text[0].isalpha() and text not in lexicon.demonyms() and text not in lexicon.country_names()
    )


def _kind(noun: Noun, *, plural: bool) -> EntityKind:
    return "group" if plural and noun.kind == "person" else noun.kind


def _start(parse: Parse, head: int) -> int:
    """First token of the unbroken stretch of modifiers before a noun."""
    below = set(parse.subtree(head))
    first = head
    while first > 0 and first - 1 in below and head - first < LONGEST:
        before = parse.tokens[first - 1]
        dash = before.text == "-" and before.end != parse.tokens[first].start
        if before.text in (",", ";", ":", "(", '"', "--") or before.tag in ("CC",) or dash:
            break
        hyphened = (
            parse.tokens[first - 2].text == "-" and before.start == parse.tokens[first - 2].end if first > 1 else False
        )
        if before.tag in ("IN", "VBD", "WDT", "WP", "MD") and before.dep not in MODIFIERS and not hyphened:
            break
        first -= 1
    while first < head and (
        parse.tokens[first].dep == "punct" or parse.tokens[first].text in ("'s", "-") or parse.tokens[first].tag == "IN"
    ):
        first += 1
    return first


def _country_before(parse: Parse, first: int, head: int) -> str | None:
    """Country whose name or adjective stands before the noun."""
    for index in range(first, head):
        for length in (3, 2, 1):
            if index + length > head:
                continue
            text = parse.words(index, index + length)
            code = lexicon.country_names().get(text) or lexicon.demonyms().get(text)
            if code:
                return code
    return None


def _attachment(
    parse: Parse, head: int, by_head: dict[int, Draft], by_start: dict[int, Draft], kind: EntityKind
) -> tuple[int | None, str | None]:
    """The name that an apposition or a predicate is about."""
    token = parse.tokens[head]
    apposed = [c for c in parse.children[head] if parse.tokens[c].dep == "appos"]
    if token.dep == "appos":
        apposed.append(token.head)
    for index in apposed:
        name = by_head.get(index)
        if (
            name is not None
            and _fits(name.kind, kind)
            and abs(index - head) <= 12
            and not _is_listed(parse, index, head)
        ):
            return name.first, "apposition"
    if token.dep == "attr" and parse.tokens[token.head].lemma == "be":
        negated = any(parse.tokens[c].dep == "neg" for c in parse.children[token.head])
        for index in parse.children[token.head]:
            name = by_head.get(index)
            if parse.tokens[index].dep in SUBJECTS and name is not None and _fits(name.kind, kind) and not negated:
                return name.first, "predicate of the name"
    if token.dep in SUBJECTS and parse.tokens[token.head].lemma == "be":
        negated = any(parse.tokens[c].dep == "neg" for c in parse.children[token.head])
        for index in parse.children[token.head]:
            name = by_head.get(index)
            if parse.tokens[index].dep == "attr" and name is not None and _fits(name.kind, kind) and not negated:
                return name.first, "subject whose predicate is the name"
    called = _called(parse, head, by_start)
    if called is not None and _fits(called.kind, kind):
        return called.first, "introduced by name"
    last = parse.sentences[parse.sentence_of(head)].last
    following = by_start.get(head + 1) or (
        by_start.get(head + 2) if head + 1 < len(parse.tokens) and parse.tokens[head + 1].text == "," else None
    )
    beside = following is not None and following.first < last and following.kind == kind == "person"
    if following is not None and beside and token.tag == "NN":
        closed = head + 1 == following.first or _closes_apposition(parse, following)
        return (following.first, "apposition") if closed else (None, None)
    return None, None


def _is_listed(parse: Parse, name: int, head: int) -> bool:
    """ "Ada Roe, her husband and two guards": a list, whose second member is nobody's description."""
    owned = any(parse.tokens[c].tag == "PRP$" for c in parse.children[head])
    behind = parse.tokens[head + 1].text if head + 1 < len(parse.tokens) else ""
    return name < head and owned and behind == "and"


def _called(parse: Parse, head: int, names: dict[int, Draft]) -> Draft | None:
    """The name that a phrase introduces: "a councillor also named X", "the coach, known as X"."""
    index = head + 1
    while index < len(parse.tokens) and index < head + 4 and parse.tokens[index].text in (",", "also", "likewise"):
        index += 1
    if index >= len(parse.tokens) or parse.tokens[index].text not in (
        "called",
        "named",
        "known",
        "identified",
        "dubbed",
    ):
        return None
    index += 2 if parse.words(index + 1, min(index + 2, len(parse.tokens))) == "as" else 1
    return names.get(index)


def _closes_apposition(parse: Parse, name: Draft) -> bool:
    """The name between commas after a noun ends with a comma or the sentence."""
    return name.last >= len(parse.tokens) or parse.tokens[name.last].text in (",", ".", ";", ")")


def _fits(name: EntityKind, noun: EntityKind) -> bool:
    """May a noun of one kind describe a name of the other?"""
    same = name == noun or {name, noun} <= {"place", "facility"} or {name, noun} <= {"organisation", "group"}
    return same or (name == "other" and noun in ("person", "organisation"))
