"""Which claims say the same thing, and which is the narrower; claims that do become one proposition.

Symbols propose and forbid: candidates share entities and classes of words, weighted by how rare they are in the story; roles, numbers,
times, polarity and place may each forbid a match. What symbols leave open, nearness of sentence vectors and a network may join, and the
network may take apart.
"""

from __future__ import annotations

from whosays.alignment.pairs import align
from whosays.alignment.propositions import state_propositions

__all__ = ["align", "state_propositions"]
