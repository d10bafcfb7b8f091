"""The codec: a record to JSON and back, its JSON Schema, and the packed form of values that go between processes.

Canonical bytes: UTF-8 without BOM, keys in the order the types declare them, indent of one blank, one newline at the
end. A field whose type is a float is always written as one (``12.0``, never ``12``), so equal records give equal bytes.
``LineageEdge.from_report`` and ``to_report`` are called ``from`` and ``to`` in JSON, since ``from`` is no Python name.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from whosays.model import Lineage, Record
from whosays.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD_VERSION = 1
JSON_NAMES = {"from_report": "from", "to_report": "to"}  # LineageEdge alone
# In packed bytes a number that is no number or not finite; in a line a number that is written with an exponent here or in Python.
# No type of a record has a list of such numbers. Both also meet what is neither: those records are written with care, to the same bytes.
NOT_FINITE = re.compile(rb"\xcb[\x7f\xff][\xf0-\xff]")
OTHERWISE = re.compile(rb":-?(?:[0-9.]+e|0\.0000)")
PYTHON_NAMES = {json_name: name for name, json_name in JSON_NAMES.items()}
Value = TypeVar("Value")


class InvalidRecord(ValueError):
    """Bytes or values that are no record: ``path`` is the JSON path of the first fault, ``fault`` what is wrong."""

    def __init__(self, path: str, fault: str) -> None:
        super().__init__(f"{fault} (at {path})")
        self.path = path
        self.fault = fault


def encode(record: Record) -> bytes:
    """The canonical JSON of a record; raises :class:`InvalidRecord` where a value has not its declared type."""
    return encode_again(record)[0]


def encode_again(record: Record) -> tuple[bytes, Record | None]:
    """The canonical JSON, and the record that :func:`decode` would make of it, where that costs nothing.

    Raises :class:`InvalidRecord`.
    """
    import msgspec

    with uncollected():
        again = None
        try:
            line, again = _written_at_once(record)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            line = None  # the careful way says what is wrong
        return msgspec.json.format(line or _written_with_care(record), indent=1) + b"\n", again if line else None


def _written_at_once(record: Record) -> tuple[bytes | None, Record]:
    """A record as one line, by way of the types, and as they have it; no line where it holds a number that msgspec writes otherwise than
    Python does.
    """
    import msgspec

    packed = msgspec.msgpack.encode(record)
    # Unpacked into its own types first: an int that stands in a float field becomes the float it equals.
    again = msgspec.msgpack.decode(packed, type=Record)
    line = msgspec.json.encode(again)
    if NOT_FINITE.search(packed) or OTHERWISE.search(line):
        return None, again
    # No string can hold these bytes: a quotation mark in it has a stroke before it.
    for name, json_name in JSON_NAMES.items():
        line = line.replace(f'"{name}":'.encode(), f'"{json_name}":'.encode())
    return line, again


def _written_with_care(record: Record) -> bytes:
    """The same line, value by value; raises :class:`InvalidRecord`."""
    import msgspec

    try:
        plain = msgspec.to_builtins(msgspec.convert(msgspec.to_builtins(record), Record))
    except msgspec.MsgspecError as error:
        raise _invalid(error) from None
    plain["lineage"]["edges"] = [_renamed(edge, JSON_NAMES) for edge in plain["lineage"]["edges"]]
    try:
        return json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidRecord("$", f"a text holds the lone surrogate U+{ord(error.object[error.start]):04X}") from None
    except ValueError:
        raise InvalidRecord("$", "a number is not finite") from None


def decode(data: bytes) -> Record:
    """The record in these bytes; raises :class:`InvalidRecord` with the JSON path of the first fault.

    Keys that no type declares are passed over, since fields may be added to the record.
    """
    import msgspec

    found = _decoded_at_once(data)
    if found is not None:
        return found
    try:
        plain = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidRecord("$", f"not JSON: {str(error).removeprefix('JSON is malformed: ')}") from None
    except RecursionError:
        raise InvalidRecord("$", "nested too deeply to be a record") from None
    if not isinstance(plain, dict):
        raise InvalidRecord("$", f"a record is a JSON object, this is {_kind(plain)}")
    _check_version(plain)
    try:
        return msgspec.convert(_with_python_names(plain), Record)
    except msgspec.MsgspecError as error:
        raise _invalid(error) from None


def _decoded_at_once(data: bytes) -> Record | None:
    """The record, each field decoded to its type without plain values between, in a third of the time; ``None`` for whatever is none:
    :func:`decode` then finds out what is wrong.
    """
    import msgspec

    try:
        parts = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        _check_version({name: msgspec.json.decode(parts[name]) for name in ("record_version",) if name in parts})
        hints = _hints()
        given = {name: msgspec.json.decode(part, type=hints[name]) for name, part in parts.items() if name in hints}
        plain = {"lineage": msgspec.json.decode(parts["lineage"])}
        return Record(**given, lineage=msgspec.convert(_with_python_names(plain)["lineage"], Lineage))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


@cache
def _hints() -> dict[str, Any]:
    """The types of a record's fields; not of its lineage, whose edges have other names in JSON."""
    return {name: hint for name, hint in get_type_hints(Record).items() if name != "lineage"}


def pack(value: object) -> bytes:
    """A value of the model as bytes, to hand to another process or to keep; :func:`unpack` reads it back."""
    import msgspec

    return msgspec.msgpack.encode(value)


def unpack(data: bytes, kind: type[Value]) -> Value:
    """The value of this type that :func:`pack` wrote."""
    import msgspec

    return msgspec.msgpack.decode(data, type=kind)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record, derived from the types."""
    import msgspec

    derived = msgspec.json.schema(Record)
    types = derived["$defs"]
    for described in types.values():
        if "description" in described:
            described["description"] = " ".join(described["description"].split())
    edge = types["LineageEdge"]
    edge["properties"] = _renamed(edge["properties"], JSON_NAMES)
    edge["required"] = [JSON_NAMES.get(name, name) for name in edge["required"]]
    edge["description"] = edge["description"].replace("from_report", "from").replace("to_report", "to")
    types["Record"]["properties"]["record_version"] = {"const": RECORD_VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"whosays story record, version {RECORD_VERSION}",
        **derived,
    }


def _check_version(plain: Mapping[str, Any]) -> None:
    """Name the version of a record that this program cannot read."""
    if "record_version" not in plain:
        raise InvalidRecord("$", "no record_version: this JSON is not a whosays record")
    version = plain["record_version"]
    if type(version) is not int or version != RECORD_VERSION:
        raise InvalidRecord(
            "$.record_version", f"the record has version {version!r}, this whosays reads version {RECORD_VERSION}"
        )


def _with_python_names(plain: dict[str, Any]) -> dict[str, Any]:
    """The JSON with the edges of its lineage named as the type names them; other shapes are left to the checks."""
    lineage = plain.get("lineage")
    if not isinstance(lineage, dict) or not isinstance(lineage.get("edges"), list):
        return plain
    edges = [_read_edge(edge) if isinstance(edge, dict) else edge for edge in lineage["edges"]]
    return {**plain, "lineage": {**lineage, "edges": edges}}


def _read_edge(edge: dict[str, Any]) -> dict[str, Any]:
    """An edge under Python's names; a key that is spelled as in Python is no key of the record."""
    return _renamed({name: value for name, value in edge.items() if name not in JSON_NAMES}, PYTHON_NAMES)


def _renamed(fields: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The same fields in the same order under other names."""
    return {names.get(name, name): value for name, value in fields.items()}


def _invalid(error: Exception) -> InvalidRecord:
    """msgspec's complaint with its path apart, in the words of JSON."""
    fault, _, path = str(error).partition(" - at ")
    path = re.sub(r"(edges\[(?:\d+|\.\.\.)\])\.(from|to)_report", r"\1.\2", path.strip("`") or "$")
    for name, json_name in JSON_NAMES.items():
        fault = fault.replace(f"`{name}`", f"`{json_name}`")
    return InvalidRecord(path, fault)


def _kind(plain: object) -> str:
    """What JSON calls this value."""
    names = {list: "an array", str: "a string", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(plain), "null")
