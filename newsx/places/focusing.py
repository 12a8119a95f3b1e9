"""Which countries an article is about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from newsx.places.evidence import scan_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.places.resolving import Resolved

# An adjective tells of a country, but less than its name does.
_ADJECTIVE_WEIGHT: Final = 0.5
# So does the name of an institution ("Lok Sabha"), by the logarithm of its number.
_INSTITUTION_WEIGHT: Final = 0.25
# A country with a smaller share of the mentions is named in passing.
_LEAST_SHARE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Focus:
    """A country an article is about, with its share (0 to 1) of what the article says of countries."""

    country_code: str
    share: float


def focus(
    resolved: Sequence[Resolved | None], *, text: str = "", mentions: Sequence[Any] = (), evidence: Iterable[str] = ()
) -> list[Focus]:
    """The countries the article is about, the most told of first; the first is its country of focus.

    `resolved` is what `resolve` gave, one entry a mention, each counted by its confidence; `text` the article, whose adjectives and demonyms count a
    little; `mentions`, if given, are the mentions that `resolved` stands for (they are not counted twice); `evidence`
    further words such as nationalities that do not stand in `text`.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    for place in resolved:
        if place and place.country_code:
            weights[place.country_code] += place.confidence
    spans = sorted(_span(mention) for mention in mentions)
    told = scan_text(text, covered=spans, words=evidence)
    for code, times in told.adjectives.items():
        weights[code] += _ADJECTIVE_WEIGHT * times
    for code, often in told.institutions.items():
        weights[code] += _INSTITUTION_WEIGHT * often
    total = sum(weights.values())
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return [Focus(code, round(weight / total, 3)) for code, weight in ordered if weight / total >= _LEAST_SHARE]


def _span(mention: Any) -> tuple[int, int]:
    text, start = (mention["text"], mention["start"]) if isinstance(mention, dict) else (mention.text, mention.start)
    return start, start + len(text)
