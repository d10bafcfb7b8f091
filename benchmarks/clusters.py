"""Story grouping on public gold that lies outside the repository: B-cubed of the development sets.

``python -m benchmarks.clusters`` with ``WHOSAYS_GOLD``: the documents and the scorer lie beside it (``../score/clusters``). Their floors
are in ``floors.json``, kept by the scoreboard.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figures, run_scorer
from whosays.clustering import Settings, cluster, profile_of

SETS = {"clusters-dev": "dev", "clusters-dev-hard": "dev_hard"}


def measure(scorers: Path, name: str) -> Figures:
    """The scorer's figures for one set of documents."""
    lines = (scorers / "clusters" / f"documents_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    given = [json.loads(line) for line in lines]
    profiles = [profile_of(one["id"], one["title"] or "", one["text"], one["published"]) for one in given]
    told = {report: story.id for story in cluster(profiles, settings=Settings()) for report in story.reports}
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch, "told.json")
        target.write_text(json.dumps(told), encoding="utf-8")
        return run_scorer(scorers / "score_clusters.py", scorers / "clusters" / f"clusters_{name}.json", target)


def main() -> int:
    """Prints a block for each set."""
    gold = os.environ.get("WHOSAYS_GOLD")
    if not gold:
        print("set WHOSAYS_GOLD", file=sys.stderr)
        return 2
    for title, name in SETS.items():
        figures = measure(Path(gold).parent / "score", name)
        print(title, *(f"  {figure:<24}{value:>8.3f}" for figure, value in figures.items()), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
