"""JSON that somebody sent: bytes to an object, or the reason why not."""

from __future__ import annotations

import codecs
import json
from typing import Any

from whosays.ingest.drafts import Refusal
from whosays.ingest.formats.text import LARGEST


def read_json(data: bytes, *, source: str) -> dict[str, Any]:
    """The JSON object in these bytes (UTF-8, or UTF-16 and UTF-32 as JSON allows); else :class:`Refusal`."""
    if len(data) >= LARGEST:
        raise Refusal(source, f"it has {LARGEST // 1_000_000} MB or more; JSON of that size is read as JSON lines only")
    try:
        value = json.loads(data.removeprefix(codecs.BOM_UTF8))
    except RecursionError:
        raise Refusal(source, "its JSON is nested too deep") from None
    except UnicodeDecodeError:
        raise Refusal(source, "it is not JSON in UTF-8; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise Refusal(
            source, f"it is not JSON ({fault_of(error)}, line {error.lineno}, character {error.colno})"
        ) from None
    except ValueError:
        raise Refusal(source, "it is not JSON that can be read (a number in it is too long)") from None
    if isinstance(value, list):
        raise Refusal(source, "it is a list in JSON; write its objects one a line (JSON lines) and give it as .jsonl")
    if not isinstance(value, dict):
        raise Refusal(source, "it is JSON but no object; a feed (JSON Feed) or a message (ninjs) is read")
    return value


def fault_of(error: json.JSONDecodeError) -> str:
    """What the JSON reader says is wrong, to be followed by where."""
    return error.msg.removesuffix(" starting at")


def words_in(value: Any, name: str) -> str:
    """The words under a name of an object; "" where there is none or something else."""
    found = value.get(name) if isinstance(value, dict) else None
    return found.strip() if isinstance(found, str) else ""
