"""Lines of a report that say who took a picture, who wrote, what a picture shows, or what belongs to the page and not
to the story.

Every test looks at one line of bounded length, so that no pattern can run away on hostile input.
"""

from __future__ import annotations

import re
from functools import cache

from whosays.data import rows, words
from whosays.words.agencies import agency_spellings

LONGEST_CREDIT = 160
LONGEST_CAPTION = 450
LONGEST_FURNITURE = 300
LONGEST_NOTE = 1_500

_NAME = r"[A-Z][\w.'’-]{0,40}(?: (?:de|da|di|van|von|der|den|bin|al|el|la|le|du|dos|of|[A-Z][\w.'’-]{0,40})){0,5}"
_CREDIT_LEAD = r"(?:photo|photograph|photographs|photos|picture|pictures|pic|image|images|credit|photo credit|image credit|video|graphic)"
_LABELLED = re.compile(
    rf"[\[(]?\s{{0,9}}{_CREDIT_LEAD}\s{{0,9}}(?:by|:|/|copyright|source|courtesy(?: of)?)\s{{0,9}}:?\s{{0,9}}(?P<who>[^\[\]()]{{1,110}}?)\s{{0,9}}[\])]?",
    re.I,
)
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|copyright)\s{{0,9}}(?:\d{{4}}\s{{0,9}})?{_NAME}(?:\s{{0,9}}/\s{{0,9}}{_NAME}){{0,3}}\s{{0,9}}", re.I
)
_SLASHED = re.compile(
    rf"[\[(]?\s{{0,9}}({_NAME})\s{{0,9}}(?:/|via|for|•|\|)\s{{0,9}}({_NAME})(?:\s{{0,9}}/\s{{0,9}}{_NAME})?\s{{0,9}}[\])]?"
)
_TRAILING = re.compile(
    r"(?:[\[(]\s*(?P<inside>[^\[\]()]{2,80})[\])]|(?P<label>(?:Photograph|Photo|Picture|Image)s?(?: credit)?(?: by)?:\s*[^:]{2,80}))"
    r"[\s.]*$"
)
_BROADCASTER = re.compile(
    r"(?P<credit>Image (?:copyright|source) (?P<owner>.{2,60}?)) (?P<label>Image caption )(?P<caption>\S.*)", re.S
)
_PICTURE_NUMBER = re.compile(r"(?<![\d/])(?P<number>\d{1,2})/(?P<of>\d{1,2})(?![\d/])(?= )")
_MEDIA_CAPTION = re.compile(
    r"(?P<furniture>(?:Media playback is (?:un)?supported on (?:your|this) device|Facebook Twitter Pinterest|Hide caption) )?"
    r"(?P<caption>(?:(?:Media|Image) caption )?\S.*)",
    re.S,
)
_CAPTION_LABEL = re.compile(r"(?:Media|Image) caption ")
_TOGGLE = re.compile(r"(?:Enlarge this image|toggle caption)\b")
_FILE_PICTURE = re.compile(r"(?:FILE\b|File\b)\s*(?:[-–—:]|photo\b|picture\b|PHOTO\b)")

_BY = re.compile(r"(?:By|BY|Written by|Reported by|Story by|Words by)\s*:?\s+")
_BETWEEN_NAMES = frozenset("and AND & with in for at of the de da di van von der den bin al el la le du dos".split())
_STAFF = re.compile(
    rf"{_NAME}(?: and {_NAME})?(?:,| \||, of| -) (?:(?:Associated Press|AP|Reuters|AFP|PA|UPI|Bloomberg)(?: (?:Writers?|Reporters?|correspondents?))?|"
    r"(?:\w+ ){0,3}(?:Correspondents?|Staff Writers?|Reporters?|Editors?|correspondents?|staff writers?|reporters?|editors?))"
)
_REPORTING = re.compile(
    r"[\[(]?\s{0,9}(?:Additional reporting|Reporting|Writing|Editing|Compiled|Produced|Translated) by [A-Z].{2,400}"
)
_CONTRIBUTED = re.compile(r"[—_\s-]{0,4}[A-Z].{4,300} contributed to this (?:report|story|article)\.?")
_INFORMATION_FROM = re.compile(
    r"(?:Information from|With (?:files|reporting|additional reporting|inputs) (?:from|by)|\(With inputs from)\b.{2,200}"
)
_DESK = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,3}(?:\s*\([A-Za-z, /]{2,60}\))?")

_NOTE_START = re.compile(
    r"[•*\-–—\s(\[]{0,4}(?:"
    r"(?:correction|clarification|corrections and clarifications|editor['’]s note|update)\b[^:.\n]{0,60}:|"
    r"this (?:article|story|report|headline|piece|page|post|caption)\b[^.\n]{0,40}\b(?:amended|corrected|updated to (?:correct|clarify|reflect)|changed to)|"
    r"(?:an )?earlier (?:version|versions|report|reports|headline|edition)\b[^.\n]{0,60}\b(?:said|stated|misstated|included|gave|incorrectly|"
    r"wrongly|mistakenly|misspelled|misidentified|contained|referred|quoted)|"
    r"(?:we|this newspaper|this site|this paper) (?:wrongly |incorrectly |mistakenly |previously |earlier |originally )?"
    r"(?:reported|said|stated|wrote|published)\b)",
    re.I,
)
_ADMITS = re.compile(
    r"\b(?:that was (?:wrong|incorrect|untrue|not so)|this was (?:wrong|incorrect|untrue)|(?:is|was|are|were) (?:wrong|incorrect|withdrawn|corrected|amended)"
    r"|in error|we withdraw|we apologi[sz]e|we regret|should have (?:said|read|been)|has been (?:corrected|amended|changed|updated)|in fact)\b",
    re.I,
)
_FIRST_PERSON_NOTE = re.compile(r"[•*\-–—\s(\[]{0,4}(?:we|this newspaper|this site|this paper)\b", re.I)
_DESK_NOTE = re.compile(r"[•*\-–—\s(\[]{0,4}(?:update|editor['’]s note)\b", re.I)

_FEED_FOOT = re.compile(
    r"the (?:post|article) .{1,200} (?:appeared first|first appeared) on .{1,80}"
)  # under entries of feeds
_PAGE_NUMBER = re.compile(r"page \d{1,3}(?: (?:of|/) \d{1,3})?|[-–—] ?\d{1,3} ?[-–—]")  # of a printed text


@cache
def credit_names() -> frozenset[str]:
    """Names that may stand alone as a photo credit: news agencies with their short names, and picture agencies."""
    return frozenset(name.casefold() for name in agency_spellings() | words("ingest_credits"))


@cache
def _furniture() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Phrases of ``data/ingest_boilerplate.tsv``: those that are a whole line, begin one, or stand inside one."""
    table = rows("ingest_boilerplate")
    return (
        frozenset(phrase for match, phrase in table if match == "whole"),
        tuple(phrase for match, phrase in table if match == "start"),
        tuple(phrase for match, phrase in table if match == "has"),
    )


def is_photo_credit(line: str) -> bool:
    """Is the whole line a picture credit ("REUTERS", "Photo: AP", "Ann Lee/Getty Images")?"""
    line = line.strip()
    if not line or len(line) > LONGEST_CREDIT or line.endswith((".", "!", "?")):
        return False
    if is_credit_name(line) or _is_labelled(line) or _COPYRIGHT.fullmatch(line):
        return True
    slashed = _SLASHED.fullmatch(line)
    if slashed:
        return is_credit_name(slashed.group(2)) or is_credit_name(slashed.group(1)) or line[0] in "(["
    return bool(_TOGGLE.match(line)) and "/" in line


def _is_labelled(line: str) -> bool:
    """ "Photo: Ann Lee", "[Photo/Agencies]": behind the label stand names, not a sentence."""
    match = _LABELLED.fullmatch(line)
    who = re.findall(r"[^\W\d_][\w.'’-]*", match.group("who")) if match else []
    small = [
        word
        for word in who
        if word[0].islower() and word not in _BETWEEN_NAMES and word not in ("via", "handout", "file")
    ]
    return match is not None and len(who) <= 10 and not small and "caption" not in line.casefold()


def is_credit_name(name: str) -> bool:
    """Is it the name of a news or picture agency, alone or joined by a slash, bullet or plus?"""
    name = name.strip().strip("()[]©").strip()
    parts = [part.strip() for part in re.split(r"[/•|+·]| via ", name) if part.strip()]
    return bool(parts) and len(parts) <= 5 and all(part.casefold() in credit_names() for part in parts)


def split_caption(line: str) -> tuple[tuple[int, int, bool], ...]:
    """(start, end, is credit) of the parts of a picture line that shows its credit, or () where it shows none.

    "Image copyright X Image caption Y", "Y (Reuters)", "Y Photograph: A B/Getty Images", "REUTERS Y".
    """
    if len(line) > LONGEST_CAPTION:
        return ()
    match = _BROADCASTER.fullmatch(line)
    if match and len(match.group("owner").split()) <= 8:
        return (0, match.end("credit"), True), (match.start("label"), len(line), False)
    match = _TRAILING.search(line, max(0, len(line) - 120))
    if match and match.start() > 0:
        inside = match.group("inside")
        if match.group("label") or (inside and _reads_as_credit(inside)):
            return (0, len(line[: match.start()].rstrip()), False), (match.start(), len(line), True)
    if _FILE_PICTURE.match(line):
        return ((0, len(line), False),)
    return _leading_credit(line)


def _reads_as_credit(inside: str) -> bool:
    """Is what stands in brackets at the end of a line a credit ("Reuters", "Photo: AP", "Ann Lee/Getty Images")?"""
    if is_credit_name(inside) or _is_labelled(inside) or inside.casefold().startswith(("courtesy of", "photo/")):
        return True
    parts = [part.strip() for part in re.split(r"[/,|]|\bvia\b", inside) if part.strip()]
    return len(parts) > 1 and is_credit_name(parts[-1]) and len(inside.split()) <= 10


def _leading_credit(line: str) -> tuple[tuple[int, int, bool], ...]:
    """A line without full stop that begins with a credit: "SWNS The crowd outside the court"."""
    if len(line) > 260 or line.endswith((".", "!", "?", '"', "”")):
        return ()
    parts = line.split(" ")
    for count in (4, 3, 2, 1):
        lead = " ".join(parts[:count])
        rest = parts[count:]
        if len(rest) >= 4 and re.match(r"[A-Z'‘“\"]", rest[0]) and is_credit_name(lead.replace(":", "/")):
            # "Reuters journalists freed" is a heading about the agency; "Reuters The journalists" is not
            return (0, len(lead), True), (len(lead) + 1, len(line), False)
    return ()


def media_caption(line: str) -> tuple[int, int] | None:
    """Where the page furniture ends and the caption begins in a line that labels its caption ("Media caption …")."""
    match = _MEDIA_CAPTION.fullmatch(line) if len(line) <= LONGEST_CAPTION else None
    if match is None or not (match.group("furniture") or _CAPTION_LABEL.match(line)):
        return None
    return (match.end("furniture") if match.group("furniture") else 0, match.start("caption"))


def gallery_parts(line: str) -> tuple[tuple[int, int, bool], ...]:
    """(start, end, is caption) of the parts of a picture series that lies on one line, or () where the line is none.

    "Harbour fire 1/3 Smoke over the docks 2/3 Crews at the gate 3/3 The burnt-out hall": what stands before the first number is furniture.
    """
    marks = list(_PICTURE_NUMBER.finditer(line))
    marks = [mark for mark in marks if mark["of"] == marks[0]["of"]]
    if len(marks) < 2 or [int(m["number"]) for m in marks] != list(range(1, len(marks) + 1)):
        return ()
    ends = [*(m.start() for m in marks[1:]), len(line)]
    furniture = [(0, marks[0].end(), False), *((m.start(), m.end(), False) for m in marks[1:])]
    captions = [(m.end() + 1, end, True) for m, end in zip(marks, ends, strict=True)]
    parts = sorted((a, a + len(line[a:b].rstrip()), caption) for a, b, caption in (*furniture, *captions))
    return tuple(part for part in parts if part[0] < part[1])


def is_post(line: str) -> bool:
    """Is the line a post of a social network, as pages embed it ("… — Ann Lee (@annlee) May 4, 2031")?"""
    return len(line) <= 700 and bool(re.search(r"[—-] .{2,60} \(@\w{1,30}\)", line[-120:]))


def is_byline(line: str) -> bool:
    """Is the whole line a byline or a sign-off of writers and desks?"""
    line = line.strip()
    if len(line) <= 140 and not line.endswith((".", "!", "?", ":")) and (_is_by_names(line) or _STAFF.fullmatch(line)):
        return True
    if len(line) > 500:
        return False
    if "contributed to this" in line and _CONTRIBUTED.fullmatch(line):
        return True
    return any(pattern.fullmatch(line) for pattern in (_REPORTING, _INFORMATION_FROM, _DESK))


def _is_by_names(line: str) -> bool:
    """ "By Ann Lee and B. C. Ray in Quellmark": nothing but capitalised words and what may stand between names."""
    match = _BY.match(line)
    parts = re.split(r"[\s,/|]+", line[match.end() :].strip()) if match else []
    if not parts or len(parts) > 16 or not parts[-1] or (len(parts) == 1 and not is_credit_name(parts[0])):
        return False
    return parts[0] not in ("and", "of") and all(word in _BETWEEN_NAMES or word[0].isupper() for word in parts)


def sign_off(line: str) -> int | None:
    """Where a desk's sign-off begins at the end of a line ("… went viral. (Reporting by A B; Editing by C D)")."""
    at = line.rfind("(", max(0, len(line) - 500))
    if at > 0 and re.fullmatch(
        r"\((?:Additional reporting|Reporting|Writing|Editing|Compiled)\b[^()]{2,480}\)\.?", line[at:].rstrip()
    ):
        return at
    return None


def is_furniture(line: str) -> bool:
    """Does the line belong to the page and not to the story (advertisement, "Read more", sharing, newsletter, rules)?"""
    low = line.strip().casefold()
    if len(low) > LONGEST_FURNITURE:
        return low.startswith(("copyright ", "©")) and "all rights reserved" in low[:300]
    if not re.search(r"[^\W_]", low) or re.fullmatch(r"https?://\S+|www\.\S+|#\w+(?: #\w+)*", low):
        return True
    if re.fullmatch(r"\[[^\[\]]{8,200}\]", low) or (low.endswith(" read more") and len(low) < 200):
        return True  # a link to another story between two paragraphs
    if _FEED_FOOT.fullmatch(low) or _PAGE_NUMBER.fullmatch(low):
        return True
    whole, start, has = _furniture()
    if low.rstrip(" .:…»>") in whole or low.startswith("copyright 2"):
        return True
    return low.startswith(start) or any(phrase in low for phrase in has)


def is_correction(line: str) -> bool:
    """Is the whole line a note that corrects the report or an earlier one, and nothing else?"""
    if len(line) > LONGEST_NOTE or not _NOTE_START.match(line):
        return False
    if _FIRST_PERSON_NOTE.match(line) or _DESK_NOTE.match(line):
        return bool(_ADMITS.search(line))
    return True
