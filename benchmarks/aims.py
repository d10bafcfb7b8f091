"""The table of aims in benchmarks/README.md: for every stage its gold, floor, aim and figure now; ``python -m benchmarks.aims`` renews it.

What each row measures stands in ``aims.tsv``; the figures come from ``floors.json`` (sets of the scoreboard, cut to two digits) and
``layers.json`` (single layers, as last measured). A test renews the table in memory, so that it cannot go stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MARKERS = ("<!-- aims -->", "<!-- end of aims -->")
HEADING = ("stage", "gold", "items", "figure", "naive", "aim", "now", "measured", "command")
RATES = ("_f1", "_p", "_r", "acc161_all", "acc161_found", "acc161_held", "r", "r_all", "covered")


def is_rate(figure: str) -> bool:
    """Is it a figure of which more is better, between 0 and 1?"""
    return figure in RATES or figure.endswith(("_f1", "_p", "_r"))


def kept_layers() -> dict[str, dict[str, Any]]:
    """Day and figures of every single layer, as last measured."""
    rows: dict[str, dict[str, Any]] = json.loads((HERE / "layers.json").read_text(encoding="utf-8"))
    return rows


def layer_row(figures: Mapping[str, float], day: str) -> dict[str, Any]:
    """The rates of a layer to three digits, with the day they were measured."""
    rates = {name: round(value, 3) for name, value in sorted(figures.items()) if is_rate(name)}
    return {"date": day, "figures": rates}


def keep_layers(rows: Mapping[str, Any]) -> None:
    """Write ``layers.json``."""
    text = json.dumps(dict(sorted(rows.items())), indent=2)
    (HERE / "layers.json").write_text(text + "\n", encoding="utf-8")


def table() -> str:
    """The rows of ``aims.tsv`` with their figures, as Markdown. Raises KeyError for a figure that nothing measures."""
    layers = kept_layers()
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    lines = ["| " + " | ".join(HEADING) + " |", "|" + "---|" * len(HEADING)]
    for row in (HERE / "aims.tsv").read_text(encoding="utf-8").splitlines():
        if row.startswith(("#", "stage\t")) or not row:
            continue
        stage, gold, items, figure, naive, aim, where, name, day = row.split("\t")
        if where in layers:
            now, day = layers[where]["figures"][name], layers[where]["date"]
            command = f"`python -m benchmarks.layers {where}`"
        else:
            now, command = floors[where][name], "`make scoreboard`"
        lines.append("| " + " | ".join([stage, gold, items, figure, naive, aim, _digits(now), day, command]) + " |")
    return "\n".join(lines)


def _digits(value: float) -> str:
    """Two or three digits: ".80", ".906"; a whole number as it is."""
    text = f"{value:.3f}".removeprefix("0")
    return text[:-4] if text.endswith(".000") and len(text) > 4 else text.removesuffix("0")


def shown() -> str:
    """The table as it stands in the page."""
    _, _, rest = (HERE / "README.md").read_text(encoding="utf-8").partition(MARKERS[0])
    return rest.partition(MARKERS[1])[0].strip()


def renew() -> None:
    """Put the table between its markers."""
    page = HERE / "README.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKERS[0])
    after = rest.partition(MARKERS[1])[2]
    page.write_text(f"{before}{MARKERS[0]}\n{table()}\n{MARKERS[1]}{after}", encoding="utf-8")


def main() -> int:
    """Renews the table."""
    renew()
    return 0


if __name__ == "__main__":
    sys.exit(main())
