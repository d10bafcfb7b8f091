"""Verb cues: "X said that …", "…, X said", "as reported by X", "is thought to", "was quoted as saying"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.attribution.acts import Said, said_of
from whosays.attribution.contents import VERBS, clause_words, outside, own_clause, reported_content, reporting_row
from whosays.attribution.lost_subjects import lost_content, lost_speaker
from whosays.attribution.relations import Relation, co_sources
from whosays.attribution.speakers import (
    SUBJECT,
    active_after_all,
    agents,
    cited,
    citing,
    inverted_subject,
    owners,
    role_of,
    speakers,
    told_through,
)
from whosays.data import rows
from whosays.model import Parse, Sentence, Stance

PASSIVES: dict[str, tuple[str, ...]] = {row[0]: row for row in rows("impersonal_passives")}
NOBODY = frozenset({"no", "neither", "nobody", "none"})
WITHHOLDING = frozenset({"decline", "refuse", "fail", "unable"})
WITHOUT_OPINION = frozenset({"know", "hear", "learn", "remember", "recall", "understand", "determine"})
# Verbs whose infinitive was said or thought indeed: "went on to say", "came to believe", "declined to say".
LEADING = frozenset(
    "go continue begin start proceed come decline refuse fail unable seem appear force compel lead claim be".split()
)
HOLDING = frozenset("show list include contain record detail".split())  # what a document does with what it says
CLUES = frozenset({"indication", "sign", "clue", "hint"})  # what "suggests" so, and is nobody
PRESUMING = frozenset({"know", "understand", "realise", "realize", "remember"})  # whoever writes so says it himself
CUE_PARTS = ("aux", "auxpass", "neg", "prt")
QUOTED_AS = frozenset({"quote", "cite", "report"})


def verb_relations(parse: Parse, sentence: Sentence, index: int) -> Iterator[Relation]:
    """Who says what by this verb: active or passive, by an act ("accused him of"), with a lost subject, or of a figure ("put at")."""
    token = parse.tokens[index]
    if token.pos != "VERB":
        return
    if token.dep == "amod" and not any(parse.tokens[c].dep == "nsubj" and c < index for c in parse.children[index]):
        return
    row = reporting_row(parse, index)
    if is_passive(parse, index):
        act = said_of(parse, index, passive=True)
        if act is not None:
            yield _passive_act(parse, index, act)
        elif token.lemma == "ask":
            yield from _asked(parse, index)
        elif row is not None or token.lemma in PASSIVES:
            yield from _passive_verb(parse, index)
        return
    act = said_of(parse, index)
    if act is not None:
        yield from _act(parse, index, act)
        return
    if token.lemma in HOLDING:
        yield from _held(parse, index)
    elif token.lemma == "put":
        yield from _put_at(parse, index)
    if row is None:
        return
    if _under_quoted_as(parse, index):
        return  # "was quoted as saying": the passive is the cue
    stance = _stance(parse, index, row)
    heads = speakers(parse, index)
    if not heads:
        if row[3] == "speech":
            yield from _lost(parse, sentence, index, stance)
        return
    clue = parse.tokens[heads[0]].lemma in CLUES
    asides = citing(parse, index)
    content = reported_content(parse, sentence, index, row) - frozenset(i for c in asides for i in parse.subtree(c))
    if all(parse.tokens[i].pos == "PUNCT" for i in content):
        return
    role = role_of(parse, heads[0])
    if row[3] == "show" and role == "speaker" and token.lemma != "find":
        return
    if _says_nothing(parse, index, row, heads):
        return
    behind = owners(parse, heads[0]) if role != "speaker" else []
    sources = tuple(source for head in behind or heads for source in co_sources(parse, head))
    beyond = cited(parse, asides)
    carrier = _carrier(parse, content) if inverted_subject(parse, index) is not None else None
    yield Relation(
        anchor=index, sources=() if clue else sources, cue=cue_words(parse, index), content=content, stance=stance, role=role,
        beyond=beyond, impersonal=clue and not beyond,
        through=told_through(parse, index), frame=_frame(parse, index, sources, asides, content),
        act=None if carrier is None else "inversion", carrier=carrier,
    )  # fmt: skip


def _asked(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Asked whether the bridge was safe, …", "was asked by X if …": what is asked is nobody's statement, or X's question."""
    content = frozenset(
        i for c in parse.children[index] if parse.tokens[c].dep == "ccomp" and c > index for i in parse.subtree(c)
    )
    heads = agents(parse, index)
    sources = tuple(source for head in heads for source in co_sources(parse, head))
    if content:
        yield Relation(
            anchor=index, sources=sources, cue=cue_words(parse, index), content=content, stance="asserts",
            role=role_of(parse, heads[0]) if heads else "speaker", impersonal=not sources,
            frame=_frame(parse, index, sources, (), content),
        )  # fmt: skip


def _lost(parse: Parse, sentence: Sentence, index: int, stance: Stance) -> Iterator[Relation]:
    """Where the parse has a clause that is said but nobody who says it."""
    speaker = lost_speaker(parse, sentence, index)
    content = lost_content(parse, index, speaker) if speaker is not None else frozenset()
    if speaker is None or len(content) < 2 or parse.tokens[speaker[-1]].lemma.lower() in ("you", "i", "we"):
        return
    clue = parse.tokens[speaker[-1]].lemma in CLUES
    yield Relation(
        anchor=index, sources=() if clue else (speaker,), cue=cue_words(parse, index), content=content, stance=stance,
        role=role_of(parse, speaker[-1]), impersonal=clue, frame=_frame(parse, index, (speaker,), (), content) - content,
    )  # fmt: skip


def _act(parse: Parse, index: int, act: Said) -> Iterator[Relation]:
    """ "X urged Y to …", "X accused Y of …", "X called Y …"."""
    heads = speakers(parse, index)
    if not heads or parse.tokens[heads[0]].lemma.lower() in ("you", "i", "we"):
        return  # of "we urge X" in a quotation, who is quoted is the source
    sources = tuple(source for head in heads for source in co_sources(parse, head))
    stance: Stance = "declines" if withheld(parse, index) else "asserts"
    yield Relation(
        anchor=index, sources=sources, cue=tuple(sorted({*cue_words(parse, index), *act.lead})), content=act.content, stance=stance,
        role=role_of(parse, heads[0]), frame=_frame(parse, index, sources, (), act.content) | act.lead, act=act.act, carrier=act.carrier,
    )  # fmt: skip


def _held(parse: Parse, index: int) -> Iterator[Relation]:
    """ "The charge sheet included counts of assault", "the register shows three owners": a document says so, in a clause of its own."""
    subjects = [c for c in parse.children[index] if parse.tokens[c].dep == "nsubj" and c < index]
    objects = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj" and c > index]
    if len(subjects) != 1 or not objects or role_of(parse, subjects[0]) != "document":
        return
    if withheld(parse, index) or any(parse.tokens[c].dep == "ccomp" for c in parse.children[index]):
        return
    behind = [c for c in parse.children[index] if c > index and parse.tokens[c].pos != "PUNCT"]
    sources = tuple(source for head in owners(parse, subjects[0]) or subjects for source in co_sources(parse, head))
    yield Relation(
        anchor=index, sources=sources, cue=(index,), content=frozenset(i for c in behind for i in parse.subtree(c)),
        stance="asserts", role="document", act="contents",
    )  # fmt: skip


def _put_at(parse: Parse, index: int) -> Iterator[Relation]:
    """ "Officials put the toll at 12": the figure is theirs, in a clause of its own."""
    heads = speakers(parse, index)
    objects = [c for c in parse.children[index] if parse.tokens[c].dep == "dobj" and c > index]
    figures = [
        c
        for c in parse.children[index]
        if parse.tokens[c].dep == "prep" and parse.tokens[c].lemma == "at" and c > index
    ]
    figures = [c for c in figures if any(parse.tokens[i].tag == "CD" for i in parse.subtree(c))]
    if heads and objects and figures and not withheld(parse, index):
        yield Relation(
            anchor=index, sources=tuple(source for head in heads for source in co_sources(parse, head)), cue=cue_words(parse, index),
            content=frozenset(i for c in (*objects, *figures) for i in parse.subtree(c)), stance="asserts",
            role=role_of(parse, heads[0]), act="contents",
        )  # fmt: skip


def _passive_act(parse: Parse, index: int, act: Said) -> Relation:
    """ "X was accused of … by Y", "X was urged to …": by whom, if anybody is named."""
    heads = agents(parse, index)
    sources = tuple(source for head in heads for source in co_sources(parse, head))
    return Relation(
        anchor=index, sources=sources, cue=cue_words(parse, index), content=act.content, stance="asserts",
        role=role_of(parse, heads[0]) if heads else "speaker", impersonal=not sources,
        frame=_frame(parse, index, sources, (), act.content), act=act.act, carrier=act.carrier,
    )  # fmt: skip


def _carrier(parse: Parse, content: frozenset[int]) -> int | None:
    """The first verb of a quotation that may have no clause of its own to the parser."""
    return next(
        (i for i in sorted(content) if parse.tokens[i].tag.startswith("VB") and "aux" not in parse.tokens[i].dep), None
    )


def _says_nothing(parse: Parse, index: int, row: tuple[str, ...], heads: list[int]) -> bool:
    """ "You know", "I think", "needs to understand": a reader addressed, an opinion softened, a thought that nobody has had."""
    token, who = parse.tokens[index], parse.tokens[heads[0]].lemma.lower()
    if who == "you" or (who in ("i", "we") and row[3] != "speech"):
        return True
    if row[0] in PRESUMING and not withheld(parse, index):
        return True
    unreal = token.tag == "VB" and any(parse.tokens[c].text.lower() == "to" for c in parse.children[index])
    return unreal and row[3] != "speech" and parse.tokens[token.head].lemma not in LEADING


def _stance(parse: Parse, index: int, row: tuple[str, ...]) -> Stance:
    """The stance of the cue's row; who "has not confirmed", "declined to say" or "does not deny" it leaves it open, who "does not
    think" so doubts it."""
    stance: Stance = row[1]  # type: ignore[assignment]
    if stance in ("doubts", "declines") or not withheld(parse, index):
        return stance
    return "doubts" if row[3] != "speech" and row[0] not in WITHOUT_OPINION else "declines"


def withheld(parse: Parse, index: int) -> bool:
    """Is the saying itself negated: "did not say", "neither side has confirmed", "nobody said", "declined to say"?"""
    token = parse.tokens[index]
    for child in parse.children[index]:
        below = parse.tokens[child]
        if below.dep == "neg" or below.lemma == "never":
            return True
        if below.dep in SUBJECT and (
            below.lemma.lower() in NOBODY or any(parse.tokens[c].lemma.lower() in NOBODY for c in parse.children[child])
        ):
            return True
    governor = parse.tokens[token.head]
    return (token.dep == "xcomp" or (token.dep == "advcl" and token.tag == "VB")) and (
        governor.lemma in WITHHOLDING or any(parse.tokens[c].dep == "neg" for c in parse.children[token.head])
    )


def _under_quoted_as(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    preposition = parse.tokens[token.head]
    return (
        token.dep == "pcomp"
        and preposition.lemma == "as"
        and parse.tokens[preposition.head].lemma in QUOTED_AS
        and is_passive(parse, preposition.head)
    )


def is_passive(parse: Parse, index: int) -> bool:
    """Is a verb passive: by its auxiliary or subject, with a "by", or as a bare participle ("Asked if …, he said")?"""
    token = parse.tokens[index]
    kin = {parse.tokens[c].dep for c in parse.children[index]}
    bare = token.tag == "VBN" and token.dep in ("advcl", "acl") and not kin & {"aux", "nsubj"}  # "Asked if …, he said"
    bare = bare and not active_after_all(parse, index)
    return bool(kin & {"auxpass", "nsubjpass"}) or bare or (token.tag == "VBN" and "agent" in kin)


def _passive_verb(parse: Parse, index: int) -> Iterator[Relation]:
    """ "as reported by X", "was quoted as saying by", "is thought to", "is planned"."""
    token = parse.tokens[index]
    by = agents(parse, index)
    marked = any(parse.tokens[c].lemma == "as" for c in parse.children[index])
    row = VERBS.get(token.lemma)
    if by and row and marked and token.dep in ("advcl", "acl", "prep", "pcomp") and token.head != index:
        inside = frozenset(parse.subtree(index))
        sentence = parse.sentences[parse.sentence_of(index)]
        closing = (
            min(inside) > sentence.first
            and parse.tokens[min(inside) - 1].text == ","
            and max(inside) >= sentence.last - 2
        )
        content = (
            frozenset(range(sentence.first, sentence.last)) if closing else clause_words(parse, token.head)
        ) - inside
        sources = tuple(s for head in by for s in co_sources(parse, head))
        yield Relation(index, sources, cue_words(parse, index), content, "asserts", role_of(parse, by[0]), frame=inside)
        return
    saying = next((c for c in parse.children[index] if parse.tokens[c].lemma == "as"), None)
    if token.lemma in QUOTED_AS and saying is not None:
        verb = next((b for b in parse.subtree(saying) if parse.tokens[b].lemma in ("say", "tell")), None)
        subject = next((c for c in parse.children[index] if parse.tokens[c].dep == "nsubjpass"), None)
        if verb is not None and subject is not None:
            sources = co_sources(parse, subject)
            inner = frozenset(
                i for c in parse.children[verb] if parse.tokens[c].dep == "ccomp" for i in parse.subtree(c)
            )
            content = inner or outside(parse, index, sources)
            yield Relation(
                index,
                sources,
                (index,),
                content,
                "asserts",
                "speaker",
                through=tuple(s for head in by for s in co_sources(parse, head)),
                frame=_frame(parse, index, sources, (), content),
            )
            return
    passive = PASSIVES.get(token.lemma)
    if passive is None or by:
        return
    infinitive = any(parse.tokens[c].dep in ("xcomp", "ccomp", "oprd", "acomp") for c in parse.children[index])
    if infinitive or passive[2] == "y":
        yield Relation(
            index, (), _auxiliaries(parse, index), own_clause(parse, index), "asserts", "speaker", impersonal=True
        )


def _frame(
    parse: Parse,
    index: int,
    sources: tuple[tuple[int, ...], ...],
    asides: tuple[int, ...],
    content: frozenset[int],
) -> frozenset[int]:
    """Words of the frame itself, which are no evidence for the content: source, cue, addressee, "in a statement", "citing Y"."""
    own = {index, *(i for source in sources for i in source), *(i for aside in asides for i in parse.subtree(aside))}
    for child in parse.children[index]:
        if not content & set(parse.subtree(child)):
            own.update(parse.subtree(child))
    return frozenset(own - content)


def cue_words(parse: Parse, index: int) -> tuple[int, ...]:
    """The cue with its auxiliaries, particles and the adverb beside it: "has said", "did not say", "said repeatedly".

    An infinitive has the verb that leads to it as well: "went on to say", "declined to say".
    """
    kept = {index}
    for child in parse.children[index]:
        token = parse.tokens[child]
        adverb = token.dep == "advmod" and abs(child - index) == 1 and token.tag == "RB" and not parse.children[child]
        if adverb or (token.dep in CUE_PARTS and abs(child - index) <= 4):
            kept.add(child)
    token = parse.tokens[index]
    above = token.head
    if token.dep == "xcomp" and token.tag == "VB" and above < index and parse.tokens[above].lemma in LEADING:
        kept.update(cue_words(parse, above) if index - above <= 3 else ())
    return tuple(sorted(kept))


def _auxiliaries(parse: Parse, index: int) -> tuple[int, ...]:
    kept = [index, *(c for c in parse.children[index] if parse.tokens[c].dep in ("aux", "auxpass"))]
    return tuple(sorted(kept))
