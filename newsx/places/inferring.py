"""Countries of places that the gazetteer lacks: from the whole they are said to lie in, or from the rest of the article.

The resolver calls this for streets, markets, hospitals and villages. They get a country and no point.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsx.lazy import lazy_pattern
from newsx.places.candidates import demonym_country, read_name
from newsx.places.confidence import probability
from newsx.places.containment import Whole, is_sure, whole_before, wholes_after
from newsx.places.forms import LONGEST_NAME, key_of
from newsx.places.mention import Resolved
from newsx.places.tables.institutions import INSTITUTIONS
from newsx.places.tables.nowhere import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsx.places.evidence import Evidence
    from newsx.places.grouping import Group
    from newsx.places.mention import Located
    from newsx.records import NameMention

# Measured on names of Worldwide train articles against the country of the outlet or one the article names.
_STATED_FIRM: Final = 0.95
_STATED: Final = 0.85
_IN_ITS_NAME: Final = 0.9
LEAST_INFERRED: Final = 0.5
# A place named within so many characters counts once more, within the second twice.
_NEAR: Final = 400
_BESIDE: Final = 120
_NEIGHBOURS: Final = 4
_ADJECTIVE_WEIGHT: Final = 0.5
_PUBLISHER_WEIGHT: Final = 1.5
_LEAST_SURE: Final = 0.5
_LEAST_NAMESAKE: Final = 50_000
_LARGE: Final = 1_000_000
# "La Joyita" tells nothing of Los Angeles, "Río Maíz" nothing of Rio.
_SHORTEST_PART: Final = 4
_PART_OF_NAMES: Final = frozenset(
    {
        *(
            "saint",
            "santa",
            "port",
            "lake",
            "river",
            "mount",
            "north",
            "south",
            "east",
            "west",
            "central",
            "grand",
            "great",
            "royal",
        ),
        *(
            "union",
            "victoria",
            "san juan",
            "santa cruz",
            "little",
            "upper",
            "lower",
            "high",
            "black",
            "white",
            "green",
            "blue",
            "golden",
        ),
        *("silver", "holy", "national", "city", "lady", "king", "queen", "prince"),
    }
)
# A name of the article lends its country to longer names that hold it from this probability on.
_LEAST_SURE_PART: Final = 0.8
_EDGE: Final = 0.02
# A street is named after towns of any country: "London Road", "Elizabeth Street".
_STREET = lazy_pattern(r" (?:street|road|avenue|lane|drive|boulevard|highway|square|terrace|crescent)$", re.IGNORECASE)
# A namesake of a part of a name tells its country where the article tells of it at least so much as of its first.
_LEAST_OF_FIRST: Final = 0.4
_OF_ITS_NAME = lazy_pattern(r" (?:of|in|at) (?:the )?([A-Z].*)$")


def infer_countries(
    mentions: Sequence[NameMention],
    resolved: Sequence[Resolved | None],
    groups: Sequence[Group],
    *,
    rivals: Sequence[tuple[str | None, float] | None],
    text: str,
    context: Evidence,
    publisher: str | None,
) -> list[Resolved | None]:
    """Return the places of the mentions with a country for those that had none, where the text tells one.

    All mentions of one unknown name have one country; a mention said to lie somewhere else keeps its own. `rivals` holds, for
    each group, the country of the gazetteer's likeliest place and its probability: too low to be given, but not nothing.
    """
    answers = list(resolved)
    article = Surroundings(mentions, resolved, context, publisher)
    for group, rival in zip(groups, rivals, strict=True):
        unknown = [i for i in group.members if answers[i] is None]
        if not unknown or not _may_lie_somewhere(mentions[unknown[0]].text):
            continue
        found = _find_country(group, [mentions[i] for i in unknown], article, text, rival)
        for i in unknown if found else ():
            name = mentions[i].text
            answers[i] = replace(found, name=name) if found and found.name != name else found
    return answers


def _may_lie_somewhere(name: str) -> bool:
    """Tell whether a name is one of a place that lies in a country: no direction, no "Third World", no party, no word without a capital."""
    return (
        len(name) <= LONGEST_NAME
        and key_of(name) not in NOWHERE
        and name not in INSTITUTIONS
        and any(c.isupper() or not (c.islower() or c.isascii()) for c in name)
    )


def _find_country(
    group: Group, unknown: list[NameMention], article: Surroundings, text: str, rival: tuple[str | None, float] | None
) -> Resolved | None:
    """Return the country of the mentions of a group that the gazetteer does not tell."""
    if group.stated:
        words = next(iter(group.within.values()), None)
        return _unplaced(unknown[0].text, group.stated, _STATED_FIRM, "stated", words)
    for mention in unknown:
        for whole in _wholes(mention, text, article.by_key):
            if code := article.country_of(whole):
                sure = _STATED_FIRM if whole.firm else _STATED
                return _unplaced(mention.text, code, sure, "stated", whole.words)
    if code := article.country_in(unknown[0].text):
        return _unplaced(unknown[0].text, code, _IN_ITS_NAME, "inferred")
    code, sure = article.likeliest(unknown[0].start, unknown[0].end)
    if rival and rival[0] != code:
        sure *= 1 - rival[1]
    return _unplaced(unknown[0].text, code, sure, "inferred") if code and sure >= LEAST_INFERRED else None


def _unplaced(name: str, code: str, sure: float, located: Located, within: str | None = None) -> Resolved:
    sure = round(sure, 3)
    return Resolved(name, "other", code, None, None, None, None, sure, located, within, sure)


def _wholes(mention: NameMention, text: str, known: Mapping[str, str | None]) -> Iterator[Whole]:
    """Yield what a mention is said to lie in: the longest reading of the words after it, then the words before it."""
    if mention.text and text.startswith(mention.text, mention.start):
        whole = next(wholes_after(text, mention.end, start=mention.start), None)
        if whole and (whole.firm or is_sure(whole.candidates[0]) or key_of(whole.words) in known):
            yield whole
        if owner := whole_before(text, mention.start):
            yield owner


class Surroundings:
    """What the rest of an article tells of the country of an unknown place."""

    def __init__(
        self,
        mentions: Sequence[NameMention],
        resolved: Sequence[Resolved | None],
        context: Evidence,
        publisher: str | None,
    ) -> None:
        self.by_key: dict[str, str | None] = {}
        self.sure_keys: dict[str, float] = {}
        self.weights: defaultdict[str, float] = defaultdict(float)
        self.unsure = 0.0
        sure: list[tuple[int, str, float]] = []
        for mention, place in zip(mentions, resolved, strict=True):
            if place is None:
                continue
            key = key_of(mention.text)
            self.by_key.setdefault(key, place.country_code)
            self.sure_keys.setdefault(key, place.country_confidence)
            if place.country_code and place.country_confidence >= _LEAST_SURE:
                self.weights[place.country_code] += place.country_confidence
                self.unsure += 1 - place.country_confidence
                sure.append((mention.start, place.country_code, place.country_confidence))
        for code, times in context.adjectives.items():
            self.weights[code] += _ADJECTIVE_WEIGHT * times
        if publisher:
            self.weights[publisher] += _PUBLISHER_WEIGHT
        self.sure = sorted(sure)
        self.starts = [start for start, _, _ in self.sure]

    def country_of(self, whole: Whole) -> str | None:
        """Return the country of a whole: what its name means in the article, else what it means to most."""
        key = key_of(whole.words)
        if key in self.by_key:
            return self.by_key[key]
        best = max(
            whole.candidates, key=lambda c: (c.kind == "country", self.weights.get(c.country or "", 0.0), c.population)
        )
        return best.country

    def country_in(self, name: str) -> str | None:
        """Return the country of the place whose name a longer name holds ("Mangochi hospital", "Port of Duqm"), or None."""
        if len(name) > LONGEST_NAME or _STREET.search(name):
            return None
        least = _LEAST_OF_FIRST * max(self.weights.values(), default=0.0)
        words = name.split()
        parts = [" ".join(words[:size]) for size in range(len(words) - 1, 0, -1)]
        if found := _OF_ITS_NAME.search(name):
            parts.insert(0, found[1])
        for part in parts:
            key = key_of(part)
            if len(key) < _SHORTEST_PART or key in _PART_OF_NAMES:
                continue
            if key in self.by_key and self.sure_keys.get(key, 0.0) >= _LEAST_SURE_PART:
                return self.by_key[key]
            reading = read_name(part)
            if reading.loose:
                continue
            known = [
                c
                for c in reading.candidates
                if c.kind == "country" or (c.population >= _LEAST_NAMESAKE and not c.alternate)
            ]
            here = [c for c in known if self.weights.get(c.country or "", 0.0) > least] or [
                c for c in known if c.population >= _LARGE
            ]
            if here and part[:1].isupper():
                return max(here, key=lambda c: (self.weights.get(c.country or "", 0.0), c.population)).country
            if code := demonym_country(part):
                return code
        return None

    def likeliest(self, start: int, end: int) -> tuple[str | None, float]:
        """Return the country that the article, and most of all the names beside a span, tell of; and its probability."""
        values = self.features(start, end)
        if values is None:
            return None, 0.0
        code, features = values
        return code, probability("inferred", features)

    def features(self, start: int, end: int) -> tuple[str, tuple[float, ...]] | None:
        """Return the leading country for a span with what tells how sure it is; None where nothing tells of one.

        Its values: one, the log-odds of the country's share, the logarithm of its weight, its share among the names beside,
        whether the first place of the article lies in it, and whether the place before the span does.
        """
        beside: defaultdict[str, float] = defaultdict(float)
        at = bisect_left(self.starts, start)
        for place, code, sure in self.sure[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]:
            distance = max(place - end, start - place)
            if distance <= _NEAR:
                beside[code] += sure * (2 if distance <= _BESIDE else 1)
        weights = {code: weight + beside.get(code, 0.0) for code, weight in self.weights.items()}
        total = sum(weights.values()) + self.unsure
        if not total:
            return None
        code = min(weights, key=lambda code: (-weights[code], code))
        share = min(1 - _EDGE, max(_EDGE, weights[code] / total))
        near = beside.get(code, 0.0) / sum(beside.values()) if any(beside.values()) else 0.5
        first = float(self.sure[0][1] == code) if self.sure else 0.5
        before = float(self.sure[at - 1][1] == code) if at else first
        return code, (1.0, math.log(share / (1 - share)), math.log2(1 + min(16.0, weights[code])), near, first, before)
