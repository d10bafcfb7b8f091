"""A parsed page becomes a draft: each part is read where it stands, and what is not read is told."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.ingest.drafts import Draft, Told
from whosays.ingest.html.article import Block, Leaves, around, extract, leaves, numbered, passed_over, put_back
from whosays.ingest.html.dates import Dated, find_date
from whosays.ingest.html.heads import Head, read_head
from whosays.ingest.html.layout import lay_out
from whosays.ingest.html.pictures import is_picture_text, is_teaser, pictures
from whosays.ingest.html.refusals import check_is_article, prose
from whosays.ingest.html.stated import Stated, read_stated
from whosays.ingest.html.tree import Element, has_sentence, is_hidden, outermost, parse, plain, take_out, tidy, words
from whosays.ingest.metadata import Given

BEYOND = 60  # elements before the headline or behind the last paragraph in which a picture still belongs to the article
RUN = 3  # paragraphs outside the body but in its article that are a part of it; fewer may be anything, and are told
SHOWN = 80  # characters of a passage that are shown in a notice
Places = dict[Element, int]


def read_page(root: Element, *, source: str, url: str | None, given: Given) -> Draft:
    """The draft of a parsed page: what is read for itself is taken out before the engine sees the rest."""
    stated = read_stated(root, url=url)
    places = numbered(root)
    half = len(plain(words(root))) / 2
    hidden = [
        (places[element], element) for element in outermost(root, lambda e: is_hidden(e) and not _is_whole(e, half))
    ]
    take_out(element for _, element in hidden)
    seen = words(root)
    captioned = outermost(root, is_picture_text)
    marked = [(places[element], around(element), element) for element in captioned if not is_teaser(element)]
    take_out(captioned)
    found = leaves(root, places)
    blocks = extract(root, found, url=stated.url)
    blocks, told = _or_stated(blocks, stated)
    missing, further = passed_over(blocks, found)
    if len(missing) <= len(blocks):
        blocks, missing = put_back(blocks, missing), []
    if len(further) >= RUN:
        blocks, further = put_back(blocks, further), []
    told += check_is_article(blocks, found, stated, seen, source=source)
    head = read_head(root, found, stated, blocks)
    blocks = _without_head(blocks, head)
    inside = [element for place, home, element in marked if _belongs(place, home, blocks, found, head)]
    text, segments = lay_out(head, blocks, pictures(inside))
    dated = find_date(root, stated, head.date[0] if head.date else None)
    told += _unread(hidden, [*missing, *further], _reach(blocks), text) + _dating(dated)
    own = Given(
        outlet=stated.outlet, published=dated.value, url=stated.url, title=head.headline[0] if head.headline else None
    )
    return Draft(source, text, given.over(own), segments, told, () if given.published else dated.others)


def _is_whole(element: Element, half: float) -> bool:
    """Does it hold the headline and more than half the page? Scripts show it, or hid it behind a notice when it was saved."""
    return element.find(".//h1") is not None and len(plain(words(element))) > half


def _or_stated(blocks: list[Block], stated: Stated) -> tuple[list[Block], tuple[Told, ...]]:
    """The body as shown; as stated in the metadata, where the page shows less than half of that."""
    if not stated.body:
        return blocks, ()
    text = words(parse(f"<div>{stated.body}</div>")) if "<" in stated.body else stated.body
    lines = [line for line in (tidy(line) for line in text.splitlines()) if line]
    count = sum(len(line.split()) for line in lines)
    if count < 60 or 2 * sum(len(block.text.split()) for block in prose(blocks)) >= count:
        return blocks, ()
    told = Told(
        "other", "the page shows less than half of its article; the words are read from its metadata (articleBody)"
    )
    return [Block(line, "p", None) for line in lines], (told,)


def _reach(blocks: Sequence[Block]) -> tuple[int | None, int | None]:
    """The places of the body's first and last block."""
    places = [block.place for block in blocks if block.place is not None]
    return (min(places), max(places)) if places else (None, None)


def _without_head(blocks: list[Block], head: Head) -> list[Block]:
    """The body without blocks that are headline, dek, byline or date; looked for at its top only."""
    parts = {plain(part[0]) for part in (head.headline, head.dek, head.byline, head.date) if part}
    return [block for number, block in enumerate(blocks) if number >= 8 or plain(block.text) not in parts]


def _belongs(place: int, home: Element | None, blocks: Sequence[Block], found: Leaves, head: Head) -> bool:
    """Does the picture stand in the article: between headline and last paragraph, or a little around them in one element?"""
    first, last = _reach(blocks)
    if first is None or last is None:
        return False
    start = min(first, head.headline[1]) if head.headline and head.headline[1] is not None else first
    if start <= place <= last:
        return True
    return home is not None and home is around(found.elements[first]) and start - BEYOND <= place <= last + BEYOND


def _unread(
    hidden: Sequence[tuple[int, Element]], missing: Sequence[Block], reach: tuple[int | None, int | None], text: str
) -> tuple[Told, ...]:
    """What stands in the article and is not read: hidden sentences that the text does not hold, and paragraphs in doubt."""
    first, last = reach
    told: list[Told] = []
    held = plain(text)
    lines = [
        line
        for place, element in hidden
        if first is not None and last is not None and first <= place <= last + BEYOND and element.tag != "noscript"
        for line in words(element).split("\n")
        if has_sentence(line) and plain(line) not in held
    ]
    if lines:
        told.append(
            Told(
                "hidden-text",
                f"{len(lines)} passages inside the article are marked as not shown and are not read: {_shown(lines[0])}",
            )
        )
    left = [block.text for block in missing if plain(block.text) not in held]
    if left:
        count = (
            "1 paragraph inside the article was"
            if len(left) == 1
            else f"{len(left)} paragraphs inside the article were"
        )
        told.append(Told("truncated", f"{count} not taken for its text: {_shown(left[0])}"))
    return tuple(told)


def _shown(text: str) -> str:
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def _dating(dated: Dated) -> tuple[Told, ...]:
    if dated.how == "changed":
        return (Told("other", f"it says only when it was last changed ({dated.value}); that is taken as its date"),)
    if dated.how == "guessed":
        return (Told("other", f"its date ({dated.value}) is not stated as one and was found in its address or text"),)
    return ()
