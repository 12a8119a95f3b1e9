"""Tells which names of places are clubs in an article about matches: "Barcelona beat Valencia 3-1"; called by `mending`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.cleaning import is_country
from newsx.names.forms import fold
from newsx.names.parties import state_names
from newsx.names.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import NameMention

_SUFFIXES = word_set(
    """city united fc afc cf sc fk sk rovers wanderers albion athletic hotspur saint-germain county town wednesday argyle rangers celtic
    forest palace villa orient alexandra stanley thistle hearts dynamo dinamo lokomotiv spartak borussia eintracht real atletico sporting
    racing olympique juventus inter galaxy kickers"""
)
# Places that end so and are no clubs.
_CITIES = word_set(
    """mexico_city new_york_city kansas_city salt_lake_city ho_chi_minh_city quebec_city panama_city guatemala_city kuwait_city vatican_city
    oklahoma_city jersey_city atlantic_city benin_city cebu_city quezon_city davao_city gaza_city iowa_city carson_city rapid_city sioux_city
    cape_town george_town freetown bridgetown forest crystal_palace capital_city inner_city old_city addis_city chinatown"""
)
_BEATS = (
    r"beat|beats|defeated|thrashed|thumped|edged|crushed|stunned|hammered|held|lost to|lose to|drew with|draw with|drew|face|faces|faced|host|hosts|"
    r"hosted|overcame|trounced|upset|outclassed|eliminated|knocked out|saw off|routed|downed|blanked|eased past|cruised past|fell to|go down to|went down to"
)
_BEATS_BEHIND = lazy_pattern(
    rf"\s(?:{_BEATS})\s(?:[\w-]+\s){{0,3}}$|\s(?:lost|won|drew)\s\d{{1,2}}-\d{{1,2}}\s(?:to|at|with|against|away to|at home to)\s$"
)
# Behind the name of a side: who coaches or plays for it.
_SIDE_BEHIND = lazy_pattern(
    r"\s(?:(?:head|assistant|star|interim|former|team)\s)?(?:coach|captain|skipper|goalkeeper|midfielder|striker|defender|winger|quarterback|halfback|ruckman)\s[A-Z]"
)
_SCORE = lazy_pattern(r"\b\d{1,2}\s?[-–]\s?\d{1,2}\b")
_SPORT = lazy_pattern(
    r"\b(?:league|cup|match|goals?|scored?|scorer|striker|midfielder|defender|goalkeeper|coach|penalty|half-time|kick-off|premiership|la liga|"
    r"serie a|bundesliga|ligue 1|eredivisie|playoffs?|fixture|relegated|relegation|stoppage time|touchdown|innings)\b",
    re.IGNORECASE,
)
# So many words of sport make an article about matches; one in a sentence with a score makes that sentence one.
_SPORT_ARTICLE = 3
# How far apart two sides of a match stand, and how far around them their sentence is looked for, in characters.
_GAP, _SENTENCE = 40, 200
_CLAUSE = lazy_pattern(r"(?<=[.!?])\s+|\n+")


def club_names(text: str, mentions: Sequence[NameMention]) -> frozenset[str]:
    """Return the folded names of places that are clubs there: named as clubs are, or winning and losing with a score."""
    sides = [m for m in mentions if m.label == "ORG" or (m.label == "PLACE" and not is_country(m.text))]
    opening = {
        m.text.partition(" ")[0] for m in sides if m.label == "ORG"
    } | state_names()  # the city of "Pittsburgh Post-Gazette"
    by_role = {
        fold(m.text) for m in sides if m.label == "PLACE" and m.text not in opening and _SIDE_BEHIND.match(text, m.end)
    }
    by_name = by_role | {fold(m.text) for m in sides if m.label == "PLACE" and _is_named_as_club(m.text)}
    pairs = [(a, b) for a, b in pairwise(sides) if "PLACE" in (a.label, b.label) and _meet(text, a, b)]
    if not (by_name or pairs) or not (_SPORT.search(text) or _SCORE.search(text)):
        return frozenset()
    sporting = sum(1 for _, _ in zip(_SPORT.finditer(text), range(_SPORT_ARTICLE), strict=False)) == _SPORT_ARTICLE
    by_result = {fold(m.text) for pair in pairs if sporting or _has_score(text, *pair) for m in pair}
    return frozenset(by_name | by_result)


def _is_named_as_club(words: str) -> bool:
    parts = fold(words.replace("-", "_")).split()
    folded = fold(words).split()
    if len(folded) < 2 or "_".join(folded) in _CITIES:
        return False
    return (
        folded[-1] in _SUFFIXES
        or folded[0] in ("fc", "afc", "real", "atletico", "sporting", "olympique")
        or parts[-1:] == ["germain"]
    )


def _meet(text: str, first: NameMention, second: NameMention) -> bool:
    """Tell whether the words between two neighbours say that one beat, lost to or drew with the other."""
    return second.start - first.end <= _GAP and _BEATS_BEHIND.match(text[first.end : second.start]) is not None


def _has_score(text: str, first: NameMention, second: NameMention) -> bool:
    """Tell whether a score stands in the sentence of two neighbours."""
    low, high = max(0, first.start - _SENTENCE), min(len(text), second.end + _SENTENCE)
    start = max((match.end() for match in _CLAUSE.finditer(text, low, first.start)), default=low)
    end = next((match.start() for match in _CLAUSE.finditer(text, second.end, high)), high)
    return _SCORE.search(text, start, end) is not None
