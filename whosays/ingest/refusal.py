"""Why an input is no report."""

from __future__ import annotations


class Refusal(ValueError):
    """An input that cannot be read as a report: which one, and why, in words for the person who gave it.

    ``page`` is the address of the page that holds the report, where the input does no more than name it.
    """

    def __init__(self, source: str, message: str, *, page: str | None = None) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message
        self.page = page


def reason_of(error: object) -> str:
    """What a reader's error says, in one line of at most 200 characters; its kind where it says nothing."""
    return " ".join(str(error).split())[:200] or type(error).__name__
