"""Place names to gazetteer entries, and the countries an article is about; the component of places calls it."""

from newsx.places.candidates import demonym_country, is_state
from newsx.places.focusing import Focus, focus
from newsx.places.mention import Resolved
from newsx.places.native import country_in_words
from newsx.places.resolving import resolve
from newsx.places.spotting import spot_landmarks

__all__ = ["Focus", "Resolved", "country_in_words", "demonym_country", "focus", "is_state", "resolve", "spot_landmarks"]
