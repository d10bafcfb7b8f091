"""The same reports give the same bytes: in any order, in any process, under any hash seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.conftest import EXAMPLE, ROOT, Teller
from whosays import pipeline
from whosays.model import Reading, Record
from whosays.record import encode

ORDERS = {
    "backwards": (5, 4, 3, 2, 1, 0),
    "shuffled": (3, 0, 5, 1, 4, 2),
    "rotated": (1, 2, 3, 4, 5, 0),
    "odd first": (0, 2, 4, 1, 3, 5),
}
CODE = """
import hashlib, sys
from pathlib import Path
from whosays import pipeline
from whosays.ingest import read_paths
from whosays.record import encode
given = read_paths([Path(sys.argv[1])])
reports = sorted(given.reports, key=lambda report: hash(report.text))
record = pipeline.tell([pipeline.read_report(report) for report in reports])
print(hashlib.sha256(encode(record)).hexdigest())
"""


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_the_order_of_reports_does_not_matter(
    order: Sequence[int], example: Record, example_readings: list[Reading]
) -> None:
    """The reports of the example in another order give the same record, byte for byte."""
    assert len(example_readings) == len(order)
    record = pipeline.tell([example_readings[number] for number in order])
    assert encode(record) == encode(example)


def test_the_hash_seed_does_not_matter(example: Record) -> None:
    """Another process with another order of hashes (in which it also reads the reports) gives the same record, byte for byte.

    The order of this process is drawn anew at every run.
    """
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(EXAMPLE)], capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == hashlib.sha256(encode(example)).hexdigest()


def test_reading_twice_gives_the_same_reading(example_readings: list[Reading]) -> None:
    """The per-report half is a function of the report alone."""
    assert pipeline.read_report(example_readings[3].report) == example_readings[3]


def test_a_report_given_between_others_is_read_the_same(example_readings: list[Reading], tell: Teller) -> None:
    """What was read before leaves no trace in what is read next."""
    tell.reading("Something else\n\nPresident Ada Lorne visited Selby on Sunday, the palace said.")
    assert pipeline.read_report(example_readings[0].report) == example_readings[0]
