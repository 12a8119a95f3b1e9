"""Rules for dates told from the day of publication or from the date told last: today, that night, last week, the next day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import ANAPHORIC, DAY_WORDS, RELATIONS, UNITS
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.parts import mod_of, year_of
from newsx.dates.values import (
    add_days,
    bounds,
    day_or_none,
    day_value,
    duration_value,
    shift_value,
    week_value,
)
from newsx.dates.weekdays import DAYPART, REL, day_reading
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Fineness, Scene, Told
    from newsx.dates.mention import AnchorKind


# "the fiscal year ended Jan. 31"
_ENDED = lazy_pattern(r"\s{1,3}(?:ended|ending|to)\s{1,3}[A-Z]")
# "The end of the month" is that of the date told last only where that lies this many days back: nearer ones are the news.
PAST_DAYS = 60
FINENESS: dict[str, Fineness] = {
    "day": "day", "night": "day", "week": "week", "weekend": "week", "fortnight": "week", "month": "month", "quarter": "month",
}  # fmt: skip


def day_word(hit: Hit, scene: Scene) -> Reading | None:
    """Read today, yesterday, tomorrow, tonight, with or without a part of the day."""
    if scene.anchor is None:
        return NO_ANCHOR
    word = hit.word("core")
    offset = next(DAY_WORDS[piece] for piece in hit.words("core") if piece in DAY_WORDS)
    if "before" in word:
        offset = -2
    elif "after" in word:
        offset = 2
    day = add_days(scene.anchor, offset)
    if "tonight" in word and day:
        return Reading(f"{day_value(day)}TNI", "TIME", mod_of(hit), rule="day-word")
    return day_reading(day, hit, "day-word")


def part_of_day(hit: Hit, scene: Scene) -> Reading | None:
    """Read this morning, last night, the next evening, that night, overnight."""
    told = scene.last_day() if scene.narrative else None
    relation = next((word for word in hit.words("rel") if word in RELATIONS), "this")
    if told and (not hit.has("rel") or relation == "this"):
        return day_reading(told.first, hit, "part-of-day", told=told)
    if relation in ANAPHORIC or (relation == "next" and "the" in hit.words("rel")):
        told = scene.told_by_then(RELATIONS[relation]) or scene.told_time("day")
        if told and told.first:
            moved = add_days(told.first, RELATIONS[relation])
            return day_reading(moved, hit, "part-of-day", told=told)
    if scene.anchor is None:
        return NO_ANCHOR
    shift = -1 if not hit.has("rel") and hit.words()[0] == "overnight" else RELATIONS[relation]
    return day_reading(add_days(scene.anchor, shift), hit, "part-of-day")


def relative_unit(hit: Hit, scene: Scene) -> Reading | None:
    """Read this, last, next, that, the following day, week, weekend, month, quarter, year, decade, century."""
    unit = next(UNITS[word] for word in hit.words("unit") if word in UNITS)
    relation = next(word for word in hit.words("rel") if word in RELATIONS)
    if unit in {"second", "minute", "hour", "night"}:
        return None
    if unit == "quarter" and relation in _BEFORE:
        return None  # the rule of quarters counts from the quarter named
    if relation == "past" and "this" not in hit.words() and unit in {"week", "month", "year", "decade", "century"}:
        return Reading(duration_value(1, unit), "DURATION", mod_of(hit), "none", "past-unit")
    return _shifted(hit, scene, relation, unit, "relative-unit")


_BEFORE = frozenset({"previous", "prior", "preceding"})


def _shifted(hit: Hit, scene: Scene, relation: str, unit: str, rule: str) -> Reading | None:
    """Return the reading for a unit that lies some units from the narrative time or the publication date."""
    count = RELATIONS[relation]
    base, anchor, told = _anaphor(hit, scene, relation, unit)
    if base is None:
        return NO_ANCHOR
    if unit == "decade":
        value: str | None = f"{(base.year + 10 * count) // 10:03d}X"
    elif unit == "century":
        value = f"{base.year // 100 + count:02d}XX"
    else:
        value = shift_value(base, count, unit)
    return Reading(value, "DATE", mod_of(hit), anchor, rule, base=told)


def _anaphor(hit: Hit, scene: Scene, relation: str, unit: str) -> tuple[dt.date | None, AnchorKind, Told | None]:
    """Return the day that this, that, the following … count from: the date told last where the word points back to it."""
    articled = "the" in hit.words("rel")
    points_back = (
        relation in ANAPHORIC
        or (relation == "next" and articled and _next_points_back(hit, scene, unit))
        or (relation == "next" and unit == "day" and scene.tense == "behind")
        or (scene.narrative and (relation == "this" or articled))
    )
    told = _told_for(scene, relation, unit) if points_back else None
    if told:
        return counting_day(told), "text", told
    return scene.anchor, "publication", None


def _told_for(scene: Scene, relation: str, unit: str) -> Told | None:
    """Return the date that a relation points back to; "this year" of a narrative is the one it is in, and no aside."""
    fineness = FINENESS.get(unit, "year")
    if relation == "this" and fineness == "year":
        return scene.told
    if relation == "that" and fineness == "year":
        return scene.told_before_this_year() or scene.told_time(fineness)
    return (scene.told_by_then(RELATIONS[relation]) if fineness == "day" else None) or scene.told_time(fineness)


def counting_day(told: Told) -> dt.date:
    """Return the day that units are counted from after a date was told: its first."""
    return told.first or dt.date(max(1, told.year), told.month or 1, told.day or 1)


def _next_points_back(hit: Hit, scene: Scene, unit: str) -> bool:
    """Whether "the next day, week …" goes on from the date told: days do, longer units where the story lies in the past."""
    if hit.around(-1) in {"in", "over", "within", "during", "for", "through", "of", "by"}:
        return False
    return unit == "day" or scene.tense == "behind"


def unit_beside(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the day before", "the week after": one unit from the date told last; a time before is told from the publication too."""
    unit = UNITS[hit.word("unit")]
    count = -1 if hit.word("side") in {"before", "previous", "prior"} else 1
    told = scene.told_time(FINENESS.get(unit, "year"))
    if told:
        return Reading(
            shift_value(counting_day(told), count, unit), "DATE", mod_of(hit), "text", "unit-beside", base=told
        )
    if scene.anchor is None:
        return NO_ANCHOR
    return (
        Reading(shift_value(scene.anchor, count, unit), "DATE", mod_of(hit), rule="unit-beside") if count < 0 else None
    )


def beside_guard(hit: Hit) -> bool:
    """Tell whether "the day before" ends there, and does not go on with what it was before."""
    return hit.around(1) in {
        ".",
        ",",
        ";",
        ")",
        "",
        "and",
        "but",
        "with",
        "in",
        "at",
        "when",
        "by",
        "for",
        "–",
        "-",
        "as",
    }


def the_unit(hit: Hit, scene: Scene) -> Reading | None:
    """Read the day, the week, the month, the year, the weekend: the one talked of."""
    unit = next(UNITS[word] for word in hit.words("unit") if word in UNITS)
    if unit == "day":
        day = scene.last_day()
        if day and day.first:
            return Reading(day_value(day.first), "DATE", mod_of(hit), "text", "the-unit", base=day)
        return Reading(day_value(scene.anchor), "DATE", mod_of(hit), rule="the-unit") if scene.anchor else NO_ANCHOR
    if unit == "year" and _ENDED.match(scene.after):
        return Reading("P1Y", "DURATION", mod_of(hit), "none", "year-ended")
    told = None if hit.words("pos")[:1] in (["earlier"], ["later"]) and not scene.narrative else _told_unit(scene, unit)
    base = counting_day(told) if told else scene.anchor
    if base is None or unit not in {"week", "month", "year", "weekend", "decade"}:
        return NO_ANCHOR if base is None else None
    if unit == "decade":
        return Reading(
            f"{base.year // 10:03d}X", "DATE", mod_of(hit), "text" if told else "publication", "the-unit", base=told
        )
    if unit == "weekend":
        return _the_weekend(hit, scene, base)
    anchor: AnchorKind = "text" if told else "publication"
    return Reading(shift_value(base, 0, unit), "DATE", mod_of(hit), anchor, "the-unit", base=told)


def _told_unit(scene: Scene, unit: str) -> Told | None:
    """Return the date told that "the end of the month" belongs to; None where it is the month of the publication."""
    told = scene.told_time(FINENESS.get(unit, "year"))
    if told is None or scene.narrative:
        return told
    if told.month is None and scene.text[told.end : told.end + 1] in {",", ")"}:
        return None  # "the bank, founded in 1472, made a loss for the year"
    past = scene.anchor is None or (told.first is not None and (scene.anchor - told.first).days > PAST_DAYS)
    return told if past and scene.memory[-1] is told and scene.tense == "behind" else None


def _the_weekend(hit: Hit, scene: Scene, base: dt.date) -> Reading:
    gone = base.weekday() < 4 or (base.weekday() == 4 and scene.tense == "behind")
    back = 7 if gone and not scene.ahead else 0
    moved = add_days(base, -back)
    return Reading(f"{week_value(moved)}-WE" if moved else None, "DATE", mod_of(hit), rule="weekend")


def unit_end(hit: Hit, scene: Scene) -> Reading | None:
    """Read year-end, month-end, year-end 1996."""
    if (stated := year_of(hit.words("year"))) and hit.word("unit") == "year":
        return Reading(f"{stated:04d}-12-31", "DATE", "end", "text", "unit-end")
    if scene.anchor is None:
        return NO_ANCHOR
    unit = UNITS[hit.word("unit")]
    last = bounds(shift_value(scene.anchor, 0, unit))[2]
    if unit == "year":
        year = scene.anchor.year - (
            1 if scene.before.rstrip().endswith(("since", "at", "from")) and not scene.ahead else 0
        )
        return Reading(f"{year:04d}-12-31", "DATE", "end", rule="unit-end")
    return Reading(day_or_none(last), "DATE", "end", rule="unit-end")


def part_guard(hit: Hit) -> bool:
    """Tell whether "this morning" and the like stand in running text: "the night" and "last morning" do not."""
    relation = hit.words("rel")
    if relation == ["this"] and hit.words("part") == ["overnight"]:
        return False
    if relation and hit.tokens.surface(hit.last - 1)[0].isupper():
        return False  # "CBS This Morning"
    return relation != ["the"] and (relation != ["last"] or hit.words("part")[0] in {"night", "evening"})


def spot_guard(hit: Hit) -> bool:
    """Tell whether dawn or dusk alone is a time in running text: "at dawn", and not "at dawn prayers"."""
    return hit.around(-1) in {"at", "before", "until", "since"} and hit.around(1) in {
        ".",
        ",",
        ";",
        "",
        "on",
        "and",
        "to",
        "in",
        "as",
        "when",
    }


def unit_guard(hit: Hit) -> bool:
    """Tell whether a relation and a unit are a time in running text: "new year", "same day" need the or this before them."""
    relation = hit.words("rel")
    articled = bool({"the", "this"} & set(relation))
    return relation[0] != "that" and (articled or relation[-1] not in {"new", "same", "past", "present"})


def that_guard(hit: Hit) -> bool:
    """Tell whether "that year" is a time in running text, and not "said that day care …"."""
    return UNITS[hit.words("unit")[0]] not in {"second", "minute", "hour", "millennium"} and hit.around(-1) not in {
        "said",
        "says",
    }


# "the longest day of the year", "the time of the year": any year.
_TIMES_OF = frozenset(
    [
        "day",
        "days",
        "night",
        "nights",
        "week",
        "weeks",
        "weekend",
        "month",
        "months",
        "part",
        "time",
        "times",
        "season",
        "seasons",
        "hour",
        "hours",
    ]
)
# "profit for the year", "the week's best": measured on both halves of TimeBank.
_PERIOD_WITNESSES = {"year": {"for", "of", "during", "throughout"}, "week": {"for", "of"}}


def the_unit_guard(hit: Hit) -> bool:
    """Tell whether "the year" stands for a time in running text: the words before or after it must say so."""
    unit = hit.words("unit")[0]
    if hit.tokens.surface(hit.last - 1)[0].isupper() and hit.around(-1) in {"of", "for"}:
        return False  # "Coach of the Year"
    if hit.around(-1) == "of" and hit.around(-2) in _TIMES_OF:
        return False
    if hit.around(-1) == "at" and hit.words()[-4:] == ["end", "of", "the", "day"]:
        return False  # "at the end of the day" tells no day
    if hit.has("pos"):
        return hit.words("pos")[0] not in {"earlier", "later"}
    if unit == "weekend" or hit.around(-1) in _PERIOD_WITNESSES.get(unit, set()):
        return True
    return unit == "year" and (hit.words()[1] != "year" or hit.around(1) in {"ended", "ending"})


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
    Rule("part-of-day", "<part>(dawn | dusk | daybreak | sunrise | sunset)", part_of_day, spot_guard),
    Rule("part-of-day", "$POS <part>(PART)", part_of_day, findable=False),
    Rule("relative-unit", f"$POS <rel>({REL}) $FULL? <unit>(UNIT)", relative_unit, unit_guard),
    Rule("that-unit", "$POS <rel>(that) <unit>(UNIT)", relative_unit, that_guard),
    Rule("the-unit", "$POS the (full | whole | entire | calendar | fiscal)? <unit>(UNIT)", the_unit, the_unit_guard),
    Rule(
        "unit-beside",
        "the <unit>(day | week | month | year) <side>(before | after | previous | prior)",
        unit_beside,
        beside_guard,
    ),
    Rule("unit-end", "the? <unit>(year | month) (- | POSSESSIVE)? end (<year>(YEAR))?", unit_end),
    Rule("day-word", "(mid)? -? <part>(PART) <core>(DAYWORD)", day_word),
]
