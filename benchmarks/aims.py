"""The tables of aims and of single layers in benchmarks/README.md; ``python -m benchmarks.aims`` renews both.

What each row measures stands in ``aims.tsv`` and ``layers.tsv``; the figures come from ``floors.json`` (sets of the scoreboard, cut to
two digits) and ``layers.json`` (single layers, as last measured). A test renews the tables in memory, so that they cannot go stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HEADING = ("stage", "gold", "items", "figure", "naive", "aim", "now", "measured", "command")
RATES = frozenset("acc161_all acc161_found acc161_held r r_all covered conll muc b3 ceafe origins_exact".split())


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
    for stage, gold, items, figure, naive, aim, where, name, day in _rows("aims.tsv"):
        if where in layers:
            now, day = layers[where]["figures"][name], layers[where]["date"]
            command = f"`python -m benchmarks.layers {where}`"
        else:
            now, command = floors[where][name], "`make scoreboard`"
        lines.append("| " + " | ".join([stage, gold, items, figure, naive, aim, _digits(now), day, command]) + " |")
    return "\n".join(lines)


def layers_table() -> str:
    """The rows of ``layers.tsv`` with the figures of ``layers.json``, as Markdown. Raises KeyError for one that is not kept."""
    layers = kept_layers()
    lines = ["| benchmark | figures | measured |", "|---|---|---|"]
    for benchmark, layer, words in _rows("layers.tsv"):
        shown = words.format_map({name: f"{rate:.3f}".lstrip("0") for name, rate in layers[layer]["figures"].items()})
        lines.append(f"| {benchmark} | {shown} | {layers[layer]['date']} |")
    return "\n".join(lines)


def _rows(table: str) -> Iterator[list[str]]:
    """The cells of each row under the comment and the heading."""
    yield from (row.split("\t") for row in (HERE / table).read_text(encoding="utf-8").splitlines()[2:] if row)


def _digits(value: float) -> str:
    """Two or three digits: ".80", ".906"; a whole number as it is."""
    text = f"{value:.3f}".removeprefix("0")
    return text[:-4] if text.endswith(".000") and len(text) > 4 else text.removesuffix("0")


TABLES: dict[str, Callable[[], str]] = {"aims": table, "layers": layers_table}


def shown(name: str = "aims") -> str:
    """A table as it stands in the page, between ``<!-- name -->`` and ``<!-- end of name -->``."""
    _, _, rest = (HERE / "README.md").read_text(encoding="utf-8").partition(f"<!-- {name} -->")
    return rest.partition(f"<!-- end of {name} -->")[0].strip()


def renew() -> None:
    """Put the tables between their markers."""
    page = HERE / "README.md"
    text = page.read_text(encoding="utf-8")
    for name, made in TABLES.items():
        before, begin, rest = text.partition(f"<!-- {name} -->")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        text = f"{before}{begin}\n{made()}\n{end}{after}"
    page.write_text(text, encoding="utf-8")


def main() -> int:
    """Renews the tables."""
    renew()
    return 0


if __name__ == "__main__":
    sys.exit(main())
