"""How many independent origins stand behind a proposition. Independence fails closed.

Rule 1 of the record: an origin counts once however often it is repeated; an institution is one origin under all its names, also when
its speaker is not named; one unnamed individual with a stated role counts one; outlet voice, impersonal passives and unnamed plurals
count none.
"""

from __future__ import annotations

from whosays.origins.counting import count_origins

__all__ = ["count_origins"]
