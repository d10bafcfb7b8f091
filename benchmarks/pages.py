"""What the pages cost: bytes of a first view, seconds of each page of a story of 200 reports, and how quickly it answers a hand.

    python -m benchmarks.pages

Compressed sizes are gzip's at level 6. Times are of the second request, when the record is decoded ("warm"). Interactions are
measured in Chromium where it is installed: from the key or the pointer to the next frame.
"""

from __future__ import annotations

import gzip
import time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

from benchmarks.xss import VIEWS, browser_path, served
from tests.large_story import many_reports
from whosays import pipeline
from whosays.ingest import read_paths
from whosays.record import encode
from whosays.web.app import STATIC, application
from whosays.web.guard import Access
from whosays.web.jobs.work import Works
from whosays.web.shelves.records import RecordShelf

ROOT = Path(__file__).resolve().parent.parent
REPORTS = 200
FRAME = (
    "() => new Promise(done => { const at = performance.now(); %s; "
    "requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - at))); })"
)
POINT = "document.querySelector('.said').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))"
ACTS = {
    "brief: point at a sentence": ("brief", POINT),
    "brief: next sentence (j)": ("brief", "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))"),
    "claims: open a count": ("claims", "document.querySelector('.count summary').click()"),
    "claims: next statement (j)": ("claims", "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))"),
    "disputes: open a form": ("disputes", "document.querySelector('.decide summary').click()"),
    "light or dark": ("claims", "document.querySelector('.theme').click()"),
}  # fmt: skip


def main() -> None:
    record = pipeline.tell(
        [pipeline.read_report(one) for one in read_paths([ROOT / "examples" / "night-train"]).reports]
    )
    with TemporaryDirectory() as folder:
        (Path(folder) / "large.json").write_bytes(encode(many_reports(record, REPORTS)))
        (Path(folder) / "example.json").write_bytes(encode(record))
        shelf = RecordShelf.of([Path(folder)], folder=Path(folder))
        assets = sum(
            len(gzip.compress(files(package).joinpath(name).read_bytes(), 6)) for name, (package, _) in STATIC.items()
        )
        print(f"scripts, styles, icon: {assets / 1024:.1f} KB compressed")
        print(
            f"outlines of land and borders (stay on the server): {len(files('whosays.data').joinpath('outlines.bin').read_bytes()) / 1024:.0f} KB"
        )
        app = application(shelf, Access.of(("127.0.0.1",), 8765), Works())
        client = TestClient(app, base_url="http://127.0.0.1:8765")
        for story in ("example", "large"):
            for view in VIEWS:
                client.get(f"/s/{story}/{view}")
                start = time.perf_counter()
                answer = client.get(f"/s/{story}/{view}")
                took = time.perf_counter() - start
                size = len(gzip.compress(answer.content, 6)) / 1024
                print(
                    f"{story:8} {view:9} {len(answer.content) / 1024:7.0f} KB, {size:5.0f} KB compressed, {took:5.2f} s"
                )
        path = browser_path()
        if path:
            interactions(shelf, path)
        else:
            print("no Chromium is installed: interactions not measured")


def interactions(shelf: Any, path: str) -> None:
    """Milliseconds from an act to the frame that shows it, the median of seven."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, served(shelf) as (base, _):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name, (view, act) in ACTS.items():
            page.goto(f"{base}/s/large/{view}")
            found = sorted(page.evaluate(FRAME % act) for _ in range(7))
            print(f"{name:30} {found[3]:5.0f} ms (worst {found[-1]:.0f})")
        browser.close()


if __name__ == "__main__":
    main()
