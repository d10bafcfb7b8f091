"""The gold of a story folder: what a careful reader found in its reports (format: tests/stories/README.md).

Spans become sets of word numbers, so punctuation at the edge of a span never decides a match.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

WORD = re.compile(r"\w+")
Words = frozenset[int]


class Text:
    """A text with its words numbered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [(found.start(), found.end()) for found in WORD.finditer(text)]
        self._ends = [end for _, end in self.words]

    def span(self, start: int, end: int) -> Words:
        """Numbers of the words at least half covered by ``[start, end)``."""
        covered = []
        for number in range(bisect_left(self._ends, start + 1), len(self.words)):
            first, last = self.words[number]
            if first >= end:
                break
            if 2 * (min(last, end) - max(first, start)) >= last - first:
                covered.append(number)
        return frozenset(covered)


@dataclass(frozen=True, slots=True)
class Document:
    """One report of the story, as the gold names it."""

    id: str
    path: Path
    outlet: str | None
    published: str | None
    text: Text


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim the reader marked.

    ``source`` is the outermost source (``None``: the outlet's own voice), ``names`` everything it goes by.
    """

    id: str
    document: str
    words: Words
    factuality: str
    attribution: str
    source: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims set against each other.

    ``required`` ones must be found; the others may be, or (``consistent``) must stay silent.
    """

    id: str
    verdict: str
    sides: tuple[frozenset[str], ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that say the same, and the number of independent origins behind them."""

    id: str
    members: frozenset[str]
    origins: int
    conflicted: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """Everything marked in one story."""

    name: str
    documents: dict[str, Document]
    claims: dict[str, GoldClaim]
    conflicts: tuple[Conflict, ...]
    clusters: tuple[Cluster, ...]
    corrections: frozenset[str] = field(default_factory=frozenset)


def load(folder: Path) -> Gold:
    """The gold of one story folder.

    Raises FileNotFoundError where there is no ``gold.json``.
    """
    raw = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    documents = {row["id"]: _document(folder, row) for row in raw["documents"]}
    names = _names(raw)
    claims = {row["id"]: _claim(row, documents, names) for row in raw["claims"]}
    equal = _classes(claims, _equal_pairs(raw))
    withdrawn = [row for row in raw["phenomena"] if row["type"] in ("retraction", "misattributed_quote")]
    return Gold(
        name=folder.name,
        documents=documents,
        claims=claims,
        conflicts=tuple(_conflicts(raw, equal)),
        clusters=tuple(_cluster(row) for row in raw["clusters"] if row["members"]),
        corrections=frozenset(claim for row in withdrawn for claim in row["claims"]),
    )


def _equal_pairs(raw: dict[str, Any]) -> Iterable[tuple[str, ...]]:
    """Pairs of claims that say the same: by a relation, or because they stand under one origin of a cluster."""
    for row in raw["relations"]:
        if row["relation"] in ("same", "copy"):
            yield row["a"], row["b"]
    for cluster in raw["clusters"]:
        for group in cluster["origin_groups"]:
            yield from pairwise(group["claims"])


def _document(folder: Path, row: dict[str, Any]) -> Document:
    text = (folder / row["file"]).read_bytes().decode("utf-8-sig")
    return Document(row["id"], folder / row["file"], row["outlet"], row["published"], Text(text))


def _names(raw: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Every spelling of every entity; entities that the reader merged share theirs."""
    own = {e["id"]: {e["canonical"], *(m["text"] for m in e["mentions"])} for e in raw["entities"]}
    same = _classes(own, (tuple(pair) for pair in raw["same_entity"]))
    shared: dict[str, set[str]] = {}
    for entity, spellings in own.items():
        shared.setdefault(same[entity], set()).update(spellings)
    return {entity: frozenset(shared[same[entity]]) for entity in own}


def _claim(row: dict[str, Any], documents: dict[str, Document], names: dict[str, frozenset[str]]) -> GoldClaim:
    document = row["evidence"][0]["doc"]
    text = documents[document].text
    words = frozenset[int]().union(*(text.span(e["start"], e["end"]) for e in row["evidence"]))
    outward = row["attribution_chain"][1:]
    source = outward[-1]["source"] if outward else None
    known = names.get(source or "", frozenset({(source or "").lstrip("?")}))
    cue = (outward[-1].get("cue") or {}).get("text") if outward else None
    kind = "attributed" if row["attribution"] == "anonymous_or_collective" else row["attribution"]
    return GoldClaim(row["id"], document, words, row["factuality"], kind, source, known | ({cue} if cue else set()))


def _conflicts(raw: dict[str, Any], equal: dict[str, str]) -> Iterable[Conflict]:
    """Phenomena first (required, or must stay silent), then every judged pair of claims (allowed)."""
    verdict_of = {"contradicts": "contradiction", "in-tension": "tension", "supersedes": "update"}
    related = {frozenset((r["a"], r["b"])): r["relation"] for r in raw["relations"]}

    def side(claim: str) -> frozenset[str]:
        return frozenset(other for other, group in equal.items() if group == equal[claim])

    for row in raw["phenomena"]:
        kinds = {related.get(frozenset(pair)) for pair in combinations(row["claims"], 2)}
        sides = tuple(side(claim) for claim in row["claims"])
        if row["type"] in ("numeric_contradiction", "date_contradiction", "date_timezone_contradiction"):
            yield Conflict(row["id"], "contradiction", sides, required=True)
        elif row["type"] in ("numeric_non_contradiction", "date_timezone"):
            update = "supersedes" in kinds
            yield Conflict(row["id"], "update" if update else "consistent", sides, required=update)
    for row in raw["relations"]:
        if row["relation"] in verdict_of:
            a, b = row["a"], row["b"]
            yield Conflict(f"{a}-{b}", verdict_of[row["relation"]], (side(a), side(b)), required=False)


def _cluster(row: dict[str, Any]) -> Cluster:
    conflicted = re.search("contradict|disput|tension", row["status"] or "", re.IGNORECASE) is not None
    return Cluster(row["id"], frozenset(row["members"]), row["independent_source_count"], conflicted)


def _classes(items: Iterable[str], pairs: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Classes of the closure of ``pairs``: item to the name of its class."""
    parent = {item: item for item in items}

    def root(item: str) -> str:
        while parent[item] != item:
            item = parent[item]
        return item

    for a, b in pairs:
        parent[root(a)] = root(b)
    return {item: root(item) for item in parent}
