"""A draft becomes a :class:`~whosays.model.Report`: zones, language, date, id, and what its reader must know."""

from __future__ import annotations

from whosays.ingest.drafts import Draft, Refusal
from whosays.ingest.given_dates import GivenDate, days_apart, read_given_date
from whosays.ingest.hidden import hidden_notice, homoglyph_notice
from whosays.ingest.language import find_language, language_name
from whosays.ingest.metadata import Header, read_header
from whosays.ingest.unread import hard_to_read, set_aside
from whosays.ingest.unread import notices as unread_notices
from whosays.ingest.zones.datelines import dateline_day
from whosays.ingest.zones.found import find_zones
from whosays.ingest.zones.imprints import outlet_alone, outlet_in
from whosays.model import DateCandidate, Notice, Passage, Published, Report, Segment, key


def report_of(draft: Draft) -> tuple[Report, tuple[Notice, ...]]:
    """The report in a draft, with what a user must know: unreadable or clashing dates, invisible characters, look-alikes.

    Raises :class:`Refusal` where the text is not English or nothing but a header. What the draft states comes before what the
    header block of its text says.
    """
    source, text = draft.source, draft.text
    header = read_header(text)
    stated = draft.given.over(header.given)
    segments = (
        draft.segments if draft.segments is not None else find_zones(text, title=stated.title, byline=draft.byline)
    )
    if not any(segment.role != "metadata_prefix" for segment in segments):
        raise Refusal(source, "it has a header but no text below it; there is nothing to read")
    language = find_language(text, segments)
    if language not in (None, "en"):
        raise Refusal(source, f"it is written in {language_name(language or '')}; only English reports can be read")
    segments, left_out = set_aside(text, segments)
    dates, troubles = _find_dates(text, segments, draft, header)
    value = dates[0][0].value if dates else None
    report_id = key("r", stated.outlet, stated.url, value, text)
    report = Report(
        id=report_id,
        source=source,
        outlet=stated.outlet or _imprinted(text, segments),
        title=stated.title or _headline(text, segments),
        url=stated.url,
        language=language,
        published=_published(dates, report_id),
        text=text,
        segments=segments,
    )
    notices = [Notice(told.kind, report_id, source, f"{source}: {told.message}") for told in draft.told]
    notices += [Notice("other", report_id, source, f"{source}: {trouble}") for trouble in troubles]
    if report.published.candidates:
        days = ", ".join(candidate.value for candidate in report.published.candidates)
        notices.append(
            Notice("date-clash", report_id, source, f"{source}: dates that do not agree: {days}; {value} is used")
        )
    notices += unread_notices((*left_out, *hard_to_read(text, segments)), report=report_id, source=source)
    for notice in (
        hidden_notice(text, report=report_id, source=source),
        homoglyph_notice(text, report=report_id, source=source),
    ):
        if notice:
            notices.append(notice)
    return report, tuple(notices)


def _find_dates(
    text: str, segments: tuple[Segment, ...], draft: Draft, header: Header
) -> tuple[list[tuple[GivenDate, tuple[int, int] | None]], list[str]]:
    """Dates that are given, best first, each with where it stands; and what could not be read."""
    dates: list[tuple[GivenDate, tuple[int, int] | None]] = []
    troubles: list[str] = []
    stated: list[tuple[str, tuple[int, int] | None]] = [
        (words, None) for words in (draft.given.published, *draft.other_dates) if words
    ]
    if header.given.published:
        stated.append((header.given.published, header.published_at))
    for words, where in stated:
        found = read_given_date(words)
        if found is None:
            troubles.append(
                f"the date {words[:60]!r} cannot be read as one day; write it as 2016-11-09 or 2016-11-09T22:58+00:00"
            )
            continue
        if found.weekday_clash:
            troubles.append(f"in the date {words[:60]!r} the weekday does not fit the day; the day is used")
        dates.append((found, where))
    printed: list[tuple[GivenDate, tuple[int, int] | None]] = []
    in_header = {start for start, _ in header.lines}
    for segment in segments:
        where = _dated_words(text, segment) if segment.start not in in_header else None
        found = read_given_date(text[where[0] : where[1]]) if where else None
        if found:
            printed.append((found, where))
    # of two printed forms of one day ("July 2, 2013", "July 2, 2013 15:01 GMT") the one with the clock says more
    first = printed[0][0].value[:10] if printed else ""
    return dates + sorted(printed, key=lambda item: (item[0].value[:10] != first, -len(item[0].value))), troubles


def _dated_words(text: str, segment: Segment) -> tuple[int, int] | None:
    """Where a date with its year may stand in a date line or a dateline."""
    if segment.role == "metadata_prefix":
        return segment.start, segment.end
    if segment.role == "dateline":
        day = dateline_day(text[segment.start : segment.end])
        return (segment.start + day[0], segment.start + day[1]) if day else None
    return None


def _published(dates: list[tuple[GivenDate, tuple[int, int] | None]], report: str) -> Published:
    """The first date counts; where another names a day more than one away, all are kept as candidates.

    One day of difference is no clash: time zones and "updated" lines make that every day.
    """
    if not dates:
        return Published(None, "absent", (), ())
    best = dates[0][0].value
    evidence = tuple(
        Passage(report, where[0], where[1]) for found, where in dates if where and days_apart(found.value, best) == 0
    )
    clash = any(days_apart(found.value, best) > 1 for found, _ in dates)
    candidates: dict[str, tuple[Passage, ...]] = {}
    for found, where in dates if clash else []:
        candidates[found.value] = candidates.get(found.value, ()) + (
            (Passage(report, where[0], where[1]),) if where else ()
        )
    return Published(best, "given", evidence, tuple(DateCandidate(value, spans) for value, spans in candidates.items()))


def _imprinted(text: str, segments: tuple[Segment, ...]) -> str | None:
    """The outlet that a line of the text names beside the day, or a line of its own above the day."""
    lines = [(segment.role, text[segment.start : segment.end]) for segment in segments]
    for (above, line), (role, dated) in zip([("headline", ""), *lines], lines, strict=False):
        if role == "metadata_prefix":
            outlet = outlet_in(dated) or (outlet_alone(line) if above == "dek" else None)
            if outlet is not None:
                return outlet
    return None


def _headline(text: str, segments: tuple[Segment, ...]) -> str | None:
    return next((text[segment.start : segment.end] for segment in segments if segment.role == "headline"), None)
