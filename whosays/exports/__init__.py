"""A record in the formats other tools read: one format, one file; every format is a function of the record alone.

None of them judges: they carry claims, who makes them, and where they disagree. The same record gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from whosays.hookspecs import Renderer

if TYPE_CHECKING:
    from whosays.model import Record
    from whosays.render import Format

JSON_LD = "application/ld+json"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class MissingExtra(RuntimeError):
    """A format whose writer is a package that is not installed."""


class NoSuchFormat(ValueError):
    """A name that no format has."""


def _made(name: str, record: Record) -> Mapping[str, bytes]:
    """The files that the room of a format makes; rooms are loaded when they are asked."""
    return cast("Mapping[str, bytes]", import_module(f"whosays.exports.{name}").files(record))


def _page(name: Format, record: Record) -> Mapping[str, bytes]:
    """One of the pages that ``whosays show`` prints too."""
    from whosays.exports.pages import page

    return page(record, name)


def _format(name: str, suffix: str, media_type: str, about: str, *, extra: str | None = None) -> Renderer:
    return Renderer(name, suffix, media_type, about, partial(_made, name), extra)


FORMATS = (
    Renderer("text", ".txt", "text/plain", "the brief as plain text, 100 columns", partial(_page, "text")),
    Renderer("md", ".md", "text/markdown", "the brief as Markdown (CommonMark)", partial(_page, "md")),
    Renderer("html", ".html", "text/html", "every view in one HTML file that needs nothing else", partial(_page, "html")),
    Renderer("json", ".json", "application/json", "the record itself, canonical JSON with a schema", partial(_page, "json")),
    _format("csv", "", "text/csv", "a folder of tables, safe to open in a spreadsheet"),
    _format("parquet", "", "application/vnd.apache.parquet", "the same tables for DuckDB, pandas, Polars", extra="parquet"),
    _format("docx", ".docx", DOCX, "the brief as a Word file, with numbered citations", extra="docx"),
    _format("obsidian", "", "text/markdown", "a folder of linked notes: story, people, places, reports, disputes"),
    _format("ftm", ".ftm.json", "application/json+ftm", "FollowTheMoney entities, one JSON object a line"),
    _format("annotation", ".annotations.jsonld", JSON_LD, "W3C Web Annotation: one annotation for each claim"),
    _format("prov", ".prov.json", "application/json", "W3C PROV-JSON: who said what, and from whom they have it"),
    _format("claimreview", ".claimreview.jsonld", JSON_LD, "drafts of schema.org ClaimReview, without a rating"),
    _format("plover", ".plover.tsv", "text/tab-separated-values", "coded events (PLOVER), with their status"),
    _format("geojson", ".geojson", "application/geo+json", "places and legs of journeys on a map"),
    _format("timelinejs", ".timeline.json", "application/json", "the timeline for TimelineJS"),
    _format("gexf", ".gexf", "application/gexf+xml", "who says what, as a network for Gephi"),
    _format("ics", ".ics", "text/calendar", "what is expected, as an iCalendar file"),
)  # fmt: skip


def register_renderers() -> tuple[Renderer, ...]:
    """The built-in formats."""
    return FORMATS


def formats() -> dict[str, Renderer]:
    """Every format by its name: the built-in ones, then those of plug-ins."""
    from whosays.plugins import renderers

    return renderers()


def format_of(name: str) -> Renderer:
    """The format of this name; raises :class:`NoSuchFormat` with the names there are."""
    known = formats()
    if name not in known:
        raise NoSuchFormat(f"no format is called {name!r}; there are {', '.join(known)}")
    return known[name]


def export(record: Record, to: str, path: str | Path | None = None) -> dict[str, bytes]:
    """The files of a record in one format, by name; written to ``path`` too where one is given.

    ``path`` is the file itself, or for a format of several files (csv, parquet, obsidian) the folder that holds them. Raises
    :class:`NoSuchFormat`, and :class:`MissingExtra` where the format needs a package that is not installed.
    """
    form = format_of(to)
    files = dict(form.files(record))
    if path is not None:
        for place, content in placed(files, Path(path), folder=not form.suffix).items():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    return files


def placed(files: Mapping[str, bytes], path: Path, *, folder: bool) -> dict[Path, bytes]:
    """Where each file goes: below the path for a folder, else the one file to the path itself."""
    if folder:
        return {path.joinpath(*name.split("/")): content for name, content in files.items()}
    (content,) = files.values()
    return {path: content}
