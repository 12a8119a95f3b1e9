"""A text in one language as tokens under that language's classes, for the grammar of `newsx.dates.languages.rules`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from newsx.dates.languages.tables import CLITICS, UNSPACED, Table, table_of
from newsx.dates.tokens import KnownTokens, Tokens, pattern_of
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters with the signs that combine with them: vowels of Indic scripts and of Arabic are no letters to `re`.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963])"
_NUMERIC = r"\d{4}-\d{2}-\d{2}(?!\w)|\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/|-\d{1,2}-)\d{4}(?!\w)|\d{1,2}(?:er|º|ª|\.º)(?!\w)|\d+(?:[.,]\d{3})*(?:[.,]\d+)?"
_MARKS = {",": ",", "-": "-", "–": "-", "/": "/", ".": ".", "(": "OPEN", ")": "CLOSE", "（": "OPEN", "）": "CLOSE"}
_ISO = lazy_pattern(r"\d{4}-\d{2}-\d{2}")
_ORDINAL = lazy_pattern(r"(\d{1,2})\.?[a-zºª]+")
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
        self.codes = KnownTokens(self.code_of)
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
        """Return the character of a token as it is written; "" for white space."""
        if surface.isspace():
            return ""
        signature = frozenset(self._signature(surface))
        return self._codes.get(signature, self.other) if self._settled else self._code(signature)

    def _signature(self, surface: str) -> set[str]:
        if surface in _MARKS:
            return {_MARKS[surface]}
        if surface[0].isdigit():
            return _number_classes(surface)
        return self.table.classes_of(surface) or {OTHER}


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
    """Return the pattern of one token: forms of several words first, then numbers, words and signs."""
    unspaced = table.language in UNSPACED
    forms = [form for form in table.classes if unspaced or not form.isalpha()]
    forms.sort(key=lambda form: (-len(form), form))
    known = "|".join(
        re.escape(form).replace("'", "['’ʼ]") + ("" if form.endswith("'") else r"(?!\w)") for form in forms
    )
    if unspaced:
        plain = "|".join(map(re.escape, forms))
        return re.compile(rf"(?:{plain})|{_NUMERIC}|[A-Za-z]+|\s+|\S")
    together = rf"(?<!\w)(?i:{known})|" if known else ""
    return re.compile(rf" |{together}{_LETTER}+|{_NUMERIC}|\s+|\S")


def tokenise(text: str, alphabet: ForeignAlphabet) -> ForeignTokens:
    """Return the tokens of a text."""
    pieces = alphabet.piece.findall(text)
    clitics = CLITICS.get(alphabet.table.language)
    if clitics:
        pieces = [part for piece in pieces for part in _split(piece, clitics, alphabet.table)]
    codes = list(map(alphabet.codes.__getitem__, pieces))
    starts = compress(accumulate(map(len, pieces), initial=0), codes)
    return ForeignTokens(text, list(starts), list(compress(pieces, codes)), "".join(codes), alphabet.table)


def _split(piece: str, clitics: frozenset[str], table: Table) -> Iterator[str]:
    """Return a token, or the prefix and the word of one that is written together with the word before it."""
    if piece[0] in clitics and len(piece) > 3 and piece[1:] in table.classes and piece not in table.classes:
        yield piece[0]
        yield piece[1:]
    else:
        yield piece


@cache
def alphabet_of(language: str) -> ForeignAlphabet:
    """Return the alphabet of a language, with every form of its table."""
    alphabet = ForeignAlphabet(table_of(language))
    alphabet.settle()
    return alphabet
