"""Check a whosays store with nothing but Python: for readers who do not want to trust the program that wrote it.

    python scripts/verify_store.py news.db [LINK]

Recomputes the hash of every input, report, record and log entry, the id of every report, and every span of the records. LINK is a
last link noted down earlier, which must still be in the log. Exit 0 where all holds, 1 where something does not, 2 for wrong usage.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

START = "0" * 64
LOG = ("seq", "prev", "op", "object", "sha256", "actor", "time")


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no blanks, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def faults(store: sqlite3.Connection, link: str | None) -> Iterator[str]:
    """Everything that is not as it was written, one line each."""
    present = {(op, found) for op, found in store.execute("SELECT op, sha256 FROM removed")}
    yield from _raw(store)
    yield from _reports(store, present)
    yield from _records(store, present)
    for op, found in _small_things(store):
        present.add((op, found))
    yield from _log(store, present, link)


def _raw(store: sqlite3.Connection) -> Iterator[str]:
    for name, packed in store.execute("SELECT sha256, packed FROM raw WHERE packed IS NOT NULL"):
        if _unpacked(packed, name) is None:
            yield f"raw {name[:12]}: these are not the bytes that were kept"


def _unpacked(packed: bytes, name: str) -> bytes | None:
    try:
        data = zlib.decompress(packed)
    except zlib.error:
        return None
    return data if sha256(data) == name else None


def _reports(store: sqlite3.Connection, present: set[tuple[str, str]]) -> Iterator[str]:
    for name, details, text in store.execute("SELECT id, details, text FROM reports"):
        present.add(("add", sha256(details.encode("utf-8") + b"\n" + text.encode("utf-8"))))
        report = json.loads(details)
        given = report["published"]["value"] if report["published"]["status"] == "given" else None
        fields = ["" if field is None else field for field in (report["outlet"], report["url"], given, text)]
        if name != "r" + sha256("\x1f".join(fields).encode("utf-8"))[:12] or name != report["id"]:
            yield f"report {name}: its id does not follow from its outlet, address, date and text"


def _records(store: sqlite3.Connection, present: set[tuple[str, str]]) -> Iterator[str]:
    for story, version, name, packed in store.execute("SELECT story, version, sha256, packed FROM records"):
        where = f"record {story}/{version}"
        data = _unpacked(packed, name) if packed is not None else None
        if data is not None:
            present.add(("tell", name))
            record = json.loads(data)
            texts = {report["id"]: report["text"] for report in record["reports"]}
            yield from (f"{where}: {fault}" for fault in _spans(record, texts, None, "$"))
        elif packed is not None or ("tell", name) not in present:
            yield f"{where}: these are not the bytes that were kept"


def _spans(value: Any, texts: dict[str, str], report: str | None, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _spans(one, texts, report, f"{path}[{number}]")
    elif isinstance(value, dict):
        named = value.get("id") if "segments" in value else value.get("report")
        report = named if isinstance(named, str) else report
        start, end = value.get("start"), value.get("end")
        if start is not None or end is not None:
            text = texts.get(report or "", "")
            if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
                yield f"{path}: [{start}, {end}) is no stretch of the report {report}"
        for name, one in value.items():
            yield from _spans(one, texts, report, f"{path}.{name}")


def _small_things(store: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Operation and hash of moves, refusals, decisions and takedowns."""
    for row in store.execute("SELECT report, from_story, to_story, reason, pinned, actor, time FROM moves"):
        yield "assign", sha256(canonical(row))
    for row in store.execute("SELECT source, message FROM refusals"):
        yield "refuse", sha256(canonical(row))
    for (details,) in store.execute("SELECT details FROM decisions"):
        yield "decide", sha256(details.encode("utf-8"))
    for row in store.execute("SELECT report, sha256, text_sha256, reason FROM tombstones"):
        yield "forget", sha256(canonical(row))


def _log(store: sqlite3.Connection, present: set[tuple[str, str]], link: str | None) -> Iterator[str]:
    before, links, named = START, {START}, set()
    for row in store.execute(f"SELECT {', '.join(LOG)}, link FROM log ORDER BY seq"):
        entry = dict(zip(LOG, row, strict=False))
        if entry["prev"] != before or row[-1] != sha256(canonical(entry)) or entry["seq"] != len(links):
            yield f"log {entry['seq']}: the chain is broken here"
        if (entry["op"], entry["sha256"]) not in present:
            yield f"log {entry['seq']}: what it names ({entry['op']} {entry['object']}) is gone or was changed"
        before = row[-1]
        links.add(before)
        named.add((entry["op"], entry["sha256"]))
    for op, name in sorted(present - named):
        yield f"{op} {name[:12]}: the log does not know it"
    if link is not None and link not in links:
        yield f"log: the link {link} is not in it; the log was made anew"
    print(f"the log has {len(links) - 1} entries and ends with {before}")


def main() -> int:
    """Print what is wrong, if anything."""
    if len(sys.argv) not in (2, 3) or not Path(sys.argv[1]).is_file():
        print(__doc__)
        return 2
    store = sqlite3.connect(f"{Path(sys.argv[1]).resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = list(faults(store, sys.argv[2] if len(sys.argv) == 3 else None))
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        found = [f"it cannot be read: {error}"]
    finally:
        store.close()
    for fault in found:
        print(fault)
    print("something is not as it was written" if found else "everything holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
