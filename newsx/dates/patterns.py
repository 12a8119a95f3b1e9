"""The language in which the rules are written, and what a pattern of it names and cannot do without.

    <day>(DAY | DAYORD) of? <month>($MONTH)

CAPITALS name a class of tokens, lower-case words stand for themselves, `$NAME` for a phrase of the table below,
`<name>( … )` names a part that the rule's function asks for; `? | ( ) {0,3}` mean what they mean in regular expressions.
Every repetition has a bound, so matching is linear in the text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

PHRASES = {
    "$MONTH": "(MONABBR . | MONTH)",
    "$WEEKDAY": "(WEEKDAY | WDSHORT .?)",
    "$DAY": "(DAY | DAYORD | DAYORDWORD | twenty - DAYORDWORD | thirty - first)",
    "$DIGITDAY": "(DAY | DAYORD)",
    "$YEAR": "(YEAR | SHORTYEAR)",
    "$WORDYEAR": "(TEEN (hundred | NUMWORD (-? NUMWORD)?) | two thousand and? (NUMWORD (-? NUMWORD)?)?)",
    "$RELYEAR": "((this | last | next | that | (the)? (same | following | previous | current | past | coming)) (fiscal)? year)",
    "$COUNT": "((NUM FRACTION? | FRACTION | NUMWORD ((- | and)? NUMWORD){0,5}"
    " | (a | an)? (couple (of)? | dozen | hundred | thousand | half (a | an)?) ((- | and)? NUMWORD){0,3}) (and a half)?)",
    "$NUMBER": "($COUNT | a | an)",
    "$VAGUE": "((a (good | fairly)?)? (VAGUE (of)?) | (many | some | a great many))",
    "$APPROX": "(<approx>((only)? (about | around | approximately | roughly | some | nearly | almost | an estimated | close to | circa"
    " | at least | at most | more than | less than | over | under | up to | as (many | much | long | little) as | no (more | less) than"
    " | (a little | slightly | just | well)? (more | less) than | well over | fewer than | the better part of | just (over | under)))?)",
    "$NEAR": "(<approx>(about | around | approximately | roughly | nearly | almost | at least | most of | much of | more than | less than))?",
    "$DAYPOS": "(<pos>((early | late) (on)?))?",
    "$POS": "(<pos>(the? (early | mid | late | middle) (-)? (in | of)? | (earlier | later | early | late | mid) (- | in | on)?"
    " | the? (beginning | start | outset | middle | end | close | turn | opening | tail end | latter part | early part | first part | last part) of"
    " | (about | around | circa)))?",
    "$AGO": "(ago | earlier | before | previously | back | prior)",
    "$LATER": "(later | after that | after | afterward | afterwards | hence | from now | from today | from then)",
    "$UNIT": "(UNIT | UNITS)",
    "$FULL": "(full | whole | entire | straight | consecutive | more | additional | extra | calendar | fiscal | business | working"
    " | trading | school | long | further | another | other)",
    "$PART": "(PART)",
}
_LEXEME = lazy_pattern(r"<[a-z_]+>\(|\{[0-9,]+\}|\$[A-Z]+|[A-Z][A-Z_]*|[a-z]+|[()|?]|[-,.:;/&'%]")
_LITERAL = lazy_pattern(r"(?<![<$A-Za-z])[a-z]+(?![>A-Za-z_])")
_PHRASE = lazy_pattern(r"\$[A-Z]+")

# Classes and words of which a match holds one at least.
Demand = frozenset[str]


def lexemes(pattern: str) -> list[str]:
    """Return the signs and words of a pattern, those of its phrases in their place."""
    return _LEXEME.findall(_expand(pattern))


def literals(pattern: str) -> set[str]:
    """Return the literal words of a pattern, phrases included."""
    return set(_LITERAL.findall(_expand(pattern)))


def demands(pattern: str) -> tuple[Demand, ...]:
    """Return what every match of a pattern holds: something of each of these.

    "the? (early | late) MONTH" demands one of "early" and "late", and a MONTH. Not everything that is needed is said: of
    an alternative with several demands only the narrowest counts.
    """
    return _alternatives(iter(_LEXEME.findall(pattern)))


def _expand(pattern: str) -> str:
    for _ in range(3):
        pattern = _PHRASE.sub(lambda match: PHRASES[match[0]], pattern)
    return pattern


@lru_cache(maxsize=64)
def _phrase_demands(name: str) -> tuple[Demand, ...]:
    return demands(PHRASES[name])


def _alternatives(rest: Iterator[str]) -> tuple[Demand, ...]:
    """Return the demands of what stands up to the bracket that closes here, or the end."""
    found: list[list[tuple[Demand, ...]]] = [[]]
    for lexeme in rest:
        if lexeme == ")":
            break
        if lexeme == "|":
            found.append([])
        elif lexeme == "?" or lexeme.startswith("{0"):
            found[-1].pop()
        elif not lexeme.startswith("{"):
            found[-1].append(_demands_of(lexeme, rest))
    ways = [tuple(demand for part in way for demand in part) for way in found]
    if len(ways) == 1:
        return ways[0]
    return (frozenset().union(*(min(way, key=len) for way in ways)),) if all(ways) else ()


def _demands_of(lexeme: str, rest: Iterator[str]) -> tuple[Demand, ...]:
    if lexeme.endswith("("):
        return _alternatives(rest)
    return _phrase_demands(lexeme) if lexeme.startswith("$") else (frozenset({lexeme}),)
