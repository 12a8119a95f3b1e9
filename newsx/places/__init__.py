"""Place names to gazetteer entries, and the countries an article is about."""

from newsx.places.focusing import Focus, focus
from newsx.places.resolving import Resolved, resolve

__all__ = ["Focus", "Resolved", "focus", "resolve"]
