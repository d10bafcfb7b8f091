"""Hostile bytes are parsed in a child process that has little to spend, sees little and can be ended at any moment.

>>> from whosays.sandbox import JOBS, Limits, run
>>> Limits().cpu_s, Limits().wall_s, Limits().memory
(5.0, 10.0, 536870912)
"""

from __future__ import annotations

from whosays.sandbox.jobs import JOBS
from whosays.sandbox.layering import Layer, layers
from whosays.sandbox.limits import JobFailed, Killed, Limits, Unsandboxed
from whosays.sandbox.pool import Pool
from whosays.sandbox.shared import run, stream

__all__ = ["JOBS", "JobFailed", "Killed", "Layer", "Limits", "Pool", "Unsandboxed", "layers", "run", "stream"]
