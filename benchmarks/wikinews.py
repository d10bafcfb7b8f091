"""Names across reports: cross-document coreference of people, organisations and places on the articles in ``tests/wikinews``.

A gold name is recognised where a mention of the record covers it or lies in it. B³ (Bagga and Baldwin 1998) is taken over all gold
names of a topic; a name that was not recognised is an entity by itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Name = tuple[str, int, int]  # article, start, end


def score(articles: list[Json], record: Json) -> dict[str, float]:
    """``name_recall`` and ``name_b3_f1`` of one topic; the record's reports are named by the articles' ids."""
    gold = {(a["id"], start, end): chain for a in articles for start, end, chain, _ in a["names"]}
    source = {report["id"]: report["source"] for report in record["reports"]}
    mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in record["entities"]:
        for m in entity["mentions"]:
            mentions[source[m["report"]]].append((m["start"], m["end"], entity["id"]))
    found = {name: entity for name in gold if (entity := _entity(name, mentions)) is not None}
    system = {name: found.get(name, f"unrecognised {name}") for name in gold}
    precision, recall = _share(system, gold), _share(gold, system)
    return {
        "name_recall": len(found) / len(gold),
        "name_b3_f1": 2 * precision * recall / (precision + recall),
    }


def _entity(name: Name, mentions: dict[str, list[tuple[int, int, str]]]) -> str | None:
    """The entity of the mention that is nearest to a name in extent, of those that hold it or lie in it."""
    article, start, end = name
    near = [
        (abs(s - start) + abs(e - end), s, entity)
        for s, e, entity in mentions[article]
        if (s <= start and end <= e) or (start <= s and e <= end)
    ]
    return min(near)[2] if near else None


def _share(of: dict[Name, str], within: dict[Name, str]) -> float:
    """Mean share of the fellows in one grouping that are fellows in the other, too."""
    groups: dict[str, set[Name]] = defaultdict(set)
    other: dict[str, set[Name]] = defaultdict(set)
    for name in of:
        groups[of[name]].add(name)
        other[within[name]].add(name)
    return sum(len(groups[of[n]] & other[within[n]]) / len(groups[of[n]]) for n in of) / len(of)


def load(folder: Path) -> dict[str, list[Json]]:
    """Articles by topic."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
