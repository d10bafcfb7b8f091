"""Trains the event tagger and the pair scorer: ``python -m scripts.train_events ECBPLUS`` writes ``whosays/data/event_*``.

ECBPLUS is the folder that holds ``ECB+`` and ``ECB+_LREC2014`` (ECB+, Cybulska and Vossen 2014; annotation CC BY 3.0). Learned from are
the topics up to 35 but those of the usual development part. Only weights are written, no text. The pair scorer learns from mentions
that a tagger found which never saw their topic. The same files give the same bytes; numpy alone does the work (some five minutes).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from whosays.entities import resolve
from whosays.event_chains import candidates
from whosays.event_chains.pairs import UNIT as PAIR_UNIT
from whosays.event_chains.pairs import Pairs, features, items, spread
from whosays.event_chains.profiles import Profiles
from whosays.event_mentions import LEAST, NAMED, as_mention, stood_in
from whosays.event_mentions.features import of_place, of_word
from whosays.event_mentions.weights import BUCKETS, UNIT, bucket
from whosays.ingest.formats.text import read_text
from whosays.model import EventMention, Mention, Parse, Reading
from whosays.pipeline import REPORT_STAGES, run

HOME = Path(__file__).parent.parent / "whosays" / "data"
DEVELOPMENT = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
LAST = 35
FOLDS = 5
GLUED = re.compile(r"[.,;:!?%)\]}]|'s|n't|'re|'ve|'ll|'d|'m|''|…", re.IGNORECASE)
OPENS = re.compile(r"[(\[{$£€]$|``$")
MOST = 80  # pairs of one root in one story that are learned from, so that no word rules
PAIR_HEADER = (
    "# What speaks for or against two words being one event: weights in thousandths of a logit, learned from the annotation of ECB+\n"
    "# (CC BY 3.0) by scripts/train_events.py. Names: whosays/event_chains/pairs.py.\n"
    "feature\tweight\n"
)


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated document as the program reads it: ``marked`` are event mentions (start, end, chain), ``judged`` sentences."""

    name: str
    topic: int
    parse: Parse
    mentions: tuple[Mention, ...]
    reading: Reading
    marked: tuple[tuple[int, int, str], ...]
    judged: tuple[tuple[int, int], ...]


# ------------------------------------------------------------------------------------------------ reading the corpus
def documents(folder: Path) -> Iterator[Document]:
    """Documents of the training topics in order."""
    judged: dict[str, set[str]] = defaultdict(set)
    with (folder / "ECB+_LREC2014" / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as table:
        for number, name, sentence in list(csv.reader(table))[1:]:
            judged[f"{number}_{name}"].add(sentence)
    stages = [stage for stage in REPORT_STAGES if stage.name != "find_event_mentions"]
    for topic in sorted(set(range(1, LAST + 1)) - DEVELOPMENT):
        for path in sorted((folder / "ECB+" / str(topic)).glob("*.xml")):
            root = ET.parse(path).getroot()
            text, places, sentences = laid_out(root)
            made = run(stages, {"report": read_text(text.encode(), source=f"{path.stem}.txt"), "event_mentions": ()})
            wanted = judged.get(path.stem, set())
            spans = tuple(span for sentence, span in sentences.items() if sentence in wanted)
            marked = tuple(mark for mark in marks(root, places, path.stem) if any(s <= mark[0] < e for s, e in spans))
            yield Document(path.stem, topic, made["parse"], made["mentions"], made["reading"], marked, spans)


def laid_out(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
    """The text with a line for each sentence, the place of each token, and of each sentence; an address in front is left out."""
    tokens = [(t.get("t_id") or "", t.get("sentence") or "", t.text or "") for t in root.iter("token")]
    skipped = "0" if tokens and tokens[0][2].startswith("http") else ""
    text, last = "", None
    places: dict[str, tuple[int, int]] = {}
    sentences: dict[str, tuple[int, int]] = {}
    for name, sentence, word in tokens:
        if sentence == skipped:
            continue
        if last is not None and sentence != last:
            text += "\n"
        elif last is not None and not (GLUED.match(word) or OPENS.search(text) or word == "-" or text[-1] == "-"):
            text += " "
        places[name] = len(text), len(text) + len(word)
        sentences[sentence] = sentences.get(sentence, places[name])[0], places[name][1]
        text += word
        last = sentence
    return text + "\n", places, sentences


def marks(root: ET.Element, places: dict[str, tuple[int, int]], name: str) -> Iterator[tuple[int, int, str]]:
    """Event mentions with their chains; chains within a document carry its name."""
    chains = {}
    for relation in root.find("Relations") or ():
        within = relation.tag == "INTRA_DOC_COREF" or not relation.get("note")
        chain = f"{name}:{relation.get('r_id')}" if within else relation.get("note") or ""
        chains.update({source.get("m_id"): chain for source in relation.findall("source")})
    for mark in root.find("Markables") or ():
        tokens = [t for a in mark.findall("token_anchor") if (t := a.get("t_id") or "") in places]
        if tokens and mark.tag.startswith(("ACTION", "NEG_ACTION")):
            chain = chains.get(mark.get("m_id"), f"{name}:m{mark.get('m_id')}")
            yield places[tokens[0]][0], places[tokens[-1]][1], chain


# ------------------------------------------------------------------------------------------------ the tagger
@dataclass(frozen=True, slots=True)
class Word:
    """A word that may name an event: its document and place, hashed features, and whether it does (``None``: within one, not its head)."""

    document: int
    index: int
    hashed: tuple[int, ...]
    names: bool | None


def candidates_of(number: int, document: Document) -> Iterator[Word]:
    """Words of the judged sentences that the tagger would look at."""
    parse, mentioned = document.parse, stood_in(document.parse, document.mentions)
    for index, token in enumerate(parse.tokens):
        if token.pos in NAMED and any(start <= token.start < end for start, end in document.judged):
            own = of_word(token.text, token.lemma, token.tag, token.pos)
            hashed = tuple(bucket(name) for name in (*own, *of_place(parse, index, zone_of(parse, index), mentioned)))
            yield Word(number, index, hashed, names_event(document, index))


def zone_of(parse: Parse, index: int) -> str:
    """The zone that a token stands in."""
    return parse.sentences[parse.sentence_of(index)].role


def names_event(document: Document, index: int) -> bool | None:
    """Is a word the head of a marked event?"""
    tokens = document.parse.tokens
    token = tokens[index]
    for start, end, _ in document.marked:
        if token.start < end and start < token.end:
            head = tokens[token.head]
            whole = not (head.start < end and start < head.end) or token.head == index
            return True if whole else None
    return False


def matrix(rows: Sequence[Sequence[int]], empty: int) -> np.ndarray:
    """Rows of numbers as one array, short rows filled up."""
    filled = np.full((len(rows), max(map(len, rows))), empty, np.int64)
    for number, row in enumerate(rows):
        filled[number, : len(row)] = row
    return filled


def fit(
    rows: np.ndarray, truth: np.ndarray, size: int, *, epochs: int, rate: float, dropped: float, batch: int
) -> np.ndarray:
    """Logistic regression by AdaGrad, features left out at random; the last place of the weights is for filling and stays 0."""
    random = np.random.default_rng(1)
    weights, steps = np.zeros(size + 1), np.full(size + 1, 1e-3)
    for epoch in range(epochs):
        for part in np.array_split(random.permutation(len(rows)), max(1, len(rows) // batch)):
            here = rows[part]
            here = np.where(random.random(here.shape) < dropped, size, here)
            slope = 1 / (1 + np.exp(-weights[here].sum(1))) - truth[part]
            whole = np.bincount(here.ravel(), np.repeat(slope, here.shape[1]), size + 1) / len(part)
            whole[size] = 0
            touched = np.nonzero(whole)[0]
            steps[touched] += whole[touched] ** 2
            weights[touched] -= rate * (1 - epoch / epochs) * whole[touched] / np.sqrt(steps[touched])
    return weights


def train_tagger(words: Sequence[Word]) -> np.ndarray:
    """Weights of the tagger, in whole parts of its unit."""
    known = [word for word in words if word.names is not None]
    rows = matrix([word.hashed for word in known], BUCKETS)
    truth = np.array([float(bool(word.names)) for word in known])
    weights = fit(rows, truth, BUCKETS, epochs=6, rate=0.1, dropped=0.2, batch=32)
    whole: np.ndarray = np.rint(weights * UNIT).astype(np.int16)
    return whole


def out_of_fold(documents: Sequence[Document], words: Sequence[Word]) -> np.ndarray:
    """What each word weighs to a tagger that never saw its topic."""
    topics = sorted({document.topic for document in documents})
    fold = np.array([topics.index(documents[word.document].topic) % FOLDS for word in words])
    rows, weighed = matrix([word.hashed for word in words], BUCKETS), np.zeros(len(words), int)
    for number in range(FOLDS):
        weights = train_tagger([word for word, f in zip(words, fold, strict=True) if f != number]).astype(int)
        weighed[fold == number] = weights[rows[fold == number]].sum(1)
    return weighed


def report_tagger(words: Sequence[Word], weighed: np.ndarray, marked: int) -> None:
    """Says precision, recall and F1 of heads."""
    truth = np.array([word.names is True for word in words])
    whole = np.array([word.names is not None for word in words])
    for least in (-1.5, -1.25, -1.0, -0.75, -0.5, -0.25, 0.0):
        found = (weighed > least * UNIT) & whole
        right = int((found & truth).sum())
        p, r = right / found.sum(), right / marked
        print(
            f"  tagger on unseen topics, from {least:+.2f}: precision {p:.3f}, recall {r:.3f}, F1 {2 * p * r / (p + r):.3f}"
        )


# ------------------------------------------------------------------------------------------------ the pair scorer
def found_mentions(documents: Sequence[Document], words: Sequence[Word], weighed: np.ndarray) -> list[Document]:
    """The documents with the event mentions that unseeing taggers find in their judged sentences."""
    found: dict[int, list[EventMention]] = defaultdict(list)
    for word, weight in zip(words, weighed, strict=True):
        if weight > LEAST:
            document = documents[word.document]
            ending = {mention.end: mention.id for mention in document.mentions}
            found[word.document].append(as_mention(document.parse, word.index, ending))
    return [replace(d, reading=replace(d.reading, events=tuple(found[n]))) for n, d in enumerate(documents)]


def stories(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Each topic, and each of its two events alone: so that a story of one event is no stranger."""
    for topic in sorted({document.topic for document in documents}):
        whole = [document for document in documents if document.topic == topic]
        yield whole
        for plus in (False, True):
            yield [document for document in whole if document.name.endswith("plus") == plus]


def pairs_of(story: Sequence[Document]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Features of pairs of mentions, and whether they are one event."""
    readings = [document.reading for document in story]
    cast, profiles = resolve(readings), Profiles(readings)
    found = items(readings, cast)
    pairs = Pairs(profiles, spread(found, profiles.reports))
    chains = [chain_of(story, item.mention) for item in found]
    taken: Counter[str] = Counter()
    chosen: list[tuple[int, int]] = []
    for a, b in sorted(candidates(found, profiles), key=lambda pair: (pair[0] * 7919 + pair[1] * 104729) % 65537):
        root = found[a].mention.root
        taken[root] += 1
        if taken[root] <= MOST:
            chosen.append((a, b))
    for (a, b), traits in zip(chosen, pairs.traits(found, chosen), strict=True):
        yield tuple(features(traits)), chains[a] == chains[b]


def chain_of(story: Sequence[Document], mention: EventMention) -> str:
    """The annotated chain of a mention; a word that is none has one of its own."""
    document = next(d for d in story if d.reading.report.id == mention.report)
    hits = [chain for start, end, chain in document.marked if start < mention.end and mention.start < end]
    return hits[0] if hits else mention.id


def train_pairs(examples: Sequence[tuple[tuple[str, ...], bool]]) -> dict[str, int]:
    """Weight of each feature met at least five times, in whole parts of the scorer's unit."""
    counts = Counter(name for names, _ in examples for name in names)
    places = {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count >= 5))}
    rows = matrix([[places[name] for name in names if name in places] for names, _ in examples], len(places))
    truth = np.array([float(same) for _, same in examples])
    weights = fit(rows, truth, len(places), epochs=6, rate=0.05, dropped=0.1, batch=64)
    return {name: round(float(weights[n]) * PAIR_UNIT) for name, n in places.items()}


# ------------------------------------------------------------------------------------------------ all of it
def main() -> None:
    """Reads the corpus, trains, writes the weights and says what they do on topics they never saw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder that holds ECB+ and ECB+_LREC2014")
    read = list(documents(parser.parse_args().folder))
    words = [word for number, document in enumerate(read) for word in candidates_of(number, document)]
    weighed = out_of_fold(read, words)
    report_tagger(words, weighed, sum(len(document.marked) for document in read))
    write_tagger(train_tagger(words))
    examples = [pair for story in stories(found_mentions(read, words, weighed)) if story for pair in pairs_of(story)]
    learned = train_pairs(examples)
    lines = [f"{name}\t{weight}\n" for name, weight in sorted(learned.items()) if weight]
    (HOME / "event_pairs.tsv").write_text(PAIR_HEADER + "".join(lines), encoding="utf-8")
    print(f"{len(read)} documents, {len(words)} words, {len(examples)} pairs, {len(lines)} weights of pairs")


def write_tagger(weights: np.ndarray) -> None:
    """The weights and their digest."""
    np.savez_compressed(HOME / "event_mentions.npz", allow_pickle=False, weights=weights[:BUCKETS])
    digest = hashlib.sha256((HOME / "event_mentions.npz").read_bytes()).hexdigest()
    (HOME / "event_mentions.sha256").write_text(f"{digest}  event_mentions.npz\n", encoding="ascii")
    print(f"{np.count_nonzero(weights)} weights, {digest}")


if __name__ == "__main__":
    main()
