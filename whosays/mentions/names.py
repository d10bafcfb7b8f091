"""What a name names: person, organisation, place …, judged over all its occurrences in one report.

Each occurrence casts votes and the report's majority decides; tables of countries, agencies and name words overrule it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from whosays.mentions import lexicon
from whosays.mentions.capitals import capital
from whosays.mentions.drafts import SUBJECTS, Draft, head_of
from whosays.mentions.edges import Run
from whosays.mentions.runs import GENERIC_BODY, find_runs
from whosays.mentions.toponyms import Atlas, atlas
from whosays.mentions.votes import LONGEST_ACRONYM, cast_votes, look_around, shows_person
from whosays.model import EntityKind, Parse, SegmentRole
from whosays.text.folding import fold

UNKNOWN = -2  # votes against a place that no gazetteer knows: it takes more than "to" or "from" before the name
SURE = 3  # votes that one "in" before a name, or one "region" behind it, gives it as a place
OFTEN = 3  # occurrences of a name beyond which the gazetteer's word weighs no more
SHIP = 10  # votes of a name behind a ship's noun, or with an article and one in apposition
TITLED = 5  # votes of a family name behind a title for the full name
FULL_NAME = 20  # a short form takes the kind of the full name whatever the parser guesses
# What a government does as a speaker or party; beside these a country's or capital's name means its government.
STATE_VERBS = lexicon.SPEECH | frozenset(
    "condemn reject refuse agree demand impose sanction ban expel sign ratify threaten vow seek propose offer welcome "
    "want hope fear expect plan decide insist regard consider pledge support back oppose recognise recognize protest summon withdraw approve announce".split()
)
ADDRESSED = frozenset(
    "warn urge tell ask accuse press pressure call supply arm provide sanction help aid condemn persuade".split()
)
STATE_NOUNS = frozenset(
    "concern sanction pressure criticism warning negotiation deal agreement threat protest objection".split()
)


def find_names(parse: Parse) -> list[Draft]:
    """Drafts of all names and of all demonyms, in text order."""
    runs = find_runs(parse)
    bodies = _state_bodies(parse, runs)
    inner = {
        (run.first, run.last) for run in runs for body in bodies if body.first < run.first and run.last <= body.last
    }
    kept = [run for run in runs if (run.first, run.last) not in inner]
    runs = tuple(sorted([*kept, *bodies], key=lambda run: (run.first, -run.last)))
    kinds = _kinds(parse, runs, atlas((parse.words(run.first, run.last) for run in runs), parse.report.outlet))
    names = [_draft(parse, run, kinds) for run in runs]
    taken = {index for draft in names for index in range(draft.first, draft.last)}
    return sorted([*names, *_demonyms(parse, names, taken)], key=lambda d: (d.first, -d.last))


def _state_bodies(parse: Parse, runs: tuple[Run, ...]) -> list[Run]:
    """Names made of a country and a generic body: "South Korea's Defense Ministry", "the U.S. government"."""
    found = []
    starts = {run.first: run for run in runs}
    for run in runs:
        if parse.words(run.first, run.last) not in lexicon.country_names():
            continue
        after = run.last + 1 if run.last < len(parse.tokens) and parse.tokens[run.last].text == "'s" else run.last
        body = starts.get(after)
        if (
            body
            and after > run.last
            and all(t.text.lower() in GENERIC_BODY for t in parse.tokens[body.first : body.last])
        ):
            found.append(Run(run.first, body.last, False))
        elif after == run.last < len(parse.tokens) and parse.tokens[after].text == "government":
            found.append(Run(run.first, after + 1, False))
    for index, token in enumerate(parse.tokens):
        if token.text == "government" and index and parse.tokens[index - 1].text in lexicon.demonyms():
            long = index > 1 and parse.words(index - 2, index) in lexicon.demonyms()
            found.append(Run(index - 2 if long else index - 1, index + 1, False))
        elif token.text == "government" and index > 1 and parse.words(index - 2, index) in lexicon.demonyms():
            found.append(Run(index - 2, index + 1, False))
    return found


def _words(parse: Parse, run: Run) -> tuple[str, ...]:
    return tuple(t.text for t in parse.tokens[run.first : run.last])


def _kinds(parse: Parse, runs: tuple[Run, ...], known: Atlas) -> dict[str, EntityKind]:
    """Kind of every name of the report; short names after the full ones whose part they are."""
    votes: dict[str, Counter[EntityKind]] = {}
    times: Counter[str] = Counter()
    mapped: Counter[str] = Counter()  # occurrences that the parser takes for a place
    around = look_around(parse)
    for run in runs:
        text = parse.words(run.first, run.last)
        times[text] += 1
        guess = around.guesses.get(run.first)
        mapped[text] += guess is not None and guess.label in ("GPE", "LOC")
        votes.setdefault(text, Counter()).update(cast_votes(parse, run, around))
    addressed = {parse.words(run.first, run.last) for run in runs if run.titled}
    shown = {parse.words(run.first, run.last) for run in runs if shows_person(parse, run)}
    kinds: dict[str, EntityKind] = {}
    inherited: dict[str, Counter[EntityKind]] = {}
    for text in sorted(votes, key=lambda t: (-len(t.split()), t)):
        ballot = votes[text] + inherited.get(text, Counter())
        if len(text.split()) in (2, 3) and text.split()[-1] in addressed:
            ballot["person"] += TITLED  # "Ms Rossi" elsewhere in the report
        if ballot["person"] < FULL_NAME:
            weight = known.weight(text)
            if weight:
                ballot["place"] += weight * min(times[text], OFTEN)
            elif not known.holds(text) and ballot["place"] < SURE and 2 * mapped[text] < times[text]:
                ballot["place"] += UNKNOWN
        possessed = "'s " in text and known.weight(text) > 0  # "Cox's Bazar"
        known_place = _is_on_record(text) or lexicon.known_names().get(text) == "place"
        if known_place and text in shown and votes[text]["person"] > votes[text]["place"]:
            kind: EntityKind = "person"
        else:
            kind = "place" if possessed else _decide(text, ballot)
        kinds[text] = kind
        for part, weight in _parts(text, kind).items():
            inherited.setdefault(part, Counter())[kind] += weight
    return kinds


def _parts(text: str, kind: EntityKind) -> dict[str, int]:
    """Short forms of a name and how strongly they take its kind."""
    words = text.split()
    if len(words) < 2:
        return {}
    if kind == "person":
        parts = {words[-1]: FULL_NAME, words[0]: 3}
        if words[0] in lexicon.surnames_first():
            parts.update({words[0]: FULL_NAME, " ".join(words[1:]): FULL_NAME})
        return parts
    if kind == "organisation":
        return {words[0]: 1, words[-1]: FULL_NAME if words[0].isupper() and len(words[0]) <= 3 else 0}
    if kind == "event" and lexicon.name_words().get(words[0].lower()) == ("event", "first"):  # "Typhoon Tarn", "Tarn"
        return {words[-1]: FULL_NAME}
    return {}


def _decide(text: str, votes: Counter[EntityKind]) -> EntityKind:
    words = tuple(text.split())
    if votes["vehicle"] >= SHIP and votes["vehicle"] > votes["place"]:
        return "vehicle"
    if _is_on_record(text):
        return "place"
    if text in lexicon.known_names():
        return lexicon.known_names()[text]
    if text in lexicon.agencies() or text in lexicon.institutions() or words[-1] == "government" or " and " in text:
        return "organisation"
    numbered = len(words) > 2 and words[-1].isdigit()  # "County Road 225"
    fixed = lexicon.kind_by_words(words[:-1] if numbered else words)
    known_person = words[0].lower() in lexicon.given_names() or votes["person"] >= 5
    if fixed and not (known_person and len(words) == 2 and votes["person"] > votes[fixed]):
        return fixed
    if len(words) > 1 and _is_legal_form(words[-1].rstrip(".")):
        return "organisation"
    if words[0].lower().startswith("covid"):
        return "event"
    if words[0] in lexicon.surnames_first() and len(words) in (2, 3) and votes["person"] >= 0:
        votes = votes + Counter[EntityKind]({"person": 2})
    best = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if best and best[0][1] > 0:
        bare = len(words) == 1 and fold(text) in lexicon.name_words()  # "Route", "County", "Avenue" alone
        return "other" if bare and best[0][0] in ("place", "facility") else best[0][0]
    return "organisation" if text.isupper() and 2 <= len(text) <= LONGEST_ACRONYM else "other"


def _is_on_record(text: str) -> bool:
    """The name of a country or its capital."""
    return text in lexicon.country_names() or text in lexicon.compass_names() or text in lexicon.capitals()


def _is_legal_form(word: str) -> bool:
    """ "SA", "Ltd", "Co"; "Sa" is a family name."""
    return word.lower() in lexicon.legal_forms() and (
        word.isupper() or (len(word) > 2 and word[0].isupper()) or word == "Co"
    )


def _draft(parse: Parse, run: Run, kinds: Mapping[str, EntityKind]) -> Draft:
    text = parse.words(run.first, run.last)
    kind = kinds[text]
    country = lexicon.country_names().get(text) or _compass(parse, text) or lexicon.capitals().get(text)
    head = head_of(parse, run.first, run.last)
    form = "name"
    reason = None
    if country and kind == "place":
        role = parse.sentences[parse.sentence_of(run.first)].role
        if _stands_for_state(parse, head, role, capital_city=text in lexicon.capitals()):
            kind, reason = "organisation", "stands for the government"
        elif _modifies_noun(parse, run):
            form = "adjective"
        if text in lexicon.capitals() and kind == "place":
            country = None
    words = _words(parse, run)
    if words[-1] == "government" or (country is None and kind == "organisation"):
        country = _leading_country(words) or lexicon.institutions().get(text)
    gender = lexicon.given_names().get(words[0].lower(), "") if kind == "person" and len(words) > 1 else ""
    return Draft(
        first=run.first,
        last=run.last,
        head=head,
        form="adjective" if form == "adjective" else "name",
        kind=kind,
        number="sing",
        noun=text.split()[-1],
        country=country,
        definite=True,
        gender=gender or _title_gender(parse, run),
        attached=None,
        reason=reason,
    )


def _title_gender(parse: Parse, run: Run) -> str:
    """Gender that the word before a name implies ("Ms", "spokesman")."""
    if not run.first:
        return ""
    before = parse.tokens[run.first - 1]
    noun = lexicon.nouns().get(before.lemma)
    return lexicon.titles().get(before.text.lower().rstrip("."), ("", ""))[0] or (noun.gender if noun else "")


def _compass(parse: Parse, text: str) -> str | None:
    """Country of a compass name ("the North"), only where the report names that country in full."""
    code = lexicon.compass_names().get(text)
    if code is None:
        return None
    full = [name for name, owner in lexicon.country_names().items() if owner == code]
    return code if any(name in parse.report.text for name in full) else None


def _leading_country(words: tuple[str, ...]) -> str | None:
    """Country whose name or adjective a body's name begins with."""
    for length in range(min(4, len(words)), 0, -1):
        text = " ".join(words[:length])
        code = lexicon.country_names().get(text) or lexicon.demonyms().get(text)
        if code:
            return code
    return None


def _modifies_noun(parse: Parse, run: Run) -> bool:
    """Does the country's name stand as an adjective before a common noun ("US officials")?"""
    after = parse.tokens[run.last] if run.last < len(parse.tokens) else None
    token = parse.tokens[run.last - 1]
    if after is None or after.text == "'s":
        return False
    return token.dep in ("compound", "amod", "nmod") and run.last <= token.head <= run.last + 3 and token.tag != "POS"


def _stands_for_state(parse: Parse, head: int, role: SegmentRole, *, capital_city: bool) -> bool:
    """Does the name of a country or capital mean its government here: a speaker, one addressed, a party to a deal?"""
    token = parse.tokens[head]
    governor = parse.tokens[token.head]
    if any(parse.tokens[c].dep == "conj" and parse.tokens[c].lemma == "sanction" for c in parse.children[head]):
        return True
    if token.dep == "conj":
        return _stands_for_state(parse, token.head, role, capital_city=capital_city) if token.head != head else False
    if token.dep in ("compound", "nmod", "amod"):
        return governor.lemma == "sanction"
    if token.dep in SUBJECTS:
        return governor.lemma in STATE_VERBS
    if token.dep in ("dobj", "dative", "iobj"):
        return governor.lemma in ADDRESSED and (
            capital_city or governor.lemma not in ("supply", "arm", "provide", "help", "aid")
        )
    if token.dep == "pobj":
        above = parse.tokens[governor.head].lemma
        if governor.text in ("against", "with"):
            return capital_city or above in STATE_NOUNS
        return above in STATE_NOUNS and (
            governor.text in ("with", "from", "by") if not capital_city else governor.text != "in"
        )
    return False


def _demonyms(parse: Parse, names: list[Draft], taken: set[int]) -> list[Draft]:
    """Adjectives and peoples: "Russian", "North Korean", "Indonesians"; also at the front of a body's name."""
    table = lexicon.peoples()
    found = []
    index = 0
    fronts = {draft.first for draft in names}
    bodies = {draft.first: draft for draft in names if parse.words(draft.first, draft.last).endswith(" government")}
    while index < len(parse.tokens):
        if not parse.tokens[index].text[:1].isupper():
            index += 1  # every entry of the table begins with a capital
            continue
        length = 2 if index + 1 < len(parse.tokens) and parse.words(index, index + 2) in table else 1
        text = parse.words(index, index + length)
        free = index not in taken or (index in fronts and index in bodies)
        if text not in table or not capital(text) or not free:
            index += 1
            continue
        plural = parse.tokens[index + length - 1].tag in ("NNPS", "NNS")
        found.append(_people(index, length, text, plural=plural))
        index += length
    return found


def _people(index: int, length: int, text: str, *, plural: bool) -> Draft:
    located: EntityKind = (
        "place" if text in lexicon.demonyms() else "other"
    )  # "European leaders" name no place on a map
    return Draft(
        first=index,
        last=index + length,
        head=index + length - 1,
        form="nominal" if plural else "adjective",
        kind="group" if plural else located,
        number="plur" if plural else "sing",
        noun=text,
        country=lexicon.peoples()[text],
        definite=True,
        gender="",
        attached=None,
        reason=None,
    )
