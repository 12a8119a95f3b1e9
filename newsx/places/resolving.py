"""Which place each mention of an article means.

All mentions of one name are one question, asked with everything else the article says:

1. containment: what a name is said to lie in ("Paris, Texas", "Springfield, Ill.", "Austin in Texas") leaves only the
   candidates that do lie there;
2. how well known a candidate is: its kind, population, whether it is a capital, whether the name is its usual one;
3. the other names: each votes for the countries and first-level units of its own candidates, by how likely they are,
   and candidates near likely places of other names gain;
4. words of the text that are no places but tell of one ("Russian officials", "the University of Kentucky");
5. the publisher's country.

`newsx.places.scoring` adds 2 to 5 up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from newsx.places.candidates import Reading, read_name
from newsx.places.containment import country_before, kinds_beside, lies_in, wholes_after
from newsx.places.evidence import scan_text
from newsx.places.forms import key_of
from newsx.places.scoring import WEIGHTS, Answer, Question, Weights, answer
from newsx.places.tables.countries import CODE_ALIASES
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsx.places.gazetteer import Candidate, Kind

# Labels of mentions that are no places; demonyms ("NORP") are heard as evidence.
_NO_PLACES: Final = frozenset(
    {"PERSON", "ORG", "NORP", "DATE", "TIME", "MONEY", "MISC", "PRODUCT", "EVENT", "LANGUAGE", "LAW"}
)
# A mention is looked for this many characters around the place where it is said to start.
_DRIFT: Final = 40
# Answers between 0.3 and 0.4 were right in one case of six (LGL and TR-News, articles of one half), so that none is given.
_LEAST_CONFIDENCE: Final = 0.4
# One of many towns of one country: which is open, the country is not.
_LEAST_COUNTRY_CONFIDENCE: Final = 0.6
_PLACED_ONLY_BY_COUNTRY: Final = 0.3


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place that a mention means.

    `name` is the gazetteer's name; `country_code` ISO 3166 alpha-2, None for places in no single country; latitude and
    longitude are degrees north and east, None where only the country is known (an unknown place said to lie in a known
    one); `geonames_id` is None where the table has no GeoNames number; `confidence` runs from 0 to 1.
    """

    name: str
    kind: Kind
    country_code: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    population: int | None
    confidence: float


def resolve(
    mentions: Sequence[NameMention | Mapping[str, Any] | Any],
    *,
    text: str,
    country: str | None = None,
    evidence: Iterable[str] = (),
) -> list[Resolved | None]:
    """The place each mention means, parallel to `mentions`; None for what is no place or unknown.

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
    """`resolve` with other weights than the shipped ones, for tuning them."""
    own = [_mention(mention, text) for mention in mentions]
    places = [i for i, mention in enumerate(own) if mention.label.upper() not in _NO_PLACES]
    spans = sorted((own[i].start, own[i].end) for i in places)
    told = [*evidence, *(m.text for m in own if m.label.upper() == "NORP")]
    context = scan_text(text, covered=spans, words=told)
    code = CODE_ALIASES.get(country.upper(), country.upper()) if country else None

    groups = _group([own[i] for i in places], text)
    answers = answer([group.question for group in groups], context=context, publisher=code, weights=weights)
    resolved: list[Resolved | None] = [None] * len(own)
    for group, best in zip(groups, answers, strict=True):
        found = _resolved(best, group.reading) if best else None
        for member in group.members:
            resolved[places[member]] = found
    return _place_unknown(own, places, resolved, text)


@dataclass(slots=True)
class _Group:
    """The mentions that are one question: one name, lying in one place as far as the text says."""

    reading: Reading
    question: Question
    members: list[int]


def _mention(mention: NameMention | Mapping[str, Any] | Any, text: str) -> NameMention:
    """The mention as a NameMention whose start points at its words, if they stand nearby."""
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


def _group(mentions: list[NameMention], text: str) -> list[_Group]:
    """Every mention is in exactly one group; a mention without containment joins the first of its name that has one."""
    groups: dict[tuple[str, tuple[Candidate, ...]], _Group] = {}
    first: dict[str, _Group] = {}
    loose: list[tuple[int, str, Reading]] = []
    for i, mention in enumerate(mentions):
        name, reading, candidates = _restricted(mention, text)
        if candidates is None:
            loose.append((i, name, reading))
            continue
        group = groups.setdefault((name, candidates), _Group(reading, Question(name, candidates), []))
        group.members.append(i)
        first.setdefault(name, group)
    for i, name, reading in loose:
        group = first.setdefault(name, _Group(reading, Question(name, reading.candidates), []))
        group.members.append(i)
    unique = {id(group): group for group in (*groups.values(), *first.values())}
    return list(unique.values())


def _restricted(mention: NameMention, text: str) -> tuple[str, Reading, tuple[Candidate, ...] | None]:
    """The mention's key, what it may mean, and the candidates that containment leaves, None where it says nothing."""
    reading = read_name(mention.text)
    if not reading.candidates and "," in mention.text:
        name, _, _ = mention.text.partition(",")
        reading = read_name(name)
        left = _inside(reading, wholes_after(mention.text, len(name)))
        return key_of(name), reading, left
    if reading.demonym or not text.startswith(mention.text, mention.start):
        return key_of(mention.text), reading, None
    reading = _of_kind(reading, kinds_beside(text, mention.start, mention.end))
    left = _inside(reading, wholes_after(text, mention.end))
    if left is None and (owner := country_before(text, mention.start)):
        left = tuple(c for c in reading.candidates if c.country == owner and c.kind != "country") or None
        if any(c.kind == "country" for c in reading.candidates):
            left = None
    return key_of(mention.text), reading, left


def _of_kind(reading: Reading, kinds: frozenset[str]) -> Reading:
    """The reading with the candidates of those kinds only, if there are any."""
    left = tuple(c for c in reading.candidates if c.kind in kinds)
    return replace(reading, candidates=left) if left else reading


def _inside(reading: Reading, wholes: Iterable[tuple[Candidate, ...]]) -> tuple[Candidate, ...] | None:
    """The candidates that lie in a whole, for the first reading of the whole that leaves any."""
    is_country = any(c.kind == "country" for c in reading.candidates)
    for whole in wholes:
        # "Lebanon, Syria" is a list of countries, though towns of the one name lie in the other.
        parts = [w for w in whole if not (is_country and w.kind == "country")]
        left = tuple(c for c in reading.candidates if any(lies_in(c, w) for w in parts))
        if left:
            return left
    return None


def _resolved(best: Answer, reading: Reading) -> Resolved | None:
    """The record of an answer; of its country alone, where only that is sure enough; None where not even that is."""
    place, confidence = best.place, best.confidence
    if confidence < _LEAST_CONFIDENCE:
        if best.country_confidence < _LEAST_COUNTRY_CONFIDENCE or place.country is None:
            return None
        return Resolved(
            place.name, place.kind, place.country, None, None, None, None, round(best.country_confidence, 3)
        )
    return Resolved(
        name=place.name,
        kind=place.kind,
        country_code=place.country,
        latitude=place.point[0],
        longitude=place.point[1],
        geonames_id=place.geonames_id,
        population=place.population or None,
        confidence=round(confidence * (0.9 if reading.loose or reading.demonym else 1.0), 3),
    )


def _place_unknown(
    mentions: list[NameMention], places: list[int], resolved: list[Resolved | None], text: str
) -> list[Resolved | None]:
    """Unknown places have the country of the place they are said to lie in, without a point."""
    by_key: dict[str, Resolved] = {}
    for i in places:
        if found := resolved[i]:
            by_key.setdefault(key_of(mentions[i].text), found)
    placed: dict[str, Resolved] = {}
    for i in places:
        mention = mentions[i]
        if resolved[i] is None and mention.text and text.startswith(mention.text, mention.start):
            code = _country_around(mention, text, by_key)
            if code:
                unknown = Resolved(mention.text, "other", code, None, None, None, None, _PLACED_ONLY_BY_COUNTRY)
                placed.setdefault(key_of(mention.text), unknown)
    return [
        found or (placed.get(key_of(mention.text)) if mention.label.upper() not in _NO_PLACES else None)
        for found, mention in zip(resolved, mentions, strict=True)
    ]


def _country_around(mention: NameMention, text: str, by_key: dict[str, Resolved]) -> str | None:
    """The country of the place that the words after the mention name, or of the country before it."""
    for whole in wholes_after(text, mention.end):
        known = by_key.get(key_of(whole[0].name))
        return known.country_code if known else whole[0].country
    return country_before(text, mention.start)
