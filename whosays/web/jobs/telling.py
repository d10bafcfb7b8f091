"""What a job does without a store: the reports of a task read, and the records that tell them."""

from __future__ import annotations

from collections.abc import Callable

from whosays.model import Decision, Notice, Record, Report
from whosays.web.shelves.shelf import Task


def refusals(said: tuple[str, ...]) -> str:
    """Why nothing new was among what was given; several reasons stand among the job's notices."""
    if len(said) > 1:
        return f"{len(said)} notices say why"
    return said[0] if said else "all of it is here already"


def tell(task: Task, say: Callable[..., None]) -> list[Record]:
    """The records of a task: one, or one for each story where new reports share none."""
    from whosays import pipeline
    from whosays.decisions import correct_reports
    from whosays.web.jobs.reading import given_items

    reports: list[Report] = list(task.sheaf.reports)
    notices: list[Notice] = list(task.sheaf.notices)
    decisions: tuple[Decision, ...] = task.sheaf.decisions
    if task.folder is not None or task.addresses:
        say("opening what was given")
        given = list(given_items(task, say))
        known = {report.id for report in reports}
        reports += [one for one in given if isinstance(one, Report) and one.id not in known]
        complaints = [one for one in given if isinstance(one, Notice)]
        notices += complaints
        said = tuple(notice.message for notice in complaints)
        say("opening what was given", told=said)
        if len(reports) == len(known):
            raise ValueError("no new report among what was given: " + refusals(said))
    corrected = correct_reports(reports, decisions)
    readings = []
    for number, report in enumerate(corrected, 1):
        say(f"reading {report.source}", number - 1, len(corrected))
        readings.append(pipeline.read_report(report))
    say("comparing the reports", len(corrected), len(corrected))
    try:
        return [pipeline.tell(readings, notices=notices, one_story=task.one_story, decisions=decisions)]
    except pipeline.UnrelatedReports as error:
        if task.sheaf.reports:
            raise ValueError(
                "the new reports do not share this story; tick “tell them as one story anyway”, or add them as a new one"
            ) from None
        return pipeline.tell_each(readings, error.stories, notices=notices, decisions=decisions)
