"""Claims of one report: recall, precision, source and factuality on the articles in ``tests/meantime_claims``.

A claim of the record stands for one of the gold, one to one, where the words of their evidence have at least half in common
(intersection over union), the largest overlaps first. A claim of the gold that the record lacks is wrong in every figure but precision.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gold import Text, Words
from benchmarks.scorer import same_name

Json = dict[str, Any]
OVERLAP = 0.5
CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of the gold and the record's claim for it, with the verdicts on source and factuality."""

    words: str
    wanted: Json
    found: Json | None
    source_right: bool

    @property
    def factuality_right(self) -> bool:
        """Is the class the one the reader gave?"""
        return self.found is not None and self.found["factuality"] == self.wanted["factuality"]


def load(folder: Path) -> list[Json]:
    """The articles with their text, in the order of their numbers."""
    articles = []
    for path in sorted(folder.glob("*.json"), key=lambda path: int(path.stem)):
        article = json.loads(path.read_text(encoding="utf-8"))
        articles.append({**article, "path": path.with_suffix(".txt"), "text": _text(path.with_suffix(".txt"))})
    return articles


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def score(articles: Sequence[Json], records: Sequence[Json]) -> dict[str, float]:
    """Figures over the claims of all articles together; one record for each article, in the same order."""
    judged = [row for article, record in zip(articles, records, strict=True) for row in judge(article, record)]
    told = sum(
        not claim.get("embedded") for record in records for claim in record["claims"]
    )  # embedded ones are counted in docs/design/factuality.md
    matched = sum(row.found is not None for row in judged)
    return {
        "claim_recall": matched / len(judged),
        "claim_precision": matched / told if told else 0.0,
        "attribution_accuracy": sum(row.source_right for row in judged) / len(judged),
        "factuality_accuracy": sum(row.factuality_right for row in judged) / len(judged),
        "factuality_uncertain_f1": _uncertain_f1(judged),
    }


def judge(article: Json, record: Json) -> Iterator[Judged]:
    """Each claim of the gold with what stands for it in the record of the article."""
    text = Text(article["text"])
    wanted = {claim["id"]: _words(text, claim["evidence"]) for claim in article["claims"]}
    told = {claim["id"]: claim for claim in record["claims"] if not claim.get("embedded")}
    pairs = _pairs(wanted, {name: _words(text, claim["spans"]) for name, claim in told.items()})
    spellings = {e["id"]: _spellings(e, text) for e in record["entities"]}
    for claim in article["claims"]:
        found = told.get(pairs.get(claim["id"], ""))
        words = " // ".join(part["text"] for part in claim["evidence"])
        yield Judged(words, claim, found, found is not None and _source_right(article, claim, found, spellings))


def extra(article: Json, record: Json) -> list[Json]:
    """The record's claims that stand for none of the gold's."""
    kept = {row.found["id"] for row in judge(article, record) if row.found}
    return [claim for claim in record["claims"] if claim["id"] not in kept and not claim.get("embedded")]


def _words(text: Text, spans: Sequence[Json]) -> Words:
    return frozenset[int]().union(*(text.span(s["start"], s["end"]) for s in spans))


def _pairs(wanted: dict[str, Words], told: dict[str, Words]) -> dict[str, str]:
    """Claim of the gold → claim of the record."""
    overlaps = [
        (-len(a & b) / len(a | b), gold, other) for gold, a in wanted.items() for other, b in told.items() if a & b
    ]
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for overlap, gold, other in sorted(overlaps):
        if -overlap >= OVERLAP and gold not in pairs and other not in taken:
            pairs[gold] = other
            taken.add(other)
    return pairs


def _spellings(entity: Json, text: Text) -> set[str]:
    return {entity["name"], *(text.text[m["start"] : m["end"]] for m in entity["mentions"])}


def _source_right(article: Json, claim: Json, found: Json, spellings: dict[str, set[str]]) -> bool:
    """Is the outermost source one that the reader gave or would accept: ``outlet``, nobody (null), or a name?"""
    if found["attribution"] != "attributed":
        said: str | None = "outlet" if found["attribution"] == "outlet_voice" else None
        return any(said == source for source in _sources(claim))
    outermost = found["chain"][-1]["sources"]
    names = {name for s in outermost for name in {s["name"] or "", *spellings.get(s["entity"], set())} if name}
    known = {name for key in _sources(claim) for name in article["sources"].get(key, ())}
    return any(same_name(a, b) for a in names for b in known)


def _sources(claim: Json) -> list[str | None]:
    return [claim["source"], *claim.get("also_accept", ())]


def _uncertain_f1(judged: Sequence[Judged]) -> float:
    """Mean F1 of the classes of the gold other than ``certain``, over matched claims; claims not found are misses."""
    classes = sorted({row.wanted["factuality"] for row in judged} - {CERTAIN})
    scores = []
    for name in classes:
        right = sum(row.factuality_right for row in judged if row.wanted["factuality"] == name)
        wanted = sum(row.wanted["factuality"] == name for row in judged)
        told = sum(row.found is not None and row.found["factuality"] == name for row in judged)
        scores.append(2 * right / (wanted + told))
    return sum(scores) / len(scores)
