"""Where the names of places begin and end: splits what a tagger joined and completes what it cut; called after tagging.

"GENEVA, Switzerland", "Springfield (Illinois)" and "Karachi's Clifton" are two places each; "St. John's" and
"Congo-Brazzaville" are one. One rule for every tagger: it reads the words only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from newsx.lazy import lazy_pattern
from newsx.places.candidates import read_name, short_unit
from newsx.places.forms import LONGEST_NAME, key_in_s, key_of
from newsx.places.gazetteer import shipped_gazetteer
from newsx.places.tables.cities import CITY_NAMES
from newsx.places.tables.countries import COUNTRY_NAMES
from newsx.places.tables.landmarks import LANDMARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span: TypeAlias = tuple[int, int]

# "N.W." behind a street is no place.
_COMPASS = lazy_pattern(r"(?:[NSEW]\.?){1,2}")
_COMMA = lazy_pattern(r"(?:(?<!\s)\s+)?,\s*")
_BRACKET = lazy_pattern(r"(?:(?<!\s)\s+)?\(\s*(?P<inner>(?!\s)[^()]*)\)?\s*$")
_SENTENCE_END = lazy_pattern(r"(?<=\w)\.\s+(?=[A-Z])|\n+")
# A full stop behind these belongs to the name: "St. Louis", "Ft. Lauderdale", "N. Carolina".
_SHORTENED = lazy_pattern(r"(?:\b(?:St|ST|Ste|Sts|Mt|MT|Mts|Ft|FT|Pt|Is|No|Dr|Gen|Col|Sgt|Rev|Sr|Jr)|\b[A-Z])$")
# "Buffalo, N.Y." ends; "N. Carolina" does not.
_DOTTED_UNIT = lazy_pattern(r"\b[A-Z]\.\s?[A-Z]$")
_AND = lazy_pattern(r" (?:and|&) (?=[A-Z])")
_OWNED = lazy_pattern(r"(?P<owner>.{1,60}?)['’]s? (?P<part>[A-Z].*)", re.DOTALL)
_SAINT = lazy_pattern(r"(?:St|Saint|Ste|Sainte|San|Santa)\b")
_IN_S = lazy_pattern(r"['’][sS](?!\w)")
# "ST" and "JOHN'S" are one name to nobody but a tagger.
_OPENED = lazy_pattern(r"(?<!\w)(?:St|ST|Ste|Mt|MT|Ft|FT|Saint|SAINT|Mount|MOUNT|Fort|FORT)\.? $")
# "King's Lynn", "Land's End": known names only.
_OWNED_BEFORE = lazy_pattern(r"(?<!\w)[A-Z]\w+['’]s $")
_OWNED_AFTER = lazy_pattern(r"['’]s [A-Z]\w+")
_HYPHENATED_AFTER = lazy_pattern(r"[-–][A-Z]\w+(?:-\w+)*")
_HYPHENATED_BEFORE = lazy_pattern(r"(?<!\w)[A-Z]\w+(?:-\w+)*[-–]$")
_HYPHEN = lazy_pattern(r"[-–]")
# "Lincoln's Inn" is in London: what owns a place in a name is large, and cities of this size do.
_LEAST_OWNER: Final = 100_000
# Two towns joined by a hyphen are the ends of a road or a pair where both are of this size.
_LEAST_END: Final = 50_000
_REACH: Final = 40
# What a name goes on with in small letters: "Frankfurt am Main", "Bosnia and Herzegovina".
_GOES_ON = lazy_pattern(
    r" (?P<joint>am|(?:an|ob|vor|in) der|im|bei|upon|on|sur|de|de la|del|do|dos|da|and|&)(?: the)? [A-Z]\w+(?:[- ][A-Z]\w+)?"
)
_PAIRS: Final = frozenset({"and", "&"})
# "Ashgrove, west Brisbane": the whole is Brisbane.
_SIDE = lazy_pattern(
    r"(?:in|near|far|central|downtown|inner|rural|(?:north|south)(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?) (?=[A-Z])"
)


def mend_spans(text: str, spans: Sequence[Span], *, others: Sequence[Span] = ()) -> list[Span]:
    """Return the spans of places with names split and completed, in order and without overlaps.

    `others` are the spans of other entities: no name grows into them. Every span that comes out lies in one that went in, or
    holds one.
    """
    taken = sorted(others)
    mended: list[Span] = []
    for begin, end in sorted(spans):
        start = max(begin, mended[-1][1]) if mended else begin
        while start > begin and start < end and not text[start].isalnum():
            start += 1
        if start >= end:
            continue
        low, high = _complete(text, start, end, taken=taken)
        while mended and mended[-1][0] >= low:
            mended.pop()
        if not mended or mended[-1][1] <= low:
            mended.extend(_split(text, low, high))
    return mended


def complete_in_s(text: str, start: int, end: int) -> int:
    """Return where a name ends that a possessive ending may belong to: "St. John" + "'s" is St. John's, the city."""
    found = _IN_S.match(text, end)
    return found.end() if found and _is_in_s(text[start : found.end()]) else end


def _complete(text: str, start: int, end: int, *, taken: Sequence[Span]) -> Span:
    """Return the span with the letters that a known name goes on with: "St. John" + "'s", "Congo" + "-Brazzaville"."""
    first = start
    for pattern in (_OPENED, _HYPHENATED_BEFORE, _OWNED_BEFORE):
        found = pattern.search(text, max(0, start - _REACH), start)
        if found and (_is_one_name(text[found.start() : end]) or complete_in_s(text, found.start(), end) > end):
            first = found.start()
    longer = complete_in_s(text, first, end)
    if longer == end:
        longer = _go_on(text, first, end)
    if (first, longer) == (start, end) or any(low < longer and first < high for low, high in taken):
        return start, end
    return first, longer


def _go_on(text: str, start: int, end: int) -> int:
    """Return where a known name ends of which a tagger took the first word or words only; of pairs, those of one country."""
    for pattern in (_HYPHENATED_AFTER, _OWNED_AFTER):
        if (found := pattern.match(text, end, end + _REACH)) and _is_one_name(text[start : found.end()]):
            return found.end()
    found = _GOES_ON.match(text, end, end + _REACH)
    if not found:
        return end
    pair = found["joint"] in _PAIRS
    for high in (found.end(), found.start() + len(found.group().rpartition(" ")[0])):
        words = text[start:high]
        if high > end and words[-1].isalnum() and (key_of(words) in COUNTRY_NAMES if pair else _is_one_name(words)):
            return high
    return end


def _is_in_s(name: str) -> bool:
    """Tell whether the gazetteer has a place whose name ends in 's as this one does."""
    key = key_in_s(name)
    return bool(key) and bool(shipped_gazetteer().named(key))


def _is_one_name(name: str) -> bool:
    """Tell whether the words are one place's name in the tables or in the gazetteer."""
    key = key_of(name)
    if not key:
        return False
    return key in COUNTRY_NAMES or key in CITY_NAMES or key in LANDMARKS or bool(shipped_gazetteer().named(key))


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the places that a span holds; a stretch of text that is no name stays whole."""
    if end - start > LONGEST_NAME:
        yield start, end
        return
    for low, high in _sentences(text, start, end):
        for part in _split_whole(text, low, high):
            if not _COMPASS.fullmatch(text, *part):
                yield from _split_owner(text, *part)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of a span that a full stop or a line break parts; a short form of a unit keeps its stop ("Ga.")."""
    at = start
    for found in _SENTENCE_END.finditer(text, start, end):
        before = text[at : found.start()]
        dotted = bool(_DOTTED_UNIT.search(before) and short_unit(before.rpartition(" ")[2] + "."))
        if text[found.start()] == "." and not dotted and _SHORTENED.search(before):
            continue
        stop = text[found.start()] == "." and bool(short_unit(before.rpartition(" ")[2] + "."))
        if found.start() > at:
            yield at, found.start() + stop
        at = found.end()
    if at < end:
        yield at, end


def _split_whole(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a name and what stands behind its comma or in its brackets, if that is a place."""
    words = text[start:end]
    if _is_one_name(words):
        yield start, end
        return
    if (joint := _AND.search(words)) and _is_one_name(words[: joint.start()]) and _is_one_name(words[joint.end() :]):
        yield start, start + joint.start()
        yield start + joint.end(), end
        return
    if not ("," in words or "(" in words):
        yield start, end
        return
    if bracket := _BRACKET.search(words):
        inner = start + bracket.start("inner")
        if start + bracket.start() > start:
            yield start, start + bracket.start()
        if _is_place(bracket["inner"].rstrip()):
            yield inner, inner + len(bracket["inner"].rstrip())
        return
    if (comma := _COMMA.search(words)) and comma.start() > 0 and comma.end() < len(words):
        side = _SIDE.match(words, comma.end())
        begin = side.end() if side else comma.end()
        rest = words[begin:]
        if rest[:1].isupper() and (_is_place(rest) or any(_is_place(part) for part in _COMMA.split(rest))):
            yield start, start + comma.start()
            yield from _split_whole(text, start + begin, end)
            return
    yield start, end


def _is_place(name: str) -> bool:
    """Tell whether the gazetteer or the tables know the name."""
    return bool(read_name(name).candidates or short_unit(name))


def _split_owner(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the owner and the place of "China's Xinjiang"; both ends of "Dhaka-Chittagong"; else the span."""
    words = text[start:end]
    found = _OWNED.fullmatch(words)
    if found and not _SAINT.match(words) and not _is_one_name(words) and _is_large(found["owner"], _LEAST_OWNER):
        yield start, start + found.end("owner")
        yield start + found.start("part"), end
        return
    ends = _HYPHEN.split(words)
    if len(ends) == 2 and not _is_one_name(words) and all(_is_large(part, _LEAST_END) for part in ends):
        yield start, start + len(ends[0])
        yield end - len(ends[1]), end
        return
    yield start, end


def _is_large(name: str, population: int) -> bool:
    """Tell whether a name is that of a country, or of a unit or a city of so many people."""
    reading = read_name(name)
    if reading.demonym or reading.loose or not name[:1].isupper():
        return False
    return any(c.kind == "country" or (c.population >= population and not c.alternate) for c in reading.candidates)
