"""Hostile words in every place where the pages show text, opened in a real browser: no dialog, no outside request, no CSP report.

    python -m benchmarks.xss LIST…      # files with one string a line; JSON arrays of strings are read too

Strings are put into a record in batches, every view of it is opened, and whatever the browser did is printed. Exit 1 where it did
anything. Needs Chromium; ``tests/test_browser.py`` does the same with a short list of its own.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import quote

from whosays.model import Record, Report
from whosays.record import decode, encode
from whosays.web.shelves.shelf import Shelf

BATCH = 60  # strings in one record
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
VIEWS = ("brief", "claims", "disputes", "timeline", "map", "cast", "lineage", "changed", "sources")
# Fields that hold words from outside, or from people who decide; ids and closed vocabularies are not among them.
WORDS = frozenset(
    "title outlet source statement name question answer computation reconciled_by fact reason message by on note word origin "
    "wikidata geonames value predicate version"
    .split()
)  # fmt: skip
WATCH = """
window.seen = [];
document.addEventListener("securitypolicyviolation", event => window.seen.push(event.violatedDirective + " " + event.blockedURI));
"""


def hostile_everywhere(record: Record, words: str) -> Record:
    """The record with these words in every field that a page shows, and behind the text of every report."""
    made: Record = _with(record, words)
    reports = tuple(_hostile_report(old, new, words) for old, new in zip(record.reports, made.reports, strict=True))
    sentences = tuple(replace(one, text=words) for one in record.brief.sentences)
    entities = tuple(
        replace(one, merges=tuple(replace(merge, a=words, b=words) for merge in one.merges)) for one in made.entities
    )
    return replace(
        made,
        generator=record.generator,
        times=record.times,
        quantities=record.quantities,
        events=record.events,
        reports=reports,
        brief=replace(record.brief, sentences=sentences),
        entities=entities,
        timeline=tuple(replace(entry, zone=words) for entry in record.timeline),
    )


def _hostile_report(old: Report, new: Report, words: str) -> Report:
    return replace(new, published=old.published, url=f"javascript:{words}", language=words, text=f"{old.text}\n{words}")


def _with(value: Any, words: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_with(one, words) for one in value)
    if not is_dataclass(value):
        return value
    changed = {}
    for one in fields(value):
        held = getattr(value, one.name)
        changed[one.name] = words if isinstance(held, str) and one.name in WORDS else _with(held, words)
    return replace(value, **changed)  # type: ignore[type-var]


# ------------------------------------------------------------------------------------------------ server and browser
@contextmanager
def served(shelf: Shelf, works: Any = None) -> Iterator[tuple[str, str]]:
    """The address and the token of a server for this shelf, as long as the block runs."""
    import uvicorn

    from whosays.web.app import application
    from whosays.web.guard import Access
    from whosays.web.jobs.work import Works

    config = uvicorn.Config(lambda: None, host="127.0.0.1", port=0, log_level="error", lifespan="off", ws="none")
    listening = config.bind_socket()
    port = listening.getsockname()[1]
    access = Access.of(("127.0.0.1",), port)
    config.app = application(shelf, access, works or Works())
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}", access.token
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def browser_path() -> str | None:
    """A Chromium that is installed: the system's, else one that Playwright fetched."""
    own = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return next((path for name in BROWSERS if (path := shutil.which(name))), str(own[-1]) if own else None)


@dataclass
class Seen:
    """What a browser did that it should not have done."""

    base: str
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> None:
        """Listen to everything that the page does."""
        page.on(
            "dialog", lambda dialog: (self.faults.append(f"dialog {dialog.message!r} on {page.url}"), dialog.dismiss())
        )
        page.on("console", lambda message: self._console(message))
        page.on("pageerror", lambda error: self.faults.append(f"error {error} on {page.url}"))
        page.on(
            "request",
            lambda request: None if request.url.startswith(self.base) else self.faults.append(f"request {request.url}"),
        )
        page.on("popup", lambda popup: self.faults.append(f"window {popup.url}"))
        page.add_init_script(WATCH)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def after(self, page: Any) -> None:
        """Collect what the policy stopped."""
        self.faults += [f"policy: {one} on {page.url}" for one in page.evaluate("window.seen || []")]


def visit(
    page: Any, base: str, story: str, record: Record, seen: Seen, act: Callable[[Any], None] = lambda page: None
) -> None:
    """Open every view of a story, with all folds open, and the list of stories."""
    paths = [
        "/",
        "/add",
        *(f"/s/{story}/{view}" for view in VIEWS),
        f"/s/{story}/report/{quote(record.reports[0].id)}",
        *(f"/s/{story}/claim/{quote(claim.id)}" for claim in record.claims[:1]),
        f"/s/{story}/export",
    ]
    for path in paths:
        page.goto(base + path)
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        act(page)
        seen.after(page)


# ------------------------------------------------------------------------------------------------ the long list
def strings(path: Path) -> list[str]:
    """The strings of a file: a JSON array, or one a line."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        held = json.loads(text)
        return [one for one in held if isinstance(one, str)] if isinstance(held, list) else []
    return [line for line in text.splitlines() if line.strip()]


def main(arguments: Sequence[str]) -> int:
    """Every string of the lists through every view."""
    from playwright.sync_api import sync_playwright

    from tests import factory
    from whosays.web.shelves.records import RecordShelf

    path = browser_path()
    if path is None:
        print("no Chromium is installed")
        return 2
    given = [one.encode("utf-8", "replace").decode("utf-8") for name in arguments for one in strings(Path(name))]
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        shelf = RecordShelf({}, Path(folder))
        with served(shelf) as (base, _):
            seen = Seen(base)
            page = browser.new_page()
            seen.watch(page)
            for at in range(0, len(given), BATCH):
                record = decode(encode(hostile_everywhere(factory.story(), " ".join(given[at : at + BATCH]))))
                target = Path(folder) / "hostile.json"
                target.write_bytes(encode(record))
                shelf.paths["hostile"] = target
                visit(page, base, "hostile", record, seen)
                print(f"{min(at + BATCH, len(given))} of {len(given)}: {len(seen.faults)} faults", flush=True)
        browser.close()
    for fault in dict.fromkeys(seen.faults):
        print(fault[:300])
    return 1 if seen.faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
