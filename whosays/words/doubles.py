"""Names that hold an "and": "Devon and Cornwall Police" is one body, "Germany and France" are two states."""

from __future__ import annotations

from whosays.data import words
from whosays.model import Parse


def is_double_name(parse: Parse, index: int) -> bool:
    """Does the "and" at ``index`` stand within one name (``data/double_names.tsv``)?"""
    tokens = parse.tokens
    if not 0 < index < len(tokens) - 1 or tokens[index].text.lower() not in ("and", "&"):
        return False
    return f"{tokens[index - 1].text} and {tokens[index + 1].text}" in words("double_names")
