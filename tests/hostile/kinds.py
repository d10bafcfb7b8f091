"""What a kind of hostile file is, and the honest report inside each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

# What may become of a file: a report; a report with a notice that it is shorter than it was; a refusal in words.
REPORT, TRUNCATED, REFUSED = "report", "truncated", "refused"
ANY = frozenset({REPORT, TRUNCATED, REFUSED})
NOT_REFUSED = frozenset({REPORT, TRUNCATED})
ONLY_REFUSED = frozenset({REFUSED})
MARK = "gate forty-seven"
SECRET = "CANARY-OF-THE-LOCAL-FILE"

PARAGRAPHS = (
    "The canal at Lower Wending was closed on Tuesday after a barge struck the upper lock, the waterways board said.",
    "Two people were taken to hospital with broken ribs, and a third was treated on the bank by a passing nurse.",
    "“We heard the chain go and then the whole wall shook,” said Tom Harrow, who keeps the shop beside the lock.",
    "Engineers will drain the basin on Thursday, and the board expects that boats can pass again within three weeks.",
)
LAST = f"The keeper, Ada Quill, said that {MARK} had been closed at noon and that nobody had crossed it since."
TITLE = "Barge strikes lock at Lower Wending"
STORY = "\n\n".join((*PARAGRAPHS, LAST))


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to make a file hostile.

    ``make(size)`` gives its bytes in pieces; what ``size`` counts is the maker's. ``small`` is for tests, ``large`` for the
    benchmark. ``ends`` are the ends that are right. Where ``whole``, a report that is not marked truncated must hold
    :data:`MARK`, which stands where a careless reader loses it.
    """

    name: str
    suffix: str
    make: Callable[[int], Iterator[bytes]]
    small: int
    large: int
    ends: frozenset[str] = ANY
    whole: bool = False


def page(body: str, *, head: str = "") -> bytes:
    """An article page around a body."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>{head}</head>'
        f"<body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    ).encode()


def paragraphs(*, last: str = LAST) -> str:
    """The story as paragraphs of a page."""
    return "".join(f"<p>{words}</p>" for words in (*PARAGRAPHS, last))


def feed(items: str, *, doctype: str = "") -> bytes:
    """An RSS feed around items."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<rss version="2.0"><channel><title>Wending Echo</title>'
        f"<link>https://echo.example/</link>{items}</channel></rss>"
    ).encode()


def item(number: int, *, words: str = STORY, guid: str | None = None, more: str = "", title: str | None = None) -> str:
    """One item of an RSS feed."""
    return (
        f"<item><title>{title or f'{TITLE} {number}'}</title><link>https://echo.example/{number}</link>"
        f"<guid>{guid or number}</guid><description>{words}</description>{more}</item>"
    )


def repeated(piece: bytes, times: int) -> Iterator[bytes]:
    """A piece over and over, in blocks of about 64 kB."""
    block = max(1, (1 << 16) // max(1, len(piece)))
    for _ in range(times // block):
        yield piece * block
    yield piece * (times % block)
