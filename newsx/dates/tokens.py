"""A text as tokens, and each token as one character that stands for the classes it belongs to.

The grammar's rules are regular expressions over those characters: they see "DAY MONTH YEAR" and not letters, so one
pass of C code over a string of one character a token finds every candidate, in linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from newsx.dates.lexicon import WORDS, word_classes
from newsx.dates.numbers import ORDINALS, digits_value, ordinal_value
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# The kinds of token, in the order in which they are tried. ASCII digits only: digits of other scripts are left alone, because
# calendars often change with the script. The kind of a token can be told from its letters alone, whatever stands around it.
_KINDS = {
    # First, since most tokens are words; a Q3 or FY25 is no word that a digit follows.
    "word": r"(?![QHF][1-4Y][0-9]{0,4}(?!\w))[^\W\d_]+",
    "shortquarter": r"(?:[QH][1-4]|[1-4][QH])(?:20[0-9]{2}|[0-9]{2})?(?!\w)",
    "fiscal": r"FY(?:20)?[0-9]{2}(?!\w)",
    "break": r"\n[ \t\r]*\n",
    "clock": r"[0-9]{1,2}(?:[:.][0-9]{2})? ?[AaPp](?:[Mm]|\.[Mm]\b\.?)(?!\w)|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]|\.[0-9])",
    "iso": r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])",
    "numdate": r"[0-9]{1,4}(?:\.[0-9]{1,2}\.|/[0-9]{1,2}/|-[0-9]{1,2}-)[0-9]{1,4}(?![\w/-])",
    "slashday": r"(?:9/11|7/7|26/11|10/7|7/10)(?![\w/])",
    "fraction": r"[1-9]/[1-9](?![\w/])",
    "ordinal": r"[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)",
    "decade": r"[0-9]{3}0['’]?s(?!\w)|['’][0-9]0s(?!\w)|[2-9]0['’]?s(?!\w)",
    "shortyear": r"['’][0-9]{2}(?!\w)",
    "number": r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![^\W_])",
    "glued": r"[0-9]\w*",
    "possessive": r"['’`]s(?!\w)",
    "mark": r"\S",
}
_TOKEN = lazy_pattern("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
# The same, and each sign of white space between tokens.
_PIECE = lazy_pattern("|".join([" ", *_KINDS.values(), r"\s"]))
_MARKS = dict.fromkeys("-–—‑", "-") | dict.fromkeys("'’‘`", "'")
# Brackets have a class, because the language of the rules uses the signs for itself.
_BRACKETS = {"(": ("OPEN",), ")": ("CLOSE",)}
OTHER = "OTHER"


@dataclass
class Tokens:
    """The tokens of a text: offsets, what is written there, and the string of class characters."""

    text: str
    starts: list[int]
    surfaces: list[str]
    codes: str

    @cached_property
    def ends(self) -> list[int]:
        """The offset after each token."""
        return [start + len(surface) for start, surface in zip(self.starts, self.surfaces, strict=True)]

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case, with one kind of hyphen and of apostrophe."""
        return [_MARKS.get(surface) or surface.lower().replace("’", "'") for surface in self.surfaces]

    def part(self, indices: list[int]) -> Tokens:
        """Return the tokens at some indices, in order, as if they stood alone."""
        return Tokens(
            self.text,
            [self.starts[index] for index in indices],
            [self.surfaces[index] for index in indices],
            "".join([self.codes[index] for index in indices]),
        )

    def surface(self, index: int) -> str:
        """Return token `index` as it is written."""
        return self.surfaces[index]

    def tight(self, index: int) -> bool:
        """Tell whether no space stands before token `index`."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


def _number_classes(text: str) -> set[str]:
    classes = {"NUM"}
    value = digits_value(text)
    if value is None or not text.isdigit():
        return classes
    if len(text) <= 2 and 1 <= value <= 31:
        classes.add("DAY")
    if len(text) == 2:
        classes.add("TWODIGITS")
    if len(text) == 4 and 1000 <= value <= 2199:
        classes.add("YEAR")
    if len(text) in {3, 4} and value >= 100:
        classes.add("OLDYEAR")
    if len(text) == 8 and re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", text):
        classes.add("COMPACT")
    return classes


def _kind_classes(kind: str, surface: str) -> set[str]:
    if kind == "ordinal":
        value = ordinal_value(surface.lower()) or 0
        return {"ORD", "DAYORD"} if 1 <= value <= 31 else {"ORD"}
    if kind == "mark":
        return {_MARKS.get(surface, surface), *_BRACKETS.get(surface, ())}
    if kind == "word":
        return _literal_classes(surface)
    if kind == "number":
        return _number_classes(surface)
    return {kind.upper()}


def _literal_classes(surface: str) -> set[str]:
    word = surface.lower()
    classes = word_classes(word, capital=surface[0].isupper(), upper=surface.isupper())
    if "ORDWORD" in classes and word in ORDINALS and ORDINALS[word] <= 31:
        classes.add("DAYORDWORD")
    classes.add(f"={word}")
    return classes


def _by_class(signature: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return a key that sorts combinations of classes, those of words that are literals of the grammar by their classes first."""
    names = sorted(signature)
    return [name for name in names if not name.startswith("=")], names


def pattern_of(characters: list[str]) -> str:
    """Return the regular expression for one of some characters, which are given in order."""
    if len(characters) == 1:
        return characters[0]
    runs: list[list[str]] = []
    for character in characters:
        if runs and ord(runs[-1][-1]) + 1 == ord(character):
            runs[-1].append(character)
        else:
            runs.append([character])
    return "[" + "".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else "".join(run) for run in runs) + "]"


class Alphabet:
    """One character for every combination of classes that the words of a grammar can have.

    `literals` are the words that the grammar names itself.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self.literals = frozenset(literals) | WORDS
        self._codes: dict[frozenset[str], str] = {}
        self._members: dict[str, set[str]] = {}
        self._patterns: dict[str, str] = {}
        signatures = {self._signature(kind, sample) for kind, sample in _SAMPLES}
        for word in self.literals:
            signatures.update(self._signature("word", surface) for surface in (word, word.capitalize(), word.upper()))
        # What shares classes stands together: classes are then few ranges of characters, which compile faster.
        for signature in sorted(signatures, key=_by_class):
            self.code(signature)

    def code(self, signature: frozenset[str]) -> str:
        """Return the character of a combination of classes; a new one gets the next free character."""
        if signature not in self._codes:
            character = chr(0x4E00 + len(self._codes))
            self._codes[signature] = character
            for name in signature:
                self._members.setdefault(name, set()).add(character)
        return self._codes[signature]

    @property
    def other(self) -> str:
        """The character of tokens that belong to no class."""
        return self._codes[frozenset({OTHER})]

    def members(self, name: str) -> set[str]:
        """Return the characters of the tokens that belong to a class ("MONTH") or are a literal word ("=of")."""
        return self._members[name]

    def character_class(self, name: str) -> str:
        """Return the regular expression for one token of a class ("MONTH") or for a literal word ("=of")."""
        if name not in self._patterns:
            self._patterns[name] = pattern_of(sorted(self._members[name]))
        return self._patterns[name]

    def knows(self, name: str) -> bool:
        """Tell whether any token can belong to the class."""
        return name in self._members

    def _signature(self, kind: str, surface: str) -> frozenset[str]:
        classes = _kind_classes(kind, surface)
        if kind == "word" and surface.lower() not in self.literals:
            classes = {name for name in classes if not name.startswith("=")}
        return frozenset(classes) or frozenset({OTHER})

    def classify(self, kind: str, surface: str) -> str:
        """Return the character of a token of a text."""
        signature = self._signature(kind, surface)
        return self._codes.get(signature, self._codes[frozenset({OTHER})])


_SAMPLES = [
    *(("number", sample) for sample in ("0", "00", "1", "13", "01", "40", "100", "0999", "1999", "3000", "20250509", "1,5")),
    ("number", "123456"), ("number", "12"), ("number", "31"), ("number", "5"), ("number", "25"), ("number", "99"),
    ("number", "19991231"), ("number", "999"), ("number", "1000"), ("number", "9999"), ("number", "2500"),
    ("ordinal", "1st"), ("ordinal", "40th"),
    *((kind, "x") for kind in ("clock", "iso", "numdate", "fraction", "slashday", "shortquarter", "fiscal", "decade", "shortyear", "glued", "possessive", "break")),
    *(("mark", mark) for mark in "-,.:;()/\"'“”‘’`$£€%#&+*=@~|[]{}!?…<>"),
    ("word", "zzzz"), ("word", "Zzzz"), ("word", "zz"),
]  # fmt: skip


# A longer token is no word of the grammar.
_LONG = 40
# Tokens that are remembered; an article has some 300 different ones.
_MOST_CODES = 1 << 14


class KnownTokens(dict[str, str]):
    """The character of each token met, by its surface: what `code_of` gives, remembered for tokens that may be words of a date."""

    def __init__(self, code_of: Callable[[str], str]) -> None:
        super().__init__()
        self._code_of = code_of

    def __missing__(self, surface: str) -> str:
        code = self._code_of(surface)
        if len(surface) < _LONG:
            if len(self) >= _MOST_CODES:
                self.clear()
            self[surface] = code
        return code


def _code(alphabet: Alphabet, surface: str) -> str:
    """Return the character of a token; an empty string for white space."""
    match = _TOKEN.match(surface)
    if match is None:
        return ""
    kind = match.lastgroup or "mark"
    if kind == "word" and surface.lower() not in alphabet.literals:
        return alphabet.other
    return alphabet.classify(kind, surface[:_LONG])


def tokenise(text: str, alphabet: Alphabet) -> Tokens:
    """Return the tokens of a text under an alphabet."""
    pieces = _PIECE.findall(text)
    codes = list(map(_codes(alphabet).__getitem__, pieces))
    starts = compress(accumulate(map(len, pieces), initial=0), codes)
    return Tokens(text, list(starts), list(compress(pieces, codes)), "".join(codes))


@lru_cache(maxsize=4)
def _codes(alphabet: Alphabet) -> KnownTokens:
    return KnownTokens(partial(_code, alphabet))
