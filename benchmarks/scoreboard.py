"""Accuracy on stories with gold, against floors that only rise: ``python -m benchmarks.scoreboard``.

The stories in ``tests/stories`` with the questions in ``tests/cases/questions.txt``, the articles in ``tests/wikinews`` and
``tests/meantime_claims``, the quantities in ``tests/cases/quantities_gold.txt`` and the small stories in ``tests/cases/disputes`` are
measured in every clone. Where the environment variable ``WHOSAYS_GOLD`` names a folder of gold kept outside the repository, its sets
``seed`` (with its questions), ``synthetic`` and ``stories_dev`` are measured too, by the scorers that lie beside it (``../score``), and so
are the four stories of ``tests/long_stories``.
Floors and ceilings stand in ``benchmarks/floors.json``; ``--update`` raises them to what was measured, refuses to lower any, and, with
the outside gold, renews the table of figures in ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import floor
from pathlib import Path
from typing import Any

from benchmarks import claims, clusters, disputes, names, quantities, questions, scorer, wikinews
from benchmarks import gold as golds
from benchmarks.figures import Figures, run_scorer

HERE = Path(__file__).resolve().parent
STORIES = HERE.parent / "tests" / "stories"
LONG_STORIES = HERE.parent / "tests" / "long_stories"
WIKINEWS = HERE.parent / "tests" / "wikinews"
MEANTIME_CLAIMS = HERE.parent / "tests" / "meantime_claims"
QUESTIONS = HERE.parent / "tests" / "cases" / "questions.txt"
QUANTITIES = HERE.parent / "tests" / "cases" / "quantities_gold.txt"
QUANTITY_ROUNDS = QUANTITIES.with_name("quantities_rounds.txt")
FLOORS = HERE / "floors.json"
OUTSIDE_SETS = ("seed", "synthetic", "stories_dev")
MARKERS = ("<!-- figures -->", "<!-- end of figures -->")
SUMS = ("shown_alarms", "false_alarms")  # counts are added over stories; rates are averaged

# What is tracked where a set has it. True: more is better (a floor); False: less is better (a ceiling).
TRACKED = {
    "span_integrity": True,
    "claim_recall": True,
    "claim_precision": True,
    "claim_f1": True,
    "claim_precision_told": True,
    "claim_f1_told": True,
    "mention_f1": True,
    "name_recall": True,
    "name_b3_f1": True,
    "name_pairs_f1": True,
    "name_pairs_f1_held_out": True,
    "person_pairs_f1": True,
    "person_pairs_f1_tuning": True,
    "person_pairs_f1_held_out": True,
    "person_pairs_precision": True,
    "coref_conll": True,
    "timex_value_f1": True,
    "segment_f1": True,
    "attribution_accuracy": True,
    "attr_outermost_macro_all": True,
    "attr_chain_attributed_acc_all": True,
    "factuality_macro_f1_all": True,
    "factuality_accuracy": True,
    "factuality_uncertain_f1": True,
    "quantity_right": True,
    "quantity_right_development": True,
    "quantity_right_held_out": True,
    "quantity_right_rounds": True,
    "quantity_precision": True,
    "answers_right": True,
    "answers_right_development": True,
    "answers_right_held_out": True,
    "refusals_right": True,
    "refusals_right_development": True,
    "refusals_right_held_out": True,
    "dispute_recall": True,
    "dispute_recall_at_level": True,
    "dispute_precision": True,
    "silent_alarms": False,
    "statement_joined": True,
    "count_over": False,
    "denial_f1": True,
    "relation_f1": True,
    "prop_b3_f1_all": True,
    "count_accuracy": True,
    "count_acc": True,
    "contradiction_recall": True,
    "contradiction_precision": True,
    "tension_recall": True,
    "update_recall": True,
    "correction_recall": True,
    "other_finding_recall": True,
    "lineage_pair_f1": True,
    "event_recall": True,
    "itinerary_order_acc": True,
    "brief_cited": True,
    "brief_claim_recall": True,
    "page_f1": True,
    "page_day_right": True,
    "page_zone_kept": True,
    "b3_f1": True,
    "base_b3_f1": True,
    "distractor_b3_f1": True,
    "same_type_joined": False,
    "gates_passed": True,
    "overall": True,
    "false_alarms": False,
    "count_over_max": False,
    "contract_errors": False,
    "brief_unfounded": False,
}


@dataclass(frozen=True, slots=True)
class Input:
    """One report of a story as a file, with what is known about it."""

    path: Path
    outlet: str | None
    published: str | None


def build_record(reports: Iterable[Input]) -> bytes:
    """The encoded record of one story, by the pipeline alone."""
    from whosays.ingest.formats.text import read_text
    from whosays.pipeline import read_report, tell
    from whosays.record import encode

    read = [
        read_text(given.path.read_bytes(), source=given.path.name, outlet=given.outlet, published=given.published)
        for given in reports
    ]
    return encode(tell([read_report(report) for report in read], one_story=True))


# --------------------------------------------------------------------------------- stories of the repository
def measure_own(*, verbose: bool) -> dict[str, Figures]:
    """Figures of each story in ``tests/stories`` and, under the name ``clone``, of all together."""
    figures = {}
    for folder in sorted(path.parent for path in STORIES.glob("*/gold.json")):
        gold = golds.load(folder)
        inputs = [Input(d.path, d.outlet, d.published) for d in gold.documents.values()]
        record = json.loads(build_record(inputs))
        figures[folder.name] = {k: float(v) for k, v in asdict(scorer.score(gold, record)).items() if v is not None}
        if verbose:
            for line in scorer.mistakes(gold, record):
                print(line)
    return {**figures, "clone": together(figures.values())}


def together(stories: Iterable[Figures]) -> Figures:
    """Counts added, rates averaged over the stories that have them."""
    columns: dict[str, list[float]] = {}
    for story in stories:
        for name, value in story.items():
            columns.setdefault(name, []).append(value)
    return {name: sum(values) if name in SUMS else sum(values) / len(values) for name, values in columns.items()}


def measure_wikinews() -> Figures:
    """Names across the articles of each topic in ``tests/wikinews``, averaged over the topics."""
    from whosays.ingest.formats.text import read_text
    from whosays.pipeline import read_report, tell
    from whosays.record import encode

    figures = []
    for articles in wikinews.load(WIKINEWS).values():
        read = [read_report(read_text(a["text"].encode(), source=a["id"])) for a in articles]
        figures.append(wikinews.score(articles, json.loads(encode(tell(read, one_story=True)))))
    return together(figures)


def measure_claims() -> Figures:
    """Claims of the articles in ``tests/meantime_claims``, each article by itself."""
    articles = claims.load(MEANTIME_CLAIMS)
    records = [json.loads(build_record([Input(article["path"], None, None)])) for article in articles]
    return claims.score(articles, records)


def measure_questions() -> Figures:
    """Questions about the stories in ``tests/stories``: the answerable answered right, the others refused."""
    encoded = {}
    for folder in sorted(path.parent for path in STORIES.glob("*/gold.json")):
        gold = golds.load(folder)
        encoded[folder.name] = build_record([Input(d.path, d.outlet, d.published) for d in gold.documents.values()])
    verdicts = questions.verdicts(
        questions.load(QUESTIONS, STORIES),
        {name: json.loads(record) for name, record in encoded.items()},
        lambda story, question: ask(encoded[story], question),
    )
    return questions.score(verdicts)


def ask(record: bytes, question: str) -> dict[str, Any]:
    """The answer to a question, as ``whosays ask -f json`` prints it."""
    from whosays import pipeline
    from whosays.record import decode
    from whosays.render.jsonfile import as_json

    answer: dict[str, Any] = json.loads(as_json(pipeline.ask(decode(record), question)))
    return answer


def measure_disputes() -> dict[str, Figures]:
    """What is shown of the small stories, of the half that may be read to mend the program and of the half that may not."""
    return {f"disputes-{half}": disputes.score(disputes.measure(disputes.files(half))) for half in ("dev", "held")}


def measure_quantities() -> Figures:
    """Quantities of single sentences, as they stand in the body of a report."""
    rounds = quantities.score(quantities.load(QUANTITY_ROUNDS), read_quantities)
    return quantities.score(quantities.load(QUANTITIES), read_quantities) | {
        "quantity_right_rounds": rounds["quantity_right"]
    }


def read_quantities(text: str) -> Sequence[quantities.Found]:
    """The quantities of a sentence printed on a given day."""
    from whosays.language import parse
    from whosays.model import Published, Report, Segment
    from whosays.normalize.quantities import find_quantities
    from whosays.normalize.times import find_times

    published = Published("2031-03-04", "given", (), ())
    report = Report("case", "case.txt", None, None, None, "en", published, text, (Segment(0, len(text), "body"),))
    parsed = parse(report)
    return find_quantities(parsed, find_times(parsed))


# --------------------------------------------------------------------------------- gold outside the repository
def outside_stories(root: Path) -> dict[str, list[Input]]:
    """Reports of every story folder under ``root``, with outlet and date where its gold says that they are known."""
    stories = {}
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        if (folder / "docs.json").exists():
            rows = json.loads((folder / "docs.json").read_text(encoding="utf-8"))
            stories[folder.name] = [
                Input(folder / "texts" / f"{r['docid']}.txt", r.get("outlet"), r.get("published")) for r in rows
            ]
        elif (folder / "gold.json").exists():
            rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]
            stories[folder.name] = [Input(folder / r["file"], r["outlet"], r["published"]) for r in rows]
    return stories


def without_embedded(path: Path) -> Path:
    """The record beside it that has only the claims that are told, compared and counted: no reader of the gold wrote embedded ones down."""
    record = json.loads(path.read_bytes())
    record["claims"] = [claim for claim in record["claims"] if not claim.get("embedded")]
    told = path.with_name(f"{path.stem}-told.json")
    told.write_text(json.dumps(record), encoding="utf-8")
    return told


def measure_outside(gold: Path, records: Path) -> dict[str, Figures]:
    """Figures of the outside sets, by the scorers beside them; the records stay in ``records``."""
    scorers = gold.parent / "score"
    figures = {}
    seed = [Input(path, None, None) for path in sorted((gold / "seed" / "texts").glob("*.txt"))]
    if seed:
        (records / "seed.json").write_bytes(build_record(seed))
        figures["seed"] = run_scorer(scorers / "score_story.py", gold / "seed", records / "seed.json")
        told = run_scorer(scorers / "score_story.py", gold / "seed", without_embedded(records / "seed.json"))
        figures["seed"] |= {f"{name}_told": told[name] for name in ("claim_precision", "claim_f1")}
        figures["seed"] |= measure_outside_questions(gold, records)
    sets = {name: gold / name for name in OUTSIDE_SETS[1:]}
    sets |= {f"long-{half}": LONG_STORIES / half for half in ("read", "unread")}
    for name, stories in sets.items():
        folder = records / name
        folder.mkdir(parents=True, exist_ok=True)
        for story, inputs in outside_stories(stories).items():
            (folder / f"{story}.json").write_bytes(build_record(inputs))
        figures[name] = run_scorer(scorers / "score_set.py", stories, folder)
    if (gold.parent / names.PAIRS).exists():
        figures["names"] = names.score(names.load(gold.parent / names.PAIRS))
    return figures | measure_pages(gold.parent / "data" / "artextract") | measure_grouping(scorers)


def measure_pages(folder: Path) -> dict[str, Figures]:
    """Article text and publication dates of web pages."""
    if not folder.exists():
        return {}
    from benchmarks import page_dates, page_extraction

    day, zone = page_dates.rates_of(folder)
    return {"pages": {"page_f1": page_extraction.f1_of(folder), "page_day_right": day, "page_zone_kept": zone}}


def measure_grouping(scorers: Path) -> dict[str, Figures]:
    """Reports grouped into stories, without and with two events of one type."""
    sets = {
        title: name
        for title, name in clusters.SETS.items()
        if (scorers / "clusters" / f"documents_{name}.jsonl").exists()
    }
    return {title: clusters.measure(scorers, name) for title, name in sets.items()}


def measure_outside_questions(gold: Path, records: Path) -> Figures:
    """Shares of the seed's answerable questions answered right, and of the others refused."""
    record = (records / "seed.json").read_bytes()
    rows = json.loads((gold / "seed" / "questions.json").read_text(encoding="utf-8"))
    answers = [json.dumps({**ask(record, row["question"]), "id": row["id"]}) for row in rows]
    (records / "answers.jsonl").write_text("\n".join(answers) + "\n", encoding="utf-8")
    scorer_ = gold.parent / "score" / "score_ask.py"
    counts = run_scorer(scorer_, gold / "seed", records / "answers.jsonl", records / "seed.json")
    return {
        "answers_right": counts["answered_right"] / counts["answerable"],
        "refusals_right": counts["refused_right"] / counts["unanswerable"],
    }


# --------------------------------------------------------------------------------- floors
def missed_floors(figures: Mapping[str, Figures], floors: Mapping[str, Figures]) -> list[str]:
    """One line for each figure on the wrong side of its floor or ceiling, of the sets that were measured."""
    missed = []
    for name in sorted(set(figures) & set(floors)):
        for metric, bound in floors[name].items():
            value = figures[name].get(metric)
            if value is None:
                missed.append(f"{name} {metric}: not measured, the floor is {bound}")
            elif value < bound if TRACKED[metric] else value > bound:
                kept = "at least" if TRACKED[metric] else "at most"
                missed.append(f"{name} {metric}: {value:.3f}, but {kept} {bound} is kept")
    return missed


def raised_floors(figures: Mapping[str, Figures], floors: Mapping[str, Figures]) -> dict[str, Figures]:
    """The floors moved up (ceilings down) to the figures.

    Rates are cut to two digits, since other processors round otherwise. Raises ValueError where a figure is on the
    wrong side of its bound: floors are never lowered.
    """
    missed = missed_floors(figures, floors)
    if missed:
        raise ValueError("floors are not lowered:\n  " + "\n  ".join(missed))
    kept = {name: dict(bounds) for name, bounds in floors.items()}
    for name, measured in figures.items():
        bounds = kept.setdefault(name, {})
        for metric, value in measured.items():
            if metric not in TRACKED:
                continue
            if TRACKED[metric]:
                bounds[metric] = max(bounds.get(metric, 0.0), floor(value * 100 + 1e-9) / 100)
            else:
                bounds[metric] = min(bounds.get(metric, value), value)
    return {name: dict(sorted(kept[name].items())) for name in sorted(kept)}


# --------------------------------------------------------------------------------- output
def table(figures: Mapping[str, Figures], floors: Mapping[str, Figures]) -> str:
    """One block for each set: every tracked figure beside its floor or ceiling."""
    lines = []
    for name, measured in figures.items():
        lines.append(f"\n{name}")
        for metric, more in TRACKED.items():
            if metric in measured:
                bound = floors.get(name, {}).get(metric)
                beside = "" if bound is None else f"   {'floor' if more else 'ceiling'} {bound:g}"
                lines.append(f"  {metric:<32}{measured[metric]:>9.3f}{beside}")
    return "\n".join(lines)


def figures_table(figures: Mapping[str, Figures]) -> str:
    """The tracked figures as a Markdown table, one column for each set."""
    lines = ["| figure | " + " | ".join(f"`{name}`" for name in figures) + " |", "|---|" + "---|" * len(figures)]
    for metric in TRACKED:
        if any(metric in measured for measured in figures.values()):
            cells = (f"{m[metric]:.3f}".rstrip("0").rstrip(".") if metric in m else "–" for m in figures.values())
            lines.append(f"| `{metric}` | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def write_figures(page: Path, table: str) -> None:
    """Put the table between the two markers of a page."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKERS[0])
    _, _, after = rest.partition(MARKERS[1])
    page.write_text(f"{before}{MARKERS[0]}\n{table}\n{MARKERS[1]}{after}", encoding="utf-8")


def rows(stories: Mapping[str, Figures]) -> list[str]:
    """One line for each story of the repository: the figures that move most."""
    columns = ("claim_recall", "attribution_accuracy", "count_accuracy", "contradiction_recall", "false_alarms")
    lines = [" " * 28 + "".join(f"{column:>22}" for column in columns)]
    for name, story in stories.items():
        cells = (f"{story[column]:.3f}" if column in story else "-" for column in columns)
        lines.append(f"{name:<28}" + "".join(f"{cell:>22}" for cell in cells))
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints, checks; 1 where a floor is missed."""
    parser = argparse.ArgumentParser(
        prog="scoreboard", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise floors.json to the figures (never lowers)")
    parser.add_argument("--records", type=Path, help="keep the records of the outside sets in this folder")
    parser.add_argument("-v", "--verbose", action="store_true", help="list false alarms and misses of tests/stories")
    options = parser.parse_args(arguments)

    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    own = measure_own(verbose=options.verbose)
    figures = {"clone": own.pop("clone"), "wikinews": measure_wikinews()}
    figures |= {"claims": measure_claims(), "quantities": measure_quantities(), "questions": measure_questions()}
    figures |= measure_disputes()
    print("\n".join(rows(own)))
    outside = os.environ.get("WHOSAYS_GOLD")
    if outside:
        with tempfile.TemporaryDirectory() as scratch:
            records = options.records or Path(scratch)
            records.mkdir(parents=True, exist_ok=True)
            figures.update(measure_outside(Path(outside), records))
    print(table(figures, floors))
    if not outside:
        print("\nWHOSAYS_GOLD is not set: floors NOT checked against the outside gold (only those of every clone).")
    if options.update:
        try:
            floors = raised_floors(figures, floors)
        except ValueError as refusal:
            print(f"\n{refusal}", file=sys.stderr)
            return 1
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
        print(f"\nfloors written: {FLOORS.name}")
        if outside:
            write_figures(HERE / "README.md", figures_table(figures))
    missed = missed_floors(figures, floors)
    if missed:
        print("\nBELOW THE FLOOR\n  " + "\n  ".join(missed), file=sys.stderr)
    checked = sum(len(floors[name]) for name in figures if name in floors)
    print(f"\n{checked - len(missed)} floors held, {len(missed)} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
