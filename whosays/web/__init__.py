"""The pages in a browser: ``serve`` shows the stories of a shelf on this machine, and nobody else's pages can reach them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.web.shelves.shelf import Shelf

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
PARALLEL = 64  # requests at a time
MINIMUM = 16  # characters of a token that is open to guessing from outside


class CannotServe(RuntimeError):
    """The server cannot start; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Served:
    """What a person needs to open the pages."""

    address: str
    token: str

    @property
    def link(self) -> str:
        """The address with the token behind ``#``, which browsers send to nobody."""
        return f"{self.address}#token={self.token}"


def serve(
    shelf: Shelf,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    names: Sequence[str] = (),
    token: str | None = None,
    public: bool = False,
    fetching: bool = False,
    ready: Callable[[Served], None] = lambda served: None,
) -> None:
    """Serve until interrupted. ``names`` are further host names that are answered; ``port`` 0 takes a free one.

    A name with a scheme (``https://stories.example``) is that of a server in front of this one. ``public`` allows an address that
    other machines can reach, and then a session is needed for reading too. ``fetching`` lets a person give web addresses to be
    fetched; without it nothing here opens a connection. Raises :class:`CannotServe`.
    """
    import uvicorn

    from whosays.web.app import application
    from whosays.web.guard import Access
    from whosays.web.jobs.work import Works
    from whosays.web.shelves.records import RecordShelf

    local = host in ("127.0.0.1", "localhost", "::1")
    _allow(host, local=local, public=public, token=token)
    config = uvicorn.Config(
        _not_yet, host=host, port=port, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        lifespan="off", ws="none", limit_concurrency=PARALLEL, timeout_keep_alive=5, timeout_graceful_shutdown=2,
    )  # fmt: skip
    try:
        taken = config.bind_socket()
    except SystemExit:
        raise CannotServe(
            f"{host}:{port} cannot be used (taken by another program?); give another --port, or --port 0"
        ) from None
    number = int(taken.getsockname()[1])
    shown = f"[{host}]" if ":" in host else host
    answered = dict.fromkeys((*LOOPBACK, *names)) if local else dict.fromkeys((shown, *names))
    given = {"token": token} if token else {}
    front = next((name.rstrip("/") for name in names if "://" in name), None)
    # What a server in front passes on comes from other machines, whatever address this one listens on.
    access = Access.of(answered, number, private=public or front is not None, secure=front is not None, **given)
    works = Works(shelf.keep) if isinstance(shelf, RecordShelf) else Works()
    config.app = application(shelf, access, works, fetching=fetching)
    ready(Served(f"{front or f'http://{shown}:{number}'}/", access.token))
    try:
        uvicorn.Server(config).run([taken])
    except KeyboardInterrupt:
        pass
    finally:
        works.close()
        taken.close()


def _allow(host: str, *, local: bool, public: bool, token: str | None) -> None:
    """Refuse an address that others can reach unless that is wanted, and guarded by a token that cannot be guessed."""
    if not local and not public:
        raise CannotServe(f"{host}: other machines could reach this address; say --public if they shall")
    if public and not token:
        raise CannotServe(
            "--public needs a token of your own (--token): whoever has it can read and change every story"
        )
    if public and len(token or "") < MINIMUM:
        raise CannotServe(f"the token has fewer than {MINIMUM} characters; a longer one cannot be guessed")


async def _not_yet(scope: object, receive: object, send: object) -> None:
    """Stands in until the port is known, which the guard needs."""
