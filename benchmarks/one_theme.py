"""Is a stream of one theme cut into its events? ``python -m benchmarks.one_theme``.

Two months of a quarrel over a dam (``one_theme.toml``): a dozen people and places that every report names, 25 events of which two to four
papers tell in their own words within two days, and in each report some of what papers add about the quarrel at large. Prints B-cubed for
the whole stream, and for a window of a fortnight; fails below the floors.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from whosays.clustering import Profile, Settings, cluster, profile_of

TABLE = Path(__file__).with_name("one_theme.toml")
BEGIN = datetime(2031, 5, 5, 6, tzinfo=UTC)
ADDED = (5, 7)  # sentences about the quarrel at large
HOURS = 44  # in which an event is told
SETTINGS = {"whole": Settings(vectors=False), "window": Settings(window=14.0, vectors=False)}
FLOORS = {"whole": 0.95, "window": 0.93}  # B-cubed F1
SEEDS = range(5)


def write_theme(seed: int) -> list[tuple[int, Profile]]:
    """The number of its event and the profile of each report, in the order of their hours; the same at every call."""
    draw = random.Random(seed)
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    written: list[tuple[datetime, int, str, str]] = []
    for number, event in enumerate(table["events"]):
        for teller in range(draw.randint(2, 4)):
            when = BEGIN + timedelta(days=event["day"], hours=draw.randint(0, HOURS))
            headline = event["headlines"][teller % 3]
            added = draw.sample(table["background"], draw.randint(*ADDED))
            written.append((when, number, headline, " ".join([_told(event["told"], teller), *added])))
    written.sort()
    return [
        (number, profile_of(f"r{at:03d}", headline, text, when.isoformat()))
        for at, (when, number, headline, text) in enumerate(written)
    ]


def _told(told: Sequence[str], teller: int) -> str:
    """What one paper tells of an event; a fourth cuts the first one's words short and goes on with the second's."""
    if teller < len(told):
        return told[teller]
    return " ".join((told[0].split(". ")[0] + ".", told[1]))


def b_cubed(gold: Mapping[str, int], groups: Sequence[Sequence[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    size = Counter(gold.values())
    precision = recall = 0.0
    for group in groups:
        held = Counter(gold[report] for report in group)
        precision += sum(n * n for n in held.values()) / len(group)
        recall += sum(n * n / size[event] for event, n in held.items())
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measure(seed: int, settings: Settings) -> tuple[tuple[float, float, float], int]:
    """B-cubed of one stream, and how many reports its largest story holds."""
    given = write_theme(seed)
    groups = [story.reports for story in cluster((one for _, one in given), settings=settings)]
    return b_cubed({one.report: event for event, one in given}, groups), max(map(len, groups))


def main() -> int:
    """Prints a line for each kind of stream."""
    failed = False
    for name, settings in SETTINGS.items():
        found = [measure(seed, settings) for seed in SEEDS]
        precision, recall, both = (sum(figures[n] for figures, _ in found) / len(found) for n in range(3))
        largest = max(size for _, size in found)
        print(f"{name:<8} B-cubed P {precision:.3f} R {recall:.3f} F1 {both:.3f}; largest story {largest} reports")
        failed = failed or both < FLOORS[name]
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
