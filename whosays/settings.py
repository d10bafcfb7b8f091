"""What a person has set: a flag comes first, then the environment (``WHOSAYS_…``), then ``whosays.toml``.

The file is the one that ``WHOSAYS_CONFIG`` names, else ``whosays.toml`` in the current folder. It is data: nothing in it is run.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

FILE = "whosays.toml"
PLACE = "WHOSAYS_CONFIG"
_SAID = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
    "": False,
}


class BadSetting(ValueError):
    """A setting that cannot be read: where it stands, what is wrong, what it should be."""


def switch(name: str, flag: bool | None = None) -> bool:
    """Is something switched on? Off where nobody says anything."""
    if flag is not None:
        return flag
    variable = _variable(name)
    told = os.environ.get(variable)
    if told is not None:
        try:
            return _SAID[told.strip().lower()]
        except KeyError:
            raise BadSetting(f"{variable}={told!r}: it is a switch; set it to 1 or 0") from None
    value = _from_file(name)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise BadSetting(f"{_place()}: {name} = {value!r}: it is a switch; set it to true or false")


def listed(name: str) -> tuple[str, ...]:
    """The entries of a list: in the environment with commas between them, in the file an array of strings."""
    told = os.environ.get(_variable(name))
    if told is not None:
        return tuple(entry.strip() for entry in told.split(",") if entry.strip())
    value = _from_file(name)
    if value is None:
        return ()
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    raise BadSetting(f'{_place()}: {name} = {value!r}: it is a list; write it as ["one", "two"]')


def _variable(name: str) -> str:
    return f"WHOSAYS_{name.upper()}"


def _place() -> Path:
    return Path(os.environ.get(PLACE) or FILE)


def _from_file(name: str) -> object:
    """What the file says; a file that nobody named need not be there."""
    place = _place()
    try:
        content = place.read_bytes()
    except FileNotFoundError:
        if os.environ.get(PLACE):
            raise BadSetting(f"{place}: there is no such file; {PLACE} names it") from None
        return None
    except OSError as error:
        raise BadSetting(f"{place}: it cannot be opened ({error.strerror})") from None
    try:
        return tomllib.loads(content.decode("utf-8")).get(name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{place}: it is not TOML ({error}); correct it or take it away") from None
