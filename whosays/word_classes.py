"""Words that name one kind of event or thing: the class of a lemma, as alignment and the comparators use it."""

from __future__ import annotations

from functools import cache

from whosays.data import rows


@cache
def classes() -> dict[str, str]:
    """Lemma → class, from ``data/synonyms.tsv``."""
    return {lemma: row[0] for row in rows("synonyms") for lemma in row[1].split()}


def class_of(lemma: str) -> str:
    """The class of a lemma or of its stem ("injured" as "injure"), else the lemma itself, in lower case.

    >>> class_of("negotiation"), class_of("Injured"), class_of("raft")
    ('talk', 'injure', 'raft')
    """
    table, lemma = classes(), lemma.lower()
    for stem in (lemma, lemma.removesuffix("ed"), lemma.removesuffix("d")):
        if stem in table:
            return table[stem]
    return lemma
