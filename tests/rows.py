"""Rows of a feed or a table, as tests take them."""

from __future__ import annotations

from whosays.ingest import Draft, Refusal
from whosays.ingest.drafts import Row


def draft(row: Row) -> Draft:
    """The row, which must be a draft."""
    assert isinstance(row, Draft), row
    return row


def why(row: Row) -> str:
    """The reason of the row, which must be a refusal."""
    assert isinstance(row, Refusal), row
    return row.message
