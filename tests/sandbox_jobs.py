"""Jobs for the tests of the sandbox: what a parser does, and what a parser that was taken over would do."""

from __future__ import annotations

import ctypes
import io
import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

served = 0


def count(data: bytes, *, add: int = 0) -> int:
    """The number of bytes."""
    return len(data) + add


def serial(data: bytes) -> tuple[int, int]:
    """The process, and which document this is in it."""
    global served
    served += 1
    return os.getpid(), served


def spin(data: bytes) -> int:
    """Never ends, at full speed."""
    while True:
        pass


def sleep(data: bytes) -> int:
    """Never ends, at no speed."""
    time.sleep(3600)
    return 0


def allocate(data: bytes, *, size: int) -> int:
    """Holds so many bytes."""
    return len(bytearray(size))


kept: list[bytearray] = []


def keep(data: bytes, *, size: int) -> int:
    """Holds so many bytes and never lets go, as a leak does."""
    kept.append(bytearray(size))
    return len(kept)


def crash(data: bytes) -> int:
    """Ends as a parser with a bad pointer does."""
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def leave(data: bytes) -> int:
    """Ends without a word."""
    os._exit(3)


def give(data: bytes, *, value: Any) -> Any:
    """Whatever it is told to give."""
    return value


def long_answer(data: bytes, *, size: int) -> str:
    """An answer of so many characters."""
    return "x" * size


def chatter(data: bytes) -> str:
    """Prints where the answers go, as careless libraries do, and by the number of the pipe, as an attacker does."""
    print("D" + "\0" * 8)
    sys.stdout.flush()
    os.write(1, b"D" + bytes(8))
    return "said"


def rubbish(data: bytes, *, written: str) -> str:
    """Writes what it likes into every pipe there is."""
    for number in range(3, 16):
        try:
            os.write(number, written.encode("latin-1"))
        except OSError:
            continue
    return "never read"


def endless(data: bytes, *, letter: str) -> str:
    """Sends one kind of frame for ever, into every pipe there is."""
    while True:
        for number in range(3, 16):
            try:
                os.write(number, letter.encode() + bytes(7) + b"\2[]")
            except OSError:
                continue


def complain(data: bytes) -> int:
    """Raises."""
    raise ValueError("column 3 holds \udc80 and no date" + "!" * 10_000)


def read_file(data: bytes, *, path: str) -> str:
    """Reads a file."""
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def write_file(data: bytes, *, path: str) -> str:
    """Writes a file."""
    with open(path, "w", encoding="utf-8") as file:
        return str(file.write("written"))


def list_folder(data: bytes, *, path: str) -> list[str]:
    """Lists a folder."""
    return sorted(os.listdir(path))


def open_line(data: bytes) -> int:
    """Opens a line to the network, by the C library."""
    libc = ctypes.CDLL(None, use_errno=True)
    line = libc.socket(2, 1, 0)
    if line < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(line)


def start_program(data: bytes) -> int:
    """Becomes another program."""
    os.execv(sys.executable, [sys.executable, "-c", ""])


def signal_parent(data: bytes) -> int:
    """Ends the process that asked."""
    os.kill(os.getppid(), signal.SIGTERM)
    return 0


def environment(data: bytes) -> list[str]:
    """The names of the environment."""
    return sorted(os.environ)


def decode(data: bytes, *, encoding: str) -> str:
    """Text in an encoding whose codec is loaded when it is first needed."""
    return data.decode(encoding)


def words(file: io.RawIOBase) -> Iterator[str]:
    """The words of a stream, one at a time, as they come."""
    rest = b""
    while part := file.read(1 << 16):
        *whole, rest = (rest + part).split(b" ")
        for word in whole:
            yield word.decode()
    yield rest.decode()


def first_words(file: io.RawIOBase, *, most: int) -> Iterator[str]:
    """The first words of a stream; the rest is never read."""
    for number, word in enumerate(words(file)):
        if number == most:
            return
        yield word


def spin_at(file: io.RawIOBase, *, item: int) -> Iterator[int]:
    """Counts, and never ends at one number."""
    for number in range(10):
        while number == item:
            pass
        yield number


def spin_a_while(file: io.RawIOBase, *, items: int, each_s: float) -> Iterator[int]:
    """Counts, and works as long for each number."""
    for number in range(items):
        until = time.process_time() + each_s
        while time.process_time() < until:
            pass
        yield number


def gives_numbers(data: bytes, *, most: int) -> Iterator[int]:
    """An iterator as the answer to one document."""
    return iter(range(most))
