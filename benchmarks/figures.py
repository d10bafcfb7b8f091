"""Figures of a measurement by their names, and those that a scorer outside the repository prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

Figures = dict[str, float]


def run_scorer(script: Path, *arguments: Path | str) -> Figures:
    """The numbers of the JSON line that a scorer prints last."""
    command = [sys.executable, str(script), *map(str, arguments), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise SystemExit(f"{script.name} printed no figures:\n{done.stderr}")
    metrics = json.loads(done.stdout.strip().splitlines()[-1])
    return {k: float(v) for k, v in metrics.items() if isinstance(v, int | float)}
