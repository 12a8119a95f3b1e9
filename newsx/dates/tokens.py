"""A text as tokens, and each token as one character that stands for the classes it belongs to.

The grammar's rules are regular expressions over those characters: they see "DAY MONTH YEAR" and not letters, so one
pass of C code over a string of one character a token finds every candidate, in linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.dates import lexicon, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

# ASCII digits only: digits of other scripts are left alone, because calendars often change with the script.
_TOKEN = re.compile(
    r"(?P<break>\n[ \t\r]*\n)"
    r"|(?P<clock>[0-9]{1,2}(?:[:.][0-9]{2})? ?[AaPp]\.?[Mm]\b\.?(?!\w)|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))"
    r"|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-]))"
    r"|(?P<numdate>[0-9]{1,4}(?P<sep>[./-])[0-9]{1,2}(?P=sep)[0-9]{1,4}(?![\w/-]))"
    r"|(?P<fraction>[1-9]/[1-9](?![\w/]))"
    r"|(?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)(?!\w))"
    r"|(?P<decade>[0-9]{3}0['’]?s(?!\w)|['’][0-9]0s(?!\w)|[2-9]0['’]?s(?!\w))"
    r"|(?P<shortyear>['’][0-9]{2}(?!\w))"
    r"|(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![^\W\d_]))"
    r"|(?P<glued>[0-9]\w*)"
    r"|(?P<possessive>['’`]s(?!\w))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>\S)"
)  # fmt: skip
_MARKS = dict.fromkeys("-–—‑", "-") | dict.fromkeys("'’‘`", "'")
OTHER = "OTHER"


@dataclass(slots=True)
class Tokens:
    """The tokens of a text: offsets, lower-case words, and the string of class characters."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    codes: str

    def part(self, indices: list[int]) -> Tokens:
        """The tokens at some indices, in order, as if they stood alone."""
        return Tokens(
            self.text,
            [self.starts[index] for index in indices],
            [self.ends[index] for index in indices],
            [self.words[index] for index in indices],
            "".join([self.codes[index] for index in indices]),
        )

    def surface(self, index: int) -> str:
        """Token `index` as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def tight(self, index: int) -> bool:
        """Whether no space stands before token `index`."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


def _number_classes(text: str) -> set[str]:
    classes = {"NUM"}
    value = numbers.digits_value(text)
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
        value = numbers.ordinal_value(surface.lower()) or 0
        return {"ORD", "DAYORD"} if 1 <= value <= 31 else {"ORD"}
    if kind == "mark":
        return {_MARKS.get(surface, surface)}
    if kind == "word":
        return _literal_classes(surface)
    if kind == "number":
        return _number_classes(surface)
    return {kind.upper()}


def _literal_classes(surface: str) -> set[str]:
    word = surface.lower()
    classes = lexicon.word_classes(word, capital=surface[0].isupper(), upper=surface.isupper())
    if "ORDWORD" in classes and word in numbers.ORDINALS and numbers.ORDINALS[word] <= 31:
        classes.add("DAYORDWORD")
    classes.add(f"={word}")
    return classes


def _by_class(signature: frozenset[str]) -> tuple[list[str], list[str]]:
    """A key that sorts combinations of classes, those of words that are literals of the grammar by their classes first."""
    names = sorted(signature)
    return [name for name in names if not name.startswith("=")], names


def _pattern(characters: list[str]) -> str:
    """The regular expression for one of some characters, which are given in order."""
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
        self.literals = frozenset(literals) | lexicon.WORDS
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
        """The character of a combination of classes; a new one gets the next free character."""
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
        """The characters of the tokens that belong to a class ("MONTH") or are a literal word ("=of")."""
        return self._members[name]

    def character_class(self, name: str) -> str:
        """The regular expression for one token of a class ("MONTH") or for a literal word ("=of")."""
        if name not in self._patterns:
            self._patterns[name] = _pattern(sorted(self._members[name]))
        return self._patterns[name]

    def knows(self, name: str) -> bool:
        """Whether any token can belong to the class."""
        return name in self._members

    def _signature(self, kind: str, surface: str) -> frozenset[str]:
        classes = _kind_classes(kind, surface)
        if kind == "word" and surface.lower() not in self.literals:
            classes = {name for name in classes if not name.startswith("=")}
        return frozenset(classes) or frozenset({OTHER})

    def classify(self, kind: str, surface: str) -> str:
        """The character of a token of a text."""
        signature = self._signature(kind, surface)
        return self._codes.get(signature, self._codes[frozenset({OTHER})])


_SAMPLES = [
    *(("number", sample) for sample in ("0", "00", "1", "13", "01", "40", "100", "0999", "1999", "3000", "20250509", "1,5")),
    ("number", "123456"), ("number", "12"), ("number", "31"), ("number", "5"), ("number", "25"), ("number", "99"),
    ("number", "19991231"), ("number", "999"), ("number", "1000"), ("number", "9999"), ("number", "2500"),
    ("ordinal", "1st"), ("ordinal", "40th"),
    *((kind, "x") for kind in ("clock", "iso", "numdate", "fraction", "decade", "shortyear", "glued", "possessive", "break")),
    *(("mark", mark) for mark in "-,.:;()/\"'“”‘’`$£€%#&+*=@~|[]{}!?…<>"),
    ("word", "zzzz"), ("word", "Zzzz"), ("word", "zz"),
]  # fmt: skip


def tokenise(text: str, alphabet: Alphabet) -> Tokens:
    """The tokens of a text under an alphabet."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    codes: list[str] = []
    classify = _classifier(alphabet)
    literals, other = alphabet.literals, alphabet.other
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        surface = match[0]
        starts.append(match.start())
        ends.append(match.end())
        word = _MARKS.get(surface, surface) if kind == "mark" else surface.lower().replace("’", "'")
        words.append(word)
        # Most words are none of the grammar's: they need no place in the cache.
        known = kind != "word" or word in literals
        codes.append(classify(kind, surface if len(surface) < _LONG else surface[:_LONG]) if known else other)
    return Tokens(text, starts, ends, words, "".join(codes))


# A longer token is no word of the grammar; cutting it keeps the cache of classes small.
_LONG = 40


@lru_cache(maxsize=4)
def _classifier(alphabet: Alphabet):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return lru_cache(maxsize=4096)(alphabet.classify)
