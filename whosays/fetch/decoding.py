"""The body of an answer, unpacked within its limits."""

from __future__ import annotations

from whosays.fetch.outcomes import Refused
from whosays.unpacking import CannotUnpack, accepted, unpacker

__all__ = ["Body", "accepted"]


class Body:
    """Collects a body within its limits: packed size, unpacked size, and how many times larger it becomes."""

    def __init__(self, coding: str, *, raw: int, decoded: int, ratio: int, ratio_from: int) -> None:
        try:
            self._unpacker = unpacker(coding)
        except CannotUnpack as error:
            raise Refused(error.reason, str(error)) from None
        self._raw, self._decoded, self._ratio, self._ratio_from = raw, decoded, ratio, ratio_from
        self._taken = 0
        self._made = 0
        self._pieces: list[bytes] = []

    def feed(self, data: bytes) -> None:
        """Takes bytes off the wire; :class:`Refused` as soon as a limit is passed."""
        self._taken += len(data)
        if self._taken > self._raw:
            raise Refused("size", f"the page is larger than {_mib(self._raw)}; pages of that size are not fetched")
        try:
            for piece in self._unpacker.feed(data):
                self._made += len(piece)
                if self._made > self._decoded:
                    raise Refused("size", f"unpacked, the page is larger than {_mib(self._decoded)}; it is not read")
                if self._made > self._ratio_from and self._made > self._ratio * self._taken:
                    raise Refused(
                        "size", f"the page grows more than {self._ratio} times when it is unpacked; it is not read"
                    )
                self._pieces.append(piece)
        except Refused:
            raise
        except CannotUnpack as error:
            raise Refused(error.reason, str(error)) from None
        except Exception as error:  # zlib, brotli and zstd each have an error of their own
            raise Refused("encoding", f"the page cannot be unpacked ({str(error)[:80] or 'damaged'})") from None

    def end(self) -> bytes:
        """The body; :class:`Refused` where a packed one stops before its end."""
        if self._taken and not self._unpacker.finished:
            raise Refused("cut-short", "the page broke off before its end; try again")
        return b"".join(self._pieces)

    @property
    def size(self) -> int:
        """Bytes so far, unpacked."""
        return self._made

    def so_far(self) -> bytes:
        """What has come, whether or not that is all."""
        return b"".join(self._pieces)


def _mib(size: int) -> str:
    return f"{size / (1024 * 1024):g} MiB"
