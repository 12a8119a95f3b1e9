"""Rules for months alone, days of a month that is not named, and the nth weekday of a month."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.carried import carried_year
from newsx.dates.explicit import unsaid_year
from newsx.dates.grammar import Hit, Rule
from newsx.dates.holidays import nth_weekday
from newsx.dates.lexicon import ANAPHORIC, DOUBTFUL_MONTHS, MONTHS, RELATIONS, SHORT_MONTHS
from newsx.dates.mention import NO_ANCHOR, AnchorKind, Reading
from newsx.dates.nearest import nearest_year
from newsx.dates.numbers import ordinal_value
from newsx.dates.parts import day_of, mod_of, month_of, relative_year, weekday_of, year_of
from newsx.dates.values import add_months, make_day, month_value
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.context import Scene


def bare_month(hit: Hit, scene: Scene) -> Reading | None:
    """Read a month alone, or with last, this, next before it."""
    month = month_of(hit.words("month"))
    relation = next((word for word in hit.words("rel") if word in RELATIONS), None)
    if hit.words("rel") == ["the", "next"] and scene.tense == "behind":
        relation = "following"
    if relation in ANAPHORIC or relation is None or (scene.narrative and relation == "this"):
        told = _told_month(scene, month, relation, mod_of(hit))
        if told:
            return told
    if scene.anchor is None:
        return NO_ANCHOR
    related = _related_month_year(scene.anchor, month, relation)
    if related is not None:
        return Reading(month_value(related, month), "DATE", mod_of(hit), "publication", "month")
    near = nearest_year(scene, month, None)
    year = near[0] if near else scene.anchor.year
    rejected = month_value(near[1], month) if near and near[1] and not relation else None
    return Reading(month_value(year, month), "DATE", mod_of(hit), "publication", "month", rejected)


def _told_month(scene: Scene, month: int, relation: str | None, mod: str | None) -> Reading | None:
    """Return a month whose year the text has told or tells right after it."""
    shared = None if relation else scene.shared_year(month)
    if shared:
        return Reading(month_value(shared, month), "DATE", mod, "text", "month")
    year = scene.told_year(month)
    told = scene.told_time("year") if _is_of_story(scene, relation) else None
    if told:
        later = relation not in {"that", "same"} and month <= (told.month or 0)
        shift = RELATIONS[relation or "that"] if not told.month or later else 0
        return Reading(month_value(told.year + shift, month), "DATE", mod, "text", "month", base=told)
    if year:
        last = scene.last_dated()
        if relation and last:
            year = last.year + (relation in _ONWARD and month <= (last.month or 0))
        return Reading(month_value(year, month), "DATE", mod, "text", "month", base=last)
    if not relation and (in_sentence := carried_year(scene, month, None)):
        return Reading(month_value(in_sentence[0], month), "DATE", mod, "text", "month", base=in_sentence[1])
    return None


# "the following March" is the first one after the month told.
_ONWARD = frozenset({"following", "next", "subsequent"})
# "the following March", "that February": a month of the story told, or the first one after it.
_STORY_RELATIONS = frozenset({"following", "that", "same"})


_VERB_AFTER = lazy_pattern(r" (?:and|has|had|was|is|will|would|may|should|could|saw|sales) ")


def _is_of_story(scene: Scene, relation: str | None) -> bool:
    """Whether "that February" is one of the story, and not the subject of what is said: "he said that February was cold"."""
    if scene.narrative or relation not in _STORY_RELATIONS:
        return False
    return relation != "that" or not _VERB_AFTER.match(scene.after)


def _related_month_year(anchor: dt.date, month: int, relation: str | None) -> int | None:
    if relation in {"last", "past", "previous"}:
        return anchor.year if month < anchor.month else anchor.year - 1
    if relation in {"next", "coming", "upcoming"}:
        return anchor.year if month > anchor.month else anchor.year + 1
    return anchor.year if relation in {"this", "current"} else None


_WITNESSES = frozenset(
    "in since by until till from through to during of last this next early late mid - before after between for each every on "
    "that past".split()
)
_DETERMINERS = frozenset({"the", "a", "its", "their", "his", "her", "our", "s", "'s"})
# "a March on Washington", "the March for Life" are no months.
_MARCHING = frozenset({"of", "to", "on", "through", "against", "for", "in", "by", "from"})


def month_guard(hit: Hit) -> bool:
    """Tell whether a month alone is a month in running text: May, March and other names need a witness beside them."""
    word = hit.words("month")[0]
    before, after = hit.around(-1), hit.around(1)
    if after == "day" and hit.tokens.surface(hit.last)[0].isupper():
        return False  # "May Day"
    if after.isdigit() and len(after) == 2 and after > "31" and hit.around(2) == ",":
        return False  # "May 32, 2025"
    if word == "january" and before in {"", "."} and _is_surname(hit):
        return False  # "January Jones"
    if hit.has("rel") or hit.has("pos"):
        return True
    if after == "'s" and word in {"may", "april", "june", "august"} and before not in _WITNESSES:
        return False
    if len(word) <= 4 and word in DOUBTFUL_MONTHS and word not in {"may", "june"}:
        return False
    if word not in DOUBTFUL_MONTHS or before in _WITNESSES or _near_month(hit):
        return True
    return _is_month_not_name(hit, word, before, after)


def _is_month_not_name(hit: Hit, word: str, before: str, after: str) -> bool:
    follower = hit.tokens.surface(hit.last) if hit.last < len(hit.tokens.words) else ""
    if word in {"april", "june", "august"}:
        # Given names: a capitalised word behind or before makes a person of them.
        return not follower[:1].isupper() and (before in _DETERMINERS or not _capital_before(hit))
    if word == "march" and after in _MARCHING:
        return False
    return before in _DETERMINERS and follower[:1].islower() and after not in {"have", "has", "be", "not", "said"}


def _near_month(hit: Hit) -> bool:
    """Whether another month is joined on by "and", "or", a comma or a slash."""
    joints = {"and", "or", ",", "/", "-"}
    return (hit.around(-1) in joints and hit.around(-2) in MONTHS) or (
        hit.around(1) in joints and hit.around(2) in MONTHS
    )


def _is_surname(hit: Hit) -> bool:
    follower = hit.tokens.surface(hit.last) if hit.last < len(hit.tokens.words) else ""
    return follower[:1].isupper() and follower[1:].islower()


def _capital_before(hit: Hit) -> bool:
    return hit.first > 0 and hit.tokens.surface(hit.first - 1)[:1].isupper()


_MONTH_NAMES = rf"({SHORT_MONTHS})[a-z]{{0,6}}\.?"
_JOINT = r"\s?(?:,|-|–|—|and|or|to|until|through)\s?"
_LISTED = r"(?:the )?\d{1,2}(?:st|nd|rd|th)?"
_MONTH_AFTER = lazy_pattern(rf"(?:{_JOINT}{_LISTED}){{0,6}}{_JOINT}{_LISTED},? (?:of )?{_MONTH_NAMES}(?:,? (\d{{4}}))?")
_MONTH_BEFORE = lazy_pattern(rf"{_MONTH_NAMES} {_LISTED}(?:{_JOINT}{_LISTED}){{0,6}}{_JOINT}$")
# Days that one list may hold, and the words that may follow a list of days: "on May 3 and 4 people" is none.
LISTED_DAYS = 7
_LIST_ENDS = frozenset(". , ; : ) ? !".split()) | frozenset(
    "in at on for with and or but to from by when where while as after before because the a an this last next of that which".split()
)


def _beside_month(hit: Hit, scene: Scene, day: int) -> Reading | None:
    """Return a day that shares the month of its neighbour: "6" and "7" in "April 6 and 7", in "6-7 April 1915"."""
    after, before = _MONTH_AFTER.match(scene.after), _MONTH_BEFORE.search(scene.before[-40:])
    last = scene.last_dated()
    if after:
        month = MONTHS[after[1].lower()]
        year = int(after[2]) if after[2] else _year_or_none(scene, month, day)
    elif before:
        month = MONTHS[before[1].lower()]
        year = last.year if last and last.month == month else _year_or_none(scene, month, day)
    else:
        return None
    point = make_day(year, month, day) if year else None
    return Reading(point.isoformat(), "DATE", mod_of(hit), "text", "day-of-month") if point else None


def _year_or_none(scene: Scene, month: int, day: int) -> int | None:
    year = unsaid_year(scene, month, day)[0]
    return year.year if year else None


def beside_month(hit: Hit) -> bool:
    """Tell whether a day alone stands beside a day with its month, joined by "and" or a comma."""
    return _is_listed_behind(hit) or _is_listed_before(hit)


def _is_listed_behind(hit: Hit) -> bool:
    """Whether a list of days that follows a month holds the match: "5" and "6" in "July 4, 5 and 6"."""
    words, index = hit.tokens.words, hit.first
    for _ in range(LISTED_DAYS):
        if index < 3 or words[index - 1] not in {"and", "or", ","} or not words[index - 2].isdigit():
            return False
        index -= 2
        if words[index - 1] in MONTHS or (words[index - 1] == "." and words[index - 2] in MONTHS):
            break
    else:
        return False
    end = hit.last
    if words[hit.first - 1] == ",":
        end = next((at for at in range(end, end + 2 * LISTED_DAYS, 2) if words[at : at + 1] != [","]), end)
        if (
            words[end : end + 1] not in (["and"], ["or"])
            or not words[end + 1 : end + 2][:1]
            or not words[end + 1].isdigit()
        ):
            return False
        end += 2
    return end >= len(words) or words[end] in _LIST_ENDS


def _is_listed_before(hit: Hit) -> bool:
    """Whether a list of days that a month follows holds the match: "9" and "10" in "9, 10 and 11 April"."""
    words, index = hit.tokens.words, hit.last
    for _ in range(LISTED_DAYS):
        joint, day = words[index : index + 1], words[index + 1 : index + 2]
        if joint not in (["and"], ["or"], [","]) or not day or not day[0].isdigit():
            return False
        index += 2
        if joint != [","]:
            return words[index : index + 1] != [] and words[index] in MONTHS
    return False


def day_of_month(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the 21st", of this month or of the month last named."""
    day = day_of(hit.words("day")) or 0
    if (reading := _beside_month(hit, scene, day)) is not None:
        return reading
    last = None if "this" in hit.words() else scene.last_dated()
    told = last if last and last.month else None
    if told and told.month and (scene.narrative or scene.anchor is None or _is_near(told.year, told.day, scene.anchor)):
        point, base = make_day(told.year, told.month, day), told
    elif scene.anchor:
        point, base = make_day(scene.anchor.year, scene.anchor.month, day), None
    else:
        return NO_ANCHOR
    if point is None:
        return Reading(None, anchor="none", rule="no-such-day")
    anchor: AnchorKind = "text" if base else "publication"
    return Reading(point.isoformat(), "DATE", mod_of(hit), anchor, "day-of-month", base=base)


def _is_near(year: int, day: int | None, anchor: dt.date) -> bool:
    return day is not None and abs(year - anchor.year) <= 1


# Months on either side of the publication in which "Sunday the 29th" is sought.
_WEEKDAY_MONTHS = 6


def weekday_and_day(hit: Hit, scene: Scene) -> Reading | None:
    """Read "Sunday the 29th": the day nearest to the publication that is both."""
    number, day = weekday_of(hit.words("weekday")), day_of(hit.words("day"))
    anchor = scene.anchor
    if anchor is None:
        return NO_ANCHOR
    months = (add_months(anchor.year, anchor.month, shift) for shift in range(-_WEEKDAY_MONTHS, _WEEKDAY_MONTHS + 1))
    points = [point for month in months if (point := make_day(*month, day or 0)) and point.weekday() == number]
    nearest = min(points, key=lambda point: abs((point - anchor).days), default=None)
    return Reading(nearest.isoformat(), rule="day-of-month") if nearest else None


def weekday_and_day_guard(hit: Hit) -> bool:
    """Tell whether a weekday and "the 29th" are one day: nothing that is counted follows ("on Friday the 20th goal")."""
    return hit.around(1) in _LIST_ENDS or hit.around(1) == ""


def nth_day(_hit: Hit, scene: Scene) -> Reading | None:
    """Read "the second day" (of a siege, a visit) as the day talked of, or the publication date."""
    told = scene.last_day()
    if told and told.first:
        return Reading(told.first.isoformat(), anchor="text", rule="nth-day", base=told)
    return Reading(scene.anchor.isoformat(), rule="nth-day") if scene.anchor else NO_ANCHOR


def weekday_of_month(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the first Monday of May", "the last Friday in April 2024", "the second Sunday of next month"."""
    number = weekday_of(hit.words("weekday"))
    word = hit.word("ord")
    count = -1 if word in {"last", "final"} else ordinal_value(word) or 0
    if number is None or not -1 <= count <= 5 or count == 0:
        return None
    month, anchor = _month_named(hit, scene)
    if month is None:
        return NO_ANCHOR
    day = nth_weekday(*month, number, count)
    if (day.year, day.month) != month:
        return Reading(None, anchor="none", rule="no-such-day")
    return Reading(day.isoformat(), "DATE", None, anchor, "nth-weekday")


def half_month(hit: Hit, scene: Scene) -> Reading | None:
    """Read "the second half of September", "the first half of next month": the month, its start or its end."""
    month, anchor = _month_named(hit, scene)
    if month is None:
        return NO_ANCHOR
    return Reading(
        month_value(*month), "DATE", "end" if hit.word("pos") in {"second", "latter"} else "start", anchor, "half-month"
    )


def _month_named(hit: Hit, scene: Scene) -> tuple[tuple[int, int] | None, AnchorKind]:
    """Year and month behind "May 2024", "May", "next month"."""
    if hit.has("relmonth"):
        shift = next((RELATIONS[word] for word in hit.words("relmonth") if word in RELATIONS), 0)
        if scene.anchor is None:
            return None, "none"
        return add_months(scene.anchor.year, scene.anchor.month, shift), "publication"
    month = month_of(hit.words("month"))
    stated = year_of(hit.words("year"))
    if stated:
        return (stated, month), "text"
    year = relative_year(hit.words("relyear"), scene) if hit.has("relyear") else unsaid_year(scene, month, None)[0]
    return ((year.year, month), year.anchor) if year else (None, "none")


_MONTH_OR_UNIT = (
    "(<month>($MONTH) ((, | of | in)? <year>(YEAR) | (of | ,)? <relyear>($RELYEAR))? "
    "| <relmonth>((this | next | last | each | every | the) month))"
)

RULES = [
    Rule(
        "month",
        "$POS <rel>((the following | the? (last | past | previous | next | coming | same) | this (past | "
        "coming)? | that)?) <month>($MONTH)",
        bare_month,
        month_guard,
    ),
    Rule(
        "half-month",
        "the? <pos>(first | second | latter | early) half of (<month>($MONTH) (,? (of | in)? <year>(YEAR))? | the? "
        "<relmonth>((this | last | next | the) month))",
        half_month,
    ),
    Rule("nth-weekday", f"the? <ord>(ORD | ORDWORD) <weekday>(WEEKDAY) (of | in) {_MONTH_OR_UNIT}", weekday_of_month),
    Rule(
        "day-of-month",
        "$POS the <day>(DAYORD) (of (this | the | that) month)?",
        day_of_month,
        lambda hit: hit.words()[-1] == "month",
    ),
    Rule("day-of-month", "<day>(DAY | DAYORD)", day_of_month, beside_month),
    Rule("day-of-month", "$POS the? <day>(DAY | DAYORD)", day_of_month, findable=False),
    Rule(
        "day-of-month", "<weekday>(WEEKDAY) ,? the <day>(DAYORD | DAYORDWORD)", weekday_and_day, weekday_and_day_guard
    ),
    Rule("nth-day", "the? (ORD | ORDWORD) day", nth_day, findable=False),
]
