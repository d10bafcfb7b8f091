"""The network that reads two sentences, on what it was not taught with: ``python -m benchmarks.inference [--ecbplus FOLDER] [NAME …]``.

``training/measured`` and ``training/held`` hold groups of invented sentences of two reports each (``training/README.md``). Every pair across the two is read;
average precision says, for each file, how well conflicts (and pairs of one question) stand before the others. Then the two reports are told
as a story: a shown contradiction or tension is right where a marked pair of sentences holds two of its answers. With the folder ``ECB+`` of
the ECB+ corpus, marked pairs of sentences from three of its topics, and of claims in them, are read too. NAMEs choose files of the
two folders; without, all are read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Figures
from benchmarks.news_pairs import CLAIMS_MEASURED, MEASURED, annotated
from benchmarks.pairs import CONFLICTS, TRAINING, UNMARKED, Example, Group, groups
from whosays import pipeline
from whosays.inference import open_inference
from whosays.ingest.formats.text import read_text
from whosays.model import Finding, Record

ONE_QUESTION, SAME = frozenset("x~>="), "="
ALARMS = ("contradiction", "tension")
PUBLISHED = "2031-05-06T12:00+00:00"


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Mean of the precision at each right one, the surest first.

    >>> average_precision([(0.9, True), (0.8, False), (0.7, True)])
    0.8333333333333333
    """
    right, total = 0, 0.0
    for rank, (_, is_right) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        right += is_right
        total += is_right * right / rank
    return total / right if right else 0.0


def read(examples: Sequence[Example]) -> Figures:
    """Average precision of each output over all pairs, beside the share that is right by chance."""
    verdicts = open_inference().verdicts([(first, second) for first, second, _ in examples])
    conflicts = [
        (verdict.conflict, mark in CONFLICTS) for verdict, (_, _, mark) in zip(verdicts, examples, strict=True)
    ]
    questions = [
        (verdict.one_question, mark in ONE_QUESTION) for verdict, (_, _, mark) in zip(verdicts, examples, strict=True)
    ]
    sames = [(verdict.same, mark == SAME) for verdict, (_, _, mark) in zip(verdicts, examples, strict=True)]
    return {
        "conflict_ap": average_precision(conflicts),
        "conflict_by_chance": sum(right for _, right in conflicts) / len(conflicts),
        "one_question_ap": average_precision(questions),
        "one_question_by_chance": sum(right for _, right in questions) / len(questions),
        "same_ap": average_precision(sames),
        "same_by_chance": sum(right for _, right in sames) / len(sames),
    }


def tell(group: Group) -> Record:
    """The record of a group's two reports, told at one hour."""
    reports = [
        read_text(
            f"News\n\n{group.report(side)}\n".encode(),
            source=f"{side}.txt",
            outlet=f"Paper {side}",
            published=PUBLISHED,
        )
        for side in "AB"
    ]
    return pipeline.tell([pipeline.read_report(report) for report in reports], one_story=True)


def marks_of(group: Group, record: Record, finding: Finding) -> Iterator[tuple[tuple[str, str], str]]:
    """The pairs of sentences that a finding sets against each other, each with its mark."""
    sources = {report.id: report for report in record.reports}
    names = {text: name for name, text in group.sentences.items()}
    claims = {claim.id: claim for claim in record.claims}
    sides = []
    for side in finding.readings:
        held = set()
        for claim in (claims[one] for one in side.claims):
            text, start = sources[claim.report].text, claim.spans[0].start
            begun, ended = text.rfind("\n", 0, start) + 1, text.find("\n", start)
            held.add(names.get(text[begun : ended if ended >= 0 else len(text)], ""))
        sides.append(held)
    for number, mine in enumerate(sides):
        for theirs in sides[number + 1 :]:
            for pair in ((min(a, b), max(a, b)) for a in mine for b in theirs):
                yield pair, group.marks.get(pair, UNMARKED)


def shown(measured: Sequence[Group]) -> Figures:
    """Recall of the marked conflicts and precision of the shown ones, of all and of those that the network inferred."""
    wanted, found, right, inferred = 0, 0, [], []
    for group in measured:
        record = tell(group)
        hit: set[tuple[str, str]] = set()
        for finding in record.findings:
            if not finding.shown or finding.kind not in ALARMS:
                continue
            pairs = [pair for pair, mark in marks_of(group, record, finding) if mark in CONFLICTS]
            hit.update(pairs)
            right.append(bool(pairs))
            if "network" in finding.computation:
                inferred.append(bool(pairs))
        wanted += sum(mark in CONFLICTS for mark in group.marks.values())
        found += len(hit)
    return {
        "conflict_recall": found / wanted,
        "shown": float(len(right)),
        "shown_precision": sum(right) / max(1, len(right)),
        "inferred": float(len(inferred)),
        "inferred_precision": sum(inferred) / max(1, len(inferred)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures of each file, and of real pairs where their corpus is at hand."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="files, without their ending")
    parser.add_argument("--ecbplus", type=Path, help="folder ECB+ of the ECB+ corpus")
    options = parser.parse_args(arguments)
    files = sorted(file for folder in ("measured", "held") for file in (TRAINING / folder).glob("*.txt"))
    if unknown := set(options.names) - {file.stem for file in files}:
        parser.error(f"no {', '.join(sorted(unknown))} in {TRAINING}; there are {', '.join(f.stem for f in files)}")
    for file in (file for file in files if not options.names or file.stem in options.names):
        measured = groups(file)
        examples = [example for group in measured for example in group.examples()]
        _print(f"{file.stem}: {len(measured)} groups, {len(examples)} pairs", read(examples) | shown(measured))
    if options.ecbplus:
        for what, table in (("sentences", MEASURED), ("claims", CLAIMS_MEASURED)):
            real = annotated(options.ecbplus, table)
            _print(f"{len(real)} pairs of real {what}", read(real))
    return 0


def _print(head: str, figures: Figures) -> None:
    """The figures below their head."""
    print(head)
    for name, value in figures.items():
        print(f"  {name:<24}{value:.3f}")


if __name__ == "__main__":
    sys.exit(main())
