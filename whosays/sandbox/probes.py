"""What a child must not be able to do, each tried in earnest."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

GIGABYTE = 1 << 30


def attempt(data: bytes, *, what: str, path: str) -> str:
    """Tries one thing; how it was refused, or ``""`` where it was not. ``path`` is a file of the user's."""
    try:
        _ATTEMPTS[what](path)
    except MemoryError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {os.strerror(error.errno) if isinstance(error, OSError) and error.errno else error}"
    return ""


def _network(path: str) -> None:
    """Asks the C library, as native code would that an attacker has taken over."""
    if sys.platform == "win32":
        return  # nothing keeps a process from the network there
    libc = ctypes.CDLL(None, use_errno=True)
    line = libc.socket(2, 1, 0)  # AF_INET, SOCK_STREAM
    if line < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    os.close(line)


def _files(path: str) -> None:
    with open(path, "rb") as file:
        file.read(1)


def _writing(path: str) -> None:
    with open(path, "ab") as file:
        file.write(b"\n")


def _processes(path: str) -> None:
    subprocess.run([sys.executable, "-c", ""], check=False)


def _memory(path: str) -> None:
    held = bytearray(GIGABYTE)
    held[-1] = 1


def _cpu(path: str) -> None:
    while True:
        pass


_ATTEMPTS = {
    "network": _network,
    "files": _files,
    "writing": _writing,
    "processes": _processes,
    "memory": _memory,
    "cpu": _cpu,
}
