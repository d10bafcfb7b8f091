"""Kill a process that writes a store, at random moments and at chosen writes to the disk, and see what is left.

A child adds reports, assigns them, keeps records, takes reports down, and after every step that was acknowledged writes it down in a
file of its own. The parent kills it, opens the store, and asks: does the file hold, does the chain, is everything there that was
acknowledged, and is nothing there by halves?

    python -m benchmarks.kill_store 300
    python -m benchmarks.kill_store 100 --copies    # killed while it backs up and restores
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.made_reports import made_report, record_of
from whosays.store import Incoming, Store, StoreError, backup, restore, verify

WHEN = "2031-05-07T18:00:00+00:00"
REPORTS = 40  # of the store that is copied


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one kill left: how it came about, steps acknowledged, reports kept, and everything that is wrong."""

    how: str
    acknowledged: int
    kept: int
    wrong: tuple[str, ...]


def child(folder: Path, first: int, at: int) -> None:
    """Add one report after the other until killed; ``at`` > 0: end at that write to the disk instead of waiting for the parent."""
    if at:
        _end_at(at)
    with Store.open(folder / "s.db") as store, (folder / "ack").open("a") as acknowledged:
        print("ready", flush=True)
        for number in range(first, first + 10_000):
            report = made_report(number)
            with store.transaction():
                store.add([Incoming(report, (), report.text.encode(), f"https://example.org/{number % 3}")], when=WHEN)
                store.assign(report.id, f"s{number % 5}", reason="made so", when=WHEN)
            acknowledged.write(report.id + "\n")
            acknowledged.flush()
            if number % 5 == 4:
                members = store.reports(story="s4")
                store.keep_record("s4", record_of(members[-3:]), when=WHEN)
                acknowledged.write(f"s4/{len(store.versions('s4'))}\n")
            if number % 7 == 6:
                store.forget(report.id, reason="a drill", when=WHEN)
                acknowledged.write(f"-{report.id}\n")
            acknowledged.flush()


def copying_child(folder: Path, first: int, at: int) -> None:
    """Copy a store and put the copy back, again and again, until killed; ``at`` as in :func:`child`."""
    if at:
        _end_at(at)
    print("ready", flush=True)
    with (folder / "ack").open("a") as acknowledged:
        for number in range(first, first + 10_000):
            backup(folder / "s.db", folder / f"copy-{number}")
            acknowledged.write(f"copy-{number}\n")
            acknowledged.flush()
            restore(folder / f"copy-{number}", folder / f"back-{number}")
            acknowledged.write(f"back-{number}\n")
            acknowledged.flush()


def _end_at(at: int) -> None:
    """Make the file system end this process at the ``at``-th write, after half of what was to be written."""
    import apsw

    left, below = [at], apsw.vfs_names()[0]

    class File(apsw.VFSFile):
        """A file of SQLite that counts its writes."""

        def _count(self) -> bool:
            left[0] -= 1
            return left[0] == 0

        def xWrite(self, data: Any, offset: int) -> None:
            if self._count():
                super().xWrite(bytes(data)[: len(data) // 2], offset)
                os.kill(os.getpid(), signal.SIGKILL)
            super().xWrite(data, offset)

        def xLock(self, level: int) -> None:
            try:
                super().xLock(level)
            except apsw.IOError:  # a file opened for reading cannot be locked for writing, which SQLite takes for busy
                raise apsw.BusyError from None

        def xSync(self, flags: int) -> None:
            if self._count():
                os.kill(os.getpid(), signal.SIGKILL)
            super().xSync(flags)

        def xTruncate(self, size: int) -> None:
            if self._count():
                os.kill(os.getpid(), signal.SIGKILL)
            super().xTruncate(size)

    class Disk(apsw.VFS):
        """The file system below SQLite, with files that count."""

        def __init__(self) -> None:
            super().__init__("counting", below, makedefault=True)

        def xOpen(self, name: Any, flags: list[int]) -> Any:
            return File(below, name, flags)

    _KEPT.append(Disk())


_KEPT: list[object] = []  # SQLite does not hold on to it


def kill_once(folder: Path, number: int, chance: random.Random, *, copies: bool = False) -> Outcome:
    """One child, one kill, one look at what is left."""
    folder.mkdir(parents=True, exist_ok=True)
    if copies and not (folder / "s.db").exists():
        _fill(folder / "s.db")
    at = chance.randrange(1, chance.choice((200, 2_000))) if number % 2 else 0
    first = len(_lines(folder / "ack")) * 10 + 10_000 * number
    kind = "--copying-child" if copies else "--child"
    done = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.kill_store", kind, str(folder), str(first), str(at)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).resolve().parent.parent,
    )
    assert done.stdout
    if not at:
        done.stdout.readline()
        time.sleep(chance.uniform(0, 0.25))
        done.kill()
    _, complaint = done.communicate(timeout=60)
    outcome = (look_at_copies if copies else look)(folder, f"at write {at}" if at else "at any moment")
    if done.returncode != -signal.SIGKILL:
        ended = f"the child ended by itself: {complaint.decode()[-300:]}"
        return replace(outcome, wrong=(*outcome.wrong, ended))
    return outcome


def look(folder: Path, how: str) -> Outcome:
    """What is left in the store, against what was acknowledged."""
    path = folder / "s.db"
    said = _lines(folder / "ack")
    if not path.exists() or (not said and path.stat().st_size == 0):
        return Outcome(how, len(said), 0, ("acknowledged, but there is no store",) if said else ())
    with Store.open(path) as store:  # a writer mends what the dead one left
        reports = {report.id for report in store.reports()}
        versions = {f"{told.story}/{told.version}" for story in store.stories() for told in store.versions(story.id)}
        forgotten = {entry.object for entry in store.log() if entry.op == "forget"}
        there = reports | versions | forgotten | {f"-{one}" for one in forgotten - reports}
        wrong = [f"lost: {one}" for one in said if one not in there]
        wrong += [f"by halves: {one}" for one in sorted(reports) if store.story_of(one) is None]
    wrong += [f"{fault.where}: {fault.what}" for fault in verify(path)]
    return Outcome(how, len(said), len(reports), tuple(wrong))


def _fill(path: Path) -> None:
    """A store with reports, and a story with two records."""
    with Store.open(path) as store:
        reports = [made_report(number) for number in range(REPORTS)]
        with store.transaction():
            store.add([Incoming(report, (), report.text.encode()) for report in reports], when=WHEN)
            for report in reports:
                store.assign(report.id, "s", reason="made so", when=WHEN)
        for members in (reports[:2], reports):
            store.keep_record("s", record_of(members), when=WHEN)


def look_at_copies(folder: Path, how: str) -> Outcome:
    """What is left of copies: those acknowledged are whole, and whatever else lies there is whole too, or refused in words."""
    said = _lines(folder / "ack")
    wrong = [f"lost: {one}" for one in said if not (folder / one).exists()]
    wrong += [f"s.db: {fault.where}: {fault.what}" for fault in verify(folder / "s.db")]
    back = folder / "tried"
    for path in sorted(folder.glob("back-*")):
        if path.suffix == ".part" or path.name.endswith(("-journal", "-wal", "-shm")):
            continue
        wrong += [f"{path.name}: {fault.where}: {fault.what}" for fault in verify(path)]
    for path in sorted(folder.glob("copy-*")):
        if path.name.endswith((".manifest.json", "-journal", "-wal", "-shm")):
            continue
        try:
            if restore(path, back).reports != REPORTS:
                wrong.append(f"{path.name}: put back with too few reports")
        except StoreError as error:
            if path.name in said:
                wrong.append(f"{path.name}: acknowledged, and {error}")
        back.unlink(missing_ok=True)
    for path in [*folder.glob("copy-*"), *folder.glob("back-*")]:
        path.unlink()
    (folder / "ack").unlink(missing_ok=True)
    return Outcome(how, len(said), REPORTS, tuple(wrong))


def _lines(path: Path) -> list[str]:
    """Whole lines of a file; the last one may have been cut."""
    return path.read_text().split("\n")[:-1] if path.exists() else []


def main() -> None:
    """Kill so many times, a fresh store every ten kills, and count."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("kills", nargs="?", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--child", nargs=3, metavar=("FOLDER", "FIRST", "AT"), help=argparse.SUPPRESS)
    asked.add_argument("--copies", action="store_true", help="kill one that backs up and restores, not one that writes")
    asked.add_argument("--copying-child", nargs=3, metavar=("FOLDER", "FIRST", "AT"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.copying_child:
        copying_child(Path(given.copying_child[0]), int(given.copying_child[1]), int(given.copying_child[2]))
        return
    if given.child:
        child(Path(given.child[0]), int(given.child[1]), int(given.child[2]))
        return
    chance, begun, counts = random.Random(given.seed), time.monotonic(), Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(given.kills):
            outcome = kill_once(Path(scratch) / str(number // 10), number, chance, copies=given.copies)
            counts["kills"] += 1
            counts["wrong"] += bool(outcome.wrong)
            if given.copies or number % 10 == 9 or number == given.kills - 1:  # a writer's list goes on over ten kills
                counts["acknowledged"] += outcome.acknowledged
                counts["kept"] += outcome.kept
            for line in outcome.wrong:
                print(f"kill {number} ({outcome.how}): {line}")
    seconds = time.monotonic() - begun
    print(
        f"{counts['kills']} kills, {counts['wrong']} with anything wrong; {counts['acknowledged']} steps acknowledged, "
        f"{counts['kept']} reports kept; {seconds:.0f} s"
    )


if __name__ == "__main__":
    main()
