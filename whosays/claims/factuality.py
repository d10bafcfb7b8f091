"""How strongly a clause is worded by its own words: modals, adverbs, plans, conditions, possibilities.

What a source adds (denial, hearsay) is the business of ``attribution``. The classes are those of FactBank and UDS, extended by
conditional, unconfirmed and expected as RECORD defines them.
"""

from __future__ import annotations

from collections.abc import Iterator

from whosays.claims.clauses import is_inverted
from whosays.claims.factuality_governed import SEMI_MODALS, governed
from whosays.claims.phrases import Phrase
from whosays.claims.provisos import proviso
from whosays.data import classes, rows, words
from whosays.model import Factuality, Parse, Span

ORDER: dict[str, int] = {row[0]: int(row[1]) for row in rows("factuality")}
CONFIRMING = frozenset(
    "confirm confirmation specify disclose determine establish verify identify announce know clear certain".split()
)
EVIDENCE = frozenset("confirmation evidence proof sign indication suggestion word information reason".split())
DONE = frozenset(  # what is done on a set day, and no cause of anything without an article
    "anchor berth call dock face fly hand land play report return rule sail speak start step vote visit".split()
)
WANTING = frozenset("no little insufficient scant".split())
POINTING_TO = frozenset("suggest indicate show prove support".split())
ASKED_FOR = frozenset("comment answer elaborate discuss disclose specify speculate identify".split())
KNOWING = frozenset("say tell know confirm disclose reveal specify indicate clarify".split())
UNTOLD = frozenset("unclear unknown unsure uncertain unable decline refuse fail".split())
TOO_EARLY = frozenset("early soon premature hard difficult impossible".split())
PREPARING = frozenset({"prepare", "plan", "wait", "gear"})
AHEAD = frozenset({"ahead", "before", "anticipation", "toward", "towards"})
# What helps or comes about by a day; "should" in front of it is an estimate, elsewhere mostly a duty.
ESTIMATED = frozenset(
    "allow arrive boost bring complete cut ease enable end ensure finish give help improve increase last lead lift lower make mean prevent provide"
    " raise reach recover reduce remove reopen resume return save settle speed strengthen take".split()
)


def judge(parse: Parse, phrase: Phrase) -> tuple[Factuality, tuple[Span, ...]]:
    """The class that the clause's own words give, and the words that give it; the weakest marker in scope decides."""
    marks = sorted(set(_marks(parse, phrase)), key=lambda mark: (ORDER[mark[0]], mark[1]))
    if not marks:
        return "certain", ()
    spans = tuple(
        sorted({Span(parse.tokens[i].start, parse.tokens[i].end) for name, i in marks if name == marks[0][0]})
    )
    return marks[0][0], spans


def _marks(parse: Parse, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    chain = _verbs_between(parse, phrase.verb, phrase.head)
    for verb in chain:
        yield from _modals(parse, verb, phrase)
        yield from _hedging_adverbs(parse, verb, phrase)
        yield from _ahead(parse, verb, phrase, chain)
    yield from _purpose(parse, phrase)
    yield from _nominal(parse, phrase)
    yield from _unconfirmed(parse, phrase)
    yield from _without_evidence(parse, phrase)
    yield from _asked(parse, phrase.verb)
    yield from governed(parse, phrase)
    yield from _most_likely(parse, phrase)
    if phrase.condition:
        yield "conditional", phrase.condition[0]
    opener = next((c for c in parse.children[phrase.verb] if parse.tokens[c].dep == "mark"), None)
    if is_inverted(parse, phrase.verb):
        yield "hypothetical", parse.subtree(phrase.verb)[0]
    elif opener is not None and parse.tokens[opener].lemma == "if" and _is_withheld(parse, phrase.verb):
        yield "unconfirmed", opener
    elif opener is not None and parse.tokens[opener].lemma in ("if", "unless"):
        yield "hypothetical", opener
    elif (begin := proviso(parse, phrase.verb)) is not None:
        yield "hypothetical", begin
    elif opener is not None and parse.tokens[opener].lemma == "whether":
        yield ("unconfirmed" if _nobody_tells(parse, phrase.verb) else "hypothetical"), opener
    elif _leaves_open(parse, phrase.verb) and _nobody_tells(parse, phrase.verb):
        yield "unconfirmed", parse.subtree(phrase.verb)[0]


def _asked(parse: Parse, verb: int) -> Iterator[tuple[Factuality, int]]:
    """ "Did the officers fire first?", "Why did the bridge fall?": what is asked is not said. Exclamations in the form of a statement are."""
    if parse.tokens[verb].dep not in ("ROOT", "ccomp", "conj", "parataxis", "appos"):
        return
    words = parse.subtree(verb)
    inside = [i for i in words if parse.tokens[i].text == "?"]
    behind = [i for i in range(words[-1] + 1, min(words[-1] + 3, len(parse.tokens))) if parse.tokens[i].text == "?"]
    mark = next((i for i in (*inside, *behind) if i > verb), None)
    if mark is None:
        return
    subjects = [c for c in parse.children[verb] if parse.tokens[c].dep in ("nsubj", "nsubjpass", "expl", "attr")]
    subject = min(subjects, key=lambda c: abs(c - verb), default=None)  # "Holm: Did you know?"
    helper = next((c for c in parse.children[verb] if parse.tokens[c].dep in ("aux", "auxpass")), verb)
    asks = any(parse.tokens[i].tag in ("WDT", "WP", "WP$", "WRB") for i in words[:3])
    if asks or (subject is not None and helper < subject):
        yield "hypothetical", mark


def _is_withheld(parse: Parse, verb: int) -> bool:
    """ "Refused to say *if* anyone was hurt", "did not know *if* it would": no condition."""
    governor = parse.tokens[verb].head
    return (
        parse.tokens[verb].dep == "ccomp"
        and governor < verb
        and parse.tokens[governor].lemma in KNOWING
        and _nobody_tells(parse, verb)
    )


def _leaves_open(parse: Parse, verb: int) -> bool:
    """ "How many people had died", "who fired": whoever does not know that knows no figure and no name; "why he stopped" says that he did."""
    first = parse.subtree(verb)[0]
    opener, behind = parse.tokens[first].text.lower(), parse.tokens[first + 1].text.lower() if first < verb else ""
    counted = opener == "how" and behind in ("many", "much", "far", "long", "badly")
    return parse.tokens[verb].dep == "ccomp" and (counted or opener in ("who", "what", "which", "whose"))


def _nobody_tells(parse: Parse, verb: int) -> bool:
    """ "did not say whether", "declined to say whether", "it is unclear whether": untold, rather than asked or looked into."""
    governor = parse.tokens[verb].head
    if parse.tokens[verb].dep == "pcomp":  # "declined to comment on whether"
        governor = parse.tokens[governor].head
    near = (governor, parse.tokens[governor].head, *parse.children[governor])
    untold = {parse.tokens[index].lemma for index in near}
    over = (
        {governor, parse.tokens[governor].head} if parse.tokens[governor].pos == "ADJ" else {governor}
    )  # "is not clear"
    negated = any(
        parse.tokens[c].dep == "neg" or parse.tokens[c].lemma in ("no", "neither")
        for index in over
        for c in parse.children[index]
    )
    return negated or bool(untold & UNTOLD) or _too_early(parse, governor)


def _too_early(parse: Parse, verb: int) -> bool:
    """ "It is too early to say who fired", "hard to tell whether"."""
    above = parse.tokens[verb].head
    if parse.tokens[verb].tag != "VB" or parse.tokens[verb].dep != "xcomp":
        return False
    return any(parse.tokens[i].lemma in TOO_EARLY for i in (above, *parse.children[above]))


def _verbs_between(parse: Parse, verb: int, head: int) -> list[int]:
    """The finite verb and every complement fused with it, down to the head."""
    chain = [head]
    while chain[-1] != verb and parse.tokens[chain[-1]].head != chain[-1]:
        chain.append(parse.tokens[chain[-1]].head)
    return list(reversed(chain)) if chain[-1] == verb and parse.tokens[head].pos in ("VERB", "AUX") else [verb]


def _modals(parse: Parse, verb: int, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    table = classes("hedges")
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if token.dep == "aux" and token.tag == "MD":
            lemma = {"'ll": "will", "wo": "will", "'d": "would"}.get(token.lemma, token.lemma)
            if (lemma == "would" and _refuses(parse, verb)) or (lemma == "could" and _was_unable(parse, verb)):
                continue
            if lemma == "should" and _is_estimate(parse, verb):
                yield "probable", child
            elif lemma in table and lemma != "can":
                yield table[lemma], child  # type: ignore[misc]
        elif token.dep == "aux" and token.lemma == "go" and phrase.verb == verb:
            yield "expected", child


def _refuses(parse: Parse, verb: int) -> bool:
    """ "would not comment" has refused to."""
    negated = any(parse.tokens[c].dep == "neg" for c in parse.children[verb])
    return negated and parse.tokens[verb].lemma in ASKED_FOR


def _was_unable(parse: Parse, verb: int) -> bool:
    """ "could not reach the village" has not reached it; "could not have known" is a guess."""
    below = [parse.tokens[c] for c in parse.children[verb]]
    perfect = any(word.dep == "aux" and word.lemma == "have" for word in below)
    return any(word.dep == "neg" for word in below) and not perfect


def _is_estimate(parse: Parse, verb: int) -> bool:
    """ "The sale should be completed in October": of a thing, what it will bring; "They should resign" is a duty."""
    below = [parse.tokens[c] for c in parse.children[verb]]
    subject = next((token for token in below if token.dep in ("nsubj", "nsubjpass")), None)
    negated = any(token.dep == "neg" for token in below)
    of_thing = subject is not None and (
        subject.pos == "NOUN" or subject.tag == "WDT" or subject.text.lower() in ("it", "this", "that")
    )
    brings = any(
        token.dep in ("dobj", "auxpass", "ccomp", "xcomp") for token in below
    )  # "winds should ease by Friday" is a forecast
    return of_thing and brings and not negated and parse.tokens[verb].lemma in ESTIMATED


def _most_likely(parse: Parse, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    """ "is the most likely candidate", "the probable cause was": an adjective of likelihood at the noun that the clause predicates."""
    for child in parse.children[phrase.verb]:
        if parse.tokens[child].dep != "attr":
            continue
        for adjective in parse.children[child]:
            lemma = parse.tokens[adjective].lemma
            if parse.tokens[adjective].dep == "amod" and lemma in ("likely", "probable"):
                yield "probable", adjective


def _hedging_adverbs(parse: Parse, verb: int, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    table = classes("hedges")
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if (
            token.dep in ("advmod", "acomp", "oprd", "attr")
            and token.lemma in table
            and token.pos in ("ADV", "ADJ")
            and child in phrase.words
        ):
            yield table[token.lemma], child  # type: ignore[misc]


def _ahead(parse: Parse, verb: int, phrase: Phrase, chain: list[int]) -> Iterator[tuple[Factuality, int]]:
    """ "is expected to cover", "is set to meet", "plans to visit", "seems to be"; planning itself, in the passive, counts too."""
    token = parse.tokens[verb]
    if verb == chain[-1]:
        if token.lemma in PREPARING and any(
            parse.tokens[c].dep == "prep" and parse.tokens[c].lemma == "for" for c in parse.children[verb]
        ):
            yield "expected", verb
        if token.lemma in ("expect", "anticipate", "await", "intend") and token.tag in ("VBZ", "VBP"):
            yield "expected", verb
        if token.lemma == "look" and any(parse.tokens[c].lemma == "forward" for c in parse.children[verb]):
            yield "expected", verb
        if token.lemma in ("plan", "schedule", "expect") and any(
            parse.tokens[c].dep == "auxpass" for c in parse.children[verb]
        ):
            yield "expected", verb
        yield from _near(parse, verb, phrase)
        return
    yield from _near(parse, verb, phrase)
    if token.lemma in words("futures") or (token.lemma == "go" and token.tag == "VBG"):
        yield "expected", verb
    elif token.lemma in SEMI_MODALS:
        yield SEMI_MODALS[token.lemma], verb
    elif (
        token.lemma == "be"
        and parse.tokens[chain[chain.index(verb) + 1]].lemma != "blame"
        and any(
            parse.tokens[c].dep == "aux" and parse.tokens[c].lemma == "to"
            for c in parse.children[chain[chain.index(verb) + 1]]
        )
    ):
        yield "expected", verb


def _near(parse: Parse, verb: int, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    """ "is due", "is set", "is imminent", "was ready to"."""
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if token.dep == "acomp" and token.lemma in ("due", "set", "ready", "imminent") and child in phrase.words:
            if token.lemma == "due" and _gives_cause(parse, child):
                continue
            if token.lemma == "ready" and any(
                parse.tokens[c].dep == "neg" for c in (*parse.children[child], *parse.children[verb])
            ):
                continue
            yield "expected", child


def _gives_cause(parse: Parse, due: int) -> bool:
    """ "was due to fog": a cause; "is due to vote" and "was due to land" lie ahead, also where the parse takes the verb for a noun."""
    behind = parse.children[due]
    to = [c for c in behind if parse.tokens[c].lemma == "to" and parse.tokens[c].dep == "prep"]
    acts = (parse.tokens[c] for c in (*behind, *(c for i in to for c in parse.children[i])))
    return bool(to) and not any(act.tag == "VB" or (act.tag == "NN" and act.lemma in DONE) for act in acts)


def _purpose(parse: Parse, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    """A purpose ("has arrived to hold talks") lies ahead; after a simple past ("left the train to meet …") it is told as done."""
    token = parse.tokens[phrase.verb]
    if token.dep not in ("advcl", "xcomp", "acl") or token.tag != "VB":
        return
    to = next(
        (c for c in parse.children[phrase.verb] if parse.tokens[c].lemma == "to" and parse.tokens[c].dep == "aux"), None
    )
    governor = parse.tokens[token.head]
    if to is not None and not (governor.tag == "VBD" and governor.pos == "VERB"):
        yield "expected", to


def _nominal(parse: Parse, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    """ "the possibility of a deal", "a planned visit", "ahead of talks with …", "prepares for talks"."""
    if parse.tokens[phrase.head].pos not in ("NOUN", "PROPN"):
        return
    table = classes("hedges")
    head = parse.tokens[phrase.head]
    if head.lemma in table and head.lemma in ("possibility", "prospect", "risk", "chance", "threat", "likelihood"):
        yield "possible", phrase.head
    nouns = (i for i in dict.fromkeys((phrase.head, phrase.verb)) if parse.tokens[i].pos in ("NOUN", "PROPN"))
    for child in (c for noun in nouns for c in parse.children[noun]):
        lemma = parse.tokens[child].lemma
        if lemma in ("potential", "possible"):
            yield "possible", child
        elif lemma in ("planned", "upcoming", "expected", "scheduled", "forthcoming", "proposed", "eventual"):
            yield "expected", child
        elif lemma == "alleged":
            yield "unconfirmed", child
    before = [i for i in phrase.words if i < phrase.head and parse.tokens[i].lemma in AHEAD]
    if before and parse.tokens[phrase.verb].pos != "VERB":
        yield "expected", before[0]


def _unconfirmed(parse: Parse, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    """ "There has been no confirmation", "neither country has specified", "it is unclear": nobody has told."""
    for index in phrase.words:
        token = parse.tokens[index]
        if token.lemma in ("unclear", "unknown", "unconfirmed") and token.dep in ("acomp", "oprd", "ROOT", "attr"):
            yield "unconfirmed", index
        if token.lemma in EVIDENCE and token.dep == "dobj" and token.head == phrase.head and _holds_none(parse, index):
            yield "unconfirmed", index
        governs = index == phrase.head or token.head in (phrase.head, phrase.verb)
        if (
            token.lemma in CONFIRMING
            and governs
            and not _knew_of(parse, index)
            and any(_negates(parse, c) for c in (*parse.children[index], *parse.children[phrase.verb]))
        ):
            yield "unconfirmed", index


def _knew_of(parse: Parse, index: int) -> bool:
    """ "The airline did not know about the cracks": whether it knew is told, and what it knew of is not open."""
    token = parse.tokens[index]
    behind = {parse.tokens[c].dep for c in parse.children[index]}
    of = any(parse.tokens[c].lemma in ("about", "of") and parse.tokens[c].dep == "prep" for c in parse.children[index])
    return token.lemma == "know" and of and "nsubj" in behind and "ccomp" not in behind


def _holds_none(parse: Parse, index: int) -> bool:
    """ "had no information about who …", "has no evidence that …": the having is denied, what it is of is open."""
    governor = parse.tokens[parse.tokens[index].head]
    wanting = any(parse.tokens[c].lemma in ("no", "little") for c in parse.children[index])
    return governor.lemma in ("have", "give", "offer", "provide") and wanting and len(parse.children[index]) > 1


def _without_evidence(parse: Parse, phrase: Phrase) -> Iterator[tuple[Factuality, int]]:
    """ "There is no evidence that X", "no proof to suggest that X": the clause under a noun of knowing that is said to be wanting."""
    token = parse.tokens[phrase.verb]
    above = token.head
    if token.dep == "ccomp" and parse.tokens[above].dep in ("acl", "relcl") and parse.tokens[above].tag == "VB":
        above = parse.tokens[above].head
    noun = parse.tokens[above]
    if token.dep in ("acl", "ccomp", "relcl") and noun.pos == "NOUN" and noun.lemma in EVIDENCE:
        wanting = next((c for c in parse.children[above] if parse.tokens[c].lemma in WANTING), None)
        if wanting is not None:
            yield "unconfirmed", wanting
    elif token.dep == "ccomp" and noun.lemma in ("nothing", "little") and parse.tokens[token.head].lemma in POINTING_TO:
        yield "unconfirmed", above  # "had seen nothing to suggest that"


def _negates(parse: Parse, index: int) -> bool:
    """A negation, or a subject with one ("neither country", "no official")."""
    token = parse.tokens[index]
    if token.dep == "neg" or token.lemma in ("no", "neither", "never", "none"):
        return True
    return token.dep in ("nsubj", "nsubjpass") and any(
        parse.tokens[c].lemma in ("no", "neither") for c in parse.children[index]
    )
