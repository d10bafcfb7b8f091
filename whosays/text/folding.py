"""Names as they are compared: without accents, case and the shapes of quotation marks; never as they are shown."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def unaccented(text: str) -> str:
    """Letters without what NFKD sets above and below them: "é" as "e"."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


STROKED = str.maketrans("ıłøđħŧ", "ilodht")  # letters that Unicode takes for letters of their own


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Lower case without diacritics, typographic apostrophes straightened.

    >>> fold("Söder’s"), fold("STRASSE") == fold("Straße")
    ("soder's", True)
    """
    return unaccented(text.replace("’", "'")).casefold().translate(STROKED)
