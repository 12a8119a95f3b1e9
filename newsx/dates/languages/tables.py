"""One language's words as classes of tokens, with the values behind them; made from the vocabulary and kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from newsx.vocabulary.calendar_names import month_numbers, weekday_numbers
from newsx.vocabulary.time_words import time_words

# Names of months as short as this are words of other kinds too ("ma").
_SHORTEST = 2
# The class of tokens that each kind of word makes.
_CLASSES = {
    "day": "DAYWORD", "day_part": "DAYPART", "today_pair": "PAIR", "part": "PART", "unit": "UNIT", "units": "UNITS", "dual": "DUAL",
    "single_unit": "SINGLE", "relation": "REL", "relative_unit": "RELUNIT", "number": "NUMWORD", "of": "OF", "article": "ART",
    "before_month": "BMONTH", "before_year": "BYEAR", "before_weekday": "BWEEKDAY", "month_after": "AMONTH",
    "year_after": "AYEAR", "weekday_after": "AWEEKDAY", "ago_before": "AGOPRE", "ago_after": "AGOPOST", "in_before": "INPRE",
    "in_after": "INPOST",
}  # fmt: skip
# Languages that write names of months and weekdays with a capital; elsewhere a capital within a sentence makes a name of them.
CAPITAL_NAMES = frozenset({"de", "id", "tr"})
# Languages written without spaces between words.
UNSPACED = frozenset({"zh", "ja"})
# Signs of East Asian dates: 2025年5月9日.
_SIGNS = {"年": "KYEAR", "月": "KMONTH", "日": "KDAY", "号": "KDAY", "號": "KDAY"}
# Languages whose weeks of weekdays are told by "last" and "this" ("上周五", the Friday of last week).
WEEK_RELATIONS = frozenset({"zh"})
# Names that a language shares with everyday words: they are the name only with a capital.
_NEED_CAPITAL = {"id": frozenset({"minggu"}), "tr": frozenset({"pazar", "ocak", "ekim", "mart", "salı"})}
# Prefixes that Arabic writes together with the word behind them ("and", "in", "for").
CLITICS = {"ar": frozenset("وفبلك")}


def needs_capital(language: str, word: str) -> bool:
    """Return whether a name of a month or weekday is an everyday word too, which needs more to be the name."""
    return fold(word, language) in _NEED_CAPITAL.get(language, ())


@dataclass
class Table:
    """The words of one language: the classes of each form, its values by class, and the forms of several words."""

    language: str
    classes: dict[str, set[str]] = field(default_factory=dict)
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    future: re.Pattern[str] | None = None

    def add(self, name: str, form: str, value: str) -> None:
        """Add a form to a class; the first value of a form stands."""
        self.classes.setdefault(form, set()).add(name)
        self.values.setdefault((name, form), value)

    def key(self, surface: str) -> str:
        """Return the form under which a token is known: as it is written, or in lower case."""
        return surface if surface in self.classes else fold(surface, self.language)

    def classes_of(self, surface: str) -> set[str]:
        """Return the classes of a word as it is written; none for a word of no class."""
        folded = fold(surface, self.language)
        found = self.classes.get(surface, set()) | self.classes.get(folded, set())
        if folded in _NEED_CAPITAL.get(self.language, ()):
            return found - ({"UNIT", "UNITS"} if surface[:1].isupper() else {"WEEKDAY", "MONTH"})
        return found

    def value(self, name: str, surface: str) -> str | None:
        """Return the value of a word in a class; None where it does not belong to it."""
        found = self.values.get((name, surface))
        return found if found is not None else self.values.get((name, fold(surface, self.language)))


def fold(word: str, language: str) -> str:
    """Return a word in lower case, as its language writes it, with plain apostrophes."""
    if language == "tr":
        word = word.replace("İ", "i").replace("I", "ı")
    return word.lower().replace("’", "'").replace("ʼ", "'")


@cache
def table_of(language: str) -> Table:
    """Return the words of a language; empty for a language without a table."""
    table = Table(language)
    words = time_words(language)
    future: list[str] = []
    endings: list[str] = []
    for word in words:
        if word.kind == "future":
            (endings if word.form.startswith("-") else future).append(re.escape(word.form.lstrip("-")))
        elif word.kind in _CLASSES:
            form = word.form if word.form in {"Minggu", "Ahad"} else _folded_unless_noun(word.form, language)
            table.add(_CLASSES[word.kind], form, word.value)
            if word.kind in {"unit", "units"} and word.value in {"year", "week"}:
                table.add(f"UNIT{word.value.upper()}", form, word.value)
    _add_names(table, language)
    if language in UNSPACED:
        for sign, name in _SIGNS.items():
            table.add(name, sign, "")
        for number, sign in enumerate("月火水木金土日" if language == "ja" else ""):
            table.add("WDSIGN", sign, str(number))
    _add_glued(table, language)
    table.future = _future_pattern(future, endings, language)
    return table


def _folded_unless_noun(form: str, language: str) -> str:
    """Return a form as it is looked up: German tells "Morgen" from "morgen" by the capital."""
    return form if language == "de" and form[:1].isupper() else fold(form, language)


def _add_names(table: Table, language: str) -> None:
    for form, number in month_numbers(language).items():
        if not any(character.isdigit() for character in form) and (len(form) > _SHORTEST or not form.isascii()):
            table.add("MONTH", fold(form, language), str(number))
    for form, number in weekday_numbers(language, width=None if language == "zh" else "full").items():
        table.add("WEEKDAY", fold(form, language), str(number))


def _add_glued(table: Table, language: str) -> None:
    """Weekdays written together with a part of the day, and weekdays with an ending that says they are past."""
    weekdays = [
        (form, table.values["WEEKDAY", form]) for form, names in list(table.classes.items()) if "WEEKDAY" in names
    ]
    for word in time_words(language):
        for form, number in weekdays:
            if word.kind == "glued_part":
                table.add("WDPART", form + word.form, f"{number}:{word.value}")
            elif word.kind == "past_ending":
                table.add("WDPAST", form + word.form, number)


def _future_pattern(words: list[str], endings: list[str], language: str) -> re.Pattern[str] | None:
    if not words and not endings:
        return None
    if language in UNSPACED:
        return re.compile("|".join(words))
    parts = [rf"(?<!\w)(?:{'|'.join(words)})(?!\w)"] if words else []
    if endings:
        # At least two letters before the ending; a bounded look at the word keeps the time linear.
        parts.append(rf"(?:{'|'.join(endings)})(?!\w)(?<=\w\w\w)")
    return re.compile("|".join(parts), re.IGNORECASE)
