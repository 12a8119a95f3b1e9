"""Rules for dates told from the day of publication: weekdays, today, this and last and next, holidays, seasons."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from newsx.dates import lexicon
from newsx.dates.grammar import Hit, Rule
from newsx.dates.mention import Reading
from newsx.dates.parts import mod_of, weekday_of
from newsx.dates.values import add_days, bounds, day_or_none, day_value, duration_value, shift_value, week_value

if TYPE_CHECKING:
    from newsx.dates.context import Scene
    from newsx.dates.mention import AnchorKind


# "the fiscal year ended Jan. 31"
_ENDED = re.compile(r"\s+(?:ended|ending|to)\s+[A-Z]")


NO_ANCHOR = Reading(None, anchor="none", rule="no-anchor")


def day_reading(day: dt.date | None, hit: Hit, rule: str, *, rejected: dt.date | None = None) -> Reading | None:
    """The reading for a day, with the part of the day that the match names; None for no day."""
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
    return day_reading(day, hit, "day-word")


def part_of_day(hit: Hit, scene: Scene) -> Reading | None:
    """This morning, last night, the next evening, overnight."""
    told = scene.last_day() if scene.narrative else None
    if told and not hit.has("rel"):
        return day_reading(told, hit, "part-of-day")
    if scene.anchor is None:
        return NO_ANCHOR
    relation = next((word for word in hit.words("rel") if word in lexicon.RELATIONS), "this")
    if told and relation == "this":
        return day_reading(told, hit, "part-of-day")
    day: dt.date | None = scene.anchor
    if relation in lexicon.ANAPHORIC or (relation == "next" and "the" in hit.words("rel")):
        base = scene.last_day() or scene.anchor
        day = add_days(base, max(0, lexicon.RELATIONS[relation]))
    else:
        day = add_days(scene.anchor, lexicon.RELATIONS[relation])
    if not hit.has("rel") and hit.words()[0] == "overnight":
        day = add_days(scene.anchor, -1)
    return day_reading(day, hit, "part-of-day")


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
        return day_reading(add_days(anchor, shift + number - anchor.weekday()), hit, "weekday-of-week")
    if {"last", "past", "previous"} & set(relation):
        if "previous" in relation and scene.last_day():
            base = scene.last_day() or anchor
            return day_reading(add_days(base, -((base.weekday() - number) % 7 or 7)), hit, "weekday-last")
        return day_reading(add_days(anchor, -(back or 7)), hit, "weekday-last")
    if {"next", "coming", "following"} & set(relation):
        start = (scene.last_day() if "following" in relation else None) or anchor
        return day_reading(add_days(start, (number - start.weekday()) % 7 or 7), hit, "weekday-next")
    past, future = add_days(anchor, -back), add_days(anchor, ahead or 7)
    if back == 0:
        return day_reading(anchor, hit, "weekday-today")
    if scene.ahead or ("this" in relation and "past" not in relation and not scene.before.rstrip().endswith("earlier")):
        return day_reading(add_days(anchor, ahead), hit, "weekday-ahead", rejected=past)
    return day_reading(past, hit, "weekday", rejected=future)


_WEEKDAY_AFTER = frozenset({",", ".", "-", "to"})


def weekday_guard(hit: Hit) -> bool:
    """Whether a weekday is one in running text: Sun, Sat and the like need a capital and more beside them."""
    words = hit.words("weekday")
    if words[0] in lexicon.WEEKDAYS:
        return hit.tokens.surface(hit.start("weekday"))[0].isupper() or hit.has("rel") or hit.around(-1) == "on"
    if words[0] in {"sun", "sat", "wed", "mon"}:
        return hit.around(-1) == "on" or (
            len(words) > 1 and words[1] == "." and hit.around(-1) in {"on", "from", "(", "until"}
        )
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
        return Reading(f"{(base.year + 10 * count) // 10:03d}X", "DATE", mod_of(hit), anchor, "relative-unit")
    if unit == "century":
        return Reading(f"{base.year // 100 + count:02d}XX", "DATE", mod_of(hit), anchor, "relative-unit")
    return Reading(shift_value(base, count, unit), "DATE", mod_of(hit), anchor, "relative-unit")


def _anaphor(scene: Scene, relation: str, unit: str, *, articled: bool) -> tuple[dt.date | None, AnchorKind]:
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
    return Reading(shift_value(base, 0, unit), "DATE", mod_of(hit), anchor, "the-unit")


def unit_end(hit: Hit, scene: Scene) -> Reading | None:
    """Year-end, month-end."""
    if scene.anchor is None:
        return NO_ANCHOR
    unit = lexicon.UNITS[hit.word("unit")]
    last = bounds(shift_value(scene.anchor, 0, unit))[2]
    if unit == "year":
        year = scene.anchor.year - (
            1 if scene.before.rstrip().endswith(("since", "at", "from")) and not scene.ahead else 0
        )
        return Reading(f"{year:04d}-12-31", "DATE", "end", rule="unit-end")
    return Reading(day_or_none(last), "DATE", "end", rule="unit-end")


def part_guard(hit: Hit) -> bool:
    """Whether "this morning" and the like stand in running text: "the night" and "last morning" do not."""
    relation = hit.words("rel")
    return relation != ["the"] and (relation != ["last"] or hit.words("part")[0] in {"night", "evening"})


def unit_guard(hit: Hit) -> bool:
    """Whether a relation and a unit are a time in running text: "new year", "same day" need the or this before them."""
    relation = hit.words("rel")
    articled = bool({"the", "this"} & set(relation))
    return relation[0] != "that" and (articled or relation[-1] not in {"new", "same", "past", "present"})


def that_guard(hit: Hit) -> bool:
    """Whether "that year" is a time in running text, and not "said that day care …"."""
    return lexicon.UNITS[hit.words("unit")[0]] not in {"second", "minute", "hour", "millennium"} and hit.around(
        -1
    ) not in {"said", "says"}


# "profit for the year", "the week's best": measured on both halves of TimeBank.
_PERIOD_WITNESSES = {"year": {"for", "of", "during", "throughout"}, "week": {"for", "of"}}


def the_unit_guard(hit: Hit) -> bool:
    """Whether "the year" stands for a time in running text: the words before or after it must say so."""
    unit = hit.words("unit")[0]
    if hit.tokens.surface(hit.last - 1)[0].isupper() and hit.around(-1) in {"of", "for"}:
        return False  # "Coach of the Year"
    if hit.has("pos"):
        return hit.words("pos")[0] not in {"earlier", "later"}
    if unit == "weekend" or hit.around(-1) in _PERIOD_WITNESSES.get(unit, set()):
        return True
    return unit == "year" and (hit.words()[1] != "year" or hit.around(1) in {"ended", "ending"})


# Words before a weekday or a unit.
_REL = (
    "(the? (this | last | past | previous | next | coming | following | current | present | same | "
    "that | prior | preceding | upcoming | new | subsequent | forthcoming) | this (past | coming | "
    "current | same))"
)


DAYPART = "(early | late | mid)? -? <part>(PART)"


RULES = [
    Rule(
        "day-word",
        f"$DAYPOS <core>(the day (before yesterday | after tomorrow) | DAYWORD) ((POSSESSIVE)? ,? {DAYPART})?",
        day_word,
    ),
    Rule(
        "day-word",
        f"$POS <core>(the day (before yesterday | after tomorrow) | DAYWORD) ((POSSESSIVE)? ,? {DAYPART})?",
        day_word,
        findable=False,
    ),
    Rule(
        "part-of-day",
        f"$POS <rel>(this | last | the (next | previous | following | same) | that | the) {DAYPART}",
        part_of_day,
        part_guard,
    ),
    Rule("part-of-day", "$POS <part>(overnight)", part_of_day),
    Rule("part-of-day", "$POS <part>(PART)", part_of_day, findable=False),
    Rule(
        "weekday",
        f"$DAYPOS <rel>(({_REL})?) (week POSSESSIVE)? <weekday>($WEEKDAY) (,? of? <week>((last | next | "
        f"this | the (same | following | previous)) week) | (POSSESSIVE)? ,? {DAYPART})?",
        weekday,
        weekday_guard,
    ),
    Rule(
        "weekday",
        f"$POS <rel>(({_REL})?) (week POSSESSIVE)? <weekday>($WEEKDAY) (,? of? <week>((last | next | this "
        f"| the (same | following | previous)) week) | (POSSESSIVE)? ,? {DAYPART})?",
        weekday,
        findable=False,
    ),
    Rule("relative-unit", f"$POS <rel>({_REL}) $FULL? <unit>(UNIT)", relative_unit, unit_guard),
    Rule("that-unit", "$POS <rel>(that) <unit>(UNIT)", relative_unit, that_guard),
    Rule("the-unit", "$POS the (full | whole | entire | calendar | fiscal)? <unit>(UNIT)", the_unit, the_unit_guard),
    Rule("unit-end", "the? <unit>(year | month) (- | POSSESSIVE)? end", unit_end),
    Rule("day-word", "(mid)? -? <part>(PART) <core>(DAYWORD)", day_word),
    Rule("part-of-weekday", "<part>(PART) (of | on) <weekday>(WEEKDAY)", weekday, lambda hit: hit.around(1) != ","),
]
