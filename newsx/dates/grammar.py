"""Rules over token classes, and their translation into regular expressions (see `newsx.dates.patterns` for the language)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from newsx.dates.context import Scene
from newsx.dates.mention import Reading
from newsx.dates.patterns import demands, lexemes, literals
from newsx.dates.tokens import Alphabet, Tokens


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match: tokens `first` to `last` (exclusive), with the named parts.

    The match may be one within a stretch of the tokens that begins at `offset`.
    """

    tokens: Tokens
    match: re.Match[str]
    offset: int = 0

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.offset + self.match.start()

    @property
    def last(self) -> int:
        """Index after the last token."""
        return self.offset + self.match.end()

    def words(self, name: str | int = 0) -> list[str]:
        """Return the lower-case words of a named part (all words for 0); none when the part is missing."""
        if name != 0 and name not in self.match.re.groupindex:
            return []
        start, end = self.match.span(name)
        return self.tokens.words[self.offset + start : self.offset + end] if start >= 0 else []

    def start(self, name: str) -> int:
        """Return index of the first token of a named part of the pattern; below the first of all where it is missing."""
        start = self.match.start(name)
        return self.offset + start if start >= 0 else start

    def word(self, name: str | int = 0) -> str:
        """Return the words of a named part, joined by spaces; "" when it is missing."""
        return " ".join(self.words(name))

    def has(self, name: str) -> bool:
        """Tell whether a named part is there."""
        return bool(self.words(name))

    def around(self, offset: int) -> str:
        """Return the word `offset` tokens before (negative) or after (positive) the match; "" outside the text."""
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


class Classes(Protocol):
    """An alphabet: which characters stand for the tokens of a class."""

    def members(self, name: str) -> set[str]:
        """Return the characters of the tokens that belong to a class."""

    def character_class(self, name: str) -> str:
        """Return the regular expression for one token of a class."""


class CompiledRule:
    """A rule over an alphabet; its regular expression is made when a text first needs it.

    Compiling takes half a millisecond, and most texts can match a quarter of the rules.
    """

    def __init__(self, rule: Rule, alphabet: Classes) -> None:
        self.rule = rule
        self._alphabet = alphabet
        self._demands = [
            frozenset().union(*(alphabet.members(_class_of(name)) for name in demand))
            for demand in demands(rule.pattern)
        ]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression over token characters."""
        return compile_pattern(self.rule.pattern, self._alphabet)

    @property
    def rarest(self) -> frozenset[str]:
        """The smallest set of token characters of which every match holds one; empty if there is none."""
        return min(self._demands, key=len, default=frozenset())

    def may_match(self, codes: frozenset[str]) -> bool:
        """Tell whether a match within a stretch of these token characters is not ruled out from the start."""
        for demand in self._demands:  # noqa: SIM110 - asked of every rule for every text; a generator takes twice the time
            if demand.isdisjoint(codes):
                return False
        return True


def compile_pattern(pattern: str, alphabet: Classes) -> re.Pattern[str]:
    """Return the regular expression over token characters that a pattern stands for."""
    parts = []
    for lexeme in lexemes(pattern):
        if lexeme.startswith("<"):
            parts.append(f"(?P{lexeme[:-1]}")
        elif lexeme in {"(", "|", ")", "?"} or lexeme.startswith("{"):
            parts.append("(?:" if lexeme == "(" else lexeme)
        else:
            parts.append(alphabet.character_class(_class_of(lexeme)))
    return re.compile("".join(parts))


def _class_of(lexeme: str) -> str:
    """Return the name under which the alphabet knows a class, a mark or a literal word of a pattern."""
    return f"={lexeme}" if lexeme.isalpha() and not lexeme.isupper() else lexeme


def compile_rules(rules: list[Rule]) -> tuple[Alphabet, list[CompiledRule]]:
    """Return the alphabet that the rules need, and the rules over it."""
    words: set[str] = set()
    for rule in rules:
        words |= literals(rule.pattern)
    alphabet = Alphabet(words)
    return alphabet, [CompiledRule(rule, alphabet) for rule in rules]
