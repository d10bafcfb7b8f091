"""Many reports of many stories to a folder of records: read over the workers, grouped here, told over the workers.

The folder holds ``records/<story>.json``, ``stories.json`` (which report went where, what was refused) and ``readings/``, which only
saves work: what an earlier run has read or told of the same things with the same program is not done again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from whosays.clustering import Profile, Torn, cluster, profile
from whosays.decisions import BadDecisions, concerns, correct_reports, decided_pairs, names_a_report
from whosays.decisions.matching import fingerprint as hash_of
from whosays.fingerprints import fingerprint
from whosays.model import Decision, Grouping, Notice, Report
from whosays.record import pack, unpack
from whosays.scale.engines import Engine, in_order
from whosays.scale.jobs import (
    Outcome,
    ReadJob,
    TellJob,
    read_partition,
    reading_file,
    reading_name,
    tell_story,
    write_whole,
)

CHARACTERS = 60_000  # of a partition; about two hundred short reports or one very long one
MANIFEST = "stories.json"


@dataclass(frozen=True, slots=True)
class StoryFile:
    """One story told: its id, the reports by source, the file of its record, and why there is none where there is none."""

    story: str
    sources: tuple[str, ...]
    file: str
    why: str | None = None
    again: bool = True


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: stories in the order of their ids, what was refused or could not be read, reports read anew, and
    decisions about stories that reach nothing here, each with the reason.
    """

    stories: tuple[StoryFile, ...]
    refused: tuple[Notice, ...]
    reports: int
    read: int
    unmet: tuple[tuple[Decision, str], ...] = ()


@dataclass(slots=True)
class _Seen:
    """What the driver keeps of the stream: one short profile, source and notices for each report, and no text but of those that
    decisions name by the hash of it.
    """

    profiles: list[Profile] = field(default_factory=list)
    outlines: dict[str, Report] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of readings, by report
    notices: dict[str | None, list[Notice]] = field(default_factory=dict)


def run(
    items: Iterable[Report | Notice],
    *,
    out: Path,
    engine: Engine,
    decisions: Sequence[Decision] = (),
    progress: Callable[[str | None], None] = lambda message: None,
) -> Summary:
    """Read every report, group them, write a record for each story; the same bytes with every engine and number of workers.

    ``items`` are reports and notices as :func:`whosays.ingest.iter_reports` gives them. A report or story that fails is told in
    words, and the rest goes on. Raises :class:`~whosays.scale.WorkerLost`; what was done until then is kept and not done again; and
    :class:`~whosays.decisions.BadDecisions` where two decisions about stories cannot both be obeyed.
    """
    seen = _Seen()
    readings = out / "readings" / fingerprint()[:16]
    failed: list[Notice] = []
    read = 0
    for result in in_order(engine, read_partition, _read_jobs(items, seen, readings, decisions)):
        for outcome in unpack(result, tuple[Outcome, ...]):
            read += outcome.again
            if outcome.why is not None:
                failed.append(_unread(outcome, seen))
        progress(f"{len(seen.profiles)} reports read")
    lost = {notice.report for notice in failed}
    same, apart, unmet = decided_pairs(tuple(seen.outlines.values()), decisions)
    unmet += tuple(_homeless(seen, decisions))
    try:
        groups = cluster((one for one in seen.profiles if one.report not in lost), same=same, apart=apart)
    except Torn as error:
        raise BadDecisions(str(error)) from None
    stories = tuple(_tell(groups, seen, readings, out=out, engine=engine, decisions=decisions, progress=progress))
    refused = (*(notice for notice in seen.notices.get(None, []) if notice.kind == "refused"), *failed)
    progress(None)
    return Summary(stories, refused, len(seen.profiles), read, unmet)


def _homeless(seen: _Seen, decisions: Sequence[Decision]) -> Iterator[tuple[Decision, str]]:
    """Decisions about the inside of a story that name reports, none of which is among these."""
    outlines = tuple(seen.outlines.values())
    inside = [one for one in decisions if one.decision not in ("same-story", "different-story")]
    for one in inside:
        if names_a_report(one) and not concerns(one, outlines):
            yield one, "no report that it names is among the inputs"


def _read_jobs(
    items: Iterable[Report | Notice], seen: _Seen, readings: Path, decisions: Sequence[Decision]
) -> Iterator[bytes]:
    """Partitions of the stream; each report is noted as it goes by."""
    part: list[Report] = []
    names: list[str] = []
    hashes = tuple(target.sha256.casefold()[:16] for one in decisions for target in one.about if target.sha256)
    for item in items:
        if isinstance(item, Notice):
            seen.notices.setdefault(item.report, []).append(item)
            continue
        seen.sources[item.id] = item.source
        (report,) = correct_reports((item,), decisions)
        seen.profiles.append(profile(report))
        named = bool(hashes) and hash_of(report.text).startswith(hashes)
        seen.outlines[item.id] = replace(report, text=report.text if named else "", segments=())
        name = seen.names[item.id] = reading_name(report, corrected=report is not item)
        if reading_file(readings, name).exists():
            continue  # no worker needs to be started to find that out
        part.append(report)
        names.append(name)
        if sum(len(report.text) for report in part) >= CHARACTERS:
            yield pack(ReadJob(str(readings), tuple(part), tuple(names)))
            part, names = [], []
    if part:
        yield pack(ReadJob(str(readings), tuple(part), tuple(names)))


def _unread(outcome: Outcome, seen: _Seen) -> Notice:
    source = seen.sources[outcome.name]
    return Notice("refused", outcome.name, source, f"{source}: it could not be read to its end ({outcome.why})")


def _tell(
    groups: Sequence[Grouping],
    seen: _Seen,
    readings: Path,
    *,
    out: Path,
    engine: Engine,
    decisions: Sequence[Decision],
    progress: Callable[[str | None], None],
) -> Iterator[StoryFile]:
    """Tell the stories that are not there yet as they should be; write the list of all, and remove what is no story any more."""
    before = _manifest(out)
    jobs = {group.id: _tell_job(group, seen, readings, out, decisions) for group in groups}
    made_with = fingerprint(record=True).encode()
    made_of = {
        story: hashlib.sha256(pack((job.readings_of, job.notices, job.decisions)) + made_with).hexdigest()
        for story, job in jobs.items()
    }
    due = [story for story in jobs if before.get(story) != made_of[story] or not _file(out, story).exists()]
    why: dict[str, str | None] = {}
    for number, result in enumerate(in_order(engine, tell_story, (pack(jobs[story]) for story in due)), 1):
        outcome = unpack(result, Outcome)
        why[outcome.name] = outcome.why
        progress(f"{number} of {len(due)} stories told")
    done = {story: made for story, made in made_of.items() if why.get(story) is None}
    write_whole(out / MANIFEST, _canonical(groups, seen, done))
    for story in before.keys() - done.keys():
        _file(out, story).unlink(missing_ok=True)
    for group in sorted(groups, key=lambda group: group.id):
        sources = tuple(seen.sources[report] for report in group.reports)
        yield StoryFile(group.id, sources, f"records/{group.id}.json", why.get(group.id), group.id in why)


def _tell_job(group: Grouping, seen: _Seen, readings: Path, out: Path, decisions: Sequence[Decision]) -> TellJob:
    reports = sorted(group.reports)
    notices = tuple(notice for report in reports for notice in seen.notices.get(report, []))
    own = [seen.outlines[report] for report in reports]
    about = tuple(one for one in decisions if not names_a_report(one) or concerns(one, own))
    names = tuple(seen.names[report] for report in reports)
    return TellJob(str(readings), str(_file(out, group.id)), names, notices, about)


def _file(out: Path, story: str) -> Path:
    return out / "records" / f"{story}.json"


def _manifest(out: Path) -> dict[str, str]:
    """What each record of an earlier run was made of; nothing where there was none or it cannot be read."""
    try:
        rows: Any = json.loads((out / MANIFEST).read_bytes())["stories"]
        return {row["story"]: str(row["made_of"]) for row in rows if str(row["story"]).isalnum()}  # a file is called so
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _canonical(groups: Sequence[Grouping], seen: _Seen, made_of: dict[str, str]) -> bytes:
    rows = [
        {
            "story": group.id,
            "file": f"records/{group.id}.json",
            "made_of": made_of[group.id],
            "reports": [{"id": report, "source": seen.sources[report]} for report in group.reports],
        }
        for group in sorted(groups, key=lambda group: group.id)
        if group.id in made_of
    ]
    told = [notice for notices in seen.notices.values() for notice in notices]
    listed = [{"kind": n.kind, "report": n.report, "source": n.source, "message": n.message} for n in told]
    return (json.dumps({"stories": rows, "notices": listed}, ensure_ascii=False, indent=1) + "\n").encode()
