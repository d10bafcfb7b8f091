"""Which words of a story's reports stand for one event: event coreference within and across reports.

Mentions are compared only where they share a root, and in a crowd of one root only with a few others that share a participant or a rare
word; so cost grows with the number of mentions. Method: a linear pair scorer over symbolic features and average linkage, in
the line of Cybulska and Vossen 2015; weights learned from the annotation of ECB+. See docs/design/event_chains.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from whosays.blocking import neighbours
from whosays.event_chains.linkage import groups
from whosays.event_chains.pairs import Item, Pairs, Worded, items, spread
from whosays.event_chains.profiles import Profiles
from whosays.model import Cast, EventChain, Passage, Reading, key

LEAST = 0.35  # mean odds at which two groups of mentions are one event; from folds of the training topics
CROWD = 60  # mentions of one root up to which each is compared with each
# Verbs so wide that a story has many events of each; like acts of saying, two are one only with a participant in common.
LIGHT = frozenset(
    "be have do make take get give go come keep put set let see think know want feel work try use seem become leave bring "
    "turn run find show look need start begin end happen cause continue include follow help add hold move stay remain".split()
)
ALIKE = 0.25  # likeness of two sentences that makes up for participants
REACH = 12  # in a larger crowd: mentions under one key that each is compared with


def chain_events(readings: Sequence[Reading], cast: Cast) -> tuple[EventChain, ...]:
    """Every event of a story with all its mentions, in the order of its first mention; most have one."""
    profiles = Profiles(readings)
    found = items(readings, cast)
    pairs = Pairs(profiles, spread(found, profiles.reports))
    scored = pairs.scored(found, list(candidates(found, profiles)))
    carried = {(claim.report, claim.predicate_span.start): claim.id for reading in readings for claim in reading.claims}
    return tuple(_chain([found[n] for n in group], carried) for group in groups(len(found), scored, LEAST))


def candidates(found: Sequence[Item], profiles: Profiles) -> Iterator[tuple[int, int]]:
    """Pairs of positions worth comparing: one root, and in a crowd a participant or a telling word in common."""
    rooted: dict[str, list[int]] = defaultdict(list)
    for position, item in enumerate(found):
        rooted[item.mention.root].append(position)
    wide = [_says_little(item.worded) for item in found]
    for positions in rooted.values():
        if len(positions) <= CROWD:
            pairs = ((a, b) for n, b in enumerate(positions) for a in positions[:n])
        else:
            keys = [_keys(found[position].worded, profiles) for position in positions]
            pairs = ((positions[a], positions[b]) for a, b in neighbours(keys, REACH))
        if any(wide[position] for position in positions):
            pairs = (
                (a, b) for a, b in pairs if not wide[a] or _share_something(found[a].worded, found[b].worded, profiles)
            )
        yield from pairs


def _says_little(worded: Worded) -> bool:
    """Acts of saying, and verbs so wide that being of one root is little."""
    return worded.telling or worded.root in LIGHT


def _share_something(a: Worded, b: Worded, profiles: Profiles) -> bool:
    """Somebody or something in common, or like sentences around them."""
    return bool(a.doers & b.doers or a.done_to & b.done_to) or profiles.alike(a.stems, b.stems) >= ALIKE


def _keys(worded: Worded, profiles: Profiles) -> tuple[str, ...]:
    """Participants and the three rarest stems of the sentence, in a fixed order."""
    rare = sorted(worded.stems, key=lambda stem: (-profiles.rarity(stem), stem))
    return (*sorted(worded.doers | worded.done_to), *rare[:3])


def _chain(group: Sequence[Item], carried: dict[tuple[str, int], str]) -> EventChain:
    mentions = [item.mention for item in group]
    words = Counter(mention.word for mention in mentions)
    claims = (carried.get((mention.report, mention.start)) for mention in mentions)
    return EventChain(
        id=key("w", *(mention.id for mention in mentions)),
        word=max(words, key=lambda word: (words[word], -list(words).index(word))),
        mentions=tuple(Passage(mention.report, mention.start, mention.end) for mention in mentions),
        claims=tuple(claim for claim in claims if claim is not None),
    )
