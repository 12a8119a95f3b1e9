"""Which mentions of places ask one question, and which candidates what they are said to lie in leaves; for the resolver."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from newsx.lazy import lazy_pattern
from newsx.places.candidates import Reading, read_name
from newsx.places.containment import (
    Whole,
    before_town_bodies,
    country_before,
    kinds_beside,
    lies_in,
    whole_before,
    wholes_after,
)
from newsx.places.forms import key_of
from newsx.places.scoring import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.places.gazetteer import Candidate
    from newsx.records import NameMention

# Labels of mentions that are no places; demonyms ("NORP") are heard as evidence.
NO_PLACES: Final = frozenset(
    {"PERSON", "ORG", "NORP", "DATE", "TIME", "MONEY", "MISC", "PRODUCT", "EVENT", "LANGUAGE", "LAW"}
)
# "Frankfurt (Oder)" is a name of the gazetteer.
_BRACKET = lazy_pattern(r" \(([^()]{2,30})\)")
# A capital or a city of this size is meant even where something said beside it would exclude it.
_KNOWN_TO_ALL: Final = 1_000_000


@dataclass(slots=True)
class Group:
    """The mentions that are one question: one name, lying in one place as far as the text says.

    `members` are indexes of the mentions; `within` holds, for those said to lie in something, its words; `stated` the country
    that a firm whole says, where no candidate lies in it.
    """

    reading: Reading
    question: Question
    members: list[int] = field(default_factory=list)
    within: dict[int, str] = field(default_factory=dict)
    stated: str | None = None


@dataclass(slots=True)
class _Asked:
    """One mention: its key, what it may mean, and the candidates that are left (None: nothing is said)."""

    key: str
    reading: Reading
    left: tuple[Candidate, ...] | None = None
    whole: Whole | None = None
    parts: tuple[Candidate, ...] = ()
    kind_only: bool = False
    stated: str | None = None


def group_mentions(mentions: Sequence[NameMention], text: str) -> list[Group]:
    """Return the questions of the mentions: every mention is in exactly one group.

    A mention of which nothing is said joins the first of its name that is said to lie in something.
    """
    asked = [_ask(mention, text) for mention in mentions]
    _read_as_towns(mentions, asked, text)
    _read_wholes_as_parts(mentions, asked)
    _read_beside_capitals(asked)
    _read_beside_rivers(asked)
    groups: dict[tuple[str, tuple[Candidate, ...], str | None], Group] = {}
    first: dict[str, Group] = {}
    for i, one in enumerate(asked):
        if one.left is not None:
            key = one.key, one.left, one.stated
            question = Question(one.key, one.left, contained=one.whole is not None, written=mentions[i].text)
            group = groups.setdefault(key, Group(one.reading, question, stated=one.stated))
            group.members.append(i)
            if one.whole is not None:
                group.within[i] = one.whole.words
            if not one.kind_only:
                first.setdefault(one.key, group)
    for i, one in enumerate(asked):
        if one.left is None:
            group = first.setdefault(
                one.key, Group(one.reading, Question(one.key, one.reading.candidates, written=mentions[i].text))
            )
            group.members.append(i)
    unique = {id(group): group for group in (*groups.values(), *first.values())}
    return list(unique.values())


def _ask(mention: NameMention, text: str) -> _Asked:
    """Return what one mention may mean, and what the words beside it leave of that."""
    reading = read_name(mention.text)
    if not reading.candidates and "," in mention.text:
        return _ask_joined(mention)
    asked = _Asked(key_of(mention.text), reading)
    if reading.demonym or not text.startswith(mention.text, mention.start):
        return asked
    if (bracket := _BRACKET.match(text, mention.end)) and (
        longer := read_name(f"{mention.text} {bracket[1]}")
    ).candidates:
        asked.left = longer.candidates
        asked.whole = Whole(bracket[1], bracket.start(1), ())
        return asked
    if kinds := kinds_beside(text, mention.start, mention.end):
        of_kind = tuple(c for c in reading.candidates if c.kind in kinds)
        if of_kind:
            asked.reading = replace(reading, candidates=of_kind)
            asked.left, asked.kind_only = of_kind, True
    _restrict(asked, wholes_after(text, mention.end, start=mention.start))
    if asked.whole is None and (owner := whole_before(text, mention.start)):
        _restrict(asked, [owner])
    if asked.whole is None and asked.left is None and not any(c.kind == "country" for c in reading.candidates):
        code = country_before(text, mention.start)
        asked.left = tuple(c for c in reading.candidates if code and c.country == code and c.kind != "country") or None
    return asked


def _ask_joined(mention: NameMention) -> _Asked:
    """Return the question of a mention that holds its whole ("Oujda, Morocco"), where a tagger's spans were not split."""
    name, _, _ = mention.text.partition(",")
    asked = _Asked(key_of(name), read_name(name))
    _restrict(asked, wholes_after(mention.text, len(name)))
    return asked


def _restrict(asked: _Asked, wholes: Iterable[Whole]) -> None:
    """Leave the candidates that lie in the first whole that holds any; none where a firm whole holds none."""
    candidates = asked.reading.candidates
    is_country = any(c.kind == "country" for c in candidates)
    firm: Whole | None = None
    for whole in wholes:
        # "Lebanon, Syria" is a list of countries, though towns of the one name lie in the other.
        parts = tuple(w for w in whole.candidates if not (is_country and w.kind == "country"))
        # Neighbours stand in lists and lie near each other.
        parts = tuple(w for w in parts if w.kind in {"country", "first_level"}) if whole.listed else parts
        # Nicaragua is no city in Rivas, though Rivas was once called so.
        left = tuple(c for c in candidates if not (is_country and c.alternate) and any(lies_in(c, w) for w in parts))
        if left:
            asked.left, asked.whole, asked.kind_only = left, whole, False
            asked.parts = tuple(w for w in parts if any(lies_in(c, w) for c in left))
            return
        firm = firm or (whole if whole.firm else None)
    # "Alberta, Saskatchewan" is a list of units.
    is_list = any(c.kind == "first_level" for c in candidates) and firm and firm.candidates[0].kind != "country"
    if firm and candidates and not is_country and not is_list and not any(_known_to_all(c) for c in candidates):
        countries = {c.country for c in firm.candidates if c.kind in {"country", "first_level"}} or {
            firm.candidates[0].country
        }
        if len(countries) == 1 and (code := countries.pop()):
            asked.left, asked.whole, asked.stated = (), firm, code


def _known_to_all(place: Candidate) -> bool:
    """Tell whether a place is meant whatever is said beside its name: capitals, large cities, landmarks of many countries."""
    return (
        place.capital
        or place.country is None
        or (place.landmark and not place.shared)
        or (place.kind == "city" and place.population >= _KNOWN_TO_ALL)
    )


def _read_wholes_as_parts(mentions: Sequence[NameMention], asked: list[_Asked]) -> None:
    """Return the whole of one mention is a mention of its own: in "London, Ontario" Ontario is where London lies."""
    at = {mention.start: i for i, mention in enumerate(mentions)}
    for one in asked:
        if one.whole is None or not one.parts or (i := at.get(one.whole.start)) is None:
            continue
        whole = asked[i]
        left = tuple(c for c in whole.reading.candidates if c in one.parts)
        if left and whole.left is None and len(left) < len(whole.reading.candidates):
            whole.left = left


def _read_as_towns(mentions: Sequence[NameMention], asked: list[_Asked], text: str) -> None:
    """Read the name of a country as that of a town where the article names a body of such a town.

    Not where the country has a "Mexico City", nor where a state has the name: Georgia has its own schools.
    """
    before = before_town_bodies(text)
    if not before:
        return
    towns: dict[str, tuple[Candidate, ...]] = {}
    for mention, one in zip(mentions, asked, strict=True):
        kinds = {c.kind for c in one.reading.candidates}
        if one.left is not None or "country" not in kinds or not kinds.isdisjoint({"first_level"}):
            continue
        if one.key not in towns:
            capital = read_name(f"{one.key} city")
            known = (capital.loose or not capital.candidates) and any(words.endswith(mention.text) for words in before)
            towns[one.key] = tuple(c for c in one.reading.candidates if known and c.kind == "city")
        if towns[one.key]:
            one.left, one.kind_only = towns[one.key], True


def _read_beside_capitals(asked: list[_Asked]) -> None:
    """Beside "Panama City" the name Panama is the country."""
    names = {one.key for one in asked}
    for one in asked:
        if one.left is None and f"{one.key} city" in names:
            countries = tuple(c for c in one.reading.candidates if c.kind == "country")
            one.left, one.kind_only = countries or None, bool(countries)


def _read_beside_rivers(asked: list[_Asked]) -> None:
    """Beside "Shire River" the name Shire is the river, and no town in a country that the article does not name."""
    names = {one.key for one in asked}
    for one in asked:
        if one.left is None and f"{one.key} river" in names:
            told = {c.country for each in asked for c in each.reading.candidates if c.kind == "country"}
            left = tuple(c for c in one.reading.candidates if c.kind != "city" or c.country in told or not told)
            one.reading = replace(one.reading, candidates=left)
