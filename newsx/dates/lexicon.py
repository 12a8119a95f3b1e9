"""The words that dates are made of, by class.

A class is written in capitals; the grammar speaks in classes and in literal lower-case words.
"""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

from newsx.dates.numbers import ORDINALS, SCALES, TENS, VAGUE
from newsx.dates.numbers import UNITS as NUMBER_UNITS
from newsx.vocabulary.calendar_names import calendar_languages, month_names, month_numbers, weekday_numbers

MONTHS = month_numbers("en")
# The short names of the months as alternatives of a pattern, January first.
SHORT_MONTHS = "|".join(month_names("en", width="short"))
# Months that are words or names of their own: they need a capital, and a witness beside them when they stand alone.
DOUBTFUL_MONTHS = frozenset({"may", "march", "mar", "jan", "dec", "sep", "jun", "august", "april", "june"})
WEEKDAYS = weekday_numbers("en", width="full")
WEEKDAY_SHORT = weekday_numbers("en", width="short")
WEEKDAY_PLURALS = {name + "s": index for name, index in WEEKDAYS.items()}
UNITS = {
    "second": "second", "minute": "minute", "min": "minute", "hour": "hour", "day": "day", "night": "night",
    "week": "week", "fortnight": "fortnight", "weekend": "weekend", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century", "millennium": "millennium",
}  # fmt: skip
UNIT_PLURALS = {word + "s": unit for word, unit in UNITS.items() if word not in {"century", "millennium"}}
UNIT_PLURALS |= {"centuries": "century", "millennia": "millennium", "hrs": "hour", "yrs": "year"}
PARTS = {
    "morning": "MO", "mornings": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "afternoon": "AF",
    "afternoons": "AF", "evening": "EV", "evenings": "EV", "dusk": "EV", "sunset": "EV", "night": "NI",
    "nights": "NI", "overnight": "NI", "midday": "MI", "noon": "MI", "midnight": "NI", "daytime": "DT",
    "lunchtime": "MI",
}  # fmt: skip
SEASONS = {
    "spring": "SP",
    "summer": "SU",
    "fall": "FA",
    "autumn": "FA",
    "winter": "WI",
    "springtime": "SP",
    "summertime": "SU",
}
DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
# Names of months in the other languages.
FOREIGN_MONTHS = month_numbers(*(code for code in calendar_languages() if code != "en"))
# Centuries in Roman numerals.
ROMAN = {"xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20, "xxi": 21}
# Buddhist era, anno Hegirae, Bikram Sambat: written in capitals.
OTHER_ERAS = frozenset({"be", "ah", "bs"})
# Words before a unit or a weekday, and how many units they move.
RELATIONS = {
    "this": 0, "current": 0, "present": 0, "ongoing": 0,
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1, "forthcoming": 1, "new": 1, "subsequent": 1,
    "that": 0, "same": 0,
}  # fmt: skip
ANAPHORIC = frozenset({"that", "same", "following", "previous", "prior", "preceding", "subsequent"})
SETS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "biweekly": "P2W", "monthly": "P1M",
    "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y", "hourly": "PT1H", "biennial": "P2Y",
    "semiannual": "P6M", "bimonthly": "P2M",
}  # fmt: skip
DECADE_WORDS = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip
ZONES = frozenset(
    "est edt cst cdt mst mdt pst pdt gmt bst utc cet cest ist jst kst sgt hkt aest eet msk wib wat eat sast et pt".split()
)


def word_classes(word: str, *, capital: bool, upper: bool) -> set[str]:
    """Return the classes a word of letters belongs to, given in lower case; `capital` and `upper` tell how it was written."""
    classes: set[str] = set()
    if word in MONTHS and (capital or word not in DOUBTFUL_MONTHS):
        classes.add("MONTH")
        if len(word) <= 4 and word not in {"may", "june", "july"}:
            classes.add("MONABBR")
    if word in WEEKDAYS:
        classes.add("WEEKDAY")
    elif word in WEEKDAY_SHORT and capital and not (upper and len(word) < 3):
        classes.add("WDSHORT")
    if upper and word in ROMAN:
        classes.add("ROMAN")
    if upper and word in OTHER_ERAS:
        classes.add("ERA")
    if word in FOREIGN_MONTHS:
        classes.add("FOREIGN")
    for name, table in _TABLES.items():
        if word in table:
            classes.add(name)
    return classes


_TABLES: dict[str, frozenset[str]] = {
    "WDPLURAL": frozenset(WEEKDAY_PLURALS),
    "UNIT": frozenset(UNITS),
    "UNITS": frozenset(UNIT_PLURALS),
    "PART": frozenset(w for w in PARTS if not w.endswith("s")),
    "PARTS": frozenset(w for w in PARTS if w.endswith("s")),
    "SEASON": frozenset(SEASONS),
    "SEASONS": frozenset({"springs", "summers", "falls", "autumns", "winters"}),
    "DAYWORD": frozenset(DAY_WORDS),
    "REL": frozenset(RELATIONS),
    "SETWORD": frozenset(SETS),
    "DECADEWORD": frozenset(DECADE_WORDS),
    "ZONE": ZONES,
    "NUMWORD": frozenset(NUMBER_UNITS) | frozenset(TENS) | frozenset(SCALES) | {"dozen"},
    "TEEN": frozenset({"eighteen", "nineteen"}),
    "VAGUE": VAGUE,
    "ORDWORD": frozenset(ORDINALS) | {"final", "last", "latter"},
}
WORDS = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(WEEKDAY_SHORT)
    | frozenset(FOREIGN_MONTHS)
    | OTHER_ERAS
    | frozenset(ROMAN)
    | frozenset().union(*_TABLES.values())
)
# A date expression holds a token of one of these classes or one of these words; the rest of a text is never looked at.
TRIGGERS = (
    "MONTH WEEKDAY WDSHORT WDPLURAL UNIT UNITS PART PARTS SEASON SEASONS DAYWORD YEAR NUMDATE ISO COMPACT CLOCK DECADE DECADEWORD "
    "ZONE SHORTYEAR TEEN SETWORD FOREIGN SHORTQUARTER FISCAL SLASHDAY"
).split()
TRIGGER_WORDS = frozenset(
    "two half now nowadays currently presently present moment point time recently lately past previously formerly ago days once soon future "
    "shortly term eventually current recent clock bc bce ad b be ah bs period".split()
)
