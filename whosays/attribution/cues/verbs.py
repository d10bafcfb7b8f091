"""Verb cues: "X said that …", "…, X said", "as reported by X", "is thought to", "was quoted as saying"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whosays.attribution.contents.around import OPENING_MARKS
from whosays.attribution.contents.covered import (
    VERBS,
    clause_words,
    outside,
    own_clause,
    reported_content,
    reporting_row,
)
from whosays.attribution.contents.lost_clauses import SAID_TO, disputed_noun, of_the_noun
from whosays.attribution.contents.lost_subjects import lost_content, lost_speaker
from whosays.attribution.cues.act_relations import (
    HOLDING,
    of_act,
    of_document,
    of_figure,
    of_passive_act,
    owned_phrases,
)
from whosays.attribution.cues.acts import said_of
from whosays.attribution.cues.adjectives import adjective_relations
from whosays.attribution.cues.asking import answered, asked, left_open, put_to
from whosays.attribution.cues.falsehoods import called_false, is_called_false, said_false_of
from whosays.attribution.cues.pleas import plea_relations
from whosays.attribution.cues.titles import bare_passive, turned_down_title, wordless_carrier
from whosays.attribution.cues.truth import is_of_nobody
from whosays.attribution.cues.withdrawals import taken_back, withdrawal_relations
from whosays.attribution.cues.words import (
    LEADING,
    cue_words,
    frame_words,
    is_nobody,
    is_passive,
    with_auxiliaries,
    withheld,
)
from whosays.attribution.relations import Relation, co_sources, sources_of
from whosays.attribution.speakers import (
    CLOSING_MARKS,
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
THOUGHT = frozenset({"think", "believe", "expect"})
WITHOUT_OPINION = frozenset({"know", "hear", "learn", "remember", "recall", "understand", "determine"})
CLUES = frozenset({"indication", "sign", "clue", "hint"})  # what "suggests" so, and is nobody
PRESUMING = frozenset({"know", "understand", "realise", "realize", "remember"})  # whoever writes so says it himself
RELATIVE = frozenset({"WDT", "WP"})
POINTING = frozenset({"it", "this", "that", "them", "these", "so"})
QUOTED_AS = frozenset({"quote", "cite", "report"})


def verb_relations(parse: Parse, sentence: Sentence, index: int) -> Iterator[Relation]:
    """Who says what by this verb: active or passive, by an act ("accused him of"), with a lost subject, or of a figure ("put at")."""
    token = parse.tokens[index]
    if token.pos != "VERB":
        return
    if token.dep == "amod" and not any(parse.tokens[c].dep == "nsubj" and c < index for c in parse.children[index]):
        return
    if (withdrawal := next(withdrawal_relations(parse, index), None)) is not None:
        yield withdrawal
        return
    if open_still := tuple(left_open(parse, index)):
        yield from open_still
        return
    row = reporting_row(parse, index)
    unsaid = (*adjective_relations(parse, index), *bare_passive(parse, sentence, index))
    if unsaid := (*unsaid, *turned_down_title(parse, index)):
        yield from unsaid
    elif is_passive(parse, index):
        act = said_of(parse, index, passive=True)
        if act is not None:
            yield of_passive_act(parse, index, act)
        elif token.lemma == "put":
            yield from put_to(parse, index)
        elif token.lemma in SAID_TO:
            yield from asked(parse, index)
        elif row is not None or token.lemma in PASSIVES:
            yield from _passive_verb(parse, index)
    elif denial := (*called_false(parse, index), *plea_relations(parse, index)):
        yield from denial
    elif (act := said_of(parse, index)) is not None:
        yield from of_act(parse, index, act)
    else:
        yield from _active(parse, sentence, index, row)


def _active(parse: Parse, sentence: Sentence, index: int, row: tuple[str, ...] | None) -> Iterator[Relation]:
    """What is said by an active verb: "X quoted Y as saying", of a document, of a figure, or by a verb of the table."""
    token = parse.tokens[index]
    if token.lemma in QUOTED_AS and (quoted := next(_objects(parse, index), None)) is not None:
        by = (
            [] if token.tag == "VBG" else speakers(parse, index)
        )  # of ", quoting X as saying" the cue in front tells who quotes
        relation = _quoted_as(parse, index, quoted, by)
        if relation is not None:
            yield relation
            return
    if token.lemma in HOLDING:
        yield from of_document(parse, index)
    elif token.lemma == "put":
        yield from of_figure(parse, index)
        yield from put_to(parse, index)
    if answer := tuple(answered(parse, index)):
        yield from answer
    elif row is not None and not _under_quoted_as(parse, index):  # of "was quoted as saying" the passive is the cue
        yield from _active_verb(parse, sentence, index, row)


def _active_verb(parse: Parse, sentence: Sentence, index: int, row: tuple[str, ...]) -> Iterator[Relation]:
    """Who says something by an active verb of the table, and what; nothing where either is not found, or nobody is told to say it."""
    token = parse.tokens[index]
    stance, untrue = _stance(parse, index, row), False
    heads = speakers(parse, index)
    if heads and is_nobody(parse, heads[0]) and token.lemma in SAID_TO and _asks(parse, index):
        return  # "Nobody asked us whether we wanted it": who speaks says so
    if not heads:
        yield from _unsaid(parse, sentence, index, stance, row) or _lost(parse, sentence, index, stance, row)
        return
    if is_of_nobody(parse, index, heads[0]) or (row[1] in ("denies", "doubts") and is_nobody(parse, heads[0])):
        return  # "nobody denies that it leaked": it did
    if token.tag == "VBN" and any(parse.tokens[c].dep == "neg" for c in parse.children[heads[0]]):
        return  # "nine were arrested, not six as first reported"
    clue = parse.tokens[heads[0]].lemma in CLUES
    asides = citing(parse, index)
    content = reported_content(parse, sentence, index, row) - frozenset(i for c in asides for i in parse.subtree(c))
    of_what = said_false_of(parse, index) if row[3] == "speech" else frozenset()
    if stance == "asserts" and row[3] == "speech" and is_called_false(parse, content, of_a_claim=bool(of_what)):
        stance, content, untrue = "denies", of_what or content | {index}, not of_what
    elif stance == "denies":
        content -= _said_besides(parse, content)
        if _only_points(parse, index, content):
            content |= {index}  # "fraud, which she denies", "a claim the army denied", "he denies it": there is no more
    if all(parse.tokens[i].pos == "PUNCT" for i in content):
        return
    role = role_of(parse, heads[0])
    if row[3] == "show" and role == "speaker" and token.lemma != "find":
        return
    if _says_nothing(parse, index, row, heads):
        return
    behind = owners(parse, heads[0]) if role != "speaker" else []
    sources = sources_of(parse, behind or heads)
    phrases = owned_phrases(parse, heads[0], behind, sources)
    beyond = cited(parse, asides)
    known = _known(parse, content) if stance == "denies" else frozenset()
    carrier = (_carrier if inverted_subject(parse, index) is not None else _quoted_word)(parse, content)
    back = taken_back(parse, index, content) if stance == "asserts" else frozenset()
    carrier = wordless_carrier(parse, sentence, content) if carrier is None else carrier
    relation = Relation(
        anchor=index, sources=() if clue else sources, cue=cue_words(parse, index), content=content - back, stance=stance, role=role,
        beyond=beyond, impersonal=clue and not beyond,
        through=told_through(parse, index), frame=frame_words(parse, index, sources, asides, content),
        act="untrue" if untrue else None if carrier is None else "inversion", carrier=None if untrue else carrier, phrases=phrases,
    )  # fmt: skip
    yield replace(relation, content=content - back - known)
    if known:
        yield replace(relation, content=known, stance="declines")
    if back:
        yield replace(relation, content=back, stance="denies", act="withdrawal", carrier=None)


def _asks(parse: Parse, index: int) -> bool:
    """Is somebody asked or told "whether", "if", "how" or "when" something is so?"""
    clauses = (c for c in parse.children[index] if parse.tokens[c].dep in ("ccomp", "advcl"))
    opens = {parse.tokens[parse.subtree(c)[0]].lemma for c in clauses}
    return bool(opens & {"whether", "if", "how", "when", "why", "where", "what", "who"})


def _known(parse: Parse, content: frozenset[int]) -> frozenset[int]:
    """ "Denied knowing *that it leaked*": the knowing is denied, and what he would have known is left open."""
    return frozenset(
        word
        for i in content
        if parse.tokens[i].lemma in (*PRESUMING, "aware") and parse.tokens[i].pos in ("VERB", "ADJ")
        for c in parse.children[i]
        if parse.tokens[c].dep == "ccomp"
        for word in parse.subtree(c)
    )


def _only_points(parse: Parse, index: int, content: frozenset[int]) -> bool:
    """Does what somebody denies only point at what was said before: by a pronoun, or by the noun that the denial hangs on?"""
    if content:
        pronouns = all(parse.tokens[i].tag in RELATIVE or parse.tokens[i].text.lower() in POINTING for i in content)
        return pronouns or disputed_noun(parse, index) in content
    return parse.tokens[index].dep == "relcl" or of_the_noun(parse, index)


def _said_besides(parse: Parse, content: frozenset[int]) -> frozenset[int]:
    """ "Denied the charges, calling them a smear": what the denier says himself is nothing that he denies.

    Behind "saying" mostly stands the denial in other words; what a denial contradicts is for the outlet to tell.
    """
    participles = (
        i for i in content
        if parse.tokens[i].tag == "VBG" and parse.tokens[i - 1].text == "," and parse.tokens[i].dep in ("advcl", "acl")
        and (parse.tokens[i].lemma in VERBS or parse.tokens[i].lemma == "contradict") and parse.tokens[i].lemma != "say"
    )  # fmt: skip
    return frozenset(word for i in participles for word in parse.subtree(i))


def _unsaid(parse: Parse, sentence: Sentence, index: int, stance: Stance, row: tuple[str, ...]) -> list[Relation]:
    """ "Denies that the engines failed", "Says it will cut jobs": in the short lines of agencies the line above tells who."""
    token = parse.tokens[index]
    opens = all(parse.tokens[i].pos == "PUNCT" for i in range(sentence.first, index)) and token.text[0].isupper()
    if not opens or token.tag != "VBZ" or token.dep != "ROOT":
        return []
    content = reported_content(parse, sentence, index, row)
    cue = cue_words(parse, index)
    frame = frame_words(parse, index, (), (), content)
    return [Relation(index, (), cue, content, stance, "speaker", impersonal=True, frame=frame)] if content else []


def _lost(parse: Parse, sentence: Sentence, index: int, stance: Stance, row: tuple[str, ...]) -> Iterator[Relation]:
    """Where the parse has a clause that is said, or that documents show, but nobody who says it."""
    speaker = lost_speaker(parse, sentence, index)
    if speaker is None or (row[3] != "speech" and (row[3] != "show" or role_of(parse, speaker[-1]) == "speaker")):
        return
    content = lost_content(parse, index, speaker)
    if len(content) < 2 or parse.tokens[speaker[-1]].lemma.lower() in ("you", "i", "we"):
        return
    clue = parse.tokens[speaker[-1]].lemma in CLUES
    yield Relation(
        anchor=index, sources=() if clue else (speaker,), cue=cue_words(parse, index), content=content, stance=stance,
        role=role_of(parse, speaker[-1]), impersonal=clue, frame=frame_words(parse, index, (speaker,), (), content) - content,
    )  # fmt: skip


def _carrier(parse: Parse, content: frozenset[int]) -> int | None:
    """The first verb of a quotation that may have no clause of its own to the parser."""
    return next(
        (i for i in sorted(content) if parse.tokens[i].tag.startswith("VB") and "aux" not in parse.tokens[i].dep), None
    )


def _quoted_word(parse: Parse, content: frozenset[int]) -> int | None:
    """The word that carries a quotation without a verb: "“A disgrace for the whole town,” Holm said"."""
    inside = [parse.tokens[i] for i in sorted(content)]
    words = [word for word in inside if word.pos not in ("PUNCT", "DET")]
    quoted = bool(inside) and inside[0].text in OPENING_MARKS and inside[-1].text in CLOSING_MARKS
    if not quoted or len(words) < 2 or any(word.pos in ("VERB", "AUX") for word in words):
        return None
    return next((i for i in sorted(content) if parse.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "ADV")), None)


def _says_nothing(parse: Parse, index: int, row: tuple[str, ...], heads: list[int]) -> bool:
    """ "You know", "I think", "needs to understand": a reader addressed, an opinion softened, a thought that nobody has had.

    "I don't think he won" doubts it.
    """
    token, who = parse.tokens[index], parse.tokens[heads[0]].lemma.lower()
    doubted = withheld(parse, index) and row[0] not in WITHOUT_OPINION
    if who == "you" or (who in ("i", "we") and row[3] != "speech" and not doubted):
        return True
    if row[0] in PRESUMING and not withheld(parse, index):
        return True
    unreal = token.tag == "VB" and any(parse.tokens[c].text.lower() == "to" for c in parse.children[index])
    return unreal and row[3] != "speech" and parse.tokens[token.head].lemma not in LEADING


def _stance(parse: Parse, index: int, row: tuple[str, ...]) -> Stance:
    """The stance of the cue's row; who "has not confirmed", "declined to say" or "does not deny" it leaves it open, who "does not
    think" so doubts it."""
    stance: Stance = row[1]  # type: ignore[assignment]
    if stance == "declines" or not withheld(parse, index):
        return stance
    if stance == "doubts":
        return "asserts" if row[3] == "thought" else stance  # "does not doubt that"
    return "doubts" if row[3] != "speech" and row[0] not in WITHOUT_OPINION else "declines"


def _under_quoted_as(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    preposition = parse.tokens[token.head]
    return (
        token.dep == "pcomp"
        and preposition.lemma == "as"
        and parse.tokens[preposition.head].lemma in QUOTED_AS
        and (is_passive(parse, preposition.head) or any(_objects(parse, preposition.head)))
    )


def _objects(parse: Parse, index: int) -> Iterator[int]:
    return (c for c in parse.children[index] if parse.tokens[c].dep == "dobj")


def _quoted_as(parse: Parse, index: int, quoted: int, by: list[int]) -> Relation | None:
    """ "The captain was quoted by Reuters as saying …", "Reuters quoted the captain as saying …": he says so, through Reuters."""
    preposition = next((c for c in parse.children[index] if parse.tokens[c].lemma == "as"), None)
    if preposition is None:
        return None
    verb = next((b for b in parse.subtree(preposition) if parse.tokens[b].lemma in ("say", "tell")), None)
    if verb is None:
        return None
    sources = co_sources(parse, quoted)
    inner = frozenset(i for c in parse.children[verb] if parse.tokens[c].dep == "ccomp" for i in parse.subtree(c))
    content = inner or outside(parse, index, sources)
    through = sources_of(parse, by)
    frame = frame_words(parse, index, sources, (), content)
    return Relation(index, sources, (index,), content, "asserts", "speaker", through=through, frame=frame)


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
        sources = sources_of(parse, by)
        yield Relation(index, sources, cue_words(parse, index), content, "asserts", role_of(parse, by[0]), frame=inside)
        return
    subject = next((c for c in parse.children[index] if parse.tokens[c].dep == "nsubjpass"), None)
    if token.lemma in QUOTED_AS and subject is not None:
        relation = _quoted_as(parse, index, subject, by)
        if relation is not None:
            yield relation
            return
    passive = PASSIVES.get(token.lemma)
    if passive is None:
        return
    if by:
        yield from _said_by(parse, index, by)
        return
    infinitive = any(parse.tokens[c].dep in ("xcomp", "ccomp", "oprd", "acomp") for c in parse.children[index])
    if infinitive or passive[2] == "y":
        clause = any(parse.tokens[c].dep == "ccomp" for c in parse.children[index])
        doubted: Stance = "doubts" if clause and token.lemma in THOUGHT and withheld(parse, index) else "asserts"
        yield Relation(
            index, (), with_auxiliaries(parse, index), own_clause(parse, index), doubted, "speaker", impersonal=True
        )  # "it is not thought that anybody was hurt"


def _said_by(parse: Parse, index: int, by: list[int]) -> Iterator[Relation]:
    """ "is said by aides to be recovering", "is believed by police to have fled": what they say of the subject."""
    row = VERBS.get(parse.tokens[index].lemma)
    below = {parse.tokens[c].dep for c in parse.children[index] if c > by[0] or c < index}
    if row is None or not {"auxpass", "xcomp"} <= below:
        return
    sources = sources_of(parse, by)
    frame = frozenset({parse.tokens[by[0]].head, *(i for source in sources for i in source)})
    stance: Stance = row[1]  # type: ignore[assignment]
    content = own_clause(parse, index) - frame
    yield Relation(index, sources, with_auxiliaries(parse, index), content, stance, role_of(parse, by[0]), frame=frame)
