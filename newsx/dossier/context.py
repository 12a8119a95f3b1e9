"""What speaks for and against one name in two articles being one person or body: age, countries, fields, offices and company.

A `Context` is all that is known of a profile; an appearance is weighed against it. The weights add up to a sum that `deciding` reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsx.dossier.fields import SPORTS, fields_clash, main_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsx.dossier.facts import Appearance

# Weights, judged on articles of 1996 (data/across, first half) and on articles of our own (tests/dossier), half of which were read.
_SAME_OFFICE = 4.0
_SAME_HOME = 1.5
_SAME_LAND = 1.0
_SAME_FIELD = 1.0
_OTHER_HOME = -2.5
_OTHER_LAND = -1.0
_OTHER_FIELD = -4.5
_OTHER_BIRTH = -10.0
# Sentences must speak of a field so often before it counts.
_SPOKEN = 2.0
_LONG_AGO = -1.0
# Beyond so many years between two articles, likeness of names says less.
_LONG_YEARS = 12
# What an age leaves open, and what reporters get wrong.
_BIRTH_TOLERANCE = 1
_MOST_OFFICES = 24


@dataclass(slots=True)
class Context:
    """What articles have said of a profile so far: counts, so that one slip of the tagger does not speak for all."""

    home: dict[str, int] = field(default_factory=dict)
    near: dict[str, int] = field(default_factory=dict)
    fields: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)
    born: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    articles: int = 0
    lands: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Context:
        """Return the context that `as_dict` gave."""
        born, years = value.get("born"), value.get("years")
        return cls(
            dict(value.get("home", {})),
            dict(value.get("near", {})),
            dict(value.get("fields", {})),
            dict(value.get("words", {})),
            dict(value.get("offices", {})),
            (born[0], born[1]) if born else None,
            (years[0], years[1]) if years else None,
            value.get("articles", 0),
            dict(value.get("lands", {})),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the context as plain values, empty ones left out."""
        found = {
            name: getattr(self, name)
            for name in ("home", "near", "fields", "words", "offices", "born", "years", "articles", "lands")
        }
        return {name: value for name, value in found.items() if value}

    def add(self, about: Mapping[str, Any], year: int | None) -> None:
        """Take in what one more article says (`about_of`)."""
        self.articles += 1
        for counts, seen in (
            (self.home, about.get("home", ())),
            (self.near, about.get("near", ())),
            (self.lands, about.get("lands", ())),
        ):
            for country in seen:
                counts[country] = counts.get(country, 0) + 1
        for weights, found in ((self.fields, about.get("fields", {})), (self.words, about.get("words", {}))):
            for name, weight in found.items():
                weights[name] = weights.get(name, 0.0) + weight
        for office in about.get("offices", ()):
            if office in self.offices or len(self.offices) < _MOST_OFFICES:
                self.offices[office] = self.offices.get(office, 0) + 1
        if born := about.get("born"):
            self.born = _narrowed(self.born, (born[0], born[1]))
        if year is not None:
            low, high = self.years or (year, year)
            self.years = min(low, year), max(high, year)

    @property
    def land(self) -> str | None:
        """The country of an organisation: the one that a third of its articles tell; one slip in many articles is none."""
        country = max(self.lands, key=lambda code: (self.lands[code], code), default=None)
        return country if country and 3 * self.lands[country] >= self.articles else None

    @property
    def homes(self) -> frozenset[str]:
        """The countries it belongs to: those said at least a third as often as the one said most."""
        most = max(self.home.values(), default=0)
        return frozenset(country for country, count in self.home.items() if 3 * count >= most)


@dataclass(frozen=True, slots=True)
class Weighed:
    """How the context of a profile agrees with an appearance: the sum, and what went into it."""

    total: float
    reasons: tuple[str, ...]
    support: float
    against: float


def about_of(appearance: Appearance) -> dict[str, Any]:
    """Return what an article says of a name, as the dossier keeps it with every link; empty parts left out."""
    found = {
        "home": sorted(appearance.home),
        "near": sorted(appearance.near),
        "fields": dict(sorted(appearance.fields.items())),
        "words": dict(sorted(appearance.words.items())),
        "offices": sorted(appearance.offices),
        "born": appearance.born,
        "lands": [appearance.country] if appearance.kind == "organisation" and appearance.country else (),
    }
    return {name: value for name, value in found.items() if value}


def weigh(context: Context, appearance: Appearance, *, year: int | None, company: float) -> Weighed:
    """Weigh what an article says against what is known; `company` is the weight of those named with both."""
    parts: list[tuple[float, str]] = []
    if company:
        parts.append((company, f"company {company:.1f}"))
    if appearance.born and context.born and not _meet(context.born, appearance.born):
        parts.append((_OTHER_BIRTH, "another age"))
    if shared := sorted(appearance.offices & set(context.offices)):
        parts.append((_SAME_OFFICE, f"both {shared[0]}"))
    parts += _lands(context, appearance)
    parts += _fields(context, appearance)
    if year is not None and context.years and _years_apart(context.years, year) > _LONG_YEARS:
        parts.append((_LONG_AGO, "years apart"))
    support = sum(weight for weight, _ in parts if weight > 0)
    against = sum(weight for weight, _ in parts if weight < 0)
    return Weighed(support + against, tuple(reason for _, reason in parts), support, against)


def _lands(context: Context, appearance: Appearance) -> list[tuple[float, str]]:
    homes = context.homes
    if appearance.home and homes:
        if shared := sorted(appearance.home & homes):
            return [(_SAME_HOME, f"both of {shared[0]}")]
        if appearance.home & set(context.near) or set(appearance.near) & homes:
            return []  # a minister abroad: his country is that of the other article
        return [(_OTHER_HOME, f"of {'/'.join(sorted(appearance.home))}, not {'/'.join(sorted(homes))}")]
    mine, theirs = appearance.home or appearance.near, homes or frozenset(context.near)
    if not mine or not theirs:
        return []
    if shared := sorted(mine & theirs):
        return [(_SAME_LAND, f"both in {shared[0]}")]
    return [(_OTHER_LAND, "in other countries")]


def _fields(context: Context, appearance: Appearance) -> list[tuple[float, str]]:
    """Compare fields: those of roles where both have roles; what sentences speak of tells half as much, and only when they say it twice."""
    stated, known = main_fields(appearance.fields, least=1.0), main_fields(context.fields, least=1.0)
    spoken = not stated or not known
    mine = stated or main_fields(appearance.words, least=_SPOKEN)
    theirs = known or main_fields(context.words, least=_SPOKEN)
    clash = fields_clash(mine, theirs)
    if clash:
        weight = _OTHER_FIELD * clash * (0.5 if spoken else 1.0)
        return [(weight, f"{'/'.join(sorted(mine))}, not {'/'.join(sorted(theirs))}")]
    shared = sorted(mine & theirs)
    return [(_SAME_FIELD * (1.5 if shared[0] in SPORTS else 1.0), f"both {shared[0]}")] if shared else []


def _narrowed(known: tuple[int, int] | None, born: tuple[int, int]) -> tuple[int, int]:
    """Return the years of birth that both leave; those known before where they do not meet."""
    if known is None or not _meet(known, born):
        return known or born
    low, high = max(known[0], born[0]), min(known[1], born[1])
    return (low, high) if low <= high else (high, low)


def _meet(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] - _BIRTH_TOLERANCE <= second[1] and second[0] - _BIRTH_TOLERANCE <= first[1]


def _years_apart(years: tuple[int, int], year: int) -> int:
    return max(years[0] - year, year - years[1], 0)
