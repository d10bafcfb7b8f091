"""What a reader gets out of a record: the timeline, the journeys, the coded events and the brief."""

from __future__ import annotations

from whosays.brief.events import events
from whosays.brief.itinerary import itineraries
from whosays.brief.prose import write_brief
from whosays.brief.timeline import timeline

__all__ = ["events", "itineraries", "timeline", "write_brief"]
