"""A record handed over in a format of other tools: one file as it is, several as one zip archive."""

from __future__ import annotations

import io
import re
import zipfile

from starlette.responses import Response

from whosays.model import Record
from whosays.web.problems import Refused

ZIP = "application/zip"
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


def zipped(files: dict[str, bytes]) -> bytes:
    """The files as a zip archive, in the order of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _handed(content: bytes, media: str, name: str) -> Response:
    return Response(content, headers={"content-type": media, "content-disposition": f'attachment; filename="{name}"'})
