"""A record handed over in a format of other tools: one file as it is, several as one zip archive."""

from __future__ import annotations

import io
import re
import zipfile
from importlib.util import find_spec

from starlette.responses import Response

from whosays.model import Record
from whosays.render.html.elements import Html, el
from whosays.web.api.problems import Refused
from whosays.web.pages.shell import address

ZIP = "application/zip"
PACKAGES = {"parquet": "pyarrow", "docx": "docx"}  # the module of each extra that a format needs
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same record gives the same archive


def exported(record: Record, story: str, form: str) -> Response:
    """The files of a record in this format; they are handed over as a download, never shown from this origin."""
    from whosays.exports import MissingExtra, NoSuchFormat, format_of

    try:
        chosen = format_of(form)
        files = dict(chosen.files(record))
    except (NoSuchFormat, MissingExtra) as error:
        raise Refused(404, str(error)) from None
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", story).strip("-") or "story"
    if chosen.suffix:
        (content,) = files.values()
        return _handed(content, chosen.media_type, f"{name}{chosen.suffix}")
    return _handed(zipped(files), ZIP, f"{name}-{re.sub('[^A-Za-z0-9_-]+', '-', form)}.zip")


def choice(story: str) -> Html:
    """Every format with what it is for; one whose package is missing says how to get it."""
    return el("ul", *[_offered(one) for one in plain(story)], class_="plain formats")


def _offered(one: dict[str, str | None]) -> Html:
    about = str(one["about"])
    title = about[:1].upper() + about[1:]
    kind = el("code", one["name"], f" · {'zip archive' if not one['suffix'] else one['suffix']}", class_="about")
    if one["missing"]:
        return el("li", el("span", title), kind, el("span", one["missing"], class_="quiet"))
    return el("li", el("a", title, href=one["address"], download=True), kind)


def plain(story: str) -> list[dict[str, str | None]]:
    """The formats as JSON has them."""
    from whosays.exports import formats

    return [
        {
            "name": form.name,
            "about": form.about,
            "suffix": form.suffix,
            "media_type": form.media_type if form.suffix else ZIP,
            "address": address(story, f"export/{form.name}"),
            "missing": _missing(form.extra),
        }
        for form in formats().values()
    ]


def _missing(extra: str | None) -> str | None:
    """How to get the package that a format needs, if it is not there."""
    module = PACKAGES.get(extra or "")
    if module is None or find_spec(module) is not None:
        return None
    return f"not installed here: python -m pip install 'whosays[{extra}]'"


def zipped(files: dict[str, bytes]) -> bytes:
    """The files as a zip archive, in the order of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _handed(content: bytes, media: str, name: str) -> Response:
    return Response(content, headers={"content-type": media, "content-disposition": f'attachment; filename="{name}"'})
