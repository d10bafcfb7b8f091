"""What is remembered of the last telling: found again for equal values only, bounded, and never to be seen in a record."""

from __future__ import annotations

import ast
import gc
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import whosays
from benchmarks.story_scale import STORIES, read, write_reports
from whosays import inference, language, pipeline, remembered, vectors
from whosays.inference import open_inference
from whosays.ingest.formats.text import read_text
from whosays.model import Reading
from whosays.parsers import pipeline_name
from whosays.record import encode
from whosays.remembered import LastMade, of_two, until_forgotten

PACKAGE = Path(whosays.__file__).parent
SHORT_LIVED = {
    ("dating/events.py", "valued"),  # as long as one call
    ("dating/events.py", "possible"),
    ("origins/counting.py", "quoted_in"),
    ("gazetteer/__init__.py", "self._find"),  # as long as its gazetteer, which is opened anew after a takedown
}
CACHE = re.compile(r"\b(functools\.)?(lru_)?cache\b")
FILLED = re.compile(r"^(\w+)(?:: .+)? = (?:\{\}|\[\]|set\(\)|dict\(\)|list\(\))(?: +#.*)?$", re.MULTILINE)
NEVER_OF_REPORTS = {("remembered.py", "_ELSEWHERE"), ("store/spans.py", "_SHAPES"), ("store/takedowns.py", "_SEEN")}
NAME = "Quor" + "vath"  # stands in no table, and in no line of this module
LEFT = """The {name} ferry sank off Melbury on Monday, killing 12 people, harbour master Ada {name} said.
Twelve passengers were hurt, the {name} Transport Ministry said on Tuesday. "We will raise the {name}," Lorne told reporters.
The ferry, owned by {name} Lines, left Melbury at 7:15 a.m. on 3 May 2031.
"""
RIGHT = """Fourteen people died when the ferry {name} went down near Melbury, {name} Lines said on Tuesday.
Ada {name}, the harbour master, denied that 12 people were killed. The ship weighed 3,417 tonnes.
"""


@dataclass(frozen=True, slots=True)
class Word:
    """Something equal by value."""

    text: str


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Every test begins and ends with nothing remembered."""
    remembered.forget()
    yield
    remembered.forget()


def test_what_was_made_is_made_again_only_from_something_else() -> None:
    """Equal values give the very object of before, whichever objects they are; others are made anew, also under the same name."""
    held: LastMade[list[str]] = LastMade()
    first = held.of("r1", (Word("a"),), lambda: ["made of a"])
    assert held.of("r1", (Word("a"),), lambda: ["never made"]) is first
    assert held.of("r1", (Word("b"),), lambda: ["made of b"]) == ["made of b"]
    assert held.of("r1", (Word("a"),), lambda: ["made again"]) == ["made again"]


def test_no_more_is_held_than_asked() -> None:
    """What was made longest ago goes first."""
    held: LastMade[Word] = LastMade(most=2)
    first, second = held.same("a", Word("a")), held.same("b", Word("b"))
    held.same("c", Word("c"))
    assert held.same("b", Word("b")) is second
    assert held.same("a", Word("a")) is not first


def test_a_verdict_belongs_to_two_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found once for two objects in this order, found again for others, and all are dropped where one too many would be held."""
    judged: list[str] = []

    @of_two
    def verdict(a: Word, b: Word) -> str:
        judged.append(a.text + b.text)
        return judged[-1]

    a, b = Word("a"), Word("b")
    assert verdict(a, b) == verdict(a, b) == "ab"
    assert verdict(b, a) == "ba"
    assert verdict(Word("a"), b) == "ab"
    assert judged == ["ab", "ba", "ab"]
    monkeypatch.setattr(remembered, "PAIRS", 2)
    verdict(b, b)
    verdict(a, b)
    assert judged == ["ab", "ba", "ab", "bb", "ab"]


@pytest.fixture(scope="module")
def story() -> list[Reading]:
    """Reports of the ferry accident, and one of them once more with another date: one id, other contents."""
    readings = read(write_reports(STORIES / "S01_ferry_accident", 6))
    published = replace(readings[1].report.published, value="2031-03-01T08:00:00+00:00")
    return [*readings, replace(readings[1], report=replace(readings[1].report, published=published))]


def told(readings: Sequence[Reading]) -> str:
    """The record as a hash of its bytes."""
    return hashlib.sha256(encode(pipeline.tell(readings, one_story=True))).hexdigest()


@settings(max_examples=5, derandomize=True, deadline=None)
@given(st.lists(st.sets(st.integers(0, 5), min_size=2, max_size=6), min_size=2, max_size=4), st.booleans())
def test_no_record_shows_what_was_told_before(story: list[Reading], steps: list[set[int]], redated: bool) -> None:
    """Whatever stories were told before of these reports, in one form or another, the next is told as if none had been."""
    for number, step in enumerate(steps):
        chosen = [story[6 if at == 1 and redated and number % 2 else at] for at in sorted(step)]
        warm = told(chosen)
        if number == len(steps) - 1:
            remembered.forget()
            assert warm == told(chosen)


def texts_with(word: str) -> list[str]:
    """Texts of this process, other than the word itself, that hold it as it is or in small letters."""
    gc.collect()
    holders = gc.get_objects()
    seen: set[int] = {id(one) for one in holders}
    found = []
    low, packed = word.lower(), word.encode()
    while holders:
        for one in gc.get_referents(holders.pop()):
            if type(one) is str:
                found += [one] if (word in one or low in one) and one != word else []
            elif type(one) is bytes:
                found += [one.decode()] if packed in one else []
            elif not gc.is_tracked(one) and id(one) not in seen:  # the collector leaves tuples of texts out
                seen.add(id(one))
                holders.append(one)
    return found


def tell_of(name: str) -> None:
    """Read two reports with a name in them, at addresses with the name, and tell their story."""
    given = [
        read_text(
            text.format(name=name).encode(), source="a.txt", published="2031-05-06", url=f"https://{at}.org/{name}"
        )
        for at, text in (("echo", LEFT), ("post", RIGHT))
    ]
    told([pipeline.read_report(report) for report in given])


def test_a_takedown_leaves_nothing_of_a_report() -> None:
    """No text with a word of the reports is left in the process after it, nor the word in the parser's own list of words."""
    tell_of(NAME)
    assert len(texts_with(NAME)) > 50
    assert NAME in language._load(pipeline_name()).vocab.strings
    remembered.forget()
    assert texts_with(NAME) == []
    assert NAME not in language._load(pipeline_name()).vocab.strings


def cached_below(tree: ast.Module, place: str) -> Iterator[tuple[str, str]]:
    """What is wrapped in a cache that ``forget`` does not find: anything but a function of a module."""
    own = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and id(node) not in own:
            name, wrapped_by = node.name, node.decorator_list
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            name, wrapped_by = ast.unparse(node.targets[0]), [node.value.func]
        else:
            continue
        if any(CACHE.match(ast.unparse(one)) for one in wrapped_by):
            yield place, name


def test_a_takedown_reaches_every_cache() -> None:
    """Caches are of functions of a module, where they are found; tables that a module fills are made by ``until_forgotten``."""
    caches, tables = set(), set()
    for path in sorted(PACKAGE.rglob("*.py")):
        place, source = path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")
        tables |= {(place, name) for name in FILLED.findall(source)}
        if CACHE.search(source):
            caches |= set(cached_below(ast.parse(source), place))
    assert caches == SHORT_LIVED
    assert tables == NEVER_OF_REPORTS


def test_a_table_is_held_by_its_owner_alone() -> None:
    """What a shelf keeps is emptied with the rest while the shelf is there, and does not keep the shelf."""
    table = until_forgotten({"a": "text"})
    number = len(remembered._TABLES)
    remembered.forget()
    assert table == {}
    del table
    assert len(remembered._TABLES) == number - 1


def test_a_takedown_forgets_the_sentences_that_were_compared() -> None:
    """Neither the network's verdicts nor the encoder's vectors keep a text behind it."""
    pair = ("The mill in Selby burned down on Sunday night.", "The mill in Selby still stands, its owner said.")
    open_inference().verdicts([pair])
    vectors.Vectors(frozenset(pair)).prepare(pair)
    assert inference._KNOWN
    assert vectors._KNOWN
    remembered.forget()
    assert not inference._KNOWN
    assert not vectors._KNOWN
