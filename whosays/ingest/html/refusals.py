"""Pages without an article: front pages and lists, walls that ask for money, consent or proof, and pages that are not there."""

from __future__ import annotations

import re

from whosays.data import rows
from whosays.ingest.drafts import Refusal, Told
from whosays.ingest.html.article import Block, Leaves, link_share
from whosays.ingest.html.stated import Stated
from whosays.ingest.html.tree import Element

FEWEST_WORDS = 40  # of prose, where nothing says that the page is an article
FEWEST_OF_ARTICLE = 8  # where its metadata say that it is one
STUB = 120  # words up to which a page that asks for money shows only a beginning
LONGEST_WALL = 300  # words up to which a page may be nothing but such a wall
TEASERS = 3
_CLOSED = re.compile(r"[.!?…][\"'”’)\]]*$")
_WHY = {
    "consent": "it asks for consent to cookies and shows no article",
    "money": "it shows only a few words to readers who have not paid",
    "proof": "it asks for proof that a person is reading, or for scripts, and shows no article",
    "missing": "it says that there is no such page",
}


def prose(blocks: list[Block]) -> list[Block]:
    """Blocks that are sentences."""
    return [
        b for b in blocks if b.kind in ("p", "quote", "item") and len(b.text.split()) >= 6 and _CLOSED.search(b.text)
    ]


def check_is_article(
    blocks: list[Block], found: Leaves, stated: Stated, page_words: str, *, source: str
) -> tuple[Told, ...]:
    """:class:`Refusal` where the page holds no article; what to tell where it shows only a part of one."""
    sentences = prose(blocks)
    count = sum(len(block.text.split()) for block in sentences)
    fewest = FEWEST_OF_ARTICLE if stated.is_article else FEWEST_WORDS
    asked = _asked(page_words) if count < STUB else set()
    for kind in ("consent", "proof", "missing"):
        if (count < LONGEST_WALL and sentences and _share(kind, sentences) >= 0.5) or (
            kind in asked and count < fewest
        ):
            raise Refusal(source, f"{_WHY[kind]}; save the page again with its text in sight")
    paid = count < STUB and (stated.free is False or "money" in asked)
    if paid and count < FEWEST_WORDS:
        raise Refusal(source, f"{_WHY['money']}; save the page again with its text in sight")
    if not stated.is_article and (stated.is_list or _is_list_of_teasers(sentences, found)):
        raise Refusal(source, "it is a list of links to other pages and no article; give the pages themselves")
    if count < fewest:
        raise Refusal(
            source, f"no article was found in it ({count} words of prose); give a page with an article, or its text"
        )
    if paid:
        return (
            Told(
                "truncated",
                f"the page shows only the beginning of its article ({count} words) to readers who have not paid",
            ),
        )
    return ()


def _share(kind: str, sentences: list[Block]) -> float:
    """The share of sentences that hold a phrase of such a wall."""
    hits = sum(kind in _asked(block.text) for block in sentences)
    return hits / len(sentences)


def _asked(text: str) -> set[str]:
    low = " ".join(text[:20_000].casefold().replace("’", "'").split())
    return {kind for kind, phrase in rows("ingest_walls") if phrase in low}


def _is_list_of_teasers(sentences: list[Block], found: Leaves) -> bool:
    """Does each sentence stand with a heading that links elsewhere, in a card of its own?"""
    cards: dict[Element, int] = {}
    alone = 0
    for block in sentences:
        card = _card(found.elements[block.place]) if block.place is not None else None
        if card is None:
            alone += 1
        else:
            cards[card] = cards.get(card, 0) + 1
    small = [count for count in cards.values() if count <= 2]
    return len(small) >= TEASERS and len(small) > 2 * (alone + len(cards) - len(small))


def _card(element: Element) -> Element | None:
    """The nearest element around it that holds a linked heading, if it holds hardly more."""
    for steps, above in enumerate((element, *element.iterancestors())):
        if steps > 4 or above.tag in ("body", "main"):
            return None
        for heading in above.iter("h2", "h3", "h4"):
            linked = link_share(heading) > 0.8 or any(
                up.tag == "a" and up.get("href") for up in heading.iterancestors()
            )
            if linked:
                return above if len(list(above.iter("h2", "h3", "h4"))) == 1 else None
    return None
