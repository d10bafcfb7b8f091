"""What taking a language model's word would change: ``python -m benchmarks.consulting --url URL --model NAME [--most N] [--reword] [STORY …]``.

Each invented story of ``tests/stories`` is told, and the model asked about it as ``whosays consult`` asks. Side by side: the figures of
the record, which are the same with the opinions and without (asserted), and those of a record from which every alarm is taken that
the model reads as two matters or as the same. No telling takes its word so; this says what would come of it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict, replace

from benchmarks import gold as golds
from benchmarks import scorer
from benchmarks.figures import Figures
from benchmarks.scoreboard import STORIES, Input, build_record, together
from whosays.consulting import Ask, Consulted, consult
from whosays.consulting.endpoint import Endpoint
from whosays.model import Record
from whosays.record import decode, encode

NO_ALARM = frozenset({"unrelated", "same"})


def without_alarms(record: Record) -> Record:
    """The record as it would be if the model's word were taken on what is no alarm."""
    dropped = {one.finding for one in record.opinions if one.label in NO_ALARM}
    findings = tuple(replace(f, shown=f.shown and f.id not in dropped) for f in record.findings)
    return replace(record, findings=findings)


def measure(
    names: Iterable[str], ask: Ask, *, model: str, most: int, reword: bool
) -> list[tuple[str, Consulted, Figures, Figures]]:
    """For each story what was asked, and the figures of the record alone and with the model's word taken."""
    found = []
    for folder in (STORIES / name for name in names):
        gold = golds.load(folder)
        record = decode(build_record([Input(d.path, d.outlet, d.published) for d in gold.documents.values()]))
        done = consult(record, ask, model=model, most=most, reword=reword)
        alone, noted, taken = (_figures(gold, one) for one in (record, done.record, without_alarms(done.record)))
        assert alone == noted, f"{folder.name}: an opinion moved a figure"
        found.append((folder.name, done, alone, taken))
    return found


def _figures(gold: golds.Gold, record: Record) -> Figures:
    scores = asdict(scorer.score(gold, json.loads(encode(record))))
    return {name: float(value) for name, value in scores.items() if value is not None}


def main(arguments: list[str] | None = None) -> int:
    """Asks, and prints both columns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*", help="folders of tests/stories; default: all")
    parser.add_argument("--url", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--reword", action="store_true")
    given = parser.parse_args(arguments)
    names = given.stories or sorted(path.parent.name for path in STORIES.glob("*/gold.json"))
    told = measure(names, Endpoint(given.url, given.model), model=given.model, most=given.most, reword=given.reword)
    opinions = [one for _, done, _, _ in told for one in done.record.opinions]
    assert any(one.answer_sha256 for one in opinions), "the model answered nothing"
    for name, done, _, _ in told:
        print(f"{name}: {done.asked} of {done.questions} questions asked")
    relations, wordings = ([one for one in opinions if one.task == task] for task in ("relation", "wording"))
    print(f"answers of the form asked for: {sum(one.label is not None for one in relations)} of {len(relations)}")
    if wordings:
        print(
            f"sentences that pass the check in the model's words: {sum(one.before is not None for one in wordings)} of {len(wordings)}"
        )
    alone, taken = together(figures for _, _, figures, _ in told), together(figures for _, _, _, figures in told)
    print(f"{'':28}{'whosays':>10}{'its word taken':>16}")
    for figure, value in alone.items():
        print(f"{figure:28}{value:10.3f}{taken[figure]:16.3f}{'' if value == taken[figure] else '  *'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
