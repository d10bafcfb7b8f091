"""Number words of one word, from the table of them."""

from __future__ import annotations

from whosays.data import rows

# "zero" to "nineteen", "twenty", "thirty" … "ninety": word → value, in order of value
NUMBER_WORDS = {word: int(low) for word, kind, low, _ in rows("numbers") if kind in ("unit", "ten")}
# "one|two|…|twelve": the number words of a dial and of short counts, as alternatives of a pattern
ONE_TO_TWELVE = "|".join(word for word, value in NUMBER_WORDS.items() if 1 <= value <= 12)
