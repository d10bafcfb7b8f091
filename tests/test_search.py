"""Search: words, filters and hostile questions, over reports and claims; every hit points at exact characters."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.made_reports import made_report
from tests.conftest import Teller
from tests.stores import STORY, WHEN, keep_ferry
from whosays.cli import main
from whosays.model import Record
from whosays.render.hits import as_text
from whosays.store import Filters, Hit, Incoming, Store, StoreError
from whosays.store.errors import BadSearch
from whosays.store.query import match
from whosays.store.rows import rows_of
from whosays.store.snippets import in_spans, marked, window

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the ferry story and fifty other reports."""
    path = tmp_path_factory.mktemp("search") / "s.db"
    with Store.open(path) as store:
        keep_ferry(store)
        store.add([Incoming(made_report(number, words=60)) for number in range(50)], when=WHEN)
    return path


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    """The same, open for reading."""
    with Store.open(path, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def record(store: Store) -> Record:
    """The record of the ferry story."""
    found = store.record(STORY)
    assert found is not None
    return found


def claims(store: Store, words: str = "", **filters: str) -> list[str]:
    """Ids of the claims found, sorted."""
    return sorted(hit.id for hit in store.search(words, kind="claim", filters=Filters(**filters)))


def outlets(store: Store, words: str = "", **filters: str) -> list[str | None]:
    """Outlets of the reports found, sorted."""
    return sorted(str(hit.outlet) for hit in store.search(words, kind="report", filters=Filters(**filters)))


def points_right(hit: Hit, text: str) -> bool:
    """Is the snippet made of its passages, and is every match a word of them?"""
    words = " … ".join(text[passage.start : passage.end] for passage in hit.passages)
    inside = all(
        any(passage.start <= found.start and found.end <= passage.end for passage in hit.passages)
        for found in hit.matches
    )
    return words == hit.snippet and (inside or hit.kind == "report")


@pytest.mark.parametrize(
    "words, found",
    [
        ("hurt", ["c1", "c4"]),
        ("HURT pier", ["c1", "c4"]),
        ('"struck a pier"', ["c1", "c4"]),
        ('"pier struck"', []),
        ("passenger", ["c1"]),
        ("Passengérs", ["c1"]),
        ("passen*", ["c1"]),
        ("fire brigade", ["c4"]),
        ("hurt nowhere", []),
    ],
)
def test_claims_hold_all_the_words(store: Store, words: str, found: list[str]) -> None:
    """All words, in any form and case, in the claim or in who says it; words in quotation marks in a row."""
    assert claims(store, words) == found


@pytest.mark.parametrize(
    "filters, found",
    [
        ({"entity": "maribel"}, ["c1", "c4"]),
        ({"entity": "Transport Ministry"}, ["c1", "c2"]),
        ({"entity": "ministry"}, ["c1", "c2"]),
        ({"entity": "minist"}, []),
        ({"outlet": "island ledger"}, ["c4", "c5"]),
        ({"outlet": "Ledger"}, ["c4", "c5"]),
        ({"outlet": "edger"}, []),
        ({"status": "disputed"}, ["c1", "c4"]),
        ({"status": "disputed", "outlet": "Harbour Post"}, ["c1"]),
        ({"story": "s0"}, []),
        ({"since": "2031-05-08"}, []),
        ({"until": "2031-05-06"}, ["c1"]),
        ({"since": "2031-05", "until": "2031", "entity": "maribel"}, ["c1", "c4"]),
    ],
)
def test_filters_narrow_the_claims(store: Store, filters: dict[str, str], found: list[str]) -> None:
    """Every filter must hold; names are compared by whole words."""
    assert claims(store, **filters) == found


def test_places_are_entities_of_their_kind(store: Store, record: Record) -> None:
    """A place is found under each of its names; a ship is no place."""
    place = next(entity for entity in record.entities if entity.kind in ("place", "facility"))
    assert claims(store, place=place.name) == claims(store, entity=place.name) != []
    assert claims(store, place="Maribel") == []


def test_reports_are_found_by_words_of_title_and_text(store: Store) -> None:
    """Titles count for more; filters hold for reports too."""
    assert outlets(store, "ferry pier") == ["Harbour Post", "Island Ledger"]
    assert outlets(store, "deckhand") == ["Island Ledger"]
    assert outlets(store, "ferry", outlet="Harbour Post") == ["Harbour Post"]
    assert outlets(store, status="disputed") == ["Harbour Post", "Island Ledger"]
    assert outlets(store, entity="fire brigade") == ["Island Ledger"]
    assert outlets(store, "ferry", until="2031-05-06") == []


def test_every_hit_points_at_its_words(store: Store) -> None:
    """Snippets are exact slices of the report, matches are the words asked for."""
    hits = [hit for kind in ("claim", "report") for hit in store.search("hurt pier", kind=kind)]  # type: ignore[arg-type]
    assert len(hits) == 4
    for hit in hits:
        report = store.report(hit.report)
        assert report is not None
        assert points_right(hit, report.text)
        assert {report.text[found.start : found.end].lower() for found in hit.matches} == {"hurt", "pier"}


def test_a_speaker_has_the_name_of_the_cast(tell: Teller) -> None:
    """Who is quoted as "she" is shown, and found, by the name that the cast has for her."""
    record = tell(
        "Crack found in dam wall\n\nEngineer Mara Tolley inspected the dam on Monday. "
        "“The gates were open,” she said.\n"
    )
    said = {str(row["words"]): row["said_by"] for row in rows_of(STORY, record)["claims"]}
    assert said["The gates were open"] == "Mara Tolley"


def test_the_best_comes_first_and_equal_ones_keep_their_order(store: Store) -> None:
    """Scores fall; the same question gives the same answer."""
    hits = store.search("report", kind="report", limit=30)
    assert len(hits) == 30
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits == store.search("report", kind="report", limit=30)


def test_without_words_the_latest_come_first(store: Store) -> None:
    """Filters alone list what they let through."""
    hits = store.search("", kind="report", filters=Filters(since="2031-02"), limit=20)
    assert [hit.published for hit in hits] == sorted((hit.published or "" for hit in hits), reverse=True)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "NEAR(hurt pier, 2)",
            "hurt NOT pier",
            "hurt OR pier",
            "words:hurt",
            "-hurt",
            "^hurt",
            "hurt*pier",
            'hurt"',
            '"""',
        ),
        *(
            "hurt'; DROP TABLE reports; --",
            "hurt\0pier",
            "*",
            "hurt) OR (1=1",
            "{words} : hurt",
            "rank MATCH 'x'",
            "\ud800 hurt",
        ),
    ],
)
def test_what_a_person_types_is_never_a_program(store: Store, words: str) -> None:
    """Signs and operators of the query language are words like others, or a plain complaint."""
    if any(char.isalnum() for char in words):
        assert len(store.search(words, kind="claim")) <= 2
    else:
        with pytest.raises(StoreError, match="no word"):
            store.search(words, kind="claim")


@given(words=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_asked(store: Store, words: str) -> None:
    """No text breaks the search; only one without a word is refused."""
    wordless = not any(char.isalnum() for char in words)
    with suppress(BadSearch) if wordless else nullcontext():
        store.search(words, kind="report", limit=1)


@pytest.mark.parametrize(
    "filters, complaint",
    [
        ({"since": "yesterday"}, "ISO 8601"),
        ({"until": "2031-02-30"}, "ISO 8601"),
        ({"entity": "!!"}, "no name"),
        ({"place": "%"}, "no name"),
    ],
)
def test_bad_filters_are_named(store: Store, filters: dict[str, str], complaint: str) -> None:
    """What cannot be a day or a name is said."""
    with pytest.raises(StoreError, match=complaint):
        store.search("hurt", kind="claim", filters=Filters(**filters))


def test_too_much_is_refused_in_words(store: Store) -> None:
    """Very long questions and very long answers are refused."""
    with pytest.raises(StoreError, match="at most 500"):
        match("word " * 200)
    with pytest.raises(StoreError, match="at most 32"):
        match("a " * 33)
    with pytest.raises(StoreError, match="from 1 to 1000"):
        store.search("hurt", kind="claim", limit=0)


def test_a_search_that_takes_too_long_is_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its time a search ends with a plain message, and the next one works."""
    from whosays.store import searching

    with monkeypatch.context() as patched:
        patched.setattr(searching, "SECONDS", -1.0)
        patched.setattr(searching, "STEPS", 1)
        with pytest.raises(StoreError, match="took too long"):
            store.search("report", kind="report")
    assert store.search("report", kind="report")


def test_rows_follow_the_latest_record(tmp_path: Path) -> None:
    """A claim that the new record no longer has is not found."""
    with Store.open(tmp_path / "s.db") as store:
        record = keep_ferry(store)
        assert claims(store, "bridge") == ["c5"]
        kept = tuple(claim for claim in record.claims if claim.id != "c5")
        store.keep_record(STORY, replace(record, claims=kept, propositions=()), when=WHEN)
        assert claims(store, "bridge") == []
        assert claims(store, "hurt") == ["c1", "c4"]


def test_marks_in_a_text_do_not_confuse() -> None:
    """Where the index sees another text, nothing is pointed at; free marks are chosen."""
    text = "one \ufdd0two\ufdd1 three"
    assert marked(text, lambda a, b: text.replace("three", f"{a}three{b}")) == ((10, 15),)
    assert marked(text, lambda a, b: f"{a}one{b}") == ()


def test_a_window_shows_the_most_found_words() -> None:
    """Of several places the one with the most words is shown, cut at blanks."""
    text = "one " * 200 + "here stand two and three " + "four " * 200
    found = [(0, 3), (text.index("two"), text.index("two") + 3), (text.index("three"), text.index("three") + 5)]
    start, end = window(text, found)
    assert "two and three" in text[start:end]
    assert end - start <= 240
    assert text[start - 1] == text[end] == " "
    assert window("", []) == (0, 0)


def test_a_header_is_not_shown_for_a_text() -> None:
    """The window begins behind the header, unless all that was found stands in it."""
    text = "URL: https://example.org/ferry\n\nThe ferry struck a pier."
    lead = text.index("The")
    assert window(text, [(25, 30), (lead + 4, lead + 9)], lead=lead) == (lead, len(text))
    assert window(text, [], lead=lead) == (lead, len(text))
    assert window(text, [(25, 30)], lead=lead)[0] < lead


def test_matches_lie_in_the_spans_they_came_from() -> None:
    """Words of a claim in two stretches point into the report at both."""
    assert in_spans([(0, 3), (6, 9)], [(10, 13), (20, 23)], apart=3) == ((10, 13), (20, 23))
    assert in_spans([(1, 8)], [(10, 13), (20, 23)], apart=3) == ((11, 13), (20, 22))


# ------------------------------------------------------------------------------------------------ command
def test_the_command_prints_claims_and_reports(path: Path) -> None:
    """Text names the report, the characters, who says it and how it stands; nothing found is said on standard error."""
    run = CliRunner().invoke
    done = run(main, ["search", "hurt", "pier", "--store", str(path)])
    assert done.exit_code == 0
    assert done.output.startswith("Claims")
    assert "said by fire brigade; disputed" in done.output
    assert "characters 44–119" in done.output.replace("\n    ", " ")
    nothing = run(main, ["search", "zebra", "--store", str(path)])
    assert nothing.exit_code == 0
    assert "nothing in the store" in nothing.output


def test_the_command_gives_json(path: Path) -> None:
    """JSON has every field of a hit."""
    done = CliRunner().invoke(
        main, ["search", "hurt", "--store", str(path), "-f", "json", "--kind", "claim", "--limit", "1"]
    )
    found = json.loads(done.stdout)
    assert found["words"] == "hurt"
    (hit,) = found["hits"]
    assert {"id", "report", "story", "snippet", "passages", "matches", "status"} <= hit.keys()


def test_a_report_without_outlet_goes_by_its_source(tmp_path: Path) -> None:
    """As everywhere else, a report that names no outlet is called what was given."""
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        store.add([Incoming(replace(made_report(1, words=60), outlet=None, source="pasted.txt"))], when=WHEN)
        (hit,) = store.search("", kind="report", filters=Filters(since="1900"))
    assert (hit.outlet, hit.source) == (None, "pasted.txt")
    assert "pasted.txt, " in as_text([hit])


@pytest.mark.parametrize(
    "arguments, code",
    [([], 2), (["x", "--status", "odd"], 2), (["!!"], 2), (["x", "--since", "soon"], 2), (["x", "--limit", "0"], 2)],
)
def test_the_command_says_what_is_wrong(path: Path, arguments: list[str], code: int) -> None:
    """Wrong usage is 2, and so is a search that cannot be understood."""
    assert CliRunner().invoke(main, ["search", "--store", str(path), *arguments]).exit_code == code


def test_the_store_may_stand_in_the_environment(path: Path, tmp_path: Path) -> None:
    """WHOSAYS_STORE names it; no store is exit 3."""
    run = CliRunner().invoke
    assert run(main, ["search", "hurt"], env={"WHOSAYS_STORE": str(path)}).exit_code == 0
    assert run(main, ["search", "hurt", "--store", str(tmp_path / "none.db")]).exit_code == 3


def test_searching_needs_no_parser(path: Path) -> None:
    """A search loads neither the parser nor numpy."""
    code = (
        "import sys; from whosays.cli import main\n"
        f"main(['search', 'hurt', '--store', {str(path)!r}], standalone_mode=False)\n"
        "assert not {'spacy', 'numpy', 'trafilatura'} & set(sys.modules), 'loaded too much'"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
