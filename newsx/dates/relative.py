"""Rules for dates told from the day of publication: weekdays, today, this and last and next, holidays, seasons."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from newsx.dates import holidays, lexicon, numbers
from newsx.dates.grammar import Hit, Rule
from newsx.dates.mention import Reading
from newsx.dates.parts import mod_of, relative_year, weekday_of, year_of
from newsx.dates.values import add_days, bounds, day_or_none, day_value, duration_value, shift_value, week_value

if TYPE_CHECKING:
    from newsx.dates.context import Scene

# "the fiscal year ended Jan. 31"
_ENDED = re.compile(r"\s+(?:ended|ending|to)\s+[A-Z]")
NO_ANCHOR = Reading(None, anchor="none", rule="no-anchor")


def _day_reading(day: dt.date | None, hit: Hit, rule: str, *, rejected: dt.date | None = None) -> Reading | None:
    if day is None:
        return None
    value = day_value(day)
    part = hit.words("part")
    other = day_value(rejected) if rejected and rejected != day else None
    if part:
        return Reading(f"{value}T{lexicon.PARTS[part[-1]]}", "TIME", mod_of(hit), rule=rule, rejected=other)
    return Reading(value, "DATE", mod_of(hit), rule=rule, rejected=other)


def day_word(hit: Hit, scene: Scene) -> Reading | None:
    """Today, yesterday, tomorrow, tonight, with or without a part of the day."""
    if scene.anchor is None:
        return NO_ANCHOR
    word = hit.word("core")
    offset = next(lexicon.DAY_WORDS[piece] for piece in hit.words("core") if piece in lexicon.DAY_WORDS)
    if "before" in word:
        offset = -2
    elif "after" in word:
        offset = 2
    day = add_days(scene.anchor, offset)
    if "tonight" in word and day:
        return Reading(f"{day_value(day)}TNI", "TIME", mod_of(hit), rule="day-word")
    return _day_reading(day, hit, "day-word")


def part_of_day(hit: Hit, scene: Scene) -> Reading | None:
    """This morning, last night, the next evening, overnight."""
    told = scene.last_day() if scene.narrative else None
    if told and not hit.has("rel"):
        return _day_reading(told, hit, "part-of-day")
    if scene.anchor is None:
        return NO_ANCHOR
    relation = next((word for word in hit.words("rel") if word in lexicon.RELATIONS), "this")
    if told and relation == "this":
        return _day_reading(told, hit, "part-of-day")
    day: dt.date | None = scene.anchor
    if relation in lexicon.ANAPHORIC or (relation == "next" and "the" in hit.words("rel")):
        base = scene.last_day() or scene.anchor
        day = add_days(base, max(0, lexicon.RELATIONS[relation]))
    else:
        day = add_days(scene.anchor, lexicon.RELATIONS[relation])
    if not hit.has("rel") and hit.words()[0] == "overnight":
        day = add_days(scene.anchor, -1)
    return _day_reading(day, hit, "part-of-day")


def weekday(hit: Hit, scene: Scene) -> Reading | None:
    """A weekday: its last occurrence, today included, unless the words look ahead or say last, next, of last week."""
    if scene.anchor is None:
        return NO_ANCHOR
    number = weekday_of(hit.words("weekday"))
    if number is None:
        return None
    anchor = scene.anchor
    back, ahead = (anchor.weekday() - number) % 7, (number - anchor.weekday()) % 7
    relation = hit.words("rel")
    if hit.has("week"):
        shift = {"last": -7, "next": 7}.get(next((w for w in hit.words("week") if w in lexicon.RELATIONS), ""), 0)
        return _day_reading(add_days(anchor, shift + number - anchor.weekday()), hit, "weekday-of-week")
    if {"last", "past", "previous"} & set(relation):
        if "previous" in relation and scene.last_day():
            base = scene.last_day() or anchor
            return _day_reading(add_days(base, -((base.weekday() - number) % 7 or 7)), hit, "weekday-last")
        return _day_reading(add_days(anchor, -(back or 7)), hit, "weekday-last")
    if {"next", "coming", "following"} & set(relation):
        start = (scene.last_day() if "following" in relation else None) or anchor
        return _day_reading(add_days(start, (number - start.weekday()) % 7 or 7), hit, "weekday-next")
    past, future = add_days(anchor, -back), add_days(anchor, ahead or 7)
    if back == 0:
        return _day_reading(anchor, hit, "weekday-today")
    if scene.ahead or ("this" in relation and "past" not in relation and not scene.before.rstrip().endswith("earlier")):
        return _day_reading(add_days(anchor, ahead), hit, "weekday-ahead", rejected=past)
    return _day_reading(past, hit, "weekday", rejected=future)


_WEEKDAY_AFTER = frozenset({",", ".", "-", "to"})


def weekday_guard(hit: Hit) -> bool:
    """Whether a weekday is one in running text: Sun, Sat and the like need a capital and more beside them."""
    words = hit.words("weekday")
    if words[0] in lexicon.WEEKDAYS:
        return hit.tokens.surface(hit.match.start("weekday"))[0].isupper() or hit.has("rel") or hit.around(-1) == "on"
    if words[0] in {"sun", "sat", "wed", "mon"}:
        return hit.around(-1) == "on" or (len(words) > 1 and words[1] == "." and hit.around(-1) in {"on", "from", "(", "until"})
    return hit.around(-1) in {"on", "last", "next", "this", "(", "until"} or hit.has("part")


def relative_unit(hit: Hit, scene: Scene) -> Reading | None:
    """This, last or next day, week, weekend, month, quarter, year, decade, century."""
    unit = next(lexicon.UNITS[word] for word in hit.words("unit") if word in lexicon.UNITS)
    relation = next(word for word in hit.words("rel") if word in lexicon.RELATIONS)
    if unit in {"second", "minute", "hour", "night"}:
        return None
    if relation == "past" and "this" not in hit.words() and unit in {"week", "month", "year", "decade", "century"}:
        return Reading(duration_value(1, unit), "DURATION", mod_of(hit), "none", "past-unit")
    count = lexicon.RELATIONS[relation]
    base, anchor = _anaphor(scene, relation, unit, articled="the" in hit.words("rel"))
    if base is None:
        return NO_ANCHOR
    if unit == "decade":
        return Reading(f"{(base.year + 10 * count) // 10:03d}X", "DATE", mod_of(hit), anchor, "relative-unit")  # type: ignore[arg-type]
    if unit == "century":
        return Reading(f"{base.year // 100 + count:02d}XX", "DATE", mod_of(hit), anchor, "relative-unit")  # type: ignore[arg-type]
    return Reading(shift_value(base, count, unit), "DATE", mod_of(hit), anchor, "relative-unit")  # type: ignore[arg-type]


def _anaphor(scene: Scene, relation: str, unit: str, *, articled: bool) -> tuple[dt.date | None, str]:
    """The day that this, that, the following … count from: the last date named where the word points back to it."""
    last = scene.last_dated()
    points_back = relation in lexicon.ANAPHORIC or (scene.narrative and (relation == "this" or articled))
    if points_back and last:
        year, month, day = last
        if unit in {"year", "decade", "century"} or (month and (unit in {"month", "quarter"} or day)):
            return dt.date(year, month or 1, day or 1), "text"
    return scene.anchor, "publication"


def the_unit(hit: Hit, scene: Scene) -> Reading | None:
    """The day, the week, the month, the year, the weekend: the one talked of."""
    unit = next(lexicon.UNITS[word] for word in hit.words("unit") if word in lexicon.UNITS)
    if unit == "day":
        day = scene.last_day() or scene.anchor
        return Reading(day_value(day), "DATE", mod_of(hit), "text", "the-unit") if day else NO_ANCHOR
    if unit == "year" and _ENDED.match(scene.after):
        return Reading("P1Y", "DURATION", mod_of(hit), "none", "year-ended")
    base, anchor = _anaphor(scene, "this", unit, articled=True)
    if base is None or unit not in {"week", "month", "year", "weekend"}:
        return NO_ANCHOR if base is None else None
    if unit == "weekend":
        back = 7 if base.weekday() < 4 and not scene.ahead else 0
        moved = add_days(base, -back)
        return Reading(f"{week_value(moved)}-WE" if moved else None, "DATE", mod_of(hit), rule="weekend")
    return Reading(shift_value(base, 0, unit), "DATE", mod_of(hit), anchor, "the-unit")  # type: ignore[arg-type]


def unit_end(hit: Hit, scene: Scene) -> Reading | None:
    """Year-end, month-end."""
    if scene.anchor is None:
        return NO_ANCHOR
    unit = lexicon.UNITS[hit.word("unit")]
    last = bounds(shift_value(scene.anchor, 0, unit))[2]
    if unit == "year":
        year = scene.anchor.year - (1 if scene.before.rstrip().endswith(("since", "at", "from")) and not scene.ahead else 0)
        return Reading(f"{year:04d}-12-31", "DATE", "end", rule="unit-end")
    return Reading(day_or_none(last), "DATE", "end", rule="unit-end")


def season(hit: Hit, scene: Scene) -> Reading | None:
    """A season, of a year named, of this, last or next year, or the nearest one."""
    code = lexicon.SEASONS[hit.words("season")[0]]
    if hit.has("year"):
        year = year_of(hit.words("year"))
        return Reading(f"{year:04d}-{code}", "DATE", mod_of(hit), "text", "season") if year else None
    if hit.has("relyear"):
        year = relative_year(hit.words("relyear"), scene)
        return Reading(f"{year:04d}-{code}", "DATE", mod_of(hit), rule="season") if year else NO_ANCHOR
    last = scene.last_dated() if scene.narrative else None
    if last:
        return Reading(f"{last[0]:04d}-{code}", "DATE", mod_of(hit), "text", "season")
    if scene.anchor is None:
        return NO_ANCHOR
    year = _season_year(scene, code, set(hit.words("rel")))
    return Reading(f"{year:04d}-{code}", "DATE", mod_of(hit), rule="season")


def _season_year(scene: Scene, code: str, relation: set[str]) -> int:
    anchor = scene.anchor
    assert anchor is not None
    order = ["SP", "SU", "FA", "WI"]
    index, current = order.index(code), ((anchor.month - 3) % 12) // 3
    if relation & {"last", "past", "previous"} and (index >= current or current == 3):
        return anchor.year - 1
    if relation & {"next", "coming", "following"}:
        return anchor.year + (1 if index <= current else 0)
    if not relation & {"this", "current"} and not scene.ahead and index > current:
        return anchor.year - 1
    return anchor.year


def season_guard(hit: Hit) -> bool:
    """Whether spring or fall is a season in running text: a relation, a year, or "in the" says so."""
    if hit.has("rel") or hit.has("year") or hit.has("relyear"):
        return True
    if hit.words("season")[0] in {"fall", "spring"}:
        return hit.has("pos") or (hit.around(-1) == "the" and hit.around(-2) in {"in", "during", "by", "this"} and hit.around(1) != "of")
    return hit.around(-1) in {"in", "during", "by", "the", "over", "until", "since"} and hit.around(1) not in {"olympics", "games", "camp", "school", "of"}


def holiday(hit: Hit, scene: Scene) -> Reading | None:
    """A holiday or commemoration with a fixed or computed day."""
    name = hit.word("name").replace(" - ", "-")
    if hit.has("year"):
        year = year_of(hit.words("year"))
        day = holidays.holiday(name, year) if year else None
        return Reading(day_or_none(day), "DATE", mod_of(hit), "text", "holiday")
    if hit.has("relyear"):
        year = relative_year(hit.words("relyear"), scene)
        day = holidays.holiday(name, year) if year else None
        return Reading(day_or_none(day), "DATE", mod_of(hit), rule="holiday")
    told = scene.told_year()
    if told:
        day = holidays.holiday(name, told)
        return Reading(day_or_none(day), "DATE", mod_of(hit), "text", "holiday")
    if scene.anchor is None:
        return NO_ANCHOR
    anchor = scene.anchor
    days = [day for shift in (-1, 0, 1) if (day := holidays.holiday(name, anchor.year + shift))]
    if not days:
        return Reading(None, anchor="none", rule="holiday-unknown")
    # The nearer one, with two months of grace for the side that the words do not point to.
    ranked = sorted(days, key=lambda day: abs((day - anchor).days) + (60 if (day > anchor) != scene.ahead and day != anchor else 0))
    return _day_reading(ranked[0], hit, "holiday", rejected=ranked[1] if len(ranked) > 1 else None)


_SPOTS = {"noon": (12, "00"), "midday": (12, "00"), "midnight": (24, "00")}


def _clock_time(hit: Hit) -> tuple[int, str] | None:
    """Hour (0 to 24) and minutes of a time of the clock, or None where there is no such hour."""
    if hit.has("spot"):
        return _SPOTS[hit.word("spot")]
    half, rest = "", ""
    if hit.has("clock"):
        digits = hit.word("clock").replace(".", "").replace(" ", "")
        half = digits[-2] if digits.endswith("m") else ""
        first, _, rest = digits.rstrip("apm").partition(":")
        if not rest and len(first) > 2:
            first, rest = first[:-2], first[-2:]
        hour = int(first)
    else:
        value = numbers.words_value(hit.words("hour"))
        if value is None or not 0 < value <= 12 or not value.is_integer():
            return None
        hour = int(value)
    if hit.has("part"):
        half = "a" if lexicon.PARTS[hit.words("part")[-1]] == "MO" else "p"
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour, rest or "00") if hour <= 24 else None


def clock(hit: Hit, scene: Scene) -> Reading | None:
    """A time of the clock, with its day when the words give one."""
    found_time = _clock_time(hit)
    if found_time is None:
        return None
    hour, minute = found_time
    base: dt.date | None = (scene.last_day() if scene.narrative else None) or scene.anchor
    if hit.has("weekday"):
        found = weekday(hit, scene)
        base = bounds(found.value)[1] if found else None
    elif hit.has("dayword"):
        base = add_days(scene.anchor, lexicon.DAY_WORDS[hit.word("dayword")]) if scene.anchor else None
    elif hit.has("month"):
        from newsx.dates.explicit import day_month

        found = day_month(hit, scene)
        base = bounds(found.value)[1] if found else None
    if base is None:
        return NO_ANCHOR
    return Reading(f"{day_value(base)}T{hour:02d}:{minute}", "TIME", mod_of(hit), rule="clock")


_REL = "(the? (this | last | past | previous | next | coming | following | current | present | same | that | prior | preceding | upcoming | new | subsequent | forthcoming) | this (past | coming | current | same))"
_DAYPART = "(early | late | mid)? -? <part>(PART)"
_HOLIDAY = " | ".join(sorted({name.replace("'s", "POSSESSIVE").replace("'", "'") for name in holidays.NAMES}, key=len, reverse=True))
_SOMEDAY = "(on? (<rel>(this | last | next))? <weekday>($WEEKDAY) | <dayword>(DAYWORD))"
RULES = [
    Rule("day-word", f"$DAYPOS <core>(the day (before yesterday | after tomorrow) | DAYWORD) ((POSSESSIVE)? ,? {_DAYPART})?", day_word),
    Rule("day-word", f"$POS <core>(the day (before yesterday | after tomorrow) | DAYWORD) ((POSSESSIVE)? ,? {_DAYPART})?", day_word, findable=False),
    Rule("part-of-day", f"$POS <rel>(this | last | the (next | previous | following | same) | that | the) {_DAYPART}", part_of_day, lambda hit: hit.words("rel") != ["the"] and not (hit.words("rel") == ["last"] and hit.words("part")[0] not in {"night", "evening"})),
    Rule("part-of-day", "$POS <part>(overnight)", part_of_day),
    Rule("part-of-day", "$POS <part>(PART)", part_of_day, findable=False),
    Rule("weekday", f"$DAYPOS <rel>(({_REL})?) (week POSSESSIVE)? <weekday>($WEEKDAY) (,? of? <week>((last | next | this | the (same | following | previous)) week) | (POSSESSIVE)? ,? {_DAYPART})?", weekday, weekday_guard),
    Rule("weekday", f"$POS <rel>(({_REL})?) (week POSSESSIVE)? <weekday>($WEEKDAY) (,? of? <week>((last | next | this | the (same | following | previous)) week) | (POSSESSIVE)? ,? {_DAYPART})?", weekday, findable=False),
    Rule("relative-unit", f"$POS <rel>({_REL}) $FULL? <unit>(UNIT)", relative_unit, lambda hit: not (hit.words("rel")[-1] in {"new", "same", "past", "present"} and "the" not in hit.words("rel") and "this" not in hit.words("rel")) and hit.words("rel")[0] != "that"),
    Rule("that-unit", "$POS <rel>(that) <unit>(UNIT)", relative_unit, lambda hit: hit.words("unit")[0] in {"year", "day", "week", "month", "night", "quarter", "decade", "century", "weekend"} and hit.around(-1) not in {"said", "says"}),
    Rule("the-unit", "$POS the (full | whole | entire | calendar | fiscal)? <unit>(UNIT)", the_unit, lambda hit: (hit.has("pos") and hit.words("pos")[0] not in {"earlier", "later"}) or hit.words("unit")[0] == "weekend"),
    Rule("unit-end", "the? <unit>(year | month) (- | POSSESSIVE)? end", unit_end),
    Rule("season", "$POS <rel>((the? (last | this | next | past | previous | coming | following | same) | this (past | coming))?) the? <season>(SEASON) (of? <year>($YEAR | $WORDYEAR) | of? <relyear>($RELYEAR))?", season, season_guard),
    Rule("holiday", f"$POS (this | last | next)? <name>({_HOLIDAY}) (,? <year>(YEAR) | ,? <relyear>($RELYEAR))? (,? {_DAYPART})?", holiday),
    Rule("holiday", f"<relyear>($RELYEAR) POSSESSIVE <name>({_HOLIDAY})", holiday),
    Rule("clock", f"$APPROX <clock>(CLOCK) (ZONE | local time | eastern time | eastern)? (,? {_SOMEDAY} | ,? on? <month>($MONTH) <day>(DAY))?", clock),
    Rule("clock", f"$APPROX <spot>(noon | midnight | midday) (on)? (,? {_SOMEDAY})?", clock, lambda hit: hit.around(-1) in {"at", "until", "by", "before", "after", "around", "since", "from"} or len(hit.words()) > 1),
    Rule("clock", "<hour>(NUM | NUMWORD) (o ' clock)? in the <part>(PART)", clock),
    Rule("clock-day", f"$POS <spot>(noon) {_SOMEDAY}", clock),
    Rule("day-word", "(mid)? -? <part>(PART) <core>(DAYWORD)", day_word),
    Rule("part-of-weekday", "<part>(PART) (of | on) <weekday>(WEEKDAY)", weekday, lambda hit: hit.around(1) != ","),
]  # fmt: skip
