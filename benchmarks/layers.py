"""Accuracy of single layers on public benchmarks that lie outside the repository: ``python -m benchmarks.layers``.

Needs ``WHOSAYS_GOLD``; the texts are exported, and the records scored, by the scorers beside it (``../score``). Each row of
``LAYERS`` is one benchmark. Takes minutes. Exits 1 where a figure fell below the one kept in ``benchmarks/layers.json``; with
``--update`` those that rose are kept there, with the day, and the table of aims in benchmarks/README.md is renewed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks import aims
from benchmarks.figures import Figures, run_scorer
from benchmarks.held import held_figures
from benchmarks.unnested import unnested_records


@dataclass(frozen=True, slots=True)
class Layer:
    """A benchmark: the texts to export, the scorer and its first arguments, the figures shown, how records are made."""

    name: str
    scorer: str
    arguments: tuple[str, ...]
    shown: tuple[str, ...]
    records: Callable[[Path, Path], None]


def each_alone(texts: Path, records: Path) -> None:
    """One record for each report, over all cores: ``whosays read``. A refused text has none; a failed one ends it all."""
    told = run([sys.executable, "-m", "whosays", "read", str(texts), "-o", str(records)], allowed=(0, 4))
    failed = [line for line in told.splitlines() if "failed:" in line]
    if failed:
        raise SystemExit("\n".join(failed[:5]))


def each_topic(texts: Path, records: Path) -> None:
    """One record for all documents of a topic (the part of a file's name before the first underscore)."""
    names = sorted(path.name for path in texts.glob("*.txt"))
    for topic, members in groupby(names, key=lambda name: name.partition("_")[0]):
        target = records / f"{topic}.json"
        write_story(target, [(texts / name, {}) for name in members])
        target.write_text(json.dumps(events_as_claims(json.loads(target.read_bytes()))), encoding="utf-8")


def events_as_claims(record: dict[str, Any]) -> dict[str, Any]:
    """A record as the scorer of event coreference reads one: it knows claims and propositions, so mentions stand in for claims.

    Nothing is added or judged here: ``event_chains`` is laid out anew, one claim for each mention, one proposition for each chain.
    """
    claims, propositions = [], []
    for chain in record["event_chains"]:
        names = [f"{chain['id']}.{number}" for number in range(len(chain["mentions"]))]
        for name, mention in zip(names, chain["mentions"], strict=True):
            span = {"start": mention["start"], "end": mention["end"]}
            word = {"predicate": chain["word"], "predicate_span": span}
            claims.append({"id": name, "report": mention["report"], "spans": [span], **word})
        propositions.append({"id": chain["id"], "claims": names})
    return {**record, "claims": claims, "propositions": propositions, "relations": []}


def each_event(gold: Path, records: Path) -> None:
    """One record for each event of the origins gold: its address, title and date are known."""
    for event in json.loads((gold / "dev_events.json").read_text(encoding="utf-8")):
        given = [(gold / "texts" / f"{d['id']}.txt", {"url": d["url"], "published": d["date"]}) for d in event["docs"]]
        write_story(records / f"{event['event']}.json", [row for row in given if row[0].exists()])


def write_story(target: Path, reports: list[tuple[Path, dict[str, Any]]]) -> None:
    """One record of these reports, whether they seem to share a story or not; refused ones are named and left out."""
    from whosays.ingest.formats.text import Refusal, read_text
    from whosays.pipeline import read_report, tell
    from whosays.record import encode

    readings = []
    for path, given in reports:
        try:
            readings.append(read_report(read_text(path.read_bytes(), source=path.name, **given)))
        except Refusal as refusal:
            print(f"refused: {refusal}", file=sys.stderr)
    target.write_bytes(encode(tell(readings, one_story=True)))


SLACK = 0.005  # of a rate; another processor rounds the parser's arithmetic differently
PLACES = ("recognition_f1", "recognition_overlap_f1", "acc161_all", "acc161_found", "acc161_held", "held", "median_km")
LAYERS = (
    Layer(
        "polnear-dev",
        "score_attribution.py",
        ("dev",),
        ("source", "cue", "content", "relation", "unnested"),
        each_alone,
    ),
    Layer("timex-timebank", "score_timex.py", ("timebank",), ("strict", "relaxed", "type", "value"), each_alone),
    Layer("timex-aquaint", "score_timex.py", ("aquaint",), ("strict", "relaxed", "type", "value"), each_alone),
    Layer("places-lgl", "score_places.py", ("lgl",), PLACES, each_alone),
    Layer("places-geovirus", "score_places.py", ("geovirus",), PLACES, each_alone),
    Layer("factuality-UW-dev", "score_factuality.py", ("UW", "dev"), ("mae", "r", "class"), each_alone),
    Layer("factuality-UDS_IH2-dev", "score_factuality.py", ("UDS_IH2", "dev"), ("mae", "r", "class"), each_alone),
    Layer("ecbplus-dev", "score_coref.py", ("dev",), ("conll", "muc", "b3", "ceafe", "mention"), each_topic),
    Layer("origins", "score_origins.py", (), ("main", "any", "copy", "origins", "exact", "mae"), each_event),
)
JOINED = {"timex": ("timex-timebank", "timex-aquaint")}  # measured over the expressions of both together


def joined(parts: Sequence[Figures]) -> Figures:
    """Figures of several corpora as if they were one: hits, gold and found expressions added up before a rate is taken."""
    gold, found = (sum(part[number] for part in parts) for number in ("gold", "predicted"))
    rates: dict[str, float] = {"gold": gold, "predicted": found}
    for name in ("strict", "relaxed", "type", "value"):
        hits = round(sum(part[f"{name}_r"] * part["gold"] for part in parts))
        rates |= {f"{name}_p": hits / found, f"{name}_r": hits / gold, f"{name}_f1": 2 * hits / (gold + found)}
    return rates


def measure(layer: Layer, gold: Path, scratch: Path) -> Figures:
    """The figures of one benchmark."""
    scorers = gold.parent / "score"
    texts, records = scratch / "texts" / layer.name, scratch / "records" / layer.name
    records.mkdir(parents=True)
    if layer.name == "origins":
        layer.records(gold / "origins", records)
        return run_scorer(scorers / layer.scorer, gold / "origins", records, "--split", "dev")
    run([sys.executable, str(scorers / "export_texts.py"), layer.name, str(texts)])
    layer.records(texts, records)
    figures = run_scorer(scorers / layer.scorer, *layer.arguments, records)
    if layer.name.startswith("polnear-"):
        unnested_records(records, flat := scratch / "unnested")
        again = run_scorer(scorers / layer.scorer, *layer.arguments, flat)
        figures |= {f"unnested_{name}": value for name, value in again.items() if aims.is_rate(name)}
    return figures | (held_figures(scorers, layer.arguments[0], records) if layer.name.startswith("places-") else {})


def run(command: list[str], *, allowed: tuple[int, ...] = (0,)) -> str:
    """What a command says on standard error; ends with its last words where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stderr


def shown(starts: tuple[str, ...], figures: Figures) -> Iterator[str]:
    """The figures of a benchmark worth a line: those whose names start as its layer says."""
    for name, value in figures.items():
        if name.startswith(starts):
            yield f"  {name:<32}{value:>10.3f}"


def main(arguments: list[str] | None = None) -> int:
    """Prints one block for each benchmark."""
    names = [layer.name for layer in LAYERS]
    parser = argparse.ArgumentParser(prog="layers", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "layers", nargs="*", metavar="LAYER", help=f"default: all of {', '.join(names)}; {', '.join(JOINED)}"
    )
    parser.add_argument(
        "--update", action="store_true", help="keep the figures in layers.json and renew the table of aims"
    )
    parser.add_argument("--date", help="the day to keep with the figures (default: today)")
    options = parser.parse_args(arguments)
    chosen = [part for name in options.layers or names for part in JOINED.get(name, (name,))]
    gold = os.environ.get("WHOSAYS_GOLD")
    if not gold or set(chosen) - set(names):
        parser.error("set WHOSAYS_GOLD" if not gold else f"unknown: {', '.join(sorted(set(chosen) - set(names)))}")
    kept = aims.kept_layers()
    measured: dict[str, Figures] = {}
    for layer in LAYERS:
        if layer.name in chosen:
            with tempfile.TemporaryDirectory() as scratch:
                measured[layer.name] = measure(layer, Path(gold), Path(scratch))
            print(layer.name, *shown(layer.shown, measured[layer.name]), sep="\n", flush=True)
    for name, parts in JOINED.items():
        if set(parts) <= measured.keys():
            measured[name] = joined([measured[part] for part in parts])
            print(name, *shown(("strict", "relaxed", "type", "value"), measured[name]), sep="\n", flush=True)
    fallen = [line for name, figures in measured.items() for line in fell(name, figures, kept.get(name, {}))]
    if options.update:
        kept |= {name: aims.layer_row(one, options.date or date.today().isoformat()) for name, one in measured.items()}
    print("\n".join(fallen), file=sys.stderr)
    if options.update and not fallen:
        aims.keep_layers(kept)
        aims.renew()
    return 1 if fallen else 0


def fell(name: str, figures: Figures, kept: Mapping[str, Any]) -> list[str]:
    """One line for each rate that is below the one kept by more than the slack."""
    before = kept.get("figures", {})
    return [
        f"{name} {figure}: {figures.get(figure, 0.0):.3f}, but {value} is kept"
        for figure, value in before.items()
        if aims.is_rate(figure) and figures.get(figure, 0.0) < value - SLACK
    ]


if __name__ == "__main__":
    sys.exit(main())
