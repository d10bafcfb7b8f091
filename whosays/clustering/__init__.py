"""Online grouping of a stream of reports into stories: what belongs together, why, and what a new report changed."""

from __future__ import annotations

from whosays.clustering.clusterer import Clusterer, cluster
from whosays.clustering.linkage import Torn
from whosays.clustering.profile import Profile, profile, profile_of
from whosays.clustering.state import Settings

__all__ = ["Clusterer", "Profile", "Settings", "Torn", "cluster", "profile", "profile_of"]
