"""Countries in the names of bodies: whose ministry it is, and which names stand for a government."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from whosays import data
from whosays.entities.units import STOP, Unit
from whosays.text.folding import fold

SPELLING = {
    "defence": "defense",
    "organisation": "organization",
    "centre": "center",
    "labour": "labor",
    "programme": "program",
}


@cache
def country_words() -> dict[str, str]:
    """Folded country names and adjectives → ISO alpha-2."""
    found: dict[str, str] = {}
    for code, name, aliases, adjectives, *_ in data.rows("countries"):
        for word in (name, *aliases.split("|"), *adjectives.split("|")):
            if word and word not in ("the North", "the South"):
                found.setdefault(fold(word).removeprefix("the "), code)
    return found


@cache
def country_label(code: str) -> tuple[str, str]:
    """(name of the country, its adjective as used before "government")."""
    for row in data.rows("countries"):
        if row[0] == code:
            short = {"US": "US", "GB": "UK"}.get(code)
            return row[1], short or row[3].split("|")[0] or row[1]
    return code, code


def is_state(unit: Unit) -> bool:
    """Does the name mean a government: a country's or capital's name so used, or "X government"?"""
    if unit.country is None or unit.kind != "organisation":
        return False
    return unit.mentions[0].reason == "stands for the government" or fold(unit.name).endswith("government")


@lru_cache(maxsize=32768)
def content(name: str) -> tuple[str | None, tuple[str, ...]]:
    """(country in front or None, other words sorted): "South Korea's Defense Ministry" = "South Korean Ministry of Defence"."""
    words = re.sub(r"'s\b", " ", fold(name))
    tokens = [w.strip(".") if len(w) > 4 else w for w in re.findall(r"[\w.]+", words)]
    country = None
    for length in range(min(3, len(tokens) - 1), 0, -1):
        code = country_words().get(" ".join(tokens[:length]))
        if code:
            country, tokens = code, tokens[length:]
            break
    return country, tuple(sorted(SPELLING.get(t, t) for t in tokens if t not in STOP))
