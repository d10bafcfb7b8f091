"""Landlock: the file system closes for good, but for reading what the interpreter itself is made of.

The calls are made by number, as no C library has them; landlock(7) of Linux 6.12. The folders of the interpreter and of the
system's libraries stay readable because codecs and modules are loaded when they are first needed, and a parser that silently
lacks a codec reads wrongly.
"""

from __future__ import annotations

import ctypes
import os
import site
import struct
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on every machine
_VERSION = 1  # LANDLOCK_CREATE_RULESET_VERSION
_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many rights over files each version of Landlock knows
_NET = 0b11  # bind and connect by TCP, from version 4
_SCOPE = 0b11  # abstract sockets and signals to others, from version 6


def close_files(readable: Iterable[str]) -> bool:
    """Closes the file system to this process, but for reading under the given folders; ``False`` where there is no Landlock."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    if version < 1:
        return False
    attributes = struct.pack("=Q", (1 << _RIGHTS.get(version, 16)) - 1)
    attributes += struct.pack("=Q", _NET) if version >= 4 else b""
    attributes += struct.pack("=Q", _SCOPE) if version >= 6 else b""
    rules = libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    if rules < 0:
        return False
    try:
        for folder in readable:
            _allow_reading(libc, rules, folder)
        return bool(libc.syscall(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0)) == 0)
    finally:
        os.close(rules)


# Where the system's own shared libraries lie, which a package loaded late may need, and the time zones.
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/usr/share/zoneinfo")


def own_folders() -> tuple[str, ...]:
    """Where the interpreter, its packages, this package and what they load lie: programs, no one's documents."""
    paths = sysconfig.get_paths()
    folders = {paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")} | {f"{sys.base_prefix}/lib"}
    folders |= {path for path in sys.path if Path(path).name in {"site-packages", "dist-packages", "lib-dynload"}}
    if site.ENABLE_USER_SITE:
        folders.add(site.getusersitepackages())
    folders |= {str(Path(__file__).resolve().parent.parent), *_SYSTEM}
    return tuple(sorted(folder for folder in folders if Path(folder).exists()))


def _allow_reading(libc: ctypes.CDLL, rules: int, folder: str) -> None:
    try:
        place = os.open(folder, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    except OSError:
        return  # what cannot be opened stays closed
    try:
        rights = _READ_FILE | (_READ_DIR if Path(folder).is_dir() else 0)
        rule = struct.pack("=Qi", rights, place)
        libc.syscall(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(place)
