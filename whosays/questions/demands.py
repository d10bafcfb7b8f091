"""What a question is about: the word that carries its act, and the names and words that a claim must be about to answer it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whosays.model import Parse
from whosays.questions.asked_for import LIGHT
from whosays.questions.nearness import base_forms
from whosays.questions.question import Demand
from whosays.questions.story import Story, bare

EMPTY = frozenset(
    "the a an of in on at to and or for from by with about that this there it he she they him her them his their its i you we "
    "not yet already first last latest ever now then so far actually exactly also any some all each more most other "
    "name report newspaper story article text say long many much often old fast way kind sort type during after before".split()
)
PERSONAL = frozenset({"he", "she", "him", "her", "his"})
STORIES = frozenset("disaster incident tragedy event affair accident".split())  # what any story may be called
HELPING = frozenset("do will can could would may might".split())
MODAL = frozenset("will would could may might can shall".split())
MODIFYING = frozenset("compound amod advmod nummod npadvmod tmod".split())
LONGEST = 6  # tokens of a name


@dataclass(frozen=True, slots=True)
class Placed:
    """A demand, and the tokens it stands in."""

    demand: Demand
    places: frozenset[int]


def predicate_of(parse: Parse, part: Sequence[int], asking: Sequence[int], used: frozenset[int]) -> int | None:
    """The word that carries the act asked about: the main verb, or what the parser took for a noun after "did somebody"."""
    tokens = parse.tokens
    helped = [i for i in part if tokens[i].lemma in HELPING and tokens[i].pos in ("AUX", "VERB")]
    verbs = [
        i for i in part if tokens[i].pos == "VERB" and i not in helped and tokens[i].dep not in ("amod", "compound")
    ]
    roots = [i for i in verbs if tokens[i].dep == "ROOT"] or verbs
    if roots:
        return roots[0]
    if any(tokens[i].dep == "expl" for i in part):  # "was there a warning?"
        return None
    if helped and not any(tokens[i].lemma == "be" and tokens[i].dep == "ROOT" for i in part):
        return _taken_for_a_noun(parse, part, helped[0])
    adjectives = [i for i in part if tokens[i].pos == "ADJ" and tokens[i].dep in ("acomp", "ROOT") and i not in used]
    if adjectives:
        return adjectives[0]
    last = [i for i in part if tokens[i].pos in ("NOUN", "ADJ")]
    plain = not asking and last and tokens[part[0]].lemma == "be"
    return last[-1] if plain else None


def _taken_for_a_noun(parse: Parse, part: Sequence[int], helping: int) -> int | None:
    """The last noun or adjective behind "did", before any preposition."""
    tokens = parse.tokens
    dated = {i for name in parse.names if name.label in ("DATE", "TIME") for i in range(name.first, name.last)}
    stop = next((i for i in part if i > helping and tokens[i].pos == "ADP"), len(tokens))
    found = [
        i
        for i in part
        if helping < i < stop and tokens[i].pos in ("NOUN", "ADJ") and i not in dated and tokens[i].lemma not in EMPTY
    ]
    return found[-1] if found else None


def demands_in(
    parse: Parse, story: Story, part: Sequence[int], *, used: frozenset[int], act: int | None
) -> list[Placed]:
    """Everything that the question is about; names of the cast before words. ``act`` is the word that carries the act."""
    found: list[Placed] = []
    place = 0
    while place < len(part):
        length, ids = _entity_at(parse, story, part, place, used)
        covered = part[place : place + max(length, 1)]
        demand = _named(parse, covered, ids) if length else _word(parse, part[place], used, act)
        if demand is not None:
            found.append(Placed(demand, frozenset(covered)))
        place += max(length, 1)
    return found


def _entity_at(
    parse: Parse, story: Story, part: Sequence[int], place: int, used: frozenset[int]
) -> tuple[int, frozenset[str]]:
    """The longest run of tokens from here that names somebody or something of the cast; "he" is whom the reports name most."""
    first = parse.tokens[part[place]]
    if part[place] in used or first.pos in ("DET", "ADP", "AUX", "PUNCT", "VERB", "PART", "CCONJ"):
        return 0, frozenset()
    if first.text.lower() in PERSONAL and first.pos == "PRON":
        main = _main_person(story)
        return (1, frozenset({main})) if main else (0, frozenset())
    for length in range(min(LONGEST, len(part) - place), 0, -1):
        run = part[place : place + length]
        if run[-1] - run[0] != length - 1 or any(i in used for i in run):
            continue
        ids = story.aliases.get(bare(parse.report.text[parse.tokens[run[0]].start : parse.tokens[run[-1]].end]))
        names = any(parse.tokens[i].pos == "PROPN" for i in run)
        if ids and (names or (length == 1 and first.pos in ("NOUN", "ADJ"))):
            return length, ids
    return 0, frozenset()


def _named(parse: Parse, covered: Sequence[int], ids: frozenset[str]) -> Demand:
    tokens = [parse.tokens[i] for i in covered]
    text = parse.report.text[tokens[0].start : tokens[-1].end]
    named = any(t.pos == "PROPN" for t in tokens)
    lemmas = tuple(t.lemma.lower() for t in tokens if t.pos in ("NOUN", "ADJ", "VERB")) if not named else ()
    modifies = tokens[-1].dep in ("compound", "amod", "poss", "nmod") and tokens[-1].pos != "PROPN"
    return Demand(text, lemmas[-1:], ids, not modifies, named)


def _word(parse: Parse, index: int, used: frozenset[int], act: int | None) -> Demand | None:
    """A word that says something: no function word, no verb that only carries its object, nothing that only asks."""
    token = parse.tokens[index]
    lemma = token.lemma.lower()
    if index in used or token.pos not in ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM") or lemma in EMPTY:
        return None
    if token.pos != "NOUN" and lemma in LIGHT and index != act:
        return None
    if lemma in STORIES:
        return Demand(token.text, (lemma,), frozenset(), False, False)
    if lemma == "next":
        return Demand(token.text, ("next", "coming", "following", "upcoming"), frozenset(), True, False)
    modifies = token.dep in MODIFYING or token.pos == "ADV"
    unknown = token.pos == "PROPN"
    forms = tuple(sorted(base_forms(token.text) - {lemma})) if token.text.endswith("ing") else ()
    return Demand(token.text, (lemma, *forms), frozenset(), not modifies or unknown, unknown, token.pos == "NOUN")


def taken_for(story: Story, found: Iterable[Placed]) -> tuple[str, ...]:
    """What is said of each pronoun: for whom it is taken."""
    return tuple(
        f"“{one.demand.text}” is taken for {story.entities[whom].name}, whom the reports name most"
        for one in found
        if one.demand.text.lower() in PERSONAL
        for whom in one.demand.entities
    )


def with_titles(story: Story, found: Iterable[Placed]) -> list[Placed]:
    """A title before a name chooses among namesakes ("Captain Jon Hallvik") and demands nothing more."""
    kept: list[Placed] = []
    for one in found:
        demand, last = one.demand, kept[-1] if kept else None
        if last and demand.name and demand.entities and min(one.places) == max(last.places) + 1:
            chosen = _chosen(story, last.demand, demand)
            if chosen:
                both = Demand(f"{last.demand.text} {demand.text}", (), chosen, True, True)
                kept[-1] = Placed(both, last.places | one.places)
                continue
        kept.append(one)
    return kept


def _chosen(story: Story, before: Demand, name: Demand) -> frozenset[str]:
    """Those of the namesakes that the word before names too, or whom the reports describe by it."""
    words = set(before.words or (before.text.lower(),))
    return before.entities & name.entities or frozenset(e for e in name.entities if words & story.described[e])


def subject_of(parse: Parse, predicate: int | None, found: Iterable[Placed]) -> tuple[Demand, ...]:
    """Demands that stand as the subject of the question's verb, co-ordinated ones too."""
    if predicate is None:
        return ()
    tokens = parse.tokens
    heads = {c for c in parse.children[predicate] if tokens[c].dep in ("nsubj", "nsubjpass")}
    heads |= {c for h in heads for c in parse.children[h] if tokens[c].dep == "conj"}
    return tuple(one.demand for one in found if one.places & heads and predicate not in one.places)


def is_ahead(parse: Parse, part: Iterable[int]) -> bool:
    """Is the question about what lies ahead or may be?"""
    return any(parse.tokens[i].lemma in MODAL for i in part)


def _main_person(story: Story) -> str | None:
    """The person whom the reports mention most, if nobody else is mentioned as often."""
    counted = sorted(
        ((len(entity.mentions), entity.id) for entity in story.record.entities if entity.kind == "person"), reverse=True
    )
    if not counted or (len(counted) > 1 and counted[0][0] == counted[1][0]):
        return None
    return counted[0][1]
