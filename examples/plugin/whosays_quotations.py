"""A plug-in for whosays: the direct quotations of a story as a format, and its outlets as a command.

A hook is a function of one of the six names; nothing else is needed. Import what is heavy inside the functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from whosays import Record
from whosays.hookspecs import Renderer

__version__ = "0.1.0"


def register_renderers() -> Iterable[Renderer]:
    """``whosays export RECORD --to quotations``."""
    yield Renderer("quotations", ".quotations.txt", "text/plain", "direct quotations, with who said them", quotations)


def register_commands() -> Iterable[click.Command]:
    """``whosays outlets RECORD``."""
    yield outlets


def quotations(record: Record) -> Mapping[str, bytes]:
    """One line for each claim that is a direct quotation: the words, and the outermost source."""
    texts = {report.id: report.text for report in record.reports}
    names = {entity.id: entity.name for entity in record.entities}
    lines = []
    for claim in record.claims:
        if claim.quote == "direct" and claim.chain:
            words = " … ".join(span.of(texts[claim.report]) for span in claim.spans)
            said_by = [names.get(one.entity or "") or one.name or "unnamed" for one in claim.chain[-1].sources]
            lines.append(f"“{' '.join(words.split())}” — {', '.join(said_by)}")
    return {f"{record.story.id}.quotations.txt": ("\n".join(lines) + "\n").encode("utf-8", "replace")}


@click.command()
@click.argument("path", metavar="RECORD", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def outlets(path: Path) -> None:
    """The outlets of a record, and how many claims each prints."""
    import whosays

    record = whosays.decode(path.read_bytes())
    for report in record.reports:
        count = sum(claim.report == report.id for claim in record.claims)
        click.echo(f"{count:>5}  {report.outlet or report.source}")
