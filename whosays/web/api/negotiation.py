"""Which form of a brief a program would rather have: the Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re

from whosays.render import Format
from whosays.web.api.operations import JSON
from whosays.web.api.problems import Refused

BRIEFS: dict[str, Format] = {"text/plain": "text", "text/markdown": "md", "text/html": "html", JSON: "json"}
WEIGHT = re.compile(r"[01](?:\.\d{0,3})?")
MEDIA: dict[str, str] = {form: media for media, form in BRIEFS.items()}


def accepted(header: str) -> Format:
    """The form of a brief that an Accept header likes best (RFC 9110, 12.5.1); of equals the first of ``BRIEFS`` but JSON for ``*/*``."""
    best: tuple[float, Format] | None = None
    for media in (JSON, *BRIEFS):
        quality = _quality(header, media)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, BRIEFS[media]
    if best is None:
        raise Refused(406, f"a brief comes as {', '.join(BRIEFS)}")
    return best[1]


def _quality(header: str, media: str) -> float:
    """How well a media type is liked: the most specific range that fits it counts."""
    kind = media.partition("/")[0]
    rank = {media: 2, f"{kind}/*": 1, "*/*": 0}
    found: dict[int, float] = {}
    for part in header.split(","):
        name, *parameters = (one.strip().lower() for one in part.split(";"))
        if name in rank:
            weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
            found[rank[name]] = float(weight) if WEIGHT.fullmatch(weight) else 0.0
    return found[max(found)] if found else 0.0
