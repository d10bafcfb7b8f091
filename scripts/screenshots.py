"""Take the pictures of ``docs/screens`` from the example story, in a real browser.

Usage::

    python scripts/screenshots.py            # needs Chromium, and the packages of `make test`

The story is told first from four of its six reports and then from all, so that there is something to see in what changed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.xss import browser_path, served  # noqa: E402  (the script runs from a checkout)
from whosays import pipeline  # noqa: E402
from whosays.ingest import read_paths  # noqa: E402
from whosays.record import encode  # noqa: E402
from whosays.render import render  # noqa: E402
from whosays.web.jobs.work import Job, Works  # noqa: E402
from whosays.web.shelves.records import RecordShelf  # noqa: E402

TARGET = ROOT / "docs" / "screens"
WIDTH, HEIGHT = 1200, 820
TOLD = (
    (1694527200, 1694527200),
    (1694601000, 1694601000),
)  # seconds; so that the pictures do not change with the clock
VIEWS = ("brief", "claims", "disputes", "timeline", "map", "cast", "lineage", "changed", "sources")


def main() -> None:
    path = browser_path()
    if path is None:
        sys.exit("no Chromium is installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    readings = [pipeline.read_report(report) for report in read_paths([ROOT / "examples" / "night-train"]).reports]
    readings.sort(key=lambda reading: reading.report.published.value or "")
    TARGET.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        told = Path(folder) / "night-train.json"
        told.write_bytes(encode(pipeline.tell(readings[:4])))
        os.utime(told, TOLD[0])
        shelf = RecordShelf.of([Path(folder)], folder=Path(folder))
        record = pipeline.tell(readings)
        shelf.keep("night-train", record)
        os.utime(told, TOLD[1])
        single = Path(folder) / "story.html"
        single.write_text(render(record, "html"), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        works = Works()  # nothing runs: one piece of work that seems to, and one that has ended
        works.jobs[1] = Job(1, "6 files into a new story", None, "done", "done", kept=("night-train",))
        works.jobs[2] = Job(
            2,
            f"A pasted text into “{record.story.title}”",
            "night-train",
            step="reading 03-northmoor-courier.txt",
            done=2,
            total=7,
        )
        with served(shelf, works) as (base, _):
            page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light").new_page()
            take(page, f"{base}/", "stories")
            for view in VIEWS:
                take(page, f"{base}/s/night-train/{view}", view)
            claim = record.propositions[0].claims[0]
            take(page, f"{base}/s/night-train/claim/{claim}", "claim")
            take(page, f"{base}/s/night-train/report/{record.reports[1].id}", "report")
            take(page, f"{base}/s/night-train/export", "export")
            take(page, f"{base}/jobs", "work")
            take(page, f"{base}/add", "add")
            dark = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="dark").new_page()
            take(dark, f"{base}/s/night-train/map", "map-dark")
            phone = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="light").new_page()
            take(phone, f"{base}/s/night-train/brief", "brief-phone")
            take(phone, f"{base}/s/night-train/claims", "claims-phone")
            take(page, f"{single.as_uri()}#claims", "single-file")
        browser.close()
    print(f"{TARGET}: {sum(one.stat().st_size for one in TARGET.glob('*.png'))} bytes")


def take(page: Any, address: str, name: str) -> None:
    """One picture; on the brief a sentence is pointed at, in the matrix a count is opened."""
    page.goto(address)
    if name == "brief":
        page.locator(".said").nth(2).hover()
    if name == "claims":
        page.locator(".count summary").nth(2).click()
        page.locator(".matrix").scroll_into_view_if_needed()
    if name == "claims-phone":
        page.locator(".matrix").evaluate("table => table.scrollIntoView()")
    page.screenshot(path=TARGET / f"{name}.png")


if __name__ == "__main__":
    main()
