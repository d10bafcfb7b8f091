"""What a "this" points back to: something that somebody just said, or an offer, a plan, a demand."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.data import rows, words
from whosays.model import Parse

DEMANDING = frozenset(  # what is demanded or promised is turned down, and not denied
    "demand ask urge call request propose recommend promise pledge vow order suggest".split()
)
SAID = frozenset(row[0] for row in rows("reporting_verbs") if row[1] == "asserts" and row[3] == "speech").union(
    row[0] for row in rows("speech_acts") if row[1] == "accusation"
)


def is_of_what_was_said(parse: Parse, index: int) -> bool:
    """Does the "this" of "rejected this" mean what somebody just said, and no offer, plan or demand?"""
    sentence = parse.sentences[parse.sentence_of(index)]
    before: Sequence[int] = range(sentence.first, index)
    number = parse.sentence_of(index) - 1
    if not _tells_of_saying(parse, before):
        if number < 0 or parse.sentences[number].paragraph != sentence.paragraph:
            return False
        before = range(parse.sentences[number].first, parse.sentences[number].last)
    ahead = any(
        parse.tokens[i].tag == "MD" or parse.tokens[i].lemma in DEMANDING or parse.tokens[i].lemma in words("offered")
        for i in before
    )
    return _tells_of_saying(parse, before) and not ahead


def _tells_of_saying(parse: Parse, among: Sequence[int]) -> bool:
    return any(parse.tokens[i].pos == "VERB" and parse.tokens[i].lemma in SAID for i in among)
