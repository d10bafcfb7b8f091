"""Marked pairs of real sentences: the tables name positions only, and the sentences of a corpus are read as print has them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.joined import SAME, event_of, marked
from benchmarks.news_pairs import CLAIMS_MEASURED, FURTHER, HELD_BACK, MEASURED, TAUGHT, annotated, sentences
from benchmarks.pairs import UNMARKED

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="{name}">
<token t_id="1" sentence="0" number="0">The</token><token t_id="2" sentence="0" number="1">ferry</token>
<token t_id="3" sentence="0" number="2">did</token><token t_id="4" sentence="0" number="3">n't</token>
<token t_id="5" sentence="0" number="4">sail</token><token t_id="6" sentence="0" number="5">,</token>
<token t_id="7" sentence="0" number="6">he</token><token t_id="8" sentence="0" number="7">said</token>
<token t_id="9" sentence="0" number="8">.</token><token t_id="10" sentence="1" number="0">Short</token>
</Document>
"""


SENTENCES = ["first", "first_sentence", "second", "second_sentence", "mark"]
CLAIMS = "first first_sentence first_start first_end second second_sentence second_start second_end mark".split()
TABLES = {TAUGHT: SENTENCES, MEASURED: SENTENCES, FURTHER[0]: SENTENCES, FURTHER[1]: CLAIMS, CLAIMS_MEASURED: CLAIMS}


@pytest.mark.parametrize("table", TABLES, ids=["taught", "measured", "further", "claims_further", "claims_measured"])
def test_a_table_holds_positions_and_marks_only(table: Path) -> None:
    """No words of the corpus are kept; every row has files of one topic, numbers and a mark."""
    with table.open(encoding="utf-8", newline="") as rows:
        found = list(csv.reader((line for line in rows if not line.startswith("#")), delimiter="\t"))
    assert found[0] == TABLES[table]
    assert len(found) > 100
    for row in found[1:]:
        *where, mark = row
        files, numbers = (where[0], where[len(where) // 2]), [cell for cell in where if not cell.endswith(".xml")]
        assert {Path(file).suffix for file in files} == {".xml"}
        assert len({file.partition("_")[0] for file in files}) == 1
        assert len(numbers) == len(where) - 2
        assert "".join(numbers).isdigit()
        assert mark in {*"x~>=o", UNMARKED}
        assert (files[0].partition("_")[0] in HELD_BACK) is (table in (MEASURED, CLAIMS_MEASURED))


def test_sentences_are_read_as_print_has_them(tmp_path: Path) -> None:
    """No space stands before a comma or a clitic."""
    folder = tmp_path / "7"
    folder.mkdir()
    for name in ("7_1ecb.xml", "7_2ecb.xml"):
        (folder / name).write_text(DOCUMENT.format(name=name), encoding="utf-8")
    assert sentences(folder / "7_1ecb.xml") == {0: "The ferry didn't sail, he said.", 1: "Short"}
    table = tmp_path / "pairs.tsv"
    table.write_text("first\tfirst_sentence\tsecond\tsecond_sentence\tmark\n7_1ecb.xml\t0\t7_2ecb.xml\t0\t=\n", "utf-8")
    assert annotated(tmp_path, table) == [("The ferry didn't sail, he said.",) * 2 + ("=",)]


def test_a_claim_is_read_out_of_its_sentence(tmp_path: Path) -> None:
    """A row of claims gives the characters of either sentence."""
    folder = tmp_path / "7"
    folder.mkdir()
    for name in ("7_1ecb.xml", "7_2ecb.xml"):
        (folder / name).write_text(DOCUMENT.format(name=name), encoding="utf-8")
    table = tmp_path / "claims.tsv"
    rows = ["\t".join(CLAIMS), "7_1ecb.xml\t0\t0\t21\t7_2ecb.xml\t0\t4\t21\to"]
    table.write_text("\n".join(rows) + "\n", "utf-8")
    assert annotated(tmp_path, table) == [("The ferry didn't sail", "ferry didn't sail", "o")]


def test_pairs_that_may_be_joined_are_of_one_event() -> None:
    """Only those are counted, each event's together, as it is told as one story."""
    pairs = marked(MEASURED)
    events = [event_of(first) for (first, _), _, _ in pairs]
    assert all(event_of(first) == event_of(second) for (first, _), (second, _), _ in pairs)
    assert events == sorted(events)
    assert sum(mark == SAME for *_, mark in pairs) == 127
    assert event_of("9_10ecbplus.xml") == ("9", "ecbplus.xml")
