"""The language in which the rules are written, and its translation into regular expressions over token classes.

    <day>(DAY | DAYORD) of? <month>($MONTH)

CAPITALS name a class of tokens, lower-case words stand for themselves, `$NAME` for a phrase of the table below,
`<name>( … )` names a part that the rule's function asks for; `? | ( ) {0,3}` mean what they mean in regular expressions.
Every repetition has a bound, so matching is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsx.dates.context import Scene
from newsx.dates.mention import Reading
from newsx.dates.tokens import Alphabet, Tokens

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
    "$LATER": "(later | after | afterward | afterwards | hence | from now | from today | from then | after that | afterwards)",
    "$UNIT": "(UNIT | UNITS)",
    "$FULL": "(full | whole | entire | straight | consecutive | more | additional | extra | calendar | fiscal | business | working"
    " | trading | school | long | further | another | other)",
    "$PART": "(PART)",
}
_LEXEME = re.compile(r"<[a-z_]+>\(|\{[0-9,]+\}|\$[A-Z]+|[A-Z][A-Z_]*|[a-z]+|[()|?]|[-,.:;/&'%]")
_LITERAL = re.compile(r"(?<![<$A-Za-z])[a-z]+(?![>A-Za-z_])")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match: tokens `first` to `last` (exclusive), with the named parts."""

    tokens: Tokens
    match: re.Match[str]

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.match.start()

    @property
    def last(self) -> int:
        """Index after the last token."""
        return self.match.end()

    def words(self, name: str | int = 0) -> list[str]:
        """The lower-case words of a named part (all words for 0); none when the part is missing."""
        if name != 0 and (name not in self.match.re.groupindex or self.match.start(name) < 0):
            return []
        return self.tokens.words[self.match.start(name) : self.match.end(name)]

    def word(self, name: str | int = 0) -> str:
        """The words of a named part, joined by spaces; "" when it is missing."""
        return " ".join(self.words(name))

    def has(self, name: str) -> bool:
        """Whether a named part is there."""
        return bool(self.words(name))

    def around(self, offset: int) -> str:
        """The word `offset` tokens before (negative) or after (positive) the match; "" outside the text."""
        index = self.first + offset if offset < 0 else self.last + offset - 1
        return self.tokens.words[index] if 0 <= index < len(self.tokens.words) else ""


Handler = Callable[[Hit, Scene], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what it means, and when running text may use it.

    `guard` is asked in running text only (a span given from outside is taken at its word); None always agrees.
    """

    name: str
    pattern: str
    handler: Handler
    guard: Callable[[Hit], bool] | None = None
    findable: bool = True


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its regular expression."""

    rule: Rule
    regex: re.Pattern[str]


def literals(pattern: str) -> set[str]:
    """The literal words of a pattern, phrases included."""
    return set(_LITERAL.findall(_expand(pattern)))


def _expand(pattern: str) -> str:
    for _ in range(3):
        pattern = re.sub(r"\$[A-Z]+", lambda match: PHRASES[match[0]], pattern)
    return pattern


def compile_pattern(pattern: str, alphabet: Alphabet) -> re.Pattern[str]:
    """The regular expression over token characters that a pattern stands for."""
    parts = []
    for lexeme in _LEXEME.findall(_expand(pattern)):
        if lexeme.startswith("<"):
            parts.append(f"(?P{lexeme[:-1]}")
        elif lexeme in {"(", "|", ")", "?"} or lexeme.startswith("{"):
            parts.append("(?:" if lexeme == "(" else lexeme)
        elif lexeme.isupper():
            parts.append(alphabet.character_class(lexeme))
        elif lexeme.isalpha():
            parts.append(alphabet.character_class(f"={lexeme}"))
        else:
            parts.append(alphabet.character_class(lexeme))
    return re.compile("".join(parts))


def compile_rules(rules: list[Rule]) -> tuple[Alphabet, list[CompiledRule]]:
    """The alphabet that the rules need, and the rules with their regular expressions."""
    words: set[str] = set()
    for rule in rules:
        words |= literals(rule.pattern)
    alphabet = Alphabet(words)
    return alphabet, [CompiledRule(rule, compile_pattern(rule.pattern, alphabet)) for rule in rules]
