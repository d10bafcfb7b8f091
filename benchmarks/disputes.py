"""Small invented stories with what a careful reader must be shown of them: ``python -m benchmarks.disputes [FILE …] [-v]``.

``tests/cases/disputes/*.toml`` holds cases of two to four short reports. ``expect`` names the passages of a conflict, an update or
another finding; ``silent`` names passages that look like a conflict and are none; ``statement`` names all passages that say one thing
and how many independent sources stand behind it. Files ending ``_dev`` may be read to mend the program, those ending ``_held`` are
only measured. Those ending ``_fresh`` were measured once before anybody mended anything with them; they are in no floor.

- A conflict (contradiction or tension) is found when a shown finding has a claim over each of its passages, in different answers; its
  level is right when the kind is the same. Any other expected finding must have its kind, its reports and one of its passages.
- ``dispute_precision`` is the share of the shown conflicts that the case expects. ``silent_alarms`` counts those over a silent pair.
- A statement is joined when one proposition has a claim over every passage; its count is right when the proposition with most of them
  gives the number of the case.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figures
from whosays.model import Finding, Record, Span

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "disputes"
CONFLICTS = ("contradiction", "tension")
Place = tuple[int, int, int]  # number of the report, start, end


@dataclass(frozen=True, slots=True)
class Wanted:
    """Passages that belong together, and what they make: the kind of a finding, ``silent``, or a number of sources."""

    kind: str
    slot: str
    passages: tuple[Place, ...]
    independent: int


@dataclass(frozen=True, slots=True)
class Case:
    """A small story: texts as a file would hold them, outlet and time of each, and what is wanted."""

    id: str
    texts: tuple[str, ...]
    outlets: tuple[str, ...]
    published: tuple[str | None, ...]
    expected: tuple[Wanted, ...]
    silent: tuple[Wanted, ...]
    statements: tuple[Wanted, ...]


def load(file: Path) -> list[Case]:
    """The cases of a file.

    Raises ValueError where a passage does not stand exactly once in the text of its report.
    """
    return [_case(row) for row in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]


def _case(row: dict[str, Any]) -> Case:
    reports = row["report"]
    texts = tuple(f"{report['headline']}\n\n{report['text'].strip()}\n" for report in reports)

    def wanted(name: str) -> tuple[Wanted, ...]:
        return tuple(_wanted(row["id"], texts, part, name) for part in row.get(name, ()))

    return Case(
        row["id"],
        texts,
        tuple(report["outlet"] for report in reports),
        tuple(report.get("published") for report in reports),
        wanted("expect"),
        wanted("silent"),
        wanted("statement"),
    )


def _wanted(case: str, texts: Sequence[str], part: dict[str, Any], name: str) -> Wanted:
    pairs = zip(part["reports"], part["passages"], strict=True)
    spans = tuple(_span(case, texts[number - 1], number - 1, words) for number, words in pairs)
    return Wanted(part.get("kind", name), part.get("slot", ""), spans, part.get("independent", 0))


def _span(case: str, text: str, number: int, words: str) -> Place:
    body = text.index("\n\n") + 2
    start = text.find(words, body)
    if start < 0:
        start = text.find(words)
    if start < 0 or text.find(words, start + 1) >= 0:
        raise ValueError(f"{case}, report {number + 1}: not exactly once in its text: {words!r}")
    return number, start, start + len(words)


def tell(case: Case) -> Record:
    """The record of a case, by the pipeline alone."""
    from whosays import pipeline
    from whosays.ingest.formats.text import read_text

    given = zip(case.texts, case.outlets, case.published, strict=True)
    reports = [
        read_text(text.encode(), source=f"{number}.txt", outlet=outlet, published=published)
        for number, (text, outlet, published) in enumerate(given, 1)
    ]
    return pipeline.tell([pipeline.read_report(report) for report in reports], one_story=True)


# --------------------------------------------------------------------------------- what the record holds of a passage
@dataclass(frozen=True, slots=True)
class Told:
    """A record beside its case: which claims lie over a passage."""

    case: Case
    record: Record

    def claims_over(self, passage: Place) -> frozenset[str]:
        """Claims that share half of the shorter of the two, in characters."""
        return frozenset(claim.id for claim in self.record.told if self._over(claim.spans, claim.report, passage))

    def _over(self, spans: Sequence[Span], report: str, passage: Place) -> bool:
        number, start, end = passage
        source = next(one.source for one in self.record.reports if one.id == report)
        if source != f"{number + 1}.txt":
            return False
        shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)
        return 2 * shared >= min(end - start, sum(span.end - span.start for span in spans))

    def found(self, wanted: Wanted) -> str | None:
        """The kind of the shown finding that answers for what is wanted."""
        hits = [one for one in self.record.findings if one.shown and self._answers(one, wanted)]
        kinds = [one.kind for one in hits]
        return wanted.kind if wanted.kind in kinds else kinds[0] if kinds else None

    def _answers(self, finding: Finding, wanted: Wanted) -> bool:
        sides = [frozenset(side.claims) for side in finding.readings]
        over = [self.claims_over(passage) for passage in wanted.passages]
        if wanted.kind in (*CONFLICTS, "silent"):
            places = [{n for n, side in enumerate(sides) if side & claims} for claims in over]
            apart = any(a != b for a in places[0] for b in places[1]) if len(places) > 1 else False
            return finding.kind in CONFLICTS and all(places) and apart
        sources = {one.id: one.source for one in self.record.reports}
        named = {sources[report] for report in finding.reports} | {
            sources[claim.report] for claim in self.record.told if any(claim.id in side for side in sides)
        }
        all_there = {f"{number + 1}.txt" for number, _, _ in wanted.passages} <= named
        return finding.kind == wanted.kind and all_there and any(side & claims for side in sides for claims in over)

    def conflicts(self) -> Iterator[tuple[Finding, bool]]:
        """Every shown conflict, and whether the case expects it."""
        wanted = [one for one in self.case.expected if one.kind in CONFLICTS]
        for finding in self.record.findings:
            if finding.shown and finding.kind in CONFLICTS:
                yield finding, any(self._answers(finding, one) for one in wanted)

    def counted(self, wanted: Wanted) -> tuple[bool, int | None]:
        """Is the statement one proposition, and the count of the proposition that holds most of its passages."""
        over = [self.claims_over(passage) for passage in wanted.passages]
        held = [(sum(bool(set(p.claims) & claims) for claims in over), p) for p in self.record.propositions]
        most, best = max(held, key=lambda pair: pair[0], default=(0, None))
        return most == len(over), best.independent_sources if best is not None and most else None


def score(told: Sequence[Told]) -> Figures:
    """The figures of the module's head, over all cases; ``count_over`` is the number of counts too high."""
    conflicts = [(one, row.found(one)) for row in told for one in row.case.expected if one.kind in CONFLICTS]
    others = [(one, row.found(one)) for row in told for one in row.case.expected if one.kind not in CONFLICTS]
    shown = [expected for row in told for _, expected in row.conflicts()]
    silent = [row.found(one) for row in told for one in row.case.silent]
    counts = [(one, *row.counted(one)) for row in told for one in row.case.statements]
    return {
        "dispute_recall": _share(kind is not None for _, kind in conflicts),
        "dispute_recall_at_level": _share(kind == one.kind for one, kind in conflicts),
        "dispute_precision": _share(shown),
        "silent_alarms": float(sum(kind is not None for kind in silent)),
        "update_recall": _share(kind is not None for one, kind in others if one.kind == "update"),
        "other_finding_recall": _share(kind is not None for one, kind in others if one.kind != "update"),
        "statement_joined": _share(joined for one, joined, _ in counts if len(one.passages) > 1),
        "count_accuracy": _share(count == one.independent for one, _, count in counts),
        "count_over": float(sum(count is not None and count > one.independent for one, _, count in counts)),
    }


def _share(rows: Iterable[bool]) -> float:
    kept = list(rows)
    return sum(kept) / len(kept) if kept else 0.0


def mistakes(told: Sequence[Told]) -> Iterator[str]:
    """One block for each thing missed, alarmed without need, or miscounted."""
    for row in told:
        for one in row.case.expected:
            if row.found(one) is None:
                yield f"{row.case.id}: {one.kind} ({one.slot}) not shown\n{_quoted(row.case, one)}"
        for finding, expected in row.conflicts():
            if not expected:
                answers = " | ".join(side.answer for side in finding.readings)
                yield f"{row.case.id}: {finding.kind} ({finding.slot}) not expected\n    {finding.question} {answers}"
        for one in row.case.statements:
            joined, count = row.counted(one)
            if not joined or count != one.independent:
                state = "" if joined else ", not one proposition"
                yield f"{row.case.id}: counted {count}, should be {one.independent}{state}\n{_quoted(row.case, one)}"


def _quoted(case: Case, wanted: Wanted) -> str:
    return "\n".join(f"    {number + 1}: {case.texts[number][start:end]}" for number, start, end in wanted.passages)


def files(half: str) -> list[Path]:
    """The files of a half, ``dev`` or ``held``, or the ``fresh`` ones, by name."""
    return sorted(CASES.glob(f"*_{half}.toml"))


def measure(paths: Iterable[Path]) -> list[Told]:
    """The cases of the files, told."""
    return [Told(case, tell(case)) for path in paths for case in load(path)]


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures of each file; with ``-v`` the mistakes of development files as well."""
    parser = argparse.ArgumentParser(
        prog="disputes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="*", help="files of cases (default: all)")
    parser.add_argument("-v", "--verbose", action="store_true", help="list the mistakes (of development files only)")
    options = parser.parse_args(arguments)
    for path in options.file or [*files("dev"), *files("held"), *files("fresh")]:
        told = measure([path])
        if not told:
            raise SystemExit(f"{path}: no case in it")
        print(f"{path.name} ({len(told)} cases)")
        if options.verbose and not path.stem.endswith("_held"):
            print("\n".join(mistakes(told)))
        for name, value in score(told).items():
            print(f"  {name:<24}{value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
