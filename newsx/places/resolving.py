"""Which place each mention of an article means: the resolver, called by the component of places.

All mentions of one name are one question, asked with everything else the article says:

1. containment: what a name is said to lie in ("Paris, Texas", "Springfield, Ill.", "Austin in Texas") leaves only the
   candidates that do lie there; a whole that is firm and holds none of them leaves the name unknown, in that whole;
2. how well known a candidate is: its kind, population, renown, whether it is a capital, whether the name is its usual one;
3. the other names: each votes for the countries and first-level units of its own candidates, by how likely they are,
   and candidates near likely places of other names gain;
4. words of the text that are no places but tell of one ("Russian officials", "the University of Kentucky");
5. the publisher's country.

`newsx.places.scoring` adds 2 to 5 up, with "none of these" always among the candidates; `newsx.places.confidence` turns the
result into probabilities; `newsx.places.inferring` gives a country to what the gazetteer lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsx.places.confidence import probabilities
from newsx.places.evidence import Evidence, scan_text
from newsx.places.fame import WEIGHTS, Weights
from newsx.places.grouping import NO_PLACES, Group, group_mentions
from newsx.places.inferring import infer_countries
from newsx.places.mention import Resolved, read_mention
from newsx.places.scoring import Answer, answer
from newsx.places.tables.countries import CODE_ALIASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsx.records import NameMention

# A point is given from this probability on, a country without one from the second.
LEAST_POINT: Final = 0.45
LEAST_COUNTRY: Final = 0.5


def resolve(
    mentions: Sequence[NameMention | Mapping[str, Any] | Any],
    *,
    text: str,
    country: str | None = None,
    evidence: Iterable[str] = (),
) -> list[Resolved | None]:
    """Return the place each mention means, parallel to `mentions`; None for what is no place or unknown.

    A mention is a NameMention, or an object or dict with `text`, `label` and `start` (an offset into `text`, the article).
    `country` is the publisher's country (ISO 3166 alpha-2), if known; `evidence` further words that tell of countries,
    such as nationalities. One name has one answer in an article, unless the text says what the places lie in. An adjective
    labelled as a place ("Russian") means its country; labelled NORP it is evidence only.
    """
    return resolve_weighted(mentions, text=text, country=country, evidence=evidence, weights=WEIGHTS)


def resolve_weighted(
    mentions: Sequence[NameMention | Mapping[str, Any] | Any],
    *,
    text: str,
    country: str | None,
    evidence: Iterable[str],
    weights: Weights,
) -> list[Resolved | None]:
    """Return what `resolve` does with other weights than the shipped ones, for tuning them."""
    own = [read_mention(mention, text) for mention in mentions]
    places = [i for i, mention in enumerate(own) if mention.label.upper() not in NO_PLACES]
    named = [own[i] for i in places]
    code = CODE_ALIASES.get(country.upper(), country.upper()) if country else None
    told = [*evidence, *(m.text for m in own if m.label.upper() == "NORP")]
    context = scan_text(text, covered=sorted((m.start, m.end) for m in named), words=told)
    groups, found = answer_groups(named, text=text, context=context, publisher=code, weights=weights)
    resolved: list[Resolved | None] = [None] * len(named)
    rivals: list[tuple[str | None, float] | None] = []
    for group, best in zip(groups, found, strict=True):
        point, sure = probabilities(best, group) if best else (0.0, 0.0)
        rivals.append((best.place.country, sure) if best else None)
        found_place = _resolved(group, best, point=point, sure=sure) if best else None
        for member in group.members:
            resolved[member] = found_place
    resolved = infer_countries(named, resolved, groups, rivals=rivals, text=text, context=context, publisher=code)
    answers: list[Resolved | None] = [None] * len(own)
    for i, place in zip(places, resolved, strict=True):
        answers[i] = place
    return answers


def answer_groups(
    named: Sequence[NameMention], *, text: str, context: Evidence, publisher: str | None, weights: Weights
) -> tuple[list[Group], list[Answer | None]]:
    """Return the questions that the mentions of places ask, with their answers; for the resolver and for its calibration."""
    groups = group_mentions(named, text)
    return groups, answer([group.question for group in groups], context=context, publisher=publisher, weights=weights)


def _resolved(group: Group, best: Answer, *, point: float, sure: float) -> Resolved | None:
    """Return what an answer gives: a place, its country alone where only that is sure enough, or None."""
    place = best.place
    if max(point, sure) < LEAST_COUNTRY or (point < LEAST_POINT and place.country is None):
        return None
    located = point >= LEAST_POINT
    return Resolved(
        name=place.name,
        kind=place.kind,
        country_code=place.country,
        latitude=place.point[0] if located else None,
        longitude=place.point[1] if located else None,
        geonames_id=place.geonames_id if located else None,
        population=(place.population or None) if located else None,
        confidence=round(point if located else sure, 3),
        located="gazetteer",
        within=next(iter(group.within.values()), None),
        country_confidence=round(max(point, sure), 3),
    )
