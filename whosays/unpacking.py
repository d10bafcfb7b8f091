"""Packings of the web undone piece by piece, so that a small packet never becomes a large one before somebody has counted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, Literal, Protocol

STEP = 64 * 1024
MOST_MEMBERS = 1_000  # gzip members in one body; each costs as much to begin as a page to read
_MODULES = {"br": ("brotli", "brotlicffi"), "zstd": ("compression.zstd", "backports.zstd")}
LARGEST_WINDOW_LOG = 23  # 8 MiB, what RFC 9659 allows zstd on the web


class CannotUnpack(ValueError):
    """A packing that is not undone: ``reason`` is what kind of trouble, the message is for people."""

    def __init__(self, reason: Literal["size", "encoding"], message: str) -> None:
        super().__init__(message)
        self.reason: Literal["size", "encoding"] = reason


class Unpacker(Protocol):
    """One kind of packing: bytes in, bytes out in pieces of about ``STEP``; whether the end was reached."""

    def feed(self, data: bytes) -> Iterator[bytes]: ...

    @property
    def finished(self) -> bool: ...


class Plain:
    """No packing."""

    finished = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data


class Gzip:
    """gzip, of one member or several; what follows the last one and is no member is no text either."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self._members = 0
        self._after = False

    @property
    def finished(self) -> bool:
        """Has the last member ended? (A body of no bytes at all is an empty page.)"""
        return self._after or self._member.eof

    def feed(self, data: bytes) -> Iterator[bytes]:
        while not self._after:
            if self._member.eof:
                if not data.startswith(b"\x1f"):
                    self._after = bool(data)
                    return
                self._members += 1
                if self._members >= MOST_MEMBERS:
                    raise CannotUnpack(
                        "size", f"the page is packed in more than {MOST_MEMBERS} pieces; it is not unpacked"
                    )
                self._member = zlib.decompressobj(wbits=31)
            piece = self._member.decompress(data, STEP)
            if piece:
                yield piece
            data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if not data and (self._member.eof or len(piece) < STEP):
                return


class Deflate:
    """Deflate as sites send it: in a zlib frame, or bare."""

    def __init__(self) -> None:
        self._stream: Any = None

    @property
    def finished(self) -> bool:
        """Has the stream ended?"""
        return self._stream is None or bool(self._stream.eof)

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None:
            framed = len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
            self._stream = zlib.decompressobj(wbits=15 if framed else -15)
        while not self._stream.eof:
            piece = self._stream.decompress(data, STEP)
            if piece:
                yield piece
            data = self._stream.unconsumed_tail
            if not data and len(piece) < STEP:
                return


class Brotli:
    """Brotli (RFC 7932)."""

    def __init__(self, module: Any) -> None:
        self._stream = module.Decompressor()

    @property
    def finished(self) -> bool:
        """Has the stream ended?"""
        return bool(self._stream.is_finished())

    def feed(self, data: bytes) -> Iterator[bytes]:
        while not self.finished:
            piece = self._stream.process(data, output_buffer_limit=STEP)
            if piece:
                yield piece
            data = b""
            # it may have taken all input and still hold output back: only a piece that is not full is the last
            if self._stream.can_accept_more_data() and len(piece) < STEP:
                return


class Zstd:
    """Zstandard (RFC 8878), where Python brings it (3.14) or the package ``backports.zstd`` is there."""

    def __init__(self, module: Any) -> None:
        self._module = module
        self._frame = self._begin()

    def _begin(self) -> Any:
        window = self._module.DecompressionParameter.window_log_max
        return self._module.ZstdDecompressor(options={window: LARGEST_WINDOW_LOG})

    @property
    def finished(self) -> bool:
        """Has the frame ended?"""
        return bool(self._frame.eof)

    def feed(self, data: bytes) -> Iterator[bytes]:
        while not self._frame.eof:
            piece = self._frame.decompress(data, STEP)
            if piece:
                yield piece
            data = b""
            if self._frame.needs_input:
                return


def accepted() -> str:
    """The packings that are asked for: those that can be undone here."""
    return ", ".join(("gzip", *(name for name in _MODULES if _module(name))))


def unpacker(coding: str) -> Unpacker:
    """What undoes a ``Content-Encoding``; packings in packings are refused, for no page needs them."""
    name = coding.strip().lower()
    if name in ("", "identity"):
        return Plain()
    if name in ("gzip", "x-gzip"):
        return Gzip()
    module = _module(name) if name in _MODULES else None
    if module:
        return Brotli(module) if name == "br" else Zstd(module)
    raise CannotUnpack("encoding", f"the page is packed as “{name[:40]}”, which was not asked for and is not unpacked")


@cache
def _module(coding: str) -> Any:
    """The module that undoes a packing, if one is installed."""
    for name in _MODULES[coding]:
        try:
            return import_module(name)
        except ImportError:
            continue
    return None
