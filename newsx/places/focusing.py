"""Which countries an article is about: from its sure places, and from words that tell of one country; for the component of places."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsx.places.evidence import scan_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.places.mention import Resolved

# A place tells of its country from this probability on.
_LEAST_SURE: Final = 0.5
# An adjective tells of a country, but less than its name does.
_ADJECTIVE_WEIGHT: Final = 0.5
# So does the name of an institution of that country alone ("Lok Sabha"), by the logarithm of its number.
_INSTITUTION_WEIGHT: Final = 0.25
# Countries and units inside other names ("University of Iowa") tell less still.
_NAMED_WEIGHT: Final = 0.25
# A place whose country was inferred from the others says nothing new.
_INFERRED_WEIGHT: Final = 0.5
# Headline, dateline and lead tell what an article is about: places named so early count this many times.
_LEAD: Final = 300
_LEAD_WEIGHT: Final = 1.3
# A country with a smaller share is named in passing, and so is one that is named once, not in the lead.
_LEAST_SHARE: Final = 0.05
_LEAST_WEIGHT: Final = 0.65
# Where so many countries are named that none has this share, the article is about none of them.
_LEAST_LEADING_SHARE: Final = 0.12


@dataclass(frozen=True, slots=True)
class Focus:
    """A country an article is about, with its share (0 to 1) of what the article says of countries."""

    country_code: str
    share: float


def focus(
    resolved: Sequence[Resolved | None],
    *,
    text: str = "",
    mentions: Sequence[Any] = (),
    evidence: Iterable[str] = (),
    country: str | None = None,
    salience: Sequence[float] | None = None,
) -> list[Focus]:
    """Return the countries the article is about, the most told of first; the first is its country of focus.

    `resolved` is what `resolve` gave, one entry a mention, each counted by the probability of its country and, where given, by
    its `salience` (0 to 1); `text` the article, whose adjectives and demonyms count a little; `mentions`, if given, are the
    mentions that `resolved` stands for (they are not counted twice); `evidence` further words such as nationalities that do not
    stand in `text`; `country` the publisher's. The list is empty where the article tells of no country for sure.
    """
    spans = [_span(mention) for mention in mentions]
    told = scan_text(text, covered=sorted(spans), words=evidence)
    weights = _weigh_places(resolved, spans, salience)
    for code, times in told.adjectives.items():
        weights[code] += _ADJECTIVE_WEIGHT * times
    for code, often in told.institutions.items():
        weights[code] += _INSTITUTION_WEIGHT * often
    for code, often in told.countries.items():
        weights[code] += _NAMED_WEIGHT * often
    if not weights and country and any(resolved):
        return [Focus(country, 1.0)]
    total = sum(weights.values())
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    if not ordered or ordered[0][1] < max(_LEAST_WEIGHT, _LEAST_LEADING_SHARE * total):
        return []
    return [Focus(code, round(weight / total, 3)) for code, weight in ordered if weight / total >= _LEAST_SHARE]


def _weigh_places(
    resolved: Sequence[Resolved | None], spans: Sequence[tuple[int, int]], salience: Sequence[float] | None
) -> defaultdict[str, float]:
    """Return what the places say for each country."""
    weights: defaultdict[str, float] = defaultdict(float)
    for i, place in enumerate(resolved):
        if place is None or not place.country_code or place.country_confidence < _LEAST_SURE:
            continue
        weight = place.country_confidence * (_INFERRED_WEIGHT if place.located == "inferred" else 1.0)
        if i < len(spans) and spans[i][0] < _LEAD:
            weight *= _LEAD_WEIGHT
        weights[place.country_code] += weight * (0.5 + salience[i] if salience else 1.0)
    return weights


def _span(mention: Any) -> tuple[int, int]:
    text, start = (mention["text"], mention["start"]) if isinstance(mention, dict) else (mention.text, mention.start)
    return start, start + len(text)
