"""What several tests share: stories told from short texts, the example, the stories with gold, and the snapshot option."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import settings

from whosays import pipeline
from whosays.ingest import read_paths
from whosays.ingest.formats.text import read_text
from whosays.model import Claim, Finding, Proposition, Reading, Record

# Every run tries the same inputs, so that a change is judged by what it changed; WHOSAYS_DRAWN=1 draws new ones.
settings.register_profile("the same", derandomize=True, deadline=None)
settings.register_profile("drawn", deadline=None, print_blob=True)
settings.load_profile("drawn" if os.environ.get("WHOSAYS_DRAWN") == "1" else "the same")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "night-train"
STORIES = sorted(path.parent for path in ROOT.glob("tests/stories/*/gold.json"))
assert len(STORIES) == 6
OUTLETS = ("Alden Post", "Bexley Times", "Corrin Herald", "Dunmore Star", "Eskdale Mail", "Fenwick Argus")
PUBLISHED = "2031-05-07T18:00:00+00:00"  # a Wednesday


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-snapshots`` writes the stored records anew; without it they are only compared."""
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write the stored records of tests/stories anew (look at the diff)",
    )


def known_failure(reason: str) -> pytest.MarkDecorator:
    """A test of what should be and is not yet: expected to fail, and to be freed of this mark when it passes."""
    return pytest.mark.xfail(raises=AssertionError, strict=True, reason=reason)


def named(cases: Mapping[str, Sequence[object]], *, failing: Mapping[str, str]) -> list[ParameterSet]:
    """The parameters of a test by the name of their case; cases of ``failing`` (name and reason) are known failures."""
    assert failing.keys() <= cases.keys()
    marks = {name: [known_failure(reason)] for name, reason in failing.items()}
    return [pytest.param(*case, id=name, marks=marks.get(name, [])) for name, case in cases.items()]


@dataclass(slots=True)
class Teller:
    """Stories told from texts that a test writes down; a text is read once, however many tests use it."""

    readings: dict[tuple[str, str | None, str | None], Reading] = field(default_factory=dict)
    records: dict[tuple[str, ...], Record] = field(default_factory=dict)

    def reading(self, text: str, *, outlet: str | None = None, published: str | None = PUBLISHED) -> Reading:
        """What one report says."""
        asked = (text, outlet, published)
        if asked not in self.readings:
            data = text.encode("utf-8")
            source = f"{(outlet or 'report').lower().replace(' ', '-')}.txt"
            self.readings[asked] = pipeline.read_report(
                read_text(data, source=source, outlet=outlet, published=published)
            )
        return self.readings[asked]

    def __call__(self, *texts: str) -> Record:
        """The record of these reports: outlets in the order of ``OUTLETS``, then "Paper 7" and so on, all of one day."""
        names = [*OUTLETS, *(f"Paper {number}" for number in range(len(OUTLETS) + 1, len(texts) + 1))]
        return self.of(self.reading(text, outlet=name) for text, name in zip(texts, names, strict=False))

    def of(self, readings: Iterable[Reading]) -> Record:
        """The record of these readings, as one story."""
        given = tuple(readings)
        asked = tuple(reading.report.id for reading in given)
        if asked not in self.records:
            self.records[asked] = pipeline.tell(given, one_story=True)
        return self.records[asked]


class Answering(Protocol):
    """Sets what the network says of every pair of sentences."""

    def __call__(self, one_question: float, conflict: float, same: float = 0.0) -> None:
        """Three probabilities."""


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """A network that gives one verdict on every pair."""

    def set_to(one_question: float, conflict: float, same: float = 0.0) -> None:
        def compare(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[float, float, float]]:
            return ((one_question, conflict, same) for _ in pairs)

        monkeypatch.setattr("whosays.inference._KNOWN", {})
        monkeypatch.setattr("whosays.inference.compare", compare)

    return set_to


@pytest.fixture(scope="session")
def tell() -> Teller:
    """``tell(text, text, …)`` gives the record of these reports as one story."""
    return Teller()


def read_folder(folder: Path) -> list[Reading]:
    """The readings of a folder of reports."""
    given = read_paths([folder])
    assert not [notice for notice in given.notices if notice.kind == "refused"]
    return [pipeline.read_report(report) for report in given.reports]


@pytest.fixture(scope="session")
def example_readings() -> list[Reading]:
    """What each report of the example story says."""
    return read_folder(EXAMPLE)


@pytest.fixture(scope="session")
def example(example_readings: list[Reading]) -> Record:
    """The record of the example story."""
    return pipeline.tell(example_readings)


@pytest.fixture(scope="session")
def told(tell: Teller) -> dict[str, Record]:
    """The records of the six stories with gold, by the name of their folder."""
    records = {}
    for folder in STORIES:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        records[folder.name] = pipeline.tell(
            [
                tell.reading((folder / row["file"]).read_text(encoding="utf-8"), outlet=row["outlet"], published=row["published"])
                for row in gold["documents"]
            ]
        )  # fmt: skip
    return records


# ------------------------------------------------------------------------------------------------ looking at records
def words(record: Record, claim: Claim) -> str:
    """The printed words of a claim."""
    text = next(report.text for report in record.reports if report.id == claim.report)
    return " … ".join(span.of(text) for span in claim.spans)


def outlet(record: Record, claim: str) -> str | None:
    """The outlet whose report makes a claim."""
    by_id = {report.id: report.outlet for report in record.reports}
    return next(by_id[c.report] for c in record.told if c.id == claim)


def propositions(record: Record, part: str) -> list[Proposition]:
    """Propositions one of whose claims prints these words."""
    found = {c.id for c in record.told if part.lower() in words(record, c).lower()}
    assert found, f"no claim prints {part!r}: {[words(record, c) for c in record.told]}"
    return [p for p in record.propositions if found & set(p.claims)]


def proposition(record: Record, part: str) -> Proposition:
    """The one proposition that holds every claim with these words."""
    found = propositions(record, part)
    assert len(found) == 1, f"{len(found)} propositions print {part!r}"
    return found[0]


def excerpts(value: object) -> Iterator[dict[str, Any]]:
    """All quotations within a structured answer."""
    if isinstance(value, dict):
        if {"report", "start", "end", "words"} <= value.keys():
            yield value
        for one in value.values():
            yield from excerpts(one)
    elif isinstance(value, list):
        for one in value:
            yield from excerpts(one)


def shown(record: Record) -> list[Finding]:
    """The findings that a reader is shown."""
    return [finding for finding in record.findings if finding.shown]
