"""One hour told by two outlets whose stamps lie in two zones."""

from __future__ import annotations

from whosays.ingest import read_text
from whosays.pipeline import read_report, tell

TOLD = "The earthquake struck the town of Tolva at 04:17 on Monday, the disaster agency said."


def test_an_hour_is_told_in_the_time_of_the_scene() -> None:
    """The same hour of the same day is one, though one outlet's stamp is three hours from the other's."""
    reports = [
        f"Outlet: Alden Post\nPublished: 2031-02-10T06:00:00+00:00\n\nQuake in Tolva\n{TOLD}\n",
        f"Outlet: Bexley Times\nPublished: 2031-02-10T11:00:00+03:00\n\nTolva earthquake\n{TOLD} Two died.\n",
    ]
    readings = [read_report(read_text(text.encode(), source=f"{n}.txt")) for n, text in enumerate(reports)]
    record = tell(readings, one_story=True)
    struck = [p for p in record.propositions if any(c.predicate == "strike" for c in record.claims if c.id in p.claims)]
    assert [len(p.claims) for p in struck] == [2]
