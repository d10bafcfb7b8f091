"""Which words of several reports stand for one event, and which for two of one kind."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays import event_chains
from whosays.check import broken_references
from whosays.entities import resolve
from whosays.event_chains import linkage
from whosays.event_chains.linkage import groups
from whosays.event_chains.pairs import weights
from whosays.event_chains.profiles import Profiles
from whosays.ingest.formats.text import read_text
from whosays.model import Reading, Record
from whosays.pipeline import read_report, tell
from whosays.render import render

FERRY = (
    (
        "Ferry sinks off Selby\n\nThe ferry Aldis sank off Selby on Monday with 40 people aboard, the coastguard said. Two lifeboats rescued all "
        "of them.\n"
    ),
    (
        "Aldis sinking: all aboard safe\n\nThe sinking of the ferry Aldis off Selby took an hour, passengers said. The rescue by two lifeboats "
        "ended at noon.\n"
    ),
    "Forty saved\n\nForty people were rescued when the Aldis sank near Selby on Monday.\n",
)
FREIGHTER = (
    (
        "Freighter lost in Tarsola storm\n\nThe freighter Borgund sank in a storm in the Gulf of Tarsola on Friday. Its crew of nine is missing, "
        "owner Nordline said.\n"
    ),
    "Nine missing\n\nNine sailors are missing since the Borgund sank in the Gulf of Tarsola, Nordline said on Saturday.\n",
)


def read(number: int, text: str) -> Reading:
    """The reading of a text."""
    return read_report(read_text(text.encode(), source=f"{number}.txt"))


def record(*texts: str) -> Record:
    """The record of these reports as one story."""
    return tell([read(number, text) for number, text in enumerate(texts)], one_story=True)


def chains(told: Record) -> list[set[tuple[str, str]]]:
    """Chains as sets of report and word, in lower case."""
    texts = {report.id: report for report in told.reports}
    return [
        {(texts[m.report].source, texts[m.report].text[m.start : m.end].lower()) for m in chain.mentions}
        for chain in told.event_chains
    ]


def of(found: list[set[tuple[str, str]]], source: str, word: str) -> set[tuple[str, str]]:
    """The chain of a word of a report."""
    (chain,) = (chain for chain in found if (source, word) in chain)
    return chain


def test_verb_and_noun_of_three_reports_are_one_event() -> None:
    """ "Sank", "sinking" and "sinks" of one ship are one event; so are "rescued" and "the rescue"."""
    found = chains(record(*FERRY))
    assert {("0.txt", "sank"), ("1.txt", "sinking"), ("2.txt", "sank")} <= of(found, "0.txt", "sank")
    assert {("0.txt", "rescued"), ("1.txt", "rescue")} <= of(found, "0.txt", "rescued")


def test_two_events_of_one_kind_stay_apart() -> None:
    """Two ships that sank, at other places and with other people, are two events, though every report says "sank"."""
    found = chains(record(*FERRY, *FREIGHTER))
    assert ("3.txt", "sank") not in of(found, "0.txt", "sank")
    assert ("4.txt", "sank") in of(found, "3.txt", "sank")


def test_every_mention_stands_in_one_chain() -> None:
    """Chains part the mentions: none is lost, none stands twice, and the record's references hold."""
    told = record(*FERRY, *FREIGHTER)
    mentions = [mention for chain in told.event_chains for mention in chain.mentions]
    assert len(mentions) == len(set(mentions)) > 15
    assert broken_references(told) == ()


def test_a_chain_names_the_claims_it_carries() -> None:
    """A claim belongs to the event that its word stands for."""
    told = record(*FERRY)
    sank = next(chain for chain in told.event_chains if len({m.report for m in chain.mentions}) == 3)
    claims = {claim.id: claim for claim in told.claims}
    assert sank.claims
    assert {claims[name].predicate.split()[0] for name in sank.claims} == {"sink"}


def test_the_order_of_reports_changes_nothing() -> None:
    """Chains are the same in whatever order the reports come."""
    readings = [read(n, text) for n, text in enumerate(FERRY)]
    assert tell(readings).event_chains == tell(readings[::-1]).event_chains


def test_the_timeline_view_lists_events_of_several_reports() -> None:
    """The view names events that two reports speak of, with the words each uses."""
    shown = render(record(*FERRY), "text", view="timeline")
    assert "Events in several reports" in shown
    assert "3 reports: “sinking” 2, “sank” 2, “sinks” 1" in shown
    assert "“said”" not in shown


def test_a_crowd_is_compared_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the size of a crowd a mention is compared only with others that share a participant or a rare word, and few of them."""
    readings = [read(n, f"The Aldis sank on day {n}.\n") for n in range(20)]
    monkeypatch.setattr(event_chains, "CROWD", 3)
    monkeypatch.setattr(event_chains, "REACH", 2)
    profiles = Profiles(readings)
    found = event_chains.items(readings, resolve(readings))
    pairs = list(event_chains.candidates(found, profiles))
    assert len(set(pairs)) == len(pairs) < 10 * len(found)


def test_likely_pairs_join_and_unlikely_ones_do_not() -> None:
    """The published weights speak for shared participants and like reports, and against unlike reports."""
    table = weights()
    assert table["reports:9"] > 0 > table["reports:0"]
    assert table["doers:same done_to:same"] > table["doers:different done_to:different"]


@given(st.integers(2, 9), st.randoms(use_true_random=False))
def test_groups_part_the_positions(count: int, draw: random.Random) -> None:
    """Every position stands in one group; no link, no group; the order in which odds are given does not matter."""
    odds = {(a, b): draw.choice((0.1, 0.4, 0.8)) for b in range(count) for a in range(b) if draw.random() < 0.6}
    found = groups(count, odds, least=0.5)
    assert sorted(n for group in found for n in group) == list(range(count))
    assert found == groups(count, dict(reversed(odds.items())), least=0.5)
    assert groups(count, odds, least=1.1) == [[n] for n in range(count)]


@given(st.integers(2, 12), st.integers(0, 10**9))
def test_what_likely_pairs_do_not_reach_matters_to_no_group(count: int, seed: int) -> None:
    """Groups are the same whether each reach of likely pairs is linked by itself, or everything at once; no two odds are equal."""
    chance = random.Random(seed)
    pairs = [(a, b) for b in range(count) for a in range(b) if chance.random() < 0.4]
    odds = dict(zip(pairs, (value / 10**6 for value in chance.sample(range(10**6), len(pairs))), strict=True))
    assert groups(count, odds, least=0.6) == sorted(linkage._linked(range(count), odds, 0.6))
