"""Key words of patterns: nothing that a pattern matches is ever sifted out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.normalize.quantities.figures import FIGURE
from whosays.normalize.sieve import Sieve, keys_of
from whosays.normalize.times.leaves import RULES

PATTERNS = [*(rule.pattern for rule in RULES), FIGURE]


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        (r"(?:last|next)\sweek", {"week"}),
        ("(?:the )?Q(?P<number>[1-4])", {"0"}),
        (r"\d{1,2}(?:st|nd)?", {"0"}),
        ("(?:half|a third) of(?= the)", {"half", "a third"}),
        ("(?:the )?(?:km)?", None),
        ("[a-z]+", None),
        ("[½¼]", {"½", "¼"}),
        ("no(?!w)on", {"noon"}),
        ("may|maybe|not", {"may", "not"}),
    ],
)
def test_keys_are_what_every_match_holds(pattern: str, keys: set[str] | None) -> None:
    """Runs of letters and digits that cannot be left out; optional parts, classes and what is only looked at do not count."""
    assert keys_of(re.compile(pattern, re.IGNORECASE)) == (keys if keys is None else frozenset(keys))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_match_is_never_sifted_out(data: st.DataObject) -> None:
    """Texts made to match a pattern of the time grammar or the pattern of figures always leave it a candidate."""
    number = data.draw(st.integers(0, len(PATTERNS) - 1))
    text = data.draw(st.from_regex(PATTERNS[number]))
    assert number in Sieve(PATTERNS).candidates(text)


def test_turkish_letters_match_where_case_is_ignored() -> None:
    """A pattern that ignores case takes a dotted capital I for an i, and so do the key words."""
    pattern = re.compile("friday", re.IGNORECASE)
    for text in ("FRİDAY", "frıday", "ON FRIDAY"):
        assert pattern.search(text)
        assert Sieve([pattern]).candidates(text) == [0]


def test_most_patterns_have_keys() -> None:
    """The parser of patterns is at hand on every version of Python that is supported; without it nothing would be sifted."""
    assert sum(keys_of(pattern) is None for pattern in PATTERNS) == 0
