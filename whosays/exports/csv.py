"""CSV (RFC 4180): a folder of tables that a spreadsheet shows and never runs.

UTF-8 with a byte order mark, without which Excel takes it for another encoding; a text that a spreadsheet would take for a formula
has an apostrophe in front. Truth values are ``true`` and ``false``, what is absent is an empty cell.
"""

from __future__ import annotations

import csv
import io

from whosays.exports.tables import Table, Value, tables
from whosays.exports.texts import cell, utf8
from whosays.model import Record

MARK = "\ufeff"


def files(record: Record) -> dict[str, bytes]:
    """One file for each table."""
    return {f"{table.name}.csv": utf8(MARK + written(table, "excel")) for table in tables(record)}


def written(table: Table, dialect: str) -> str:
    """The table in a dialect of :mod:`csv`, with its header."""
    out = io.StringIO()
    rows = csv.writer(out, dialect)
    rows.writerow([column.name for column in table.columns])
    rows.writerows([[shown(value) for value in row] for row in table.rows])
    return out.getvalue()


def shown(value: Value) -> str | float | int:
    """A cell: texts made harmless, truth values spelled out, nothing for what is absent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(value) if isinstance(value, str) else value
