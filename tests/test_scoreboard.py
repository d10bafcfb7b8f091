"""The scorer scores right and wrong as such, and floors only rise."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, get_args

import pytest

from benchmarks import aims, claims, layers, scoreboard, scorer, unnested, wikinews
from benchmarks import gold as golds
from whosays.model.vocabulary import Factuality

STORIES = sorted(path.parent for path in Path(__file__).parent.glob("stories/*/gold.json"))
EMPTY: dict[str, Any] = {"reports": [], "claims": [], "entities": [], "propositions": [], "findings": []}


def claim_of(row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A claim of the record that says what the gold says."""
    outward = row["attribution_chain"][1:]
    source = outward[-1]["source"] if outward else None
    step = [{"sources": [{"entity": None, "name": names.get(source or "", (source or "").lstrip("?"))}]}]
    return {
        "id": row["id"],
        "report": row["evidence"][0]["doc"],
        "spans": [{"start": e["start"], "end": e["end"]} for e in row["evidence"]],
        "attribution": {"anonymous_or_collective": "attributed"}.get(row["attribution"], row["attribution"]),
        "factuality": row["factuality"],
        "chain": step if outward else [],
    }


def finding(kind: str, claims: list[str], *, shown: bool = True) -> dict[str, Any]:
    """A finding with one reading for each claim."""
    readings = [{"answer": claim, "claims": [claim], "independent_sources": 1} for claim in claims]
    return {"kind": kind, "question": "", "readings": readings, "shown": shown}


def perfect(folder: Path) -> dict[str, Any]:
    """The record that says exactly what the gold of a story says."""
    raw = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    story = golds.load(folder)
    names = {e["id"]: e["canonical"] for e in raw["entities"]}
    findings = [finding("retraction", [claim], shown=False) for claim in sorted(story.corrections)]
    for conflict in story.conflicts:
        if conflict.required:
            planted = next(row for row in raw["phenomena"] if row["id"] == conflict.id)
            findings.append(finding(conflict.verdict, planted["claims"]))
    return {
        "reports": [{"id": d.id, "text": d.text.text} for d in story.documents.values()],
        "claims": [claim_of(row, names) for row in raw["claims"]],
        "entities": [],
        "propositions": [
            {"id": c["id"], "claims": c["members"], "independent_sources": c["independent_source_count"]}
            for c in raw["clusters"]
        ],
        "findings": findings,
        "brief": {"sentences": [{"passages": [{"report": "r1", "start": 0, "end": 4}]}]},
    }


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_gold_spans_are_exact(folder: Path) -> None:
    """Every span of the gold cuts out the words that the gold says it does."""
    raw = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    story = golds.load(folder)
    spans = [*raw["spans"], *(e for claim in raw["claims"] for e in claim["evidence"])]
    assert spans
    assert all(story.documents[s["doc"]].text.text[s["start"] : s["end"]] == s["text"] for s in spans)


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_a_perfect_record_scores_full(folder: Path) -> None:
    """A record that says what the gold says earns everything there is, with no false alarm."""
    scores = scorer.score(golds.load(folder), perfect(folder))
    assert scores.claim_recall == scores.attribution_accuracy == scores.count_accuracy == scores.span_integrity == 1
    assert scores.contradiction_recall == scores.contradiction_precision == 1
    assert scores.update_recall in (1, None)
    assert scores.correction_recall == 1
    assert scores.false_alarms == 0


@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_an_empty_record_scores_nothing(folder: Path) -> None:
    """What is not there is wrong, not left out."""
    scores = scorer.score(golds.load(folder), EMPTY)
    assert scores.claim_recall == scores.attribution_accuracy == scores.count_accuracy == scores.span_integrity == 0
    assert not scores.contradiction_recall
    assert not scores.correction_recall
    assert scores.brief_cited == 0


def test_an_alarm_over_claims_that_agree_is_false() -> None:
    """In S01 "at least 140" and "146" agree, and 12 dead became 17: a contradiction of either pair is a false alarm."""
    story, record = golds.load(STORIES[0]), perfect(STORIES[0])
    record["findings"] += [finding("contradiction", ["c14", "c33"]), finding("contradiction", ["c12", "c31"])]
    scores = scorer.score(story, record)
    assert scores.false_alarms == 2
    assert scores.contradiction_precision is not None
    assert scores.contradiction_precision < 1
    assert sum("false contradiction" in line for line in scorer.mistakes(story, record)) == 2


def test_a_hidden_finding_is_no_alarm() -> None:
    """A consistent pair that is kept and not shown costs nothing."""
    record = perfect(STORIES[0])
    record["findings"].append(finding("consistent", ["c14", "c33"], shown=False))
    assert scorer.score(golds.load(STORIES[0]), record).false_alarms == 0


def test_a_wrong_source_and_a_wrong_count_are_wrong() -> None:
    """Each spoiled claim and each spoiled count lowers its own figure and no other."""
    story, record = golds.load(STORIES[0]), perfect(STORIES[0])
    spoiled = copy.deepcopy(record)
    spoiled["claims"][1]["chain"] = [{"sources": [{"entity": None, "name": "Somebody Else"}]}]
    spoiled["propositions"][0]["independent_sources"] = 7
    before, after = scorer.score(story, record), scorer.score(story, spoiled)
    assert after.attribution_accuracy == pytest.approx(before.attribution_accuracy - 1 / len(story.claims))
    assert after.count_accuracy == pytest.approx(before.count_accuracy - 1 / len(story.clusters))
    assert after.claim_recall == before.claim_recall


def test_a_paragraph_is_no_claim() -> None:
    """A claim whose evidence is the whole report covers nothing."""
    record = perfect(STORIES[0])
    for claim in record["claims"]:
        text = next(report["text"] for report in record["reports"] if report["id"] == claim["report"])
        claim["spans"] = [{"start": 0, "end": len(text)}]
    assert scorer.score(golds.load(STORIES[0]), record).claim_recall == 0


def test_a_span_outside_its_report_breaks_integrity() -> None:
    """One span past the end of its report is enough."""
    record = perfect(STORIES[0])
    record["claims"][0]["spans"] = [{"start": 0, "end": 10**6}]
    assert scorer.score(golds.load(STORIES[0]), record).span_integrity == 0


def test_floors_rise_and_ceilings_sink() -> None:
    """An update takes the better figure of each; rates are cut to two digits."""
    floors = {"clone": {"claim_recall": 0.5, "false_alarms": 4.0}}
    raised = scoreboard.raised_floors({"clone": {"claim_recall": 0.789, "false_alarms": 1.0, "spans": 9.0}}, floors)
    assert raised == {"clone": {"claim_recall": 0.78, "false_alarms": 1.0}}


@pytest.mark.parametrize(
    "figures", [{"claim_recall": 0.4, "false_alarms": 4.0}, {"claim_recall": 0.6, "false_alarms": 5.0}, {}]
)
def test_floors_are_never_lowered(figures: dict[str, float]) -> None:
    """A figure below its floor, above its ceiling or missing is told, and an update refuses."""
    floors = {"clone": {"claim_recall": 0.5, "false_alarms": 4.0}}
    assert scoreboard.missed_floors({"clone": figures}, floors)
    with pytest.raises(ValueError, match="not lowered"):
        scoreboard.raised_floors({"clone": figures}, floors)


def test_floors_of_sets_that_were_not_measured_are_kept() -> None:
    """Without the outside gold its floors are neither checked nor lost."""
    floors = {"seed": {"overall": 0.9}, "clone": {"claim_recall": 0.5}}
    figures = {"clone": {"claim_recall": 0.5}}
    assert scoreboard.missed_floors(figures, floors) == []
    assert scoreboard.raised_floors(figures, floors)["seed"] == {"overall": 0.9}


def test_every_floor_is_of_a_tracked_figure() -> None:
    """floors.json holds no figure whose direction is unknown."""
    floors = json.loads(scoreboard.FLOORS.read_text(encoding="utf-8"))
    assert floors["clone"]
    assert {metric for bounds in floors.values() for metric in bounds} <= set(scoreboard.TRACKED)


def test_figures_go_between_the_markers(tmp_path: Path) -> None:
    """The page keeps its text before and after, and a second table replaces the first."""
    page = tmp_path / "README.md"
    page.write_text("before\n" + "\n".join(scoreboard.MARKERS) + "\nafter\n", encoding="utf-8")
    for value in (0.5, 0.75):
        scoreboard.write_figures(page, scoreboard.figures_table({"clone": {"claim_recall": value}, "seed": {}}))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "| `claim_recall` | 0.75 | – |" in text
    assert "0.5" not in text.replace("0.75", "")


def test_the_figures_of_the_page_keep_their_floors() -> None:
    """Every floor has its figure in benchmarks/README.md, and none is on the wrong side: ``--update`` with the outside gold renews it."""
    floors = json.loads(scoreboard.FLOORS.read_text(encoding="utf-8"))
    page = (aims.HERE / "README.md").read_text(encoding="utf-8")
    lines = page.partition(scoreboard.MARKERS[0])[2].partition(scoreboard.MARKERS[1])[0].strip().splitlines()
    heading, _, *rows = ([cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines)
    figures = {
        name: {row[0]: float(row[column]) for row in rows if row[column] != "–"}
        for column, name in enumerate(heading)
        if column
    }
    assert figures.keys() == floors.keys()
    exact = {name: {metric: round(bound, 3) for metric, bound in bounds.items()} for name, bounds in floors.items()}
    assert scoreboard.missed_floors(figures, exact) == []


# ------------------------------------------------------------------------------------------------ names across reports
def test_wikinews_spans_are_names() -> None:
    """Every gold name is a stretch of capitalised words of its article."""
    clusters = wikinews.load(scoreboard.WIKINEWS)
    assert any(article["names"] for articles in clusters.values() for article in articles)
    for articles in clusters.values():
        for article in articles:
            for start, end, _, kind in article["names"]:
                assert all(word[0].isupper() for word in article["text"][start:end].split())
                assert kind in {"person", "organisation", "place"}


def test_one_entity_for_two_names_costs_precision() -> None:
    """B³ is 1 for the gold's own grouping, and less for a merge of everything or for nothing found."""
    articles = [{"id": "a", "names": [[0, 3, "x", "person"], [5, 8, "x", "person"], [10, 13, "y", "person"]]}]

    def record(*entities: tuple[int, ...]) -> dict[str, object]:
        made = [
            {"id": f"e{number}", "mentions": [{"report": "r", "start": start, "end": start + 3} for start in starts]}
            for number, starts in enumerate(entities)
        ]
        return {"reports": [{"id": "r", "source": "a"}], "entities": made}

    assert wikinews.score(articles, record((0, 5), (10,))) == {"name_recall": 1.0, "name_b3_f1": 1.0}
    assert wikinews.score(articles, record((0, 5, 10)))["name_b3_f1"] < 1
    assert wikinews.score(articles, record())["name_recall"] == 0


# ------------------------------------------------------------------------------------------------ claims of one report
ARTICLES = claims.load(scoreboard.MEANTIME_CLAIMS)


def _stated(article: dict[str, Any]) -> dict[str, Any]:
    """A record with the claims of the gold."""
    stated = []
    for claim in article["claims"]:
        name = next(iter(article["sources"].get(claim["source"], ())), None)
        steps = [{"sources": [{"entity": None, "name": None}]}, {"sources": [{"entity": None, "name": name}]}]
        row = {"spans": claim["evidence"], "chain": steps}
        stated.append({**row, **{key: claim[key] for key in ("id", "attribution", "factuality")}})
    return {"entities": [], "claims": stated}


def test_gold_claims_are_exact() -> None:
    """Every span of the annotated articles cuts out its words, and every source has its names."""
    classes = set(get_args(Factuality))
    assert len(ARTICLES) == 10
    for article in ARTICLES:
        for claim in article["claims"]:
            assert all(article["text"][e["start"] : e["end"]] == e["text"] for e in claim["evidence"])
            assert claim["factuality"] in classes
            assert (claim["source"] in article["sources"]) == (claim["attribution"] == "attributed")


def test_the_gold_claims_score_full_against_themselves() -> None:
    """What the reader marked earns everything; nothing earns nothing; twice as many claims halve the precision."""
    stated = [_stated(article) for article in ARTICLES]
    assert set(claims.score(ARTICLES, stated).values()) == {1.0}
    assert set(claims.score(ARTICLES, [{"entities": [], "claims": []}] * len(ARTICLES)).values()) == {0.0}
    doubled = [{**r, "claims": [*r["claims"], *({**c, "id": f"again {c['id']}"} for c in r["claims"])]} for r in stated]
    scores = claims.score(ARTICLES, doubled)
    assert (scores["claim_recall"], scores["claim_precision"]) == (1.0, 0.5)


def test_a_claim_of_another_source_or_class_is_wrong_there_only() -> None:
    """Each spoiled claim lowers its own figure."""
    stated = [_stated(article) for article in ARTICLES]
    number = sum(len(article["claims"]) for article in ARTICLES)
    plain = next(claim for claim in stated[0]["claims"] if claim["factuality"] == "certain")
    plain["factuality"] = "denied"
    assert claims.score(ARTICLES, stated)["factuality_accuracy"] == pytest.approx(1 - 1 / number)
    plain["attribution"] = "impersonal"
    scores = claims.score(ARTICLES, stated)
    assert scores["attribution_accuracy"] == pytest.approx(1 - 1 / number)
    assert scores["claim_recall"] == 1


# ------------------------------------------------------------------------------------------------ the table of aims
def test_the_table_of_aims_is_that_of_the_figures() -> None:
    """The page shows what aims.tsv, layers.json and floors.json say now; ``python -m benchmarks.aims`` renews it."""
    assert aims.shown() == aims.table()


def test_the_page_shows_the_layers_as_last_measured() -> None:
    """The table of single layers says what ``layers.json`` keeps, and has a row for each layer."""
    assert aims.shown("layers") == aims.layers_table()
    listed = {row.split("\t")[1] for row in (aims.HERE / "layers.tsv").read_text(encoding="utf-8").splitlines()[2:]}
    assert listed == aims.kept_layers().keys()


def test_every_stage_has_an_aim() -> None:
    """No stage of reading a report is without a row, and every row has its gold, number of items, figure and command."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in aims.table().splitlines()[2:]]
    assert {row[0] for row in rows} >= {
        "attribution", "chains", "factuality", "claims", "times", "places", "names", "quantities"
    }  # fmt: skip
    assert all(len(row) == len(aims.HEADING) and all(row) for row in rows)
    assert all(0 <= float(row[6]) <= 1 for row in rows)


def test_only_rates_of_layers_are_kept() -> None:
    """Numbers of texts and kilometres are no rates; a fall beyond rounding is told."""
    row = aims.layer_row({"texts": 9.0, "median_km": 3.0, "strict_f1": 0.87654, "acc161_held": 0.9}, "2031-05-07")
    assert row == {"date": "2031-05-07", "figures": {"acc161_held": 0.9, "strict_f1": 0.877}}
    assert layers.fell("times", {"strict_f1": 0.874, "acc161_held": 0.89}, row) == [
        "times acc161_held: 0.890, but 0.9 is kept"
    ]


# ------------------------------------------------------------------------------------------------ attributions within others
def test_what_is_said_within_a_saying_is_left_out_for_corpora_that_mark_none() -> None:
    """ "“He thinks it is safe,” she said": thinking goes, and saying stays; a cue elsewhere in the report is kept."""

    def step(cue: tuple[int, int] | None, *content: tuple[int, int]) -> dict[str, object]:
        spans = [{"start": start, "end": end} for start, end in content]
        return {"cue": {"start": cue[0], "end": cue[1]} if cue else None, "content": spans}

    outlet, said, thinks, other = step(None), step((30, 34), (0, 25)), step((4, 10), (11, 25)), step((50, 54), (56, 80))
    record = {
        "claims": [
            {"report": "a", "chain": [outlet, said, thinks]},
            {"report": "a", "chain": [outlet, other]},
            {"report": "b", "chain": [outlet, thinks]},
        ]
    }
    chains = [claim["chain"] for claim in unnested.unnested(record)["claims"]]
    assert chains == [[outlet, said], [outlet, other], [outlet, thinks]]
