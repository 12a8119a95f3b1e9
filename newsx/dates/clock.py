"""Rules for times of the clock, with the day they belong to."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.dates.context import STORY_REACH
from newsx.dates.explicit import day_month
from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import DAY_WORDS, PARTS, UNIT_PLURALS, UNITS
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.numbers import words_value
from newsx.dates.parts import mod_of
from newsx.dates.values import add_days, bounds, day_value
from newsx.dates.weekdays import weekday
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Scene, Told

_SPOTS = {"noon": (12, "00"), "midday": (12, "00"), "midnight": (24, "00")}


def _clock_time(hit: Hit) -> tuple[int, str] | None:
    """Return the hour (0 to 24) and minutes of a time of the clock, or None where there is no such hour."""
    if hit.has("spot"):
        return _SPOTS[hit.word("spot")]
    return _told_in_digits(hit) if hit.has("clock") else _told_in_words(hit)


def _told_in_digits(hit: Hit) -> tuple[int, str] | None:
    """Return the time behind "9:30 p.m.", "14:00", "10.30am"."""
    digits = hit.word("clock").replace(".", "").replace(" ", "")
    half = digits[-2] if digits.endswith("m") else ""
    first, _, rest = digits.rstrip("apm").partition(":")
    if not rest and len(first) > 2:
        first, rest = first[:-2], first[-2:]
    return _in_its_half(hit, int(first), rest or "00", half)


def _told_in_words(hit: Hit) -> tuple[int, str] | None:
    """Return the time behind "nine o'clock", "half past nine", "a quarter to eight in the evening", "ten past four"."""
    value = words_value(hit.words("hour"))
    if value is None or not 0 < value <= 12 or not value.is_integer():
        return None
    hour, shift = int(value), hit.words("shift")
    minutes = 0
    if shift:
        minutes = _FRACTIONS.get(shift[0]) or int(words_value([word for word in shift[:-1] if word != "minutes"]) or 0)
        if not 0 < minutes < 60:
            return None
    if shift[-1:] == ["to"]:
        hour, minutes = (hour - 1) or 12, 60 - minutes
    half = ""
    if not hit.has("part") and not hit.has("daytime") and hit.word("dayword") != "tonight":
        half = "p" if hour < FIRST_MORNING_HOUR or hour == 12 else "a"
    return _in_its_half(hit, hour, f"{minutes:02d}", half)


_FRACTIONS = {"half": 30, "quarter": 15}
# A time told in words without a part of the day is one of the morning from this hour on, of the afternoon before.
FIRST_MORNING_HOUR = 7


def _in_its_half(hit: Hit, hour: int, minute: str, half: str) -> tuple[int, str] | None:
    """Return the time in the half of the day that "a.m." or the part of the day beside it names."""
    words = hit.words("daytime") or hit.words("part") or ["night" for word in hit.words("dayword") if word == "tonight"]
    if words and not half:
        part = PARTS[words[-1]]
        half = "a" if part == "MO" or (part == "NI" and hour < NIGHT_END) else "p"
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    # There is no 24:01 and no 13:61; seconds stand behind a colon.
    possible = hour < LAST_HOUR or (hour == LAST_HOUR and not int(minute.replace(":", "")))
    return (hour, minute) if possible and all(int(part) < IN_AN_HOUR for part in minute.split(":")) else None


LAST_HOUR, IN_AN_HOUR = 24, 60
# The rule of times of the clock that name no day: `newsx.dates.resolving` gives them the day of their sentence.
BARE_CLOCK, CLOCK = "clock-bare", "clock"


def clock(hit: Hit, scene: Scene) -> Reading | None:
    """Read a time of the clock, with its day when the words give one.

    Without one it belongs to the day told nearest before in the sentence, else to the publication date.
    """
    found_time = _clock_time(hit)
    if found_time is None:
        return None
    hour, minute = found_time
    time = f"T{hour:02d}:{minute}"
    found = _own_day(hit, scene)
    if found is not None:
        day = bounds(found.value)[1]
        if day is None:
            return replace(found, value=None, type="TIME", anchor="none")
        return replace(found, value=day_value(day) + time, type="TIME", mod=mod_of(hit), rule=CLOCK, rejected=None)
    told = scene.last_day()
    if told is None and (before := scene.told_time("day")) and _goes_on(scene, before):
        told = before
    if told and told.first and (scene.narrative or scene.same_sentence(told)):
        return Reading(day_value(told.first) + time, "TIME", mod_of(hit), "text", CLOCK, base=told)
    if told and told.first and _goes_on(scene, told):
        day = add_days(told.first, 1) if hour < NIGHT_END and _DARK.match(told.value[10:]) else told.first
        return Reading(day_value(day or told.first) + time, "TIME", mod_of(hit), "text", BARE_CLOCK, base=told)
    if scene.anchor is None:
        return NO_ANCHOR
    return Reading(day_value(scene.anchor) + time, "TIME", mod_of(hit), rule=BARE_CLOCK)


def last_night(hit: Hit, scene: Scene) -> Reading | None:
    """Read "9:52 p.m. last night", "midnight last night": the evening before the publication, the small hours of its day."""
    found_time = _clock_time(hit)
    if found_time is None:
        return None
    if scene.anchor is None:
        return NO_ANCHOR
    hour, minute = found_time
    dark = hour % 24 < NIGHT_END
    day = scene.anchor if dark else add_days(scene.anchor, -1)
    return Reading(f"{day_value(day)}T{hour % 24:02d}:{minute}", "TIME", mod_of(hit), rule=CLOCK) if day else None


def early_hours(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the early hours of Friday", "the small hours of 3 May": the beginning of that day's morning."""
    found = _own_day(hit, scene)
    day = bounds(found.value)[1] if found else None
    if found is None or day is None:
        return found
    return replace(found, value=f"{day_value(day)}TMO", type="TIME", mod="start", rule="early-hours", rejected=None)


# Small hours belong to the day after the evening or night told, up to this hour.
NIGHT_END = 6
_DARK = lazy_pattern(r"T(?:EV|NI|1[89]|2)")


def _goes_on(scene: Scene, told: Told) -> bool:
    """Whether a sentence that names no day goes on with the day told last: its verbs point to the side where that lies."""
    if told.first is None or scene.start - told.end > STORY_REACH:
        return False
    past = scene.anchor is None or told.first <= scene.anchor
    return scene.tense == ("behind" if past else "ahead")


def _own_day(hit: Hit, scene: Scene) -> Reading | None:
    """Return the reading of the day that stands with the time."""
    if hit.has("month"):
        return day_month(hit, scene)
    if hit.has("weekday"):
        return weekday(hit, scene)
    if not hit.has("dayword"):
        return None
    day = add_days(scene.anchor, DAY_WORDS[hit.word("dayword")]) if scene.anchor else None
    return Reading(day_value(day)) if day else NO_ANCHOR


def clock_guard(hit: Hit) -> bool:
    """Tell whether digits with a colon are a time of day, and not what is left of a match, or the time of a race."""
    word = hit.word("clock")
    if word.endswith("m"):
        return True
    if word.count(":") > 1 and hit.around(-1) in _RACED and len(hit.words()) == 1:
        return False
    before = hit.around(-1)
    if hit.words()[0] == word and (before in _SCORED or before in _BOOKS):
        return False
    return hit.around(1) not in {"left", "remaining"}


# Words before hours, minutes and seconds that make the time of a race of them.
_RACED = frozenset(
    ["in", "of", "with", "a", "is", "was", "clocked", "ran", "set", "record", "best", "time", "personal", "winning"]
)

# Words before a score, or the time of a race: "won 21:17", "ran it in 12:41"; and books that have chapters and verses.
_SCORED = frozenset("won lost beat beaten drew led leading trailed in".split())
_BOOKS = frozenset(
    "genesis exodus leviticus deuteronomy joshua judges samuel kings chronicles psalm psalms proverbs isaiah jeremiah ezekiel daniel matthew "
    "luke john acts romans corinthians galatians ephesians philippians colossians timothy hebrews james peter revelation surah sura quran".split()
)


def hours_guard(hit: Hit) -> bool:
    """Tell whether four digits are a time of day: "at 0745 GMT", "called at 2130 on Monday", "Saturday at 1800"; no points of an index."""
    word = hit.word("clock")
    if len(word) != 4 or not word.isdigit() or int(word[:2]) >= LAST_HOUR or int(word[2:]) >= IN_AN_HOUR:
        return False
    if hit.around(-1) == "(":
        return False  # "8:30 a.m. (2330 GMT Thursday)": the same time elsewhere
    if hit.has("zone"):
        return hit.tokens.surface(hit.last - 1).islower() or hit.tokens.surface(hit.start("zone")).isupper()
    if hit.has("hours"):
        return hit.around(-1) in {"at", "by", "until", "from", "since", "before", "around"}
    return (hit.around(-1) == "at" and hit.around(-2) not in _TRADED) or hit.has("at")


_TRADED = frozenset(
    "closed ended opened traded stood finished points settled fell rose close closing up down valued priced sold index".split()
)


def words_guard(hit: Hit) -> bool:
    """Tell whether "nine o'clock" is a time in running text, and no news of that hour, and "five minutes to two" no lengths."""
    return hit.around(1) not in _NO_TIME_AFTER and hit.around(1) not in UNITS and hit.around(1) not in UNIT_PLURALS


_NO_TIME_AFTER = frozenset(["news", "show", "bulletin", "shadow", "slot", "position", "-"])


def spot_guard(hit: Hit) -> bool:
    """Tell whether noon or midnight is a time in running text, and no figure of speech."""
    return hit.around(-1) in {"at", "until", "by", "before", "after", "around", "since", "from"} or len(hit.words()) > 1


# The day beside a time: a weekday or day word, a month and a day, a day and a month.
_SOMEDAYS = (
    "((<rel>(this | last | next))? <weekday>($WEEKDAY) <part>((PART)?) | <dayword>(DAYWORD))",
    "(<weekday>(WEEKDAY) ,?)? <month>($MONTH) <day>($DAY) (,? <year>(YEAR))?",
    "(<weekday>(WEEKDAY) ,?)? the? <day>($DAY) (of)? <month>($MONTH) (,? <year>(YEAR))?",
)
_ZONE = "(ZONE | (local | eastern | central | pacific | mountain | standard | daylight){1,3} time | eastern)?"
# "(0330 GMT)" between the time and its day.
_ASIDE = "(OPEN (NUM | CLOCK) (ZONE | local time)? (on? WEEKDAY)? CLOSE)?"
# A time told in words: "half past nine", "a quarter to eight", "ten minutes past four", "nine o'clock in the evening".
_SHIFT = (
    "<shift>(half past | quarter (past | to | after) | (NUM | NUMWORD) (minutes)? past | (NUM | NUMWORD) minutes to)"
)
_HOUR = "<hour>(NUM | NUMWORD)"
_OCLOCK = "(o ' clock)"
_DAYTIME = "((in the | at | this) <daytime>(morning | afternoon | evening | night))?"
_IN_WORDS = (f"a? {_SHIFT} {_HOUR} {_OCLOCK}?", f"{_HOUR} {_OCLOCK}")
_TIME = "(<clock>(CLOCK) | <spot>(noon | midnight | midday))"

RULES = [
    *(
        Rule(
            "early-hours",
            f"the? (early | small | wee) (morning)? hours (of | on)? (the morning of)? {day}",
            early_hours,
        )
        for day in _SOMEDAYS
    ),
    Rule("clock-last-night", f"$APPROX {_TIME} {_ZONE} last night", last_night),
    *(Rule("clock", f"$APPROX <clock>(CLOCK) {_ZONE} {_ASIDE} ,? on? {day}", clock, clock_guard) for day in _SOMEDAYS),
    *(
        Rule(
            "clock-hours",
            f"$APPROX <clock>(NUM) (<zone>(ZONE) | <hours>(hrs | hours))? ,? on? {day}",
            clock,
            hours_guard,
        )
        for day in _SOMEDAYS
    ),
    Rule("clock-hours", "$APPROX <clock>(NUM) (<zone>(ZONE) | <hours>(hrs | hours))", clock, hours_guard),
    *(
        Rule("clock-hours", f"{day} ,? <at>(at) <clock>(NUM) (<zone>(ZONE) | hrs)?", clock, hours_guard)
        for day in _SOMEDAYS
    ),
    Rule("clock", f"$APPROX <clock>(CLOCK) {_ZONE}", clock, clock_guard),
    *(
        Rule("clock", f"$APPROX <spot>(noon | midnight | midday) {_ZONE} {_ASIDE} ,? on? {day}", clock)
        for day in _SOMEDAYS
    ),
    Rule("clock", f"$APPROX <spot>(noon | midnight | midday) {_ZONE}", clock, spot_guard),
    Rule("clock", "<hour>(NUM | NUMWORD) in the <part>(PART)", clock),
    *(
        Rule("clock", f"$APPROX {time} {_DAYTIME} ,? on? {day}", clock, words_guard)
        for time in _IN_WORDS
        for day in _SOMEDAYS
    ),
    *(Rule("clock", f"$APPROX {time} {_DAYTIME}", clock, words_guard) for time in _IN_WORDS),
    *(Rule("clock-day", f"{day} ,? at $APPROX {_TIME} {_ZONE}", clock) for day in _SOMEDAYS),
]
