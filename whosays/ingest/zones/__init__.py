"""Zones of a report: where its headline, dateline, byline, captions and credits stand, and what they say of outlet and hour."""
