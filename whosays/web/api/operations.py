"""The verbs of the API: each is a function, and its signature says what is asked for and what is answered.

The routes, the checks of what was sent and the description all come from the same table, so none can say what another does not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any, Literal, get_args, get_type_hints

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from whosays.model import Record
from whosays.record import encode
from whosays.web.api.messages import JobAnswer
from whosays.web.api.problems import Refused
from whosays.web.jobs import adding

Method = Literal["GET", "POST", "DELETE"]
JSON = "application/json"
MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class Operation:
    """One verb. ``answer`` takes the path's fields by name, ``asked`` (query), ``body`` and ``given`` (what is to be read), and ``request``, as it declares.

    ``media`` are the media types of its answers; ``form`` is the type of the fields of an upload, which may come in place of JSON; ``faults`` are
    statuses of problems that only this verb has.
    """

    method: Method
    path: str
    answer: Callable[..., Any]
    status: int = 200
    media: tuple[str, ...] = (JSON,)
    form: Any = None
    faults: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the verb is called."""
        return self.answer.__name__

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return (self.answer.__doc__ or "").strip().partition("\n")[0]

    @cached_property
    def hints(self) -> Mapping[str, Any]:
        """The types of its parameters and of its answer."""
        return get_type_hints(self.answer, include_extras=True)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of its path."""
        return tuple(re.findall(r"{(\w+)", self.path))

    @property
    def asked(self) -> Any:
        """The type of its query, if it has one."""
        return self.hints.get("asked")

    @property
    def body(self) -> Any:
        """The type of its JSON body, if it has one."""
        return _without(self.hints.get("body"), self.form)

    @property
    def answered(self) -> Any:
        """The type of its JSON answer, if it has one."""
        return _without(self.hints["return"], Response)

    async def __call__(self, request: Request) -> Response:
        """Check what was asked, let the verb answer, and write the answer down."""
        given: dict[str, Any] = dict(request.path_params)
        if "request" in self.hints:
            given["request"] = request
        if self.asked is not None:
            given["asked"] = of_query(request.query_params, self.asked)
        elif request.query_params:
            raise Refused(422, "this address takes no parameters")
        if self.body is not None:
            given |= await self._sent(request)
        answered = await run_in_threadpool(self.answer, **given)
        return answered if isinstance(answered, Response) else as_json(answered, self.status)

    async def _sent(self, request: Request) -> dict[str, Any]:
        """The body, and where files may be sent, what is to be read."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if self.form is not None and kind == MULTIPART:
            async with request.form(max_files=100, max_fields=10, max_part_size=32 * 2**20) as form:
                return await _of_form(form, self.form)
        if kind != JSON:
            wanted = f"{JSON} or {MULTIPART}" if self.form is not None else JSON
            raise Refused(415, f"send {wanted}, and say so in Content-Type")
        body = of_json(await request.body(), self.body)
        if self.form is None:
            return {"body": body}
        pasted = FormData([(name, str(value)) for name, value in asdict(body).items()])
        return {"body": body, "given": await adding.given(pasted)}


def _without(hint: Any, other: Any) -> Any:
    """The type without another one of its union; ``None`` where nothing is left."""
    left = [one for one in (get_args(hint) or (hint,)) if one is not other]
    return left[0] if left else None


def as_json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON, a record in its canonical bytes; a new job says where it can be looked at."""
    if isinstance(value, Record):
        return Response(encode(value), status, media_type=JSON)
    if isinstance(value, JobAnswer) and status == 202:
        headers = {"location": f"/api/jobs/{value.number}"}
    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, allow_nan=False)
    return Response(text.encode("utf-8", "replace"), status, media_type=JSON, headers=headers)


def of_query(given: QueryParams, kind: Any) -> Any:
    """The parameters as their type; a wrong name, a value given twice or a value out of range is said."""
    pairs = given.multi_items()
    return _converted(_once(pairs, kind), kind)


def of_json(data: bytes, kind: Any) -> Any:
    """A JSON object as its type; keys that the type does not have are said."""
    try:
        plain = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(400, f"the body is not JSON: {error}") from None
    if not isinstance(plain, dict):
        raise Refused(422, "the body has to be a JSON object")
    _insist(plain, kind)
    return _converted(plain, kind, strict=True)


async def _of_form(form: FormData, kind: Any) -> dict[str, Any]:
    """Fields and files of a form."""
    given = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    given = [field for field in given if field != ("files", "")]  # what a browser sends where no file was chosen
    other = {name for name, value in form.multi_items() if isinstance(value, UploadFile)} - {"files"}
    if other:
        raise Refused(422, f"files belong into the field “files”, not “{min(other)}”")
    body = _converted(_once(given, kind), kind)
    try:
        return {"body": body, "given": await adding.given(form)}
    except adding.NothingGiven:
        raise Refused(422, "nothing was given: send files in the field “files”, or a text as JSON") from None


def _once(pairs: list[tuple[str, str]], kind: Any) -> dict[str, str]:
    plain = dict(pairs)
    if len(plain) < len(pairs):
        twice = next(name for number, (name, _) in enumerate(pairs) if name in dict(pairs[:number]))
        raise Refused(422, f"“{twice}” is given twice")
    _insist(plain, kind)
    return plain


def _insist(plain: Mapping[str, Any], kind: Any) -> None:
    """Name what the type does not know: a misspelt filter that is passed over would narrow nothing."""
    known = [field.name for field in fields(kind)]
    for name in plain:
        if name not in known:
            raise Refused(422, f"“{name}” is not known here; there are {', '.join(known)}")


def _converted(plain: Mapping[str, Any], kind: Any, *, strict: bool = False) -> Any:
    try:
        return msgspec.convert(plain, kind, strict=strict)
    except msgspec.ValidationError as error:
        fault, _, path = str(error).partition(" - at ")
        where = path.strip("`").removeprefix("$.")
        raise Refused(422, f"{where}: {fault}" if where else fault) from None
