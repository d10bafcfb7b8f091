"""Records as PolNeAR can mark them: without the attributions that stand inside what somebody else is reported to say.

A word of that corpus "is involved in at most one attribution" (its README), so of "“He thinks it is safe,” she said" it marks what
she said and not what he thinks. A record needs both, to say whose words they are. The figures of the row ``polnear-dev`` are those of the
whole record; the ones named ``unnested_…`` leave the inner ones out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Range = tuple[int, int]


def unnested_records(records: Path, target: Path) -> None:
    """Write every record of a folder into another one, without its nested attributions."""
    target.mkdir(parents=True)
    for path in sorted(records.glob("*.json")):
        (target / path.name).write_text(json.dumps(unnested(json.loads(path.read_bytes()))), encoding="utf-8")


def unnested(record: dict[str, Any]) -> dict[str, Any]:
    """The record without the steps whose cue stands inside the content of another cue."""
    claims = []
    inner = {
        (report, cue) for report, cue in _cues(record) if any(_holds(c, cue) for c in _contents(record, report, cue))
    }
    for claim in record["claims"]:
        kept = [step for step in claim["chain"] if (claim["report"], _cue(step)) not in inner]
        claims.append({**claim, "chain": kept})
    return {**record, "claims": claims}


def _cues(record: dict[str, Any]) -> set[tuple[str, Range]]:
    cues = {(claim["report"], _cue(step)) for claim in record["claims"] for step in claim["chain"]}
    return {(report, cue) for report, cue in cues if cue is not None}


def _contents(record: dict[str, Any], report: str, cue: Range) -> Iterator[Range]:
    """What is said in a report by any cue but this one."""
    for claim in record["claims"]:
        for step in claim["chain"] if claim["report"] == report else ():
            if _cue(step) not in (None, cue):
                yield from ((span["start"], span["end"]) for span in step["content"])


def _cue(step: dict[str, Any]) -> Range | None:
    return (step["cue"]["start"], step["cue"]["end"]) if step["cue"] else None


def _holds(content: Range, cue: Range) -> bool:
    return content[0] <= cue[0] and cue[1] <= content[1]
