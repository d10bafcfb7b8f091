"""Who and what one report refers to: names, noun phrases, pronouns, each with what it stands for where that is clear."""

from __future__ import annotations

import re

from whosays.mentions import lexicon
from whosays.mentions.drafts import Draft, identify, mention_id
from whosays.mentions.inside import as_body, places_inside
from whosays.mentions.names import find_names
from whosays.mentions.nominals import find_nominals
from whosays.mentions.pronouns import resolve
from whosays.mentions.toponyms import atlas
from whosays.model import Mention, Parse, Report, key

__all__ = ["find_mentions"]


def find_mentions(parse: Parse) -> tuple[Mention, ...]:
    """All mentions of a report in text order: form, kind, number, country, and the antecedent where only one fits.

    Names come without article, title and possessive. A photo credit yields the agency's name with the reason "photo
    credit": it shows who took a picture and never who says something.
    """
    names = [name for name in find_names(parse) if not _is_author(parse, name)]
    known = atlas((parse.words(name.first, name.last) for name in names), parse.report.outlet)
    names = [as_body(parse, name, known) for name in names]
    drafts = [*names, *find_nominals(parse, names)]
    found: dict[tuple[int, int], Mention] = {}
    for item in resolve(parse, drafts):
        draft, target = item.draft, item.target
        other = target is not None and (target.first, target.last) != (draft.first, draft.last)
        mention = identify(parse, draft, mention_id(parse, target) if target and other else None, item.reason)
        found.setdefault((mention.start, mention.end), mention)
    for inner in places_inside(parse, names, known):
        mention = identify(parse, inner, None, inner.reason)
        found.setdefault((mention.start, mention.end), mention)
    for mention in _credits(parse.report):
        found.setdefault((mention.start, mention.end), mention)
    return tuple(found[span] for span in sorted(found, key=lambda span: (span[0], -span[1])))


def _is_author(parse: Parse, name: Draft) -> bool:
    """Who wrote a report has no part in its story."""
    return name.kind == "person" and parse.sentences[parse.sentence_of(name.first)].role == "byline"


def _credits(report: Report) -> list[Mention]:
    """Agencies named in photo credits, which are not parsed."""
    known = {name.casefold() for name in lexicon.agencies()}
    found = []
    for segment in report.segments:
        if segment.role != "photo_credit":
            continue
        for match in re.finditer(r"[^\W\d_]+(?: [^\W\d_]+)*", report.text[segment.start : segment.end]):
            if match.group().casefold() in known:
                start, end = segment.start + match.start(), segment.start + match.end()
                found.append(
                    Mention(key("m", report.id, start, end), report.id, start, end, "name", "organisation", match.group(),
                            match.group().split()[-1], "sing", None, "photo credit", None)
                )  # fmt: skip
    return found
