"""Pages that a clipper saved as Markdown: words without marks, and what the block in front states."""

from __future__ import annotations

from pathlib import Path

import pytest

from whosays.ingest import read_paths
from whosays.ingest.drafts import Draft, Refusal
from whosays.ingest.formats.markdown import drafts
from whosays.ingest.hostile import parse_hostile

CLIPPING = """\
---
title: "Ferry back next week"
source: https://tolva-post.example/ferry
site: Tolva Post
author:
  - "[[Ana Holm]]"
  - AP
published: 2031-05-07
created: 2031-05-08
tags: [clippings, ferries]
---
# Ferry back next week

**The ferry** to Ostrel will sail again on Monday, [the line said](https://tolva-post.example/line).[^1]
It was ==towed== to [[Tolva|the yard at Tolva]].

![A ferry](https://tolva-post.example/a.jpg)
![[b.png]]

> "We are sorry," said owner Asta Lund.

- The engines were *inspected*.
- The captain _denies_ that he was asleep.

| day | sailings |
|---|---|
| Monday | 4 |

[^1]: On its page.
"""


def draft(text: str) -> Draft:
    """The draft of a clipping."""
    (found,) = drafts(text.encode(), source="clip.md", encoding=None)
    assert isinstance(found, Draft), found
    return found


def test_a_clipping_is_read_as_its_page() -> None:
    """Title, address, outlet, author and date from the block; headings, links, lists and quotations as words; no marks."""
    found = draft(CLIPPING)
    assert found.given.title == "Ferry back next week"
    assert found.given.url == "https://tolva-post.example/ferry"
    assert (found.given.outlet, found.given.published) == ("Tolva Post", "2031-05-07")
    assert found.text.startswith(
        "Ferry back next week\n\nBy Ana Holm, AP\n\nThe ferry to Ostrel will sail again on Monday, the line said."
    )
    assert "It was towed to the yard at Tolva." in found.text
    assert '"We are sorry," said owner Asta Lund.' in found.text
    assert "The captain denies that he was asleep." in found.text
    assert not set("*_[]#|=^") & set(found.text)


def test_the_source_may_be_a_name() -> None:
    """Some clippers put the outlet there, and the address elsewhere."""
    found = draft(
        "---\nsource: Tolva Post\nurl: https://a.example/1\ndate: 7 May 2031\n---\nThe ferry sails on Monday.\n"
    )
    assert (found.given.outlet, found.given.url, found.given.published) == (
        "Tolva Post",
        "https://a.example/1",
        "7 May 2031",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The ferry *sails* on Monday.\n",
        "---\nThe ferry *sails* on Monday.\n",
        "\ufeff---\na: b\n---\nThe ferry *sails* on Monday.\n",
    ],
)
def test_no_block_in_front_is_needed(text: str) -> None:
    """A rule at the top is a rule; a byte order mark is none of the words."""
    assert draft(text).text == "The ferry sails on Monday."


@pytest.mark.parametrize("text", ["", "---\ntitle: Ferry\n---\n", "![a](b.png)\n"])
def test_a_clipping_without_words_is_refused(text: str) -> None:
    """Nothing but a block in front, or a picture."""
    (found,) = drafts(text.encode(), source="clip.md", encoding=None)
    assert isinstance(found, Refusal)
    assert "nothing to read" in str(found)


def test_in_a_folder_only_clippings_are_reports(tmp_path: Path) -> None:
    """Notes and read-me files are left alone, and that is told; a file that is named is read."""
    (tmp_path / "clip.md").write_text(CLIPPING, encoding="utf-8")
    (tmp_path / "README.md").write_text("# My notes\n\nThe ferry story, to be told.\n", encoding="utf-8")
    found = read_paths([tmp_path])
    assert [report.source for report in found.reports] == ["clip.md"]
    assert any("README.md" in notice.message and "left alone" in notice.message for notice in found.notices)
    assert len(read_paths([tmp_path / "README.md"]).reports) == 1


HOSTILE = {
    "quotations": ">" * 100_000 + " deep",
    "lists": "".join("  " * n + "- a\n" for n in range(3_000)),
    "brackets": "[" * 100_000,
    "links": "[a](" * 50_000,
    "emphasis": "*a **a " * 50_000,
    "backticks": "".join("e" + "`" * n for n in range(1, 1_500)),
    "tags": "<a" * 50_000,
    "entities": "&#" * 100_000,
    "front": "---\n" + "a: b\n" * 20_000,
    "wikilinks": "[[" * 100_000,
    "highlights": "==a" * 100_000,
    "table": "|a" * 20_000 + "\n" + "|-" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markdown_ends(text: str) -> None:
    """In the child, under its limits: a draft or a refusal in words."""
    (found,) = parse_hostile("markdown", text.encode(), source="clip.md")
    assert isinstance(found, Draft | Refusal)
