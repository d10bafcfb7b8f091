"""The body of the article in a page: paragraph by paragraph, each with its place in the page.

Engine: trafilatura, on the tree without what a reader does not see and without what is read for itself (captions, credits). Its
paragraphs are then found again in the page, and the page's own characters are taken where the two say the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal

from whosays.ingest.html.tree import BLOCKS, Element, has_sentence, marks, plain, tidy, words

Kind = Literal["p", "head", "item", "quote", "row"]
_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 li dd dt blockquote td th pre div section article span".split())
_OUTPUT_BLOCKS = frozenset(
    "p head quote list item table row cell div code ab body ul ol li blockquote pre h1 h2 h3 h4 h5 h6".split()
)
END = 20  # letters at either end of a line by which it is found again
_ROWS = frozenset(("row", "tr"))
_AWAY = frozenset(("nav", "aside", "footer", "form", "figure"))
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|recirc\w*|newsletter|promo\w*|sidebar|recommend\w*|advert\w*|disqus\w*|share|bio|cookie\w*)(?:[\s_-]|$)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, crosshead, list item, quotation or table row; ``place`` counts the page's elements, ``None`` if not found again."""

    text: str
    kind: Kind
    place: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block of the page: its place, its number there, its words, and their letters and figures."""

    place: int
    number: int
    text: str
    letters: str


@dataclass(frozen=True, slots=True)
class Leaves:
    """The page's blocks without blocks in them, by place; and their lines by letters and figures, whole and by both ends."""

    elements: dict[int, Element]
    texts: dict[int, str]
    lines: dict[str, list[Line]]
    ends: dict[str, list[Line]]
    places: dict[Element, int]


def numbered(root: Element) -> dict[Element, int]:
    """The place of every element in the order of the page."""
    return {element: place for place, element in enumerate(root.iter())}


def leaves(root: Element, places: dict[Element, int]) -> Leaves:
    """Every element that may hold a paragraph; ``places`` are those of the whole page."""
    found = Leaves({}, {}, {}, {}, places)
    for element in root.iter():
        if element.tag not in _LEAVES or (element.tag == "span" and element.getparent().tag not in ("div", "section")):
            continue
        if any(child.tag in BLOCKS for child in element) and element.tag not in ("li", "blockquote", "td"):
            continue
        text = words(element)
        place = places[element]
        for number, line in enumerate(dict.fromkeys((*text.split("\n"), text.replace("\n", " ")))):
            letters = plain(line)
            if not letters:
                continue
            entry = Line(place, number, line, letters)
            found.lines.setdefault(letters, []).append(entry)
            for end in {letters[:END], letters[-END:]} if len(letters) >= END else ():
                found.ends.setdefault(end, []).append(entry)
        if plain(text):
            found.elements[place], found.texts[place] = element, text
    return found


def extract(root: Element, found: Leaves, *, url: str | None) -> list[Block]:
    """The article's blocks in their order; none where the engine finds no article."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Extractor

    # Without a cap of its own: the limits of the page were checked before. Links, pictures and reader comments are left out.
    options = Extractor(output_format="python", comments=False, precision=True, tables=True, dedup=False, url=url)
    options.max_tree_size = None
    options.min_extracted_size = 60
    options.min_output_size = 1
    document = bare_extraction(deepcopy(root), options=options)
    body = getattr(document, "body", None)
    return _placed(_blocks(body), found) if body is not None else []


def _blocks(body: Element) -> Iterator[tuple[str, Kind]]:
    """(text, kind) of every block in the engine's tree, a line each."""
    for element in body.iter():
        if element.tag not in _OUTPUT_BLOCKS or any(above.tag in _ROWS for above in element.iterancestors()):
            continue
        if element.tag in _ROWS:
            cells = [tidy(" ".join(cell.itertext())) for cell in element]
            if any(cells):
                yield " | ".join(cell for cell in cells if cell), "row"
            continue
        kind: Kind = "p"
        if element.tag == "head" or element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            kind = "head"
        elif element.tag in ("item", "li"):
            kind = "item"
        elif element.tag in ("quote", "blockquote") or any(
            above.tag in ("quote", "blockquote") for above in element.iterancestors()
        ):
            kind = "quote"
        for line in _own_lines(element):
            yield line, kind


def _own_lines(element: Element) -> list[str]:
    """The lines of a block's own words, without those of blocks inside it."""
    parts = [element.text or ""]

    waiting = [(child, False) for child in reversed(element)]
    while waiting:
        child, done = waiting.pop()
        if not isinstance(child.tag, str) or done:
            parts.append(child.tail or "")
        elif child.tag in _OUTPUT_BLOCKS or child.tag in ("lb", "br"):
            parts += ["\x1e", child.tail or ""]
        else:
            parts.append(child.text or "")
            waiting.append((child, True))
            waiting.extend((inner, False) for inner in reversed(child))
    return [line for line in (tidy(line) for line in "".join(parts).split("\x1e")) if line]


def _placed(blocks: Iterator[tuple[str, Kind]], found: Leaves) -> list[Block]:
    """The blocks in the order of the page, in the page's own words; repeated words take the next place that has them."""
    placed: list[tuple[int, int, Block]] = []
    used: set[tuple[int, int]] = set()
    turn: Counter[str] = Counter()
    last = (-1, 0)
    for text, kind in blocks:
        letters = plain(text)
        same = found.lines.get(letters)
        line = same[min(turn[letters], len(same) - 1)] if same else _longer_line(letters, found, used)
        turn[letters] += 1
        if line is not None:
            used.add((line.place, line.number))
            last = line.place, line.number
        placed.append((*last, Block(line.text if line else text, kind, line.place if line else None)))
    return [block for _, _, block in sorted(placed, key=lambda entry: entry[:2])]


def _longer_line(letters: str, found: Leaves, used: set[tuple[int, int]]) -> Line | None:
    """The shortest line of the page that has all the letters of a block in their order, and little more.

    The engine drops characters that cannot be printed, and links inside a sentence.
    """
    if len(letters) < 2 * END:
        return None
    longer = [
        line
        for end in (letters[:END], letters[-END:])
        for line in found.ends.get(end, [])
        if len(letters) < len(line.letters) <= 1.6 * len(letters) + 40 and (line.place, line.number) not in used
    ]
    longer.sort(key=lambda line: (len(line.letters), line.place))
    return next((line for line in longer[:20] if _is_inside(letters, line.letters)), None)


def _is_inside(few: str, many: str) -> bool:
    """Do the letters stand among the others in their order?"""
    rest = iter(many)
    return all(letter in rest for letter in few)


def link_share(element: Element) -> float:
    """The share of an element's letters that stand in links to somewhere."""
    whole = len(plain(words(element)))
    linked = sum(len(plain(words(link))) for link in element.iter("a") if link.get("href"))
    return linked / whole if whole else 0.0


def around(element: Element) -> Element | None:
    """The article or main element around it."""
    return next(element.iterancestors("article", "main"), None)


def passed_over(blocks: list[Block], found: Leaves) -> tuple[list[Block], list[Block]]:
    """Paragraphs of sentences that the engine left out: between the first and the last of the body, or beside two of them in one
    element; and further ones outside, in the article or main element that holds most of the body. Both without what readers wrote
    and what stands around the article.
    """
    taken = {block.place for block in blocks if block.place is not None}
    if not taken:
        return [], []
    first, last = min(taken), max(taken)
    parents = Counter(found.elements[place].getparent() for place in taken)
    homes = Counter(around(found.elements[place]) for place in sorted(taken))
    home = homes.most_common(1)[0][0]
    held = plain("\n".join(block.text for block in blocks))
    inside: list[Block] = []
    further: list[Block] = []
    for place, text in found.texts.items():
        element = found.elements[place]
        if place in taken or element.tag != "p" or not has_sentence(text) or plain(text) in held:
            continue
        within = first < place < last or parents[element.getparent()] >= 2
        above = (element, *element.iterancestors())
        if not (within or (home is not None and home in above)):
            continue
        if link_share(element) >= 0.5 or any(_ASIDE.search(marks(up)) or up.tag in _AWAY for up in above):
            continue
        quoted = any(up.tag == "blockquote" for up in above)
        block = Block(text.replace("\n", " "), "quote" if quoted else "p", place)
        (inside if within and len(taken) >= 2 else further).append(block)
    return inside, further


def put_back(blocks: list[Block], missing: list[Block]) -> list[Block]:
    """The body with these paragraphs in their places."""
    whole: list[tuple[int, Block]] = []
    last = -1
    for block in blocks:
        last = last if block.place is None else block.place
        whole.append((last, block))
    return [block for _, block in sorted([*whole, *((b.place or 0, b) for b in missing)], key=lambda entry: entry[0])]
