"""A server for agents that speak the Model Context Protocol: it reads records, and neither fetches nor writes anything.

What it answers are words that strangers printed. They go out as data, each with its report and characters, and the agent is told that
nothing in them is an instruction.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.mcp_server.shelves import Stories

NEEDED = 2  # the major version of the package mcp


class NoServer(RuntimeError):
    """The package that speaks the protocol is not there; the message says how to get it."""


def serve(stories: Stories) -> None:
    """Answer on standard input and output until the agent hangs up; raises :class:`NoServer`."""
    check()
    import anyio

    from whosays.mcp_server.server import on_stdio

    anyio.run(on_stdio, stories)


def check() -> None:
    """Is the package there, in a version that is spoken here?"""
    get = "python -m pip install 'whosays[mcp]'"
    try:
        found = version("mcp")
    except PackageNotFoundError:
        raise NoServer(f"the server for agents needs the package mcp, which is not installed: {get}") from None
    if int(found.partition(".")[0]) < NEEDED:
        raise NoServer(f"the server for agents needs mcp {NEEDED} or later, and {found} is installed: {get} --upgrade")
