"""Finds and resolves the dates of a text in one of the languages with a table."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsx.dates.context import Scene
from newsx.dates.grammar import CompiledRule, Hit
from newsx.dates.languages.rules import RULES
from newsx.dates.languages.tables import table_of
from newsx.dates.languages.tokens import ForeignTokens, alphabet_of, tokenise
from newsx.dates.reading import mention_of
from newsx.dates.tense import Clause
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.mention import DateMention

# Characters on either side in which words that look ahead are sought, and where a clause ends.
_REACH = 60
_CLAUSE_END = lazy_pattern(r"[.!?;:,،؛。！？、，]\s?|\n")


@cache
def _rules(language: str) -> list[CompiledRule]:
    return [CompiledRule(rule, alphabet_of(language)) for rule in RULES]


def find_dates(text: str, language: str, *, anchor: dt.date | None, southern: bool = False) -> list[DateMention]:
    """Return the date expressions of a text in a language with a table, in order, each resolved."""
    tokens = tokenise(text, alphabet_of(language))
    scene = Scene(anchor, southern=southern, foreign=True)
    mentions: list[DateMention] = []
    taken = 0
    for hit, rule in _candidates(tokens, language):
        start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        if start < taken or (rule.rule.guard is not None and not rule.rule.guard(hit)):
            continue
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        scene.text = text
        clause = _clause(before, after, language)
        scene.place(start, _sentence(before), after, clause=clause)
        reading = rule.rule.handler(hit, scene)
        if reading is None:
            continue
        mention = mention_of(text, start, end, reading, southern=southern)
        mentions.append(mention)
        if mention.type in {"DATE", "TIME"}:
            scene.remember(mention.value, start, end)
        taken = end
    return mentions


# Classes of which an expression holds one at least: what stands between two words of no class is looked at only with one of these.
_TRIGGERS = [
    "MONTH",
    "WEEKDAY",
    "WDPART",
    "WDPAST",
    "DAYWORD",
    "DAYPART",
    "PAIR",
    "RELUNIT",
    "UNIT",
    "UNITS",
    "DUAL",
    "SINGLE",
    "YEAR",
    "ISO",
    "NUMDATE",
    "KMONTH",
    "KYEAR",
    "KDAY",
]
# Stretches whose matches are remembered, and how many tokens those have at most.
_STRETCHES, _LONG_STRETCH = 1 << 12, 24
_Match = tuple[int, re.Match[str]]


@cache
def _stretches(language: str) -> re.Pattern[str]:
    """Return the pattern of the stretches between tokens of no class that hold a trigger."""
    alphabet = alphabet_of(language)
    triggers = "".join(sorted(set().union(*(alphabet.members(name) for name in _TRIGGERS))))
    return re.compile(f"[^{alphabet.other}{triggers}]*+[{triggers}][^{alphabet.other}]*")


def _candidates(tokens: ForeignTokens, language: str) -> list[tuple[Hit, CompiledRule]]:
    """Return the matches of all rules, by where they begin, longest first."""
    rules = _rules(language)
    found = []
    for stretch in _stretches(language).finditer(tokens.codes):
        codes = stretch[0]
        matches = _matches(codes, language) if len(codes) <= _LONG_STRETCH else _find_matches(codes, language)
        found += [(Hit(tokens, match, stretch.start()), rules[order]) for order, match in matches]
    return found


def _find_matches(codes: str, language: str) -> tuple[_Match, ...]:
    """Return the matches of the rules in a stretch of tokens, each with the number of its rule, in the order of preference."""
    known = frozenset(codes)
    found = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(_rules(language))
        if rule.may_match(known)
        for match in rule.regex.finditer(codes)
        if match.end() > match.start()
    ]
    found.sort(key=lambda item: item[:3])
    return tuple((order, match) for *_, order, match in found)


_matches = lru_cache(maxsize=_STRETCHES)(_find_matches)


# Where a sentence ends: signs of scripts without spaces, else a full stop behind a word or a year and before a word.
_SENTENCE_END = lazy_pattern(r"[。！？।؟]|(?<=[^\W_]{3})[.!?][\"”»]?\s+(?=[^\W\d_])|\n")


def _sentence(before: str) -> str:
    """Return the words before a date that stand in its sentence: a year told in another one is no year of this."""
    cuts = list(_SENTENCE_END.finditer(before))
    return before[cuts[-1].end() :] if cuts else before


def _clause(before: str, after: str, language: str) -> Clause:
    """Whether the clause around a date looks ahead, by the words and endings of the language."""
    future = table_of(language).future
    if future is None:
        return Clause(None)
    cuts = list(_CLAUSE_END.finditer(before))
    cut = _CLAUSE_END.search(after)
    near = before[cuts[-1].end() :] if cuts else before
    beyond = after[: cut.start()] if cut else after
    return Clause("ahead") if future.search(near) or future.search(beyond) else Clause(None)
