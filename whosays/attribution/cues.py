"""Cues: the words by which a report hands a statement to somebody else, each with its source and its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whosays.attribution.relations import Relation, co_sources
from whosays.data import rows, words
from whosays.model import Parse, Sentence, Stance, StepRole

VERBS: dict[str, tuple[str, ...]] = {row[0]: row for row in rows("reporting_verbs")}
PASSIVES: dict[str, tuple[str, ...]] = {row[0]: row for row in rows("impersonal_passives")}
SPEAKING_THINGS: dict[str, StepRole] = {row[0]: row[1] for row in rows("source_nouns")}  # type: ignore[misc]
SUBJECT = ("nsubj", "nsubjpass")
# Verbs that are cues only with a clause as content: "The city called …", "He continued …" are acts.
CLAUSE_ONLY = frozenset(
    "continue agree find rule call ask demand urge show know hear learn feel consider quote cite accuse blame request propose recommend document".split()
)
ADDRESSEES = frozenset(
    "reporter journalist newspaper paper parliament analyst conference audience court lawmaker investor magazine programme show".split()
)


def find_relations(parse: Parse) -> tuple[Relation, ...]:
    """Every attribution relation of a report, in text order of their anchors.

    Method: reporting verbs and prepositions over the dependency tree, as in GenderGapTracker's and Citron's cue stage, plus
    "as reported by", nominal contents of confirm and deny, impersonal passives, adverbs like "reportedly", and speaking documents.
    """
    found: list[Relation] = []
    for sentence in parse.sentences:
        if sentence.role in ("photo_credit", "metadata_prefix", "dateline", "byline"):
            continue
        for index in range(sentence.first, sentence.last):
            found.extend(_verb(parse, sentence, index))
            found.extend(_according(parse, sentence, index))
            found.extend(_adverb(parse, index))
            found.extend(_noun(parse, index))
    found.sort(key=lambda relation: (relation.anchor, relation.cue))
    return _with_issuers(parse, found)


def _with_issuers(parse: Parse, found: list[Relation]) -> tuple[Relation, ...]:
    """ "the statement said" after "X said in a statement" is X's: a definite document takes the speaker who last issued one."""
    out: list[Relation] = []
    for relation in found:
        heads = [source[-1] for source in relation.sources]
        definite = (
            relation.role == "document"
            and len(heads) == 1
            and parse.tokens[relation.sources[0][0]].lemma in ("the", "it")
        )
        if definite:
            noun = parse.tokens[heads[0]].lemma
            issuer = next(
                (
                    r
                    for r in reversed(out)
                    if r.sources and r.role == "speaker" and any(parse.tokens[i].lemma == noun for i in r.frame)
                ),
                None,
            )
            if issuer is not None:
                relation = replace(relation, sources=issuer.sources)
        out.append(relation)
    return tuple(out)


# ------------------------------------------------------------------------------------------------ verbs
def _verb(parse: Parse, sentence: Sentence, index: int) -> Iterator[Relation]:
    token = parse.tokens[index]
    row = VERBS.get(token.lemma)
    if token.pos != "VERB" or (row is None and token.lemma not in PASSIVES) or token.dep == "amod":
        return
    if _passive(parse, index):
        yield from _passive_verb(parse, index)
        return
    if row is None:
        return
    stance: Stance = row[1]  # type: ignore[assignment]
    heads = _subjects(parse, index)
    if not heads:
        return
    content = _content(parse, sentence, index, row)
    if not content:
        return
    role = _role(parse, heads[0])
    if row[3] == "show" and role == "speaker" and token.lemma != "find":
        return
    if parse.tokens[heads[0]].lemma in ("i", "we") and row[3] == "thought":
        return
    owners = _owners(parse, heads[0]) if role != "speaker" else []
    sources = tuple(source for head in owners or heads for source in co_sources(parse, head))
    beyond = _cited(parse, index)
    yield Relation(
        anchor=index, sources=sources, cue=_cue_words(parse, index), content=content, stance=stance, role=role, beyond=beyond,
        through=_through(parse, index), frame=_frame(parse, index, sources, beyond, content),
    )  # fmt: skip


def _passive(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    kin = {parse.tokens[c].dep for c in parse.children[index]}
    return bool(kin & {"auxpass", "nsubjpass"}) or (token.tag == "VBN" and "agent" in kin)


def _passive_verb(parse: Parse, index: int) -> Iterator[Relation]:
    """ "as reported by X", "was quoted as saying by", "is thought to", "is planned"."""
    token = parse.tokens[index]
    agents = [
        below
        for c in parse.children[index]
        if parse.tokens[c].dep == "agent"
        for below in parse.children[c]
        if parse.tokens[below].dep == "pobj"
    ]
    marked = any(parse.tokens[c].lemma == "as" for c in parse.children[index])
    row = VERBS.get(token.lemma)
    if agents and row and marked and token.dep in ("advcl", "acl", "prep", "pcomp") and token.head != index:
        inside = frozenset(parse.subtree(index))
        sentence = parse.sentences[parse.sentence_of(index)]
        closing = (
            min(inside) > sentence.first
            and parse.tokens[min(inside) - 1].text == ","
            and max(inside) >= sentence.last - 2
        )
        content = (
            frozenset(range(sentence.first, sentence.last)) if closing else _clause_words(parse, token.head)
        ) - inside
        sources = tuple(s for head in agents for s in co_sources(parse, head))
        yield Relation(
            index, sources, _cue_words(parse, index), content, "asserts", _role(parse, agents[0]), frame=inside
        )
        return
    saying = next((c for c in parse.children[index] if parse.tokens[c].lemma == "as"), None)
    if token.lemma in ("quote", "cite", "report") and saying is not None:
        verb = next((b for b in parse.subtree(saying) if parse.tokens[b].lemma in ("say", "tell")), None)
        subject = next((c for c in parse.children[index] if parse.tokens[c].dep == "nsubjpass"), None)
        if verb is not None and subject is not None:
            sources = co_sources(parse, subject)
            inner = frozenset(
                i for c in parse.children[verb] if parse.tokens[c].dep == "ccomp" for i in parse.subtree(c)
            )
            content = inner or _outside(parse, index, sources)
            yield Relation(
                index,
                sources,
                (index,),
                content,
                "asserts",
                "speaker",
                frame=_frame(parse, index, sources, (), content),
            )
            return
    passive = PASSIVES.get(token.lemma)
    if passive is None or agents:
        return
    infinitive = any(parse.tokens[c].dep in ("xcomp", "ccomp", "oprd", "acomp") for c in parse.children[index])
    if infinitive or passive[2] == "y":
        yield Relation(
            index, (), _auxiliaries(parse, index), _own_clause(parse, index), "asserts", "speaker", impersonal=True
        )


def _subjects(parse: Parse, index: int) -> list[int]:
    """Who says it: the verb's own subject, a relative pronoun's antecedent, or the governing verb's subject for "saying", "adding"."""
    own = [c for c in parse.children[index] if parse.tokens[c].dep in SUBJECT]
    if own:
        # Two subjects are a parse error; the one next to the verb is its own ("… headed northwards, the agency reported").
        nearest = min(own, key=lambda c: abs(c - index))
        if parse.tokens[nearest].tag in ("WP", "WDT") and parse.tokens[index].dep == "relcl":
            return [parse.tokens[index].head]
        return [nearest]
    token = parse.tokens[index]
    if token.dep in ("advcl", "conj", "xcomp", "pcomp") and token.head != index:
        governor = token.head
        if parse.tokens[governor].pos in ("VERB", "AUX"):
            return _subjects(parse, governor)
        if parse.tokens[governor].dep == "prep":
            return _subjects(parse, parse.tokens[governor].head)
    if token.dep == "acl" and token.tag == "VBG":
        return [token.head]
    return []


def _content(parse: Parse, sentence: Sentence, index: int, row: tuple[str, ...]) -> frozenset[int]:
    """Tokens of what is reported: the clause complement; else the noun phrase that confirm and deny take; else, for a frame in the
    middle or at the end ("…, X said."), the rest of the sentence."""
    token = parse.tokens[index]
    clauses = [
        c
        for c in parse.children[index]
        if parse.tokens[c].dep in ("ccomp", "parataxis") and not _is_aside(parse, index, c)
    ]
    if clauses:
        own = frozenset(i for c in clauses for i in parse.subtree(c)) | _stolen_subject(parse, index, clauses)
        return own | _stray_conjuncts(parse, index, own)
    gerund = [c for c in parse.children[index] if parse.tokens[c].dep == "xcomp" and parse.tokens[c].tag == "VBG"]
    objects = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj"]
    if row[2] == "y" and (gerund or objects):
        return frozenset(i for c in gerund + objects for i in parse.subtree(c)) | _trailing_time(parse, index, objects)
    speaking_thing = any(_role(parse, head) != "speaker" for head in _subjects(parse, index))
    if not speaking_thing and (token.lemma in CLAUSE_ONLY or row[3] != "speech"):
        return frozenset()
    if objects and token.lemma not in ("tell", "inform"):
        return frozenset()
    if token.dep in ("ROOT", "parataxis", "conj", "ccomp", "advcl", "dep"):
        return _rest_of_sentence(parse, sentence, index)
    return frozenset()


def _stolen_subject(parse: Parse, index: int, clauses: list[int]) -> frozenset[int]:
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


def _stray_conjuncts(parse: Parse, index: int, content: frozenset[int]) -> frozenset[int]:
    """ "X stated that A is so, and B could follow": a conjunct of the reporting verb with a subject of its own, after the content."""
    stray: set[int] = set()
    for child in parse.children[index]:
        token = parse.tokens[child]
        if token.dep == "conj" and content and child > max(content) and token.lemma not in VERBS:
            if any(parse.tokens[c].dep in SUBJECT and c > max(content) for c in parse.children[child]):
                stray.update(parse.subtree(child))
    return frozenset(stray)


def _is_aside(parse: Parse, index: int, clause: int) -> bool:
    """A parataxis that is itself a reporting frame is no content."""
    token = parse.tokens[clause]
    return token.dep == "parataxis" and token.lemma in VERBS and len(parse.subtree(clause)) <= 4


def _trailing_time(parse: Parse, index: int, objects: list[int]) -> frozenset[int]:
    """ "confirmed the entry early on Tuesday": the time phrase may belong to the object; it stays with the content, marked open."""
    return frozenset(
        i
        for c in parse.children[index]
        if objects
        and c > objects[0]
        and parse.tokens[c].dep in ("prep", "npadvmod")
        and parse.tokens[c].lemma in ("on", "in", "at", "early", "late")
        for i in parse.subtree(c)
    )


def _rest_of_sentence(parse: Parse, sentence: Sentence, index: int) -> frozenset[int]:
    """For a frame after a comma or a closing quotation mark with nothing behind it: what stands in front of it."""
    heads = _subjects(parse, index)
    frame = {index, *(i for head in heads for i in parse.subtree(head))}
    frame.update(
        i
        for c in parse.children[index]
        if parse.tokens[c].dep in ("dobj", "dative", "prep", "npadvmod", "advmod", "aux", "neg") and c > index
        for i in parse.subtree(c)
    )
    first = min(frame)
    before = next(
        (i for i in range(first - 1, sentence.first - 1, -1) if parse.tokens[i].text in (",", '"', "''", "”")), None
    )
    if before is None or first - before > 1 or first - sentence.first < 3:
        return frozenset()
    contrast = [
        i
        for i in range(sentence.first + 1, before)
        if parse.tokens[i].lemma == "but" and parse.tokens[i - 1].text == ","
    ]
    start = contrast[-1] + 1 if contrast else sentence.first
    return frozenset(i for i in range(start, before + 1) if i not in frame)


def _frame(
    parse: Parse,
    index: int,
    sources: tuple[tuple[int, ...], ...],
    beyond: tuple[tuple[int, ...], ...],
    content: frozenset[int],
) -> frozenset[int]:
    """Words of the frame itself, which are no evidence for the content: source, cue, addressee, "in a statement", "citing Y"."""
    own = {index, *(i for source in sources for i in source), *(i for source in beyond for i in source)}
    for child in parse.children[index]:
        if not content & set(parse.subtree(child)):
            own.update(parse.subtree(child))
    return frozenset(own - content)


def _cue_words(parse: Parse, index: int) -> tuple[int, ...]:
    """The cue with its auxiliaries and particles: "has said", "did not say", "as reported by"."""
    kept = [index]
    for child in parse.children[index]:
        if parse.tokens[child].dep in ("aux", "auxpass", "neg", "prt", "agent", "mark") and abs(child - index) <= 4:
            if parse.tokens[child].dep == "mark" and parse.tokens[child].lemma != "as":
                continue
            kept.append(child)
    return tuple(sorted(kept))


def _auxiliaries(parse: Parse, index: int) -> tuple[int, ...]:
    kept = [index, *(c for c in parse.children[index] if parse.tokens[c].dep in ("aux", "auxpass"))]
    return tuple(sorted(kept))


def _cited(parse: Parse, index: int) -> tuple[tuple[int, ...], ...]:
    """Sources that the source cites: "X reported, citing Y", "quoting Z"."""
    out: list[tuple[int, ...]] = []
    for child in parse.children[index]:
        if parse.tokens[child].lemma in ("cite", "quote") and parse.tokens[child].tag == "VBG":
            for below in parse.children[child]:
                if parse.tokens[below].dep in ("dobj", "pobj"):
                    out.extend(co_sources(parse, below))
    return tuple(out)


def _through(parse: Parse, index: int) -> tuple[tuple[int, ...], ...]:
    """The outlet or agency a speaker told it to ("told Reuters"): a step nearer to the reader. Reporters and papers in general are none."""
    if parse.tokens[index].lemma != "tell":
        return ()
    for child in parse.children[index]:
        token = parse.tokens[child]
        own = (parse.report.outlet or "").lower()
        if (
            token.dep in ("dobj", "dative")
            and token.pos == "PROPN"
            and token.lemma.lower() not in ADDRESSEES
            and token.lemma.lower() not in own
        ):
            return co_sources(parse, child)
    return ()


def _owners(parse: Parse, head: int) -> list[int]:
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
        if token.dep == "poss" and token.pos != "PRON":
            return [child]
        if token.dep == "prep" and token.lemma in ("from", "by"):
            return [c for c in parse.children[child] if parse.tokens[c].dep == "pobj"]
    return []


def _role(parse: Parse, head: int) -> StepRole:
    """A document and footage speak by themselves; everybody else is a speaker (agencies are told apart by the chain)."""
    return (
        SPEAKING_THINGS.get(parse.tokens[head].lemma.lower(), "speaker")
        if parse.tokens[head].pos == "NOUN"
        else "speaker"
    )


def _clause_words(parse: Parse, index: int) -> frozenset[int]:
    """The clause a token heads or stands in, with everything below it."""
    while (
        parse.tokens[index].pos not in ("VERB", "AUX")
        and parse.tokens[index].dep != "ROOT"
        and parse.tokens[index].head != index
    ):
        index = parse.tokens[index].head
    return frozenset(parse.subtree(index))


def _own_clause(parse: Parse, index: int) -> frozenset[int]:
    """A clause's own words: what hangs on it as a clause of its own is not carried by an impersonal "is thought"."""
    cut = {i for c in parse.children[index] if parse.tokens[c].dep in ("advcl", "conj") for i in parse.subtree(c)}
    cut |= {i for t in parse.subtree(index) if parse.tokens[t].dep in ("relcl", "acl") for i in parse.subtree(t)}
    return frozenset(parse.subtree(index)) - cut


def _outside(parse: Parse, index: int, sources: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    sentence = parse.sentences[parse.sentence_of(index)]
    frame = (
        {*parse.subtree(index)}
        if parse.tokens[index].dep != "ROOT"
        else {i for s in sources for i in s} | set(range(index, sentence.last))
    )
    return frozenset(i for i in range(sentence.first, sentence.last) if i not in frame)


# ------------------------------------------------------------------------------------------------ prepositions, adverbs, nouns
def _according(parse: Parse, sentence: Sentence, index: int) -> Iterator[Relation]:
    """ "according to X" over the clause it hangs on, or over the whole sentence in front of it."""
    token = parse.tokens[index]
    if (
        token.lemma not in ("accord", "according")
        or index + 1 >= sentence.last
        or parse.tokens[index + 1].lemma != "to"
    ):
        return
    heads = [i for i in parse.subtree(index) if parse.tokens[i].dep == "pobj" and parse.tokens[i].head == index + 1]
    if not heads:
        return
    inside = frozenset(parse.subtree(index))
    content = frozenset(range(sentence.first, sentence.last)) - inside
    governor = parse.tokens[token.head]
    if governor.dep in ("relcl", "conj", "advcl") and not any(
        parse.tokens[i].text == "," and i == index - 1 for i in range(sentence.first, index)
    ):
        content = frozenset(parse.subtree(token.head)) - inside
    sources = tuple(source for head in heads for source in co_sources(parse, head))
    yield Relation(index, sources, (index, index + 1), content, "asserts", _role(parse, heads[0]), frame=inside)


def _adverb(parse: Parse, index: int) -> Iterator[Relation]:
    token = parse.tokens[index]
    if token.pos == "ADV" and any(row[0] == token.lemma and row[2] == "y" for row in rows("hedges")):
        yield Relation(index, (), (index,), _clause_words(parse, token.head), "asserts", "speaker", impersonal=True)


def _noun(parse: Parse, index: int) -> Iterator[Relation]:
    """ "concerns from X regarding …", "a warning by Y that …", "X's claim that …"."""
    token = parse.tokens[index]
    if token.pos != "NOUN" or token.lemma not in words("cue_nouns"):
        return
    holder: list[int] = [c for c in parse.children[index] if parse.tokens[c].dep == "poss"]
    content: set[int] = set()
    for child in parse.children[index]:
        lemma = parse.tokens[child].text.lower()
        below = [b for b in parse.children[child] if parse.tokens[b].dep == "pobj"]
        if lemma in ("from", "by", "among") and below:
            holder = holder or below[:1]
        elif lemma in ("regarding", "about", "over", "of") and below:
            content.update(i for b in below for i in parse.subtree(b))
        elif parse.tokens[child].dep in ("acl", "ccomp") and any(
            parse.tokens[c].lemma == "that" for c in parse.children[child]
        ):
            content.update(parse.subtree(child))
    if holder and content:
        sources = co_sources(parse, holder[0])
        stance: Stance = "denies" if token.lemma in ("denial", "rejection") else "asserts"
        yield Relation(index, sources, (index,), frozenset(content), stance, "speaker")
