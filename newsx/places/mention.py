"""What goes into the resolver and what comes out: mentions as they are read, and the place a mention means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsx.places.gazetteer import Kind

# How a place came to its country: the gazetteer has it; the text says what it lies in; the rest of the article tells.
Located: TypeAlias = Literal["gazetteer", "stated", "inferred"]

# A mention is looked for this many characters around the place where it is said to start.
_DRIFT: Final = 40


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place that a mention means.

    `name` is the gazetteer's name; `country_code` ISO 3166 alpha-2, None for places in no single country; latitude and
    longitude are degrees north and east, None where only the country is known; `geonames_id` is None where the table has no
    GeoNames number. `confidence` is the probability (0 to 1) that the point is right, or the country where there is no point;
    `country_confidence` that the country is. `located` tells how it was found, `within` the words of the article for the
    place it is said to lie in.
    """

    name: str
    kind: Kind
    country_code: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    population: int | None
    confidence: float
    located: Located = "gazetteer"
    within: str | None = None
    country_confidence: float = 0.0


def read_mention(mention: NameMention | Mapping[str, Any] | Any, text: str) -> NameMention:
    """Return the mention as a NameMention whose start points at its words, if they stand nearby."""
    if not isinstance(mention, NameMention):
        words, label, start = (_read(mention, name) for name in ("text", "label", "start"))
        mention = NameMention(str(words or ""), str(label or ""), int(start or 0))
    if mention.text and not text.startswith(mention.text, max(0, mention.start)):
        low = max(0, mention.start - _DRIFT)
        near = text.find(mention.text, low, max(0, mention.start) + _DRIFT + len(mention.text))
        if near >= 0:
            return NameMention(mention.text, mention.label, near)
    return mention


def _read(mention: Mapping[str, Any] | Any, name: str) -> Any:
    return mention.get(name) if isinstance(mention, dict) else getattr(mention, name, None)
