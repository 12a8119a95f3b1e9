"""A text in one language as tokens under that language's classes, for the grammar of `newsx.dates.languages.rules`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsx.dates.languages.tables import CLITICS, UNSPACED, Table, fold, table_of
from newsx.dates.tokens import Tokens, pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters with the signs that combine with them: vowels of Indic scripts and of Arabic are no letters to `re`.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963])"
_NUMERIC = r"\d{4}-\d{2}-\d{2}(?!\w)|\d{1,2}([./-])\d{1,2}\1\d{4}(?!\w)|\d{1,2}(?:er|º|ª|\.º)(?!\w)|\d+(?:[.,]\d{3})*(?:[.,]\d+)?"
_MARKS = {",": ",", "-": "-", "–": "-", "/": "/", ".": ".", "(": "OPEN", ")": "CLOSE", "（": "OPEN", "）": "CLOSE"}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORDINAL = re.compile(r"(\d{1,2})\.?[a-zºª]+")
OTHER = "OTHER"
FIRST_YEAR, LAST_YEAR = 1000, 2199
# Longer runs of digits are no part of a date.
_LONGEST = 8


@dataclass
class ForeignTokens(Tokens):
    """Tokens that know the table of their language."""

    table: Table


class ForeignAlphabet:
    """One character for every combination of classes that the words of a language have."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._codes: dict[frozenset[str], str] = {}
        self._members: dict[str, set[str]] = {}
        self._known: dict[str, str] = {}
        self._settled = False
        self.other = self._code(frozenset({OTHER}))
        self.piece = _pieces(table)

    def _code(self, signature: frozenset[str]) -> str:
        if signature not in self._codes:
            character = chr(0x4E00 + len(self._codes))
            self._codes[signature] = character
            for name in signature:
                self._members.setdefault(name, set()).add(character)
        return self._codes[signature]

    def members(self, name: str) -> set[str]:
        """Return the characters of the tokens that belong to a class; none for a class without tokens."""
        return self._members.get(name, set())

    def character_class(self, name: str) -> str:
        """Return the regular expression for one token of a class."""
        members = self._members.get(name)
        return pattern_of(sorted(members)) if members else r"(?!)"

    def settle(self) -> None:
        """Give every form of the table and every kind of number its character, so that patterns can be compiled."""
        for form in self.table.classes:
            self.code_of(form)
            self.code_of(form.capitalize())
        for sample in _SAMPLES:
            self.code_of(sample)
        self._settled = True

    def code_of(self, surface: str) -> str:
        """Return the character of a token as it is written."""
        code = self._known.get(surface)
        if code is None:
            signature = frozenset(self._signature(surface))
            code = self._codes.get(signature, self.other) if self._settled else self._code(signature)
            if len(self._known) < _MOST_KNOWN:
                self._known[surface] = code
        return code

    def _signature(self, surface: str) -> set[str]:
        if surface in _MARKS:
            return {_MARKS[surface]}
        if surface[0].isdigit():
            return _number_classes(surface)
        return self.table.classes_of(surface) or {OTHER}


_MOST_KNOWN = 1 << 14
_SAMPLES = (
    "0", "1", "12", "13", "31", "32", "99", "500", "1999", "3000", "123456", "2025-05-09", "09.05.2025", "1er", "1º", "40º", "1,5", ",", "-",
    ".", "/", "(", ")",
)  # fmt: skip


def _number_classes(surface: str) -> set[str]:
    if not surface.isdecimal():
        if _ISO.fullmatch(surface):
            return {"ISO"}
        ordinal = _ORDINAL.fullmatch(surface)
        if ordinal:
            return {"ORDDAY"} if 1 <= int(ordinal[1]) <= 31 else {OTHER}
        return {"NUMDATE"} if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}", surface) else {"AMOUNT"}
    if len(surface) > _LONGEST:
        return {OTHER}
    value, classes = int(surface), {"NUM"}
    if len(surface) <= 2 and 1 <= value <= 31:
        classes |= {"DAY", "MONTHNUM"} if value <= 12 else {"DAY"}
    if len(surface) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        classes.add("YEAR")
    return classes


def _pieces(table: Table) -> re.Pattern[str]:
    """The pattern of one token: forms of several words first, then numbers, words and signs."""
    unspaced = table.language in UNSPACED
    forms = [form for form in table.classes if unspaced or not form.isalpha()]
    forms.sort(key=lambda form: (-len(form), form))
    known = "|".join(
        re.escape(form).replace("'", "['’ʼ]") + ("" if form.endswith("'") else r"(?!\w)") for form in forms
    )
    if unspaced:
        plain = "|".join(map(re.escape, forms))
        return re.compile(rf"(?:{plain})|{_NUMERIC}|[A-Za-z]+|\S")
    together = rf"(?<!\w)(?:{known})|" if known else ""
    return re.compile(rf"{together}{_NUMERIC}|{_LETTER}+|\S", re.IGNORECASE)


def tokenise(text: str, alphabet: ForeignAlphabet) -> ForeignTokens:
    """Return the tokens of a text."""
    starts: list[int] = []
    surfaces: list[str] = []
    for match in alphabet.piece.finditer(text):
        for start, surface in _split(match[0], match.start(), alphabet.table):
            starts.append(start)
            surfaces.append(surface)
    return ForeignTokens(text, starts, surfaces, "".join(map(alphabet.code_of, surfaces)), alphabet.table)


def _split(surface: str, start: int, table: Table) -> Iterator[tuple[int, str]]:
    """A token, or the prefix and the word of one that is written together with the word before it."""
    clitics = CLITICS.get(table.language)
    if clitics and surface[0] in clitics and len(surface) > 3 and fold(surface, table.language) not in table.classes:
        rest = surface[1:]
        # After "for" the article loses its first letter.
        if rest in table.classes:
            yield start, surface[0]
            yield start + 1, rest
            return
    yield start, surface


@cache
def alphabet_of(language: str) -> ForeignAlphabet:
    """Return the alphabet of a language, with every form of its table."""
    alphabet = ForeignAlphabet(table_of(language))
    alphabet.settle()
    return alphabet
