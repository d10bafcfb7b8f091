"""Parquet: the same tables as CSV, typed, for DuckDB, pandas, Polars. Needs the extra ``parquet``."""

from __future__ import annotations

import io

from whosays.exports import MissingExtra
from whosays.exports.tables import Table, Value, tables
from whosays.exports.texts import whole
from whosays.model import Record


def files(record: Record) -> dict[str, bytes]:
    """One file for each table; raises :class:`MissingExtra` without pyarrow."""
    return {f"{table.name}.parquet": _written(table) for table in tables(record)}


def _written(table: Table) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtra(
            "Parquet is written with pyarrow, which is not installed: pip install 'whosays[parquet]'"
        ) from None
    types = {
        "text": pyarrow.string(),
        "number": pyarrow.float64(),
        "integer": pyarrow.int64(),
        "truth": pyarrow.bool_(),
    }
    columns = [
        pyarrow.array([_whole(row[at]) for row in table.rows], type=types[column.kind])
        for at, column in enumerate(table.columns)
    ]
    out = io.BytesIO()
    names = [column.name for column in table.columns]
    parquet.write_table(pyarrow.Table.from_arrays(columns, names=names), out, compression="zstd", store_schema=False)
    return out.getvalue()


def _whole(value: Value) -> Value:
    """Lone surrogates have no UTF-8."""
    return whole(value) if isinstance(value, str) else value
