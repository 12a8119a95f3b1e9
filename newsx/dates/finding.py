"""Candidates for date expressions in a text, and the choice among those that overlap."""

from __future__ import annotations

import bisect
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.dates.clock import RULES as CLOCK
from newsx.dates.counting import RULES as COUNTING
from newsx.dates.durations import RULES as DURATIONS
from newsx.dates.edges import RULES as EDGES
from newsx.dates.explicit import RULES as EXPLICIT
from newsx.dates.foreign import RULES as FOREIGN
from newsx.dates.grammar import CompiledRule, Hit, Rule, compile_rules
from newsx.dates.holidays import NAMES as HOLIDAYS
from newsx.dates.holidays import ONCE
from newsx.dates.lexicon import TRIGGER_WORDS, TRIGGERS
from newsx.dates.months import RULES as MONTHS
from newsx.dates.numeric import RULES as NUMERIC
from newsx.dates.occasions import RULES as OCCASIONS
from newsx.dates.periods import RULES as PERIODS
from newsx.dates.ranges import RULES as RANGES
from newsx.dates.relative import RULES as RELATIVE
from newsx.dates.tokens import Alphabet, Tokens, tokenise
from newsx.dates.weekdays import RULES as WEEKDAYS
from newsx.dates.years import RULES as YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES: list[Rule] = [
    *RANGES,
    *NUMERIC,
    *EXPLICIT,
    *MONTHS,
    *YEARS,
    *FOREIGN,
    *CLOCK,
    *RELATIVE,
    *EDGES,
    *WEEKDAYS,
    *OCCASIONS,
    *PERIODS,
    *COUNTING,
    *DURATIONS,
]

# Tokens on either side that the guards of rules look at.
CONTEXT_TOKENS = 2


@lru_cache(maxsize=1)
def grammar() -> tuple[Alphabet, list[CompiledRule]]:
    """Return the rules over their alphabet, made once."""
    return compile_rules(RULES)


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text under the grammar's alphabet."""
    return tokenise(text, grammar()[0])


@lru_cache(maxsize=1)
def _triggers() -> tuple[re.Pattern[str], str]:
    """Return a pattern for the runs of tokens that can hold an expression, and the character of tokens that cannot."""
    alphabet = grammar()[0]
    names = [*TRIGGERS, *(f"={word}" for word in TRIGGER_WORDS | _holiday_triggers())]
    trigger = "".join(sorted(set().union(*(alphabet.members(name) for name in names if alphabet.knows(name)))))
    return re.compile(f"[{trigger}]"), alphabet.other


def _holiday_triggers() -> set[str]:
    return {
        name.partition(" ")[0].partition("-")[0]
        for name in HOLIDAYS
        if not name.endswith(("day", "night")) and name not in ONCE
    }


def near_triggers(tokens: Tokens) -> Tokens:
    """Return the tokens that can belong to an expression, with two neighbours on each side: a few in a hundred of a text."""
    trigger, other = _triggers()
    codes = tokens.codes
    kept: list[int] = []
    run_end = done = 0
    for match in trigger.finditer(codes):
        if match.start() < run_end:
            continue
        first = codes.rfind(other, 0, match.start()) - CONTEXT_TOKENS + 1
        run_end = codes.find(other, match.start())
        if run_end < 0:
            run_end = len(codes)
        last = min(run_end + CONTEXT_TOKENS, len(codes))
        kept.extend(range(max(first, done, 0), last))
        done = last
    return tokens.part(kept)


# What a stretch of tokens can hold: its matches, longest first, in groups that start at the same token.
_Matches = tuple[tuple[tuple[Rule, re.Match[str]], ...], ...]


def candidates(text_tokens: Tokens) -> list[list[tuple[Rule, Hit]]]:
    """Return the matches in running text, longest first, in groups that start at the same token, in order of the text."""
    tokens = near_triggers(text_tokens)
    groups = []
    start = 0
    # No match goes past a word that can belong to none.
    for stretch in tokens.codes.split(_triggers()[1]):
        if stretch:
            found = _matches(stretch) if len(stretch) <= _LONG_STRETCH else _find_matches(stretch)
            groups += [[(rule, Hit(tokens, match, start)) for rule, match in group] for group in found]
        start += len(stretch) + 1
    return groups


# Stretches that are remembered (about a kilobyte each), and how many tokens those have at most. An article has some 45, of which
# half were met in the hundred articles before.
_STRETCHES = 1 << 11
_LONG_STRETCH = 24


@lru_cache(maxsize=1)
def _rules_by_character() -> tuple[dict[str, list[int]], list[int]]:
    """Return the numbers of the findable rules whose rarest demand each token character meets; those of rules without demands."""
    meeting: dict[str, list[int]] = {}
    free = []
    for number, compiled in enumerate(grammar()[1]):
        if not compiled.rule.findable:
            continue
        for character in compiled.rarest:
            meeting.setdefault(character, []).append(number)
        if not compiled.rarest:
            free.append(number)
    return meeting, free


def _find_matches(stretch: str) -> _Matches:
    codes = frozenset(stretch)
    found: dict[int, list[tuple[int, int, Rule, re.Match[str]]]] = {}
    meeting, free = _rules_by_character()
    rules = grammar()[1]
    for order in sorted(set(free).union(*(meeting[code] for code in codes if code in meeting))):
        compiled = rules[order]
        if compiled.may_match(codes):
            for match in compiled.regex.finditer(stretch):
                if match.end() > match.start():
                    found.setdefault(match.start(), []).append((-match.end(), order, compiled.rule, match))
    return tuple(
        tuple((rule, match) for _, _, rule, match in sorted(found[first], key=lambda item: item[:2]))
        for first in sorted(found)
    )


_matches = lru_cache(maxsize=_STRETCHES)(_find_matches)


def agreed(rule: Rule, hit: Hit) -> bool:
    """Tell whether a match may stand in running text: the rule's own guard agrees."""
    return rule.guard is None or rule.guard(hit)


def token_range(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Return the tokens that lie in or overlap a stretch of characters, as a half-open range."""
    first = bisect.bisect_right(tokens.ends, start)
    last = bisect.bisect_left(tokens.starts, end)
    return first, max(first, last)


def span_matches(tokens: Tokens, first: int, last: int) -> Iterator[tuple[Rule, Hit]]:
    """Yield the rules that match all of a range of tokens, in order of preference."""
    codes = frozenset(tokens.codes[first:last])
    for compiled in grammar()[1]:
        if not compiled.may_match(codes):
            continue
        match = compiled.regex.fullmatch(tokens.codes, first, last)
        if match and last > first:
            yield compiled.rule, Hit(tokens, match)


def inner_matches(tokens: Tokens, first: int, last: int) -> list[tuple[Rule, Hit]]:
    """Return the matches inside a range of tokens, longest first, of equal ones those that running text may hold first."""
    codes = frozenset(tokens.codes[first:last])
    found: list[tuple[int, bool, int, int, Rule, Hit]] = []
    for order, compiled in enumerate(grammar()[1]):
        if not compiled.may_match(codes):
            continue
        found.extend(
            (
                match.start() - match.end(),
                _comes_last(compiled.rule, match),
                match.start(),
                order,
                compiled.rule,
                Hit(tokens, match),
            )
            for match in compiled.regex.finditer(tokens.codes, first, last)
            if match.end() > match.start()
        )
    found.sort(key=lambda item: item[:4])
    return [(rule, hit) for *_, rule, hit in found]


def _comes_last(rule: Rule, match: re.Match[str]) -> bool:
    """Whether of matches of one length this is to be tried last: several words that are no date in running text."""
    return not rule.findable and match.end() - match.start() > 1
