"""Day and zone of publication of web pages beside htmldate: ``python -m benchmarks.page_dates FOLDER``.

FOLDER holds the pages of the article extraction benchmark (``html/*.html.gz``). ``page_dates.tsv`` says what each page states; its first
60 rows are for development, the rest is a check. Prints how many days are right, and how many stated zones are kept, for the reader of
pages and for htmldate (asked for its full form) in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from pathlib import Path

from whosays.ingest.drafts import Refusal
from whosays.ingest.html import page_draft

TABLE = Path(__file__).with_suffix(".tsv")
DEVELOPMENT = 60
Row = tuple[str, tuple[str, ...], tuple[str, ...]]


def table() -> list[Row]:
    """(page, days that are right, zones that are right) of each row."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    cells = [line.split("\t") for line in lines]
    return [(page, tuple(days.split("|")), tuple(filter(None, zones.split("|")))) for page, days, zones in cells]


def zone_of(value: str | None) -> str | None:
    """The offset of a date, ``+00:00`` for Z."""
    match = re.search(r"(?:Z|[+-]\d\d:?\d\d)$", (value or "")[10:])
    if match is None:
        return None
    return "+00:00" if match.group() == "Z" else f"{match.group()[:3]}:{match.group()[-2:]}"


def ours(data: bytes, name: str) -> str | None:
    """The date of the reader of pages."""
    try:
        return page_draft(data, source=name, encoding="utf-8").given.published
    except Refusal:
        return None


def theirs(data: bytes) -> str | None:
    """htmldate's date, asked for the first publication and its full form."""
    from htmldate import find_date

    return find_date(
        data.decode("utf-8", "replace"), original_date=True, outputformat="%Y-%m-%dT%H:%M:%S%z", max_date="2019-12-31"
    )


def rates_of(folder: Path) -> tuple[float, float]:
    """Shares of pages whose day is right, and of stated zones that are kept, over both parts."""
    paths = {path.name[:16]: path for path in sorted((folder / "html").glob("*.html.gz"))}
    read = [(ours(gzip.decompress(paths[page].read_bytes()), page), days, zones) for page, days, zones in table()]
    stated = [zone_of(value) in zones for value, _, zones in read if zones]
    return sum((value or "")[:10] in days for value, days, _ in read) / len(read), sum(stated) / len(stated)


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures of both parts; with ``--misses``, each page that is wrong."""
    parser = argparse.ArgumentParser(prog="page_dates", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with html/")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args(arguments)
    paths = {path.name[:16]: path for path in sorted((options.folder / "html").glob("*.html.gz"))}
    rows = table()
    for part, some in (("development", rows[:DEVELOPMENT]), ("check", rows[DEVELOPMENT:])):
        counts = {"whosays": [0, 0], "htmldate": [0, 0]}
        for page, days, zones in some:
            data = gzip.decompress(paths[page].read_bytes())
            for reader, value in (("whosays", ours(data, page)), ("htmldate", theirs(data))):
                day = (value or "")[:10] in days
                zone = not zones or zone_of(value) in zones
                counts[reader][0] += day
                counts[reader][1] += bool(zones) and zone
                if options.misses and reader == "whosays" and not (day and zone):
                    print(f"{page} is {'|'.join(days)} {'|'.join(zones)}, read {value}")
        stated = sum(bool(zones) for _, _, zones in some)
        for reader, (day_count, zone_count) in counts.items():
            print(f"{part:<12} {reader:<9} day right {day_count}/{len(some)}  stated zone kept {zone_count}/{stated}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
