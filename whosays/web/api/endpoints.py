"""The verbs of the API at their addresses; what it does not know or cannot do is a problem in JSON."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from whosays.web.api.operations import Operation
from whosays.web.api.problems import Refused, problem
from whosays.web.api.verbs import Api
from whosays.web.guard import LARGEST, TooLarge
from whosays.web.jobs.work import Works
from whosays.web.shelves.held import Held
from whosays.web.shelves.shelf import CannotKeep, NoStory, Shelf


def api(shelf: Shelf, works: Works, held: Held, *, fetching: bool = False) -> Mount:
    """Everything below /api; what it does not know or cannot do is a problem in JSON."""
    routes = [
        Route(one.path, _endpoint(one), methods=[one.method])
        for one in Api(shelf, works, held, fetching=fetching).operations()
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={
            Refused: _refused,
            NoStory: _no_story,
            CannotKeep: _cannot_keep,
            TooLarge: _too_large,
            HTTPException: _http_error,
            Exception: _error,
        },
    )
    app.router.redirect_slashes = False
    mount = Mount("/api", app=app)
    mount.path_regex = re.compile(
        r"^/api/(?P<path>.*)$", re.DOTALL
    )  # an address with a line end is the API's to refuse, too
    return mount


def _endpoint(operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await operation(request)

    return endpoint


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return problem(error.status, error.detail)


async def _no_story(request: Request, error: Exception) -> Response:
    return problem(404, str(error))


async def _cannot_keep(request: Request, error: Exception) -> Response:
    return problem(503, str(error))


async def _too_large(request: Request, error: Exception) -> Response:
    return problem(413, f"more than {LARGEST // 2**20} MiB were sent; send less at a time")


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {
        404: "there is no such address; /api/openapi.json lists them",
        405: "this address is not asked in that way",
    }
    return problem(error.status_code, words.get(error.status_code, error.detail), headers=dict(error.headers or {}))


async def _error(request: Request, error: Exception) -> Response:
    """What nobody foresaw: said without its inside, which goes to standard error."""
    return problem(500, f"an error in whosays itself ({type(error).__name__}); its details are in the terminal")
