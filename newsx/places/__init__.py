"""Place names to gazetteer entries, and the countries an article is about."""

from newsx.places.focusing import Focus, focus
from newsx.places.resolving import Resolved, resolve
from newsx.places.spotting import spot_landmarks

__all__ = ["Focus", "Resolved", "focus", "resolve", "spot_landmarks"]
