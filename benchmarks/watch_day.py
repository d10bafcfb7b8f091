"""Days of feeds, replayed fast, watched by a process that is killed three times: ``python -m benchmarks.watch_day``.

Every outlet of the stories with gold has a feed on a loopback address of its own. The feeds grow report by report in the order of
publication; some hold whole reports, some only headlines that lead to pages. One has moved for good, one fails every second time, one is
dead, one is slow, one is hostile (a tag with 100,000 attributes). ``whosays watch`` visits them; it is killed with SIGKILL three times,
at moments drawn from a seed, and started again. In the end: is every report in the store, once? Are the stories those of the gold? Is
every record what a fresh telling gives, and was its last version announced? Does the log verify? It fails where one answer is no.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

STORIES = Path(__file__).resolve().parent.parent / "tests" / "stories"
KILLS = 3
TICK = 5.0  # seconds after which the next report is published
NIGHT = 2.0  # days between two publications after which every feed has surely been visited
PATIENCE = 240.0  # seconds to be done after the last one
MODES = ("whole", "headlines", "moved", "failing")


@dataclass(frozen=True, slots=True)
class Item:
    """One report of the gold as an outlet publishes it."""

    story: str
    outlet: str
    published: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def moment(self) -> datetime:
        """When it is published."""
        return datetime.fromisoformat(self.published)


@dataclass(slots=True)
class Outlet:
    """A site: its items, how it behaves, how often it was asked and how often it could answer that nothing is new."""

    name: str
    mode: str
    items: list[Item] = field(default_factory=list)
    public: int = 0
    asked: int = 0
    unchanged: int = 0


def read_gold() -> list[Item]:
    """The reports of all stories with gold, in the order of publication."""
    items = []
    for gold in sorted(STORIES.glob("*/gold.json")):
        for row in json.loads(gold.read_text("utf-8"))["documents"]:
            head, _, body = (gold.parent / row["file"]).read_text("utf-8").partition("\n")
            paragraphs = tuple(line.strip() for line in body.split("\n") if line.strip())
            items.append(Item(gold.parent.name, row["outlet"], row["published"], head.strip(), paragraphs))
    return sorted(items, key=lambda item: (item.moment, item.story, item.title))


def handler(outlet: Outlet) -> type[BaseHTTPRequestHandler]:
    """The site of an outlet."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/robots.txt":
                self._send(404, b"")
            elif self.path.startswith("/feed"):
                self._feed()
            elif self.path.startswith("/item/"):
                self._send(200, page(outlet.items[int(self.path.rpartition("/")[2])]), "text/html; charset=utf-8")
            else:
                self._send(404, b"")

        def _feed(self) -> None:
            outlet.asked += 1
            if outlet.mode == "moved" and self.path == "/feed":
                self._send(301, b"", headers={"Location": "/feed-now"})
                return
            if outlet.mode == "failing" and outlet.asked % 2:
                self._send(500, b"")
                return
            if outlet.mode == "hostile":
                attributes = " ".join(f'a{number}="1"' for number in range(100_000))
                self._send(200, f"<rss {attributes}><channel><item><title>x</title></item></channel></rss>".encode())
                return
            body = feed(outlet, f"http://{self.headers['Host']}")
            mark = f'"{outlet.public}"'
            if self.headers.get("If-None-Match") == mark:
                outlet.unchanged += 1
                self._send(304, b"", headers={"ETag": mark})
                return
            if outlet.mode == "slow":
                time.sleep(2)
            self._send(200, body, "application/rss+xml", headers={"ETag": mark})

        def _send(
            self, status: int, body: bytes, kind: str = "text/xml", headers: dict[str, str] | None = None
        ) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):  # the watcher was killed
                self.send_response(status)
                for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Site


def feed(outlet: Outlet, site: str) -> bytes:
    """The RSS of what the outlet has published so far, the latest first."""
    entries = []
    for number, item in reversed(list(enumerate(outlet.items[: outlet.public]))):
        words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in item.paragraphs)
        whole = "" if outlet.mode == "headlines" else f"<content:encoded>{escape(words)}</content:encoded>"
        entries.append(
            f"<item><title>{escape(item.title)}</title><link>{site}/item/{number}</link>"
            f"<pubDate>{item.published}</pubDate>{whole}</item>"
        )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(outlet.name)}</title>{''.join(entries)}</channel></rss>"
    ).encode()


def page(item: Item) -> bytes:
    """The web page of a report."""
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in item.paragraphs)
    return (
        f'<html><head><title>{escape(item.title)}</title><meta property="og:site_name" content="{escape(item.outlet)}">'
        f'<meta property="article:published_time" content="{item.published}"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{escape(item.title)}</h1>{words}</article></body></html>"
    ).encode()


def sites(items: Sequence[Item]) -> list[Outlet]:
    """The outlets with their ways of behaving, and three that bring nothing."""
    names = sorted({item.outlet for item in items})
    found = {name: Outlet(name, MODES[number % len(MODES)]) for number, name in enumerate(names)}
    for item in items:
        found[item.outlet].items.append(item)
    return [*found.values(), Outlet("Slow", "slow"), Outlet("Hostile", "hostile")]


def start(store: Path, feeds: Sequence[str], hosts: str, log: Path) -> subprocess.Popen[bytes]:
    """The watcher as a process of its own; what it announces is appended to the log."""
    command = [sys.executable, "-m", "whosays", "watch", *feeds, "--store", str(store), "--every", "1s", "-f", "json"]
    with log.open("ab") as out, log.with_suffix(".err").open("ab") as err:
        return subprocess.Popen(command, stdout=out, stderr=err, env={**os.environ, "WHOSAYS_FETCH_PRIVATE": hosts})


def days_apart(a: Item, b: Item) -> float:
    """Days from one publication to the next."""
    return (b.moment - a.moment).total_seconds() / 86_400


def kept(store_path: Path) -> int:
    """Reports in the store so far."""
    from whosays.store import Store, StoreError

    try:
        with Store.open(store_path, create=False, read_only=True) as store:
            return len(store.reports())
    except StoreError:
        return 0


def settled(store_path: Path, wanted: int) -> bool:
    """Is every report kept, and every story told and announced?"""
    from whosays.fingerprints import fingerprint
    from whosays.store import Store, StoreError

    try:
        with Store.open(store_path, create=False, read_only=True) as store:
            stories = store.stories()
            return (
                len(store.reports()) >= wanted
                and not store.loose(fingerprint())
                and not any(story.needs_telling for story in stories)
                and all(store.announced(story.id) == story.versions for story in stories)
            )
    except StoreError:
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the days and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kills", type=int, default=KILLS)
    asked = parser.parse_args(arguments)
    items = read_gold()
    outlets = sites(items)
    draw = random.Random(asked.seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        feeds, hosts = [], []
        for number, outlet in enumerate(outlets, 2):
            server = ThreadingHTTPServer((f"127.0.0.{number}", 0), handler(outlet))
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            Thread(target=server.serve_forever, daemon=True).start()
            hosts.append(f"127.0.0.{number}:{server.server_port}")
            feeds.append(f"http://{hosts[-1]}/feed")
        hosts.append("127.0.0.250:9")
        feeds.append("http://127.0.0.250:9/feed")  # dead: nobody listens there
        store, log = folder / "news.db", folder / "announced.jsonl"
        killed = run(items, outlets, store, log, feeds, ",".join(hosts), draw, asked.kills)
        return report(items, outlets, store, log, killed)


def run(
    items: Sequence[Item], outlets: Sequence[Outlet], store: Path, log: Path, feeds: Sequence[str], hosts: str,
    draw: random.Random, kills: int,
) -> int:  # fmt: skip
    """Publish everything while the watcher runs and is killed; returns how often it was."""
    by_name = {outlet.name: outlet for outlet in outlets}
    moments = sorted(draw.uniform(TICK, TICK * len(items)) for _ in range(kills))
    process = start(store, feeds, hosts, log)
    begun = time.monotonic()
    due = list(items)
    killed = 0
    waited = 0.0
    try:
        while True:
            passed = time.monotonic() - begun
            out = len(items) - len(due)
            if due and passed >= TICK * out + waited:
                if out and days_apart(items[out - 1], due[0]) > NIGHT and kept(store) < out:
                    waited += 0.2  # weeks lie between two stories: a feed that failed is visited again long before
                else:
                    by_name[due.pop(0).outlet].public += 1
            if killed < kills and passed >= moments[killed]:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
                process = start(store, feeds, hosts, log)
            if process.poll() is not None:
                print(log.with_suffix(".err").read_text("utf-8")[-2000:])
                raise SystemExit("the watcher ended by itself")
            if not due and settled(store, len(items)):
                return killed
            if passed > TICK * len(items) + waited + PATIENCE:
                print(log.with_suffix(".err").read_text("utf-8")[-2000:])
                raise SystemExit("the watcher was not done in time")
            time.sleep(0.2)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def report(items: Sequence[Item], outlets: Sequence[Outlet], path: Path, log: Path, killed: int) -> int:
    """Print the figures and what is not as it should be; 0 where all is."""
    from whosays import pipeline
    from whosays.record import encode
    from whosays.store import Store, verify

    faults: list[str] = [f"{fault.where}: {fault.what}" for fault in verify(path)]
    told = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.endswith("}")]
    with Store.open(path, create=False) as store:
        reports = {report.id: report for report in store.reports()}
        kept = {(report.outlet, report.title) for report in reports.values()}
        faults += [f"lost: {item.outlet}, {item.title}" for item in items if (item.outlet, item.title) not in kept]
        if len(reports) != len(items):
            faults.append(f"{len(reports)} reports are kept of {len(items)}")
        gold = {(item.outlet, item.title): item.story for item in items}
        stories = [story for story in store.stories() if story.reports]
        of_story = {
            story.id: {gold.get((reports[one].outlet or "", reports[one].title or "")) for one in story.reports}
            for story in stories
        }
        wanted = {item.story for item in items}
        right = sum(len(held) == 1 for held in of_story.values())
        if len(of_story) != len(wanted) or right != len(of_story):
            mixed = sorted(" + ".join(sorted(map(str, held))) for held in of_story.values())
            faults.append(f"stories are not those of the gold: {', '.join(mixed)}")
        for story in stories:
            record = store.record(story.id)
            readings = [pipeline.read_report(reports[one]) for one in story.reports]
            notices = [notice for one in sorted(story.reports) for notice in store.notices(one)]
            if record is None or encode(record) != encode(pipeline.tell(readings, notices=notices, one_story=True)):
                faults.append(f"story {story.id}: its record is not what a fresh telling gives")
            if not any(line["story"] == story.id and line["version"] == story.versions for line in told):
                faults.append(f"story {story.id}: its last version was never announced")
        refusals = store.refusals()
    kinds: dict[str, int] = {}
    for line in told:
        for change in line["changes"]:
            kinds[change["kind"]] = kinds.get(change["kind"], 0) + 1
    print(f"{len(items)} reports of {len(wanted)} stories on {len(outlets) + 1} feeds; killed {killed} times")
    print(f"visits {sum(o.asked for o in outlets)}, of them unchanged (304) {sum(o.unchanged for o in outlets)}")
    print(
        f"announcements {len(told)}; changes " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    )
    print(f"rows of refusals: {len(refusals)}")
    for row in refusals[:6]:
        print(f"  {row.times} times: {row.message[:150]}")
    for fault in faults:
        print("FAULT", fault)
    print("all is as it should be" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
