"""The same map over reports and reduce over stories, on the processes of one machine or on a cluster of many."""

from __future__ import annotations

from whosays.scale.alone import read_each_alone
from whosays.scale.engines import Dask, Engine, Local, MissingExtra, WorkerLost
from whosays.scale.running import StoryFile, Summary, run

__all__ = ["Dask", "Engine", "Local", "MissingExtra", "StoryFile", "Summary", "WorkerLost", "read_each_alone", "run"]
