"""Validates FollowTheMoney exports with the library itself: ``python scripts/validate_ftm.py FILE…``.

Needs ``followthemoney`` (MIT) in an environment of its own, not in that of whosays: it brings pyicu, which is compiled where it is
installed. ``--table FILE`` writes the compact table of schemata that the tests check against instead.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followthemoney import __version__, model

SCHEMATA = "Address Article Documentation Event Mention Organization Person Trip Vehicle".split()


def faults(path: Path) -> Iterator[str]:
    """What the library does not accept in a file: schemata, properties, values it would drop or change, links that lead nowhere."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    schemata = {row["id"]: row["schema"] for row in rows}
    if len(schemata) != len(rows):
        yield f"{path}: an id stands twice"
    for row in rows:
        schema = model.get(row["schema"])
        if schema is None:
            yield f"{path}: {row['id']}: no schema {row['schema']}"
            continue
        for name in sorted(set(schema.required) - set(row["properties"])):
            yield f"{path}: {row['id']}: {schema.name} needs {name}"
        for name, values in row["properties"].items():
            for value in values:
                wrong = _fault(schema, name, value, schemata)
                if wrong:
                    yield f"{path}: {row['id']}: {schema.name}.{name}: {wrong}: {value!r}"
        proxy = model.get_proxy(row, cleaned=False)
        schema.validate(proxy.to_dict())


def _fault(schema: Any, name: str, value: str, schemata: dict[str, str]) -> str | None:
    prop = schema.get(name)
    if prop is None or prop.stub:
        return "no such property"
    if prop.type.name == "entity":
        target = model.get(schemata.get(value, ""))
        if target is None:
            return "leads nowhere"
        return None if target.is_a(prop.range) else f"a {target.name} is no {prop.range.name}"
    clean = prop.type.clean(value)
    if clean is None:
        return f"no {prop.type.name}"
    return None if clean == value else f"would be changed to {clean!r}"


def table() -> Iterator[str]:
    """The schemata that whosays writes: each with what it is, each property with its type, range, and whether it is required."""
    yield f"# source: followthemoney {__version__} (MIT, github.com/opensanctions/followthemoney), by scripts/validate_ftm.py --table"
    yield "schema\tproperty\ttype\trange\trequired"
    for name in SCHEMATA:
        schema = model[name]
        yield f"{name}\t\tis\t{' '.join(sorted(one.name for one in schema.schemata))}\t"
        for prop in sorted(schema.properties.values(), key=lambda prop: prop.name):
            if not prop.stub:
                target = prop.range.name if prop.range else ""
                yield f"{name}\t{prop.name}\t{prop.type.name}\t{target}\t{'yes' if prop.name in schema.required else ''}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--table", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.table:
        given.table.write_text("\n".join(table()) + "\n", encoding="utf-8")
    found = 0
    for path in given.files:
        wrong = list(faults(path))
        found += len(wrong)
        print(*wrong, sep="\n", file=sys.stderr) if wrong else print(f"{path}: valid")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
