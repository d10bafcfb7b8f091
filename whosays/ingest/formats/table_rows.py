"""Rows of tables (JSON lines, CSV): the columns that are read, and a row as a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from whosays.ingest.drafts import Draft, Refusal, Told
from whosays.ingest.formats.text import check_is_prose
from whosays.ingest.language import language_name
from whosays.ingest.metadata import FIELDS, Given
from whosays.ingest.zones.bylines import byline_of, names_in, signed

COLUMNS = ("text", "title", "outlet", "url", "published", "language", "id", "byline")
BYLINES = ("byline", "author", "authors", "credit")  # what tables call it
LONGEST_ID = 200  # characters
MOST_BAD = 1_000  # rows refused one after another, after which the rest of a table is not read
MOST_REMEMBERED = 100_000  # names of rows
MOST_NAMED = 20  # unknown columns named


def item_of(row: Mapping[str, object], source: str, line: int) -> str:
    """What a row is called: the table's name and the row's own ``id``; its line where it has none that can stand in a name."""
    given = row.get("id")
    own = str(given).strip() if isinstance(given, str | int) and not isinstance(given, bool) else ""
    fit = own and len(own) <= LONGEST_ID and own.isprintable() and "#" not in own
    return f"{source}#{own if fit else line}"


def draft_of_row(row: Mapping[str, object], *, source: str) -> Draft:
    """The draft in a row; its text is the cell as it stands, or the title of a row whose text is left empty.

    Raises :class:`Refusal` where the row holds neither.
    """
    text, title = row.get("text"), row.get("title")
    headline_alone = isinstance(text, str) and not text.strip() and isinstance(title, str) and bool(title.strip())
    if headline_alone:
        text = title
    if not isinstance(text, str) or not text.strip():
        raise Refusal(source, 'its column "text" is missing or empty; there is nothing to read')
    language = row.get("language")
    if isinstance(language, str) and language.strip() and not is_english(language):
        raise Refusal(source, f"it is stated to be in {language_words(language)}; only English reports can be read")
    check_is_prose(text, source, None)
    wrong = [name for name in COLUMNS if name != "byline" and not isinstance(row.get(name), str | None)]
    if isinstance(row.get("id"), int):
        wrong.remove("id")
    told = [Told("other", f"{', '.join(wrong)} is not text and is left out")] if wrong else []
    if headline_alone:
        told.append(Told("other", 'its column "text" is empty; its title is read in its place'))
    values = {name: value.strip() for name in FIELDS if isinstance(value := row.get(name), str) and value.strip()}
    names, odd = _authors(row)
    if odd:
        told.append(
            Told("other", f"no name can be read in {', '.join(odd)}, which is left out; give a name or a list of names")
        )
    return signed(Draft(source, text, Given(**values), told=tuple(told)), byline_of(names))


def _authors(row: Mapping[str, object]) -> tuple[tuple[str, ...], list[str]]:
    """Who wrote, by all columns that say so, none twice; and the columns that hold something else."""
    found = {name: names_in(row.get(name)) for name in BYLINES}
    names: list[str] = []
    for name in (name for said in found.values() for name in said or ()):
        if not any(name.casefold() in known.casefold() for known in names):
            names.append(name)
    return tuple(names), [column for column, said in found.items() if said is None]


def is_english(code: str) -> bool:
    """Is this language code English ("en", "en-GB", "eng", "English")?"""
    return code.strip().casefold().replace("_", "-").split("-")[0] in ("en", "eng", "english")


def language_words(code: str) -> str:
    """A stated language as people write it; what is no code of two letters stands in quotation marks."""
    first = code.strip().casefold().replace("_", "-").split("-")[0]
    return language_name(first) if len(first) == 2 else repr(code.strip()[:40])


@dataclass(slots=True)
class Tally:
    """What a table shows as it is read: unknown columns, and bad rows one after another."""

    unknown: set[str] = field(default_factory=set)
    more: bool = False
    bad: int = 0
    named: dict[str, int] = field(default_factory=dict)

    def twice(self, item: str, line: int) -> tuple[Told, ...]:
        """What is told of a row that is called as one before it; of so many rows as are remembered."""
        first = self.named.get(item, line)
        if len(self.named) < MOST_REMEMBERED:
            self.named.setdefault(item, line)
        return () if first == line else (Told("other", f"it has the id of the row on line {first}; both are kept"),)

    def see(self, columns: Iterable[str]) -> None:
        """Columns of a row; those that are not known are remembered, so many as are named."""
        for name in columns:
            if name not in COLUMNS and name not in BYLINES and name not in self.unknown:
                if len(self.unknown) < MOST_NAMED:
                    self.unknown.add(name)
                else:
                    self.more = True

    def told(self) -> tuple[Told, ...]:
        """The columns that were not read, in words."""
        if not self.unknown:
            return ()
        names = ", ".join(repr(name[:60]) for name in sorted(self.unknown)) + (" and more" if self.more else "")
        return (Told("other", f"columns that are not read: {names}; known are {', '.join(COLUMNS)}"),)

    def too_bad(self, *, good: bool) -> bool:
        """Have too many rows been refused one after another?"""
        self.bad = 0 if good else self.bad + 1
        return self.bad >= MOST_BAD


def stopped(source: str, line: int) -> Refusal:
    """The refusal of what is left of a table that holds nothing but bad rows."""
    return Refusal(
        source, f"{MOST_BAD:,} rows one after another cannot be read; what stands below line {line} is not read"
    )
