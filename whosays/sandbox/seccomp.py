"""A filter of system calls, as the Linux kernel takes it: no network, no new process, no writing, nobody else's process.

The filter is classic BPF, assembled here from the table ``data/syscalls.tsv``. It forbids what the table names and allows the
rest: a list of what a Python interpreter may need would break with each C library. See seccomp(2), prctl(2).
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterator
from importlib import resources

PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

# struct seccomp_data: int nr; __u32 arch; __u64 instruction_pointer; __u64 args[6]
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06  # LD|W|ABS, ALU|AND|K, RET|K
_EQUAL, _AT_LEAST = 0x15, 0x35  # JMP|JEQ|K, JMP|JGE|K
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_EPERM, _ENOSYS = 1, 38
_X32 = 0x40000000  # the second x86-64 calling convention has numbers of its own; it is closed
_CLONE_THREAD = 0x10000
_WRITING = 0o3 | 0o100 | 0o1000  # O_ACCMODE, O_CREAT, O_TRUNC
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def machine() -> str | None:
    """The column of the table for this machine; ``None`` where there is none."""
    name = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    # A 32-bit interpreter on a 64-bit kernel calls by other numbers.
    return name if sys.platform == "linux" and name in _AUDIT_ARCH and sys.maxsize > 2**32 else None


def no_new_privileges() -> bool:
    """No program that this process starts may gain rights; what the filter needs to be accepted."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None, use_errno=True).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def filter_calls() -> bool:
    """Puts the filter on this process for good; ``False`` where the kernel or the machine has none."""
    name = machine()
    if name is None:
        return False
    code = b"".join(assemble(name, pid=os.getpid()))
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def assemble(name: str, *, pid: int) -> Iterator[bytes]:
    """The filter, one instruction of eight bytes after another."""
    yield _step(_LOAD, _ARCH)
    yield _step(_EQUAL, _AUDIT_ARCH[name], yes=1)
    yield _step(_RETURN, _KILL)
    yield _step(_LOAD, _NUMBER)
    if name == "x86_64":
        yield _step(_AT_LEAST, _X32, no=1)
        yield _step(_RETURN, _KILL)
    for number, answer in _forbidden(name):
        steps = list(_answer(answer, pid))
        yield _step(_EQUAL, number, no=len(steps))
        yield from steps
    yield _step(_RETURN, _ALLOW)


def _forbidden(name: str) -> Iterator[tuple[int, str]]:
    """The numbers of the calls and what to answer to each."""
    with resources.files("whosays.data").joinpath("syscalls.tsv").open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    column = rows[0].index(name)
    for row in rows[1:]:
        if row[column] != "-":
            yield int(row[column]), row[-1]


def _answer(answer: str, pid: int) -> Iterator[bytes]:
    """What is done with one call. Every answer ends the filter."""
    refuse = _step(_RETURN, _ERRNO | _EPERM)
    allow = _step(_RETURN, _ALLOW)
    if answer == "EPERM":
        yield refuse
    elif answer == "ENOSYS":
        yield _step(_RETURN, _ERRNO | _ENOSYS)
    elif answer == "thread":  # clone() for a thread, not for a process
        yield from (_step(_LOAD, _ARGUMENTS), _step(_AND, _CLONE_THREAD), _step(_EQUAL, 0, no=1), refuse, allow)
    elif answer == "self":  # the process itself, by its number or by 0
        yield from (
            _step(_LOAD, _ARGUMENTS),
            _step(_EQUAL, pid, yes=2),
            _step(_EQUAL, 0, yes=1),
            refuse,
            allow,
        )
    elif answer.startswith("read-"):  # open() without writing; the flags are the argument of that place
        place = _ARGUMENTS + 8 * int(answer[-1])
        yield from (_step(_LOAD, place), _step(_AND, _WRITING), _step(_EQUAL, 0, yes=1), refuse, allow)
    else:
        raise ValueError(f"syscalls.tsv: no such answer: {answer}")


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    """struct sock_filter: the code, how far to jump if so and if not, the value."""
    return struct.pack("=HBBI", code, yes, no, value)
