"""What a person sees of a record: one format, one file; every format is a function of the record alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from whosays.model import Record

Format = Literal["text", "md", "html", "json"]
View = Literal["brief", "claims", "findings", "timeline", "cast", "sources", "report"]
FORMATS: tuple[Format, ...] = get_args(Format)
VIEWS: tuple[View, ...] = get_args(View)


def render(
    record: Record, form: Format = "text", *, view: View | None = None, width: int = 80, colour: bool = False
) -> str:
    """A record as text, Markdown, one HTML page or JSON.

    ``view`` picks one part; without it text and Markdown show the brief with what is disputed, HTML shows every part.
    The view "report" marks every layer of each report, for debugging by eye.
    ``width`` (columns) and ``colour`` (ANSI) concern text only. JSON is always the whole record.
    """
    if form == "json":
        from whosays.render import jsonfile

        return jsonfile.render(record)
    if form == "html":
        from whosays.render import html

        return html.render(record, view=view)
    if form == "md":
        from whosays.render import markdown

        return markdown.render(record, view=view or "brief")
    if form == "text":
        from whosays.render import terminal

        return terminal.render(record, view=view or "brief", width=width, colour=colour)
    raise ValueError(f"no format {form!r}; there are {', '.join(FORMATS)}")
