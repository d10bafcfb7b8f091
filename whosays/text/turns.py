"""Transcripts: lines that open with who speaks ("BRINK: We will …"), told from lists and notes by their number and by who comes back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

TURNS = 4  # lines with a speaker in front that make a transcript, if one of them speaks twice
UNNAMED = frozenset({"Q", "A"})  # question and answer: who they are, the line does not say
NO_SPEAKERS = frozenset(
    "update breaking live latest new note photo photos video picture watch read related more correction clarification analysis "
    "opinion factbox timeline background editor editors editor's who what when where why how date time place location price "
    "source sources contact tel phone email web result results score fact pros cons answer example ps nb".split()
)
_TURN = re.compile(
    r"[ \t]{0,9}[\"“]?(?P<who>[A-Z][A-Z.'’ -]{1,30}|[QA]|[A-Z][\w.'’-]{1,20}(?:[ ][A-Z][\w.'’-]{1,20}){0,3})[ ]{0,2}:\s"
)


def speaker_in_front(line: str) -> tuple[str, int] | None:
    """(label, position of its colon) where a line opens as a turn of speech might; ``None`` for any other line.

    >>> speaker_in_front("BRINK: There were 210.")
    ('BRINK', 5)
    >>> speaker_in_front("Update: the port is closed.") is None
    True
    """
    found = _TURN.match(line)
    if found is None or not NO_SPEAKERS.isdisjoint(found["who"].casefold().split()):
        return None
    return found["who"].strip(), line.index(":")


def is_transcript(labels: Iterable[str]) -> bool:
    """Do lines with these labels make a transcript? In small letters, as a list has them too, two speakers must come back."""
    counts = Counter(labels)
    shouted = Counter({label: count for label, count in counts.items() if label.isupper()})
    back = sum(count > 1 for count in counts.values())
    return (shouted.total() >= TURNS and any(count > 1 for count in shouted.values())) or (
        counts.total() >= TURNS and back >= 2
    )
