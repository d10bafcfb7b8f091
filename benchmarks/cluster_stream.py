"""What a report costs in a long stream: ``python -m benchmarks.cluster_stream [REPORTS]`` (default 100,000).

The stream is made out of the six invented stories of ``tests/stories``, with a fixed seed: each story is one of the six with names and
figures of its own, one name in seven a country that comes again and again, and with half of its plot words exchanged for others, the
same throughout the story. A person who saw two of them would tell them apart, though hundreds are of one type, share half their words and
are told in the same sentences. The reports of a story come over some days; each leaves out some sentences of the text it is made from,
takes up some of the story's other texts and has some words of its own. They are added one by one; the window is a fortnight.
``--clones`` exchanges no plot words: hundreds of ferry accidents that differ in who, where and how many alone, the dearest stream there is.

Prints, for each tenth of the stream, the processor seconds for a thousand reports, pairs compared for each, live reports and stories and the
most memory so far; then the last tenth against the first after the window has filled, and how well the stories came out (B-cubed).
Fails where the pairs compared for a report grow by more than 1.3 from that first tenth to the last, or stories are lost: never on
a slow machine.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from whosays.clustering import Clusterer, Profile, Settings, profile_of
from whosays.data import rows, words

STORIES = Path(__file__).resolve().parent.parent / "tests" / "stories"
WINDOW = 14  # days; of LIVE reports, on average
LIVE = 4000
PER_STORY = 12  # reports, on average
LASTS = 4  # days over which they come
BEGIN = datetime(2031, 1, 1, tzinfo=UTC)
SENTENCE = re.compile(r"(?<=[.?!”])\s+")
NAME = re.compile(r"\b[A-Z][\w’'-]+")
FIGURE = re.compile(r"\b\d{1,4}\b")
ONSETS = "b br c d dr f g gr h j k kr l m n p pr r s st t tr v w z".split()
RHYMES = "al an ar ek el en er ik il in is ol on or ost und ur usk ath eld ium ova".split()
PLOT = re.compile(r"\b[a-z]{5,}\b")
EXCHANGED = 0.5  # of a story's plot words
KEPT = 0.8  # of the sentences of the text that a report is made from
TAKEN_UP = 0.3  # of those of the other texts of its story
COMMON = frozenset(words("common_words"))


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of the stream: seconds for a thousand reports, pairs compared for each, what is live, MiB at most."""

    seconds: float
    compared: float
    live: int
    stories: int
    memory: float


def templates() -> list[list[list[str]]]:
    """The six stories: each some reports, each some sentences (the first is the headline)."""
    found = []
    for folder in sorted(path for path in STORIES.iterdir() if path.is_dir()):
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
        found.append([[s for line in text.splitlines() for s in SENTENCE.split(line.strip()) if s] for text in texts])
    return found


def stream(
    reports: int, *, live: int = LIVE, exchanged: float = EXCHANGED, seed: int = 7
) -> Iterator[tuple[str, Profile]]:
    """The name of the story and the profile of each report, in the order of their hours."""
    chance = random.Random(seed)
    made = templates()
    names = invented(chance)
    per_day = live / (WINDOW + LASTS / 2)
    waiting: dict[int, list[tuple[str, str, list[str]]]] = defaultdict(list)
    given = story = hour = 0
    due = 0.0
    while given < reports:
        due += per_day / PER_STORY / 24
        while due >= 1:
            due -= 1
            story += 1
            for later, text in reports_of(made[story % len(made)], names, chance, exchanged):
                waiting[hour + later].append((f"story-{story}", text[0], text[1:]))
        when = (BEGIN + timedelta(hours=hour)).isoformat()
        for name, title, body in waiting.pop(hour, ()):
            if given < reports:
                yield name, profile_of(f"r{given:06d}", title, " ".join(body), when)
                given += 1
        hour += 1


def reports_of(
    template: list[list[str]], names: Iterator[str], chance: random.Random, exchanged: float
) -> Iterator[tuple[int, list[str]]]:
    """Reports of one story, with the hour after its first that each comes in: names, figures and plot words are the story's own."""
    plot: dict[str, str] = {}
    own: dict[str, str] = {}
    figures: dict[str, str] = {}

    lower = frozenset(PLOT.findall(" ".join(sentence for told in template for sentence in told)))

    def plot_word(match: re.Match[str]) -> str:
        word = match.group().lower()
        if word in COMMON:
            return word
        return plot.setdefault(word, chance.choice(vocabulary()) if chance.random() < exchanged else word)

    def name(match: re.Match[str]) -> str:
        word = match.group()
        if word.lower() in lower:  # it begins a sentence
            return plot_word(match).capitalize()
        return word if word.lower() in COMMON else own.setdefault(word, next(names))

    def figure(match: re.Match[str]) -> str:
        return figures.setdefault(match.group(), str(chance.randint(1, 999)))

    for number in range(chance.randint(PER_STORY // 2, PER_STORY * 3 // 2)):
        mine = chance.choice(template)
        headline, *kept = [line for line in mine if line == mine[0] or chance.random() < KEPT]
        kept += [line for told in template if told is not mine for line in told[1:] if chance.random() < TAKEN_UP]
        words_of_its_own = " ".join(chance.choices(vocabulary(), k=6))
        text = [FIGURE.sub(figure, NAME.sub(name, PLOT.sub(plot_word, line))) for line in (headline, *kept)]
        yield (0 if not number else chance.randint(0, 24 * LASTS)), [*text, words_of_its_own]


@cache
def vocabulary() -> tuple[str, ...]:
    """Plain English words, for the plots."""
    text = files("whosays.data").joinpath("minilm_vocab.txt").read_text(encoding="utf-8")
    return tuple(word for word in text.splitlines() if PLOT.fullmatch(word) and word not in COMMON)


def invented(chance: random.Random) -> Iterator[str]:
    """Names without end; one in seven is a country's, which come again and again as they do in the news."""
    countries = [row[1].split()[0] for row in rows("countries")]
    while True:
        fresh = "".join(chance.choice(ONSETS) + chance.choice(RHYMES) for _ in range(3)).title()
        yield chance.choice(countries) if chance.random() < 0.15 else fresh


def run(
    reports: int, settings: Settings, *, live: int = LIVE, exchanged: float = EXCHANGED
) -> tuple[list[Tenth], float]:
    """The tenths of a stream, and the B-cubed F1 of what became of it."""
    clusterer = Clusterer(settings)
    told, gold = (
        array("q", bytes(8 * reports)),
        array("q", bytes(8 * reports)),
    )  # numbers, so that they take no memory to speak of
    tenths: list[Tenth] = []
    began, compared = time.process_time(), 0
    for number, (name, one) in enumerate(stream(reports, live=live, exchanged=exchanged), 1):
        gold[number - 1] = int(name.removeprefix("story-"))
        for change in clusterer.add([one]):
            for report in change.reports:
                told[int(report.removeprefix("r"))] = int(change.story.removeprefix("s"), 16)
        if number % max(1, reports // 10) == 0:
            size = reports // 10
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            seconds = 1000 * (time.process_time() - began) / size
            pairs = (clusterer.compared - compared) / size
            tenths.append(Tenth(seconds, pairs, len(clusterer), len(set(clusterer.live().values())), memory))
            print(show(tenths[-1]), flush=True)
            began, compared = time.process_time(), clusterer.compared
    return tenths, b_cubed(gold, told)


def b_cubed(gold: Sequence[int], told: Sequence[int]) -> float:
    """B-cubed F1 of two groupings of the same reports: the story of each."""
    both = Counter(zip(gold, told, strict=True))
    size, guessed = Counter(gold), Counter(told)
    precision = sum(n * n / guessed[guess] for (_, guess), n in both.items()) / len(gold)
    recall = sum(n * n / size[name] for (name, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def show(tenth: Tenth) -> str:
    """One line."""
    return (
        f"{tenth.seconds:8.2f} s per 1000 {tenth.compared:8.1f} compared {tenth.live:6d} live in {tenth.stories:5d} stories "
        f"{tenth.memory:7.0f} MiB"
    )


def main(arguments: list[str] | None = None) -> int:
    """Prints a line for each tenth and the verdict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=100_000)
    parser.add_argument(
        "--live", type=int, default=LIVE, metavar="N", help=f"reports in the window, about (default {LIVE})"
    )
    parser.add_argument("--clones", action="store_true", help="exchange no plot words")
    options = parser.parse_args(arguments)
    exchanged = 0.0 if options.clones else EXCHANGED
    bounds = Settings(window=WINDOW, vectors=False)
    tenths, right = run(options.reports, bounds, live=options.live, exchanged=exchanged)
    full = next((n for n, tenth in enumerate(tenths[:-1]) if tenth.live >= 0.8 * max(t.live for t in tenths)), 0) + 1
    first, last = tenths[min(full, len(tenths) - 1)], tenths[-1]
    print(f"first full tenth against the last: seconds x {last.seconds / first.seconds:.2f}, compared x "
          f"{last.compared / first.compared:.2f}, memory x {last.memory / first.memory:.2f}; B-cubed F1 {right:.3f}")  # fmt: skip
    return 0 if last.compared <= 1.3 * first.compared and right >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
