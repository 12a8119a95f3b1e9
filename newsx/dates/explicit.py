"""Rules for dates of the calendar: days, months, years, decades and centuries."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.dates import lexicon
from newsx.dates.grammar import Hit, Rule
from newsx.dates.mention import Reading
from newsx.dates.parts import day_of, leaning, mod_of, month_of, relative_year, short_year, valid, year_of
from newsx.dates.values import bounds, make_day, month_value, week_value

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.context import Scene
    from newsx.dates.mention import AnchorKind


# A day or month on the less likely side of the publication date must be this many days nearer to be chosen.
SIDE_COST_MONTH, SIDE_COST_DAY = 120, 130


def numeric(hit: Hit, _scene: Scene) -> Reading | None:
    """ISO dates, and numeric dates in either order; an order that could be the other is marked ambiguous."""
    text = hit.word("core")
    time = hit.word("clock")
    iso = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:t(\d\d:\d\d(?::\d\d)?).*)?", text)
    if iso:
        day = make_day(int(iso[1]), int(iso[2]), int(iso[3]))
        clock = iso[4] or time
        value = day.isoformat() + (f"T{clock}" if clock else "") if day else None
        return Reading(value, "TIME" if clock else "DATE", anchor="text" if day else "none", rule="numeric")
    match = re.fullmatch(r"(\d{1,2})([-./])(\d{1,2})\2(\d{2}|\d{4})", text)
    if not match:
        return None
    year = short_year(match[4]) if len(match[4]) == 2 else int(match[4])
    first, second = int(match[1]), int(match[3])
    american, european = make_day(year, first, second), make_day(year, second, first)
    # A dot is written where the day comes first.
    readings = [european, american] if match[2] == "." else [american, european]
    chosen = [day for day in readings if day]
    if not chosen:
        return (
            None if match[2] == "." or first > 31 or second > 31 else Reading(None, anchor="none", rule="no-such-day")
        )
    other = chosen[1].isoformat() if len(chosen) > 1 and chosen[1] != chosen[0] else None
    value = chosen[0].isoformat() + (f"T{time}" if time else "")
    return Reading(value, "TIME" if time else "DATE", anchor="text", rule="numeric", rejected=other)


def compact(hit: Hit, _scene: Scene) -> Reading | None:
    """20250509."""
    text = hit.word("core")
    day = make_day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return Reading(day.isoformat(), anchor="text", rule="compact") if day else None


def is_other_era(words: list[str]) -> bool:
    """Whether the words name an era other than the common one."""
    return any(word in lexicon.OTHER_ERAS or word in {"e", "h"} for word in words)


def nearest_year(scene: Scene, month: int, day: int | None) -> tuple[int, int | None] | None:
    """The year of a month or day named without one, and the year of the other reading; None without an anchor."""
    if scene.anchor is None:
        return None
    anchor = scene.anchor
    best: list[tuple[int, int]] = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        point = make_day(year, month, day or min(28, anchor.day))
        if point is None:
            continue
        delta = (point - anchor).days
        cost = abs(delta)
        if scene.ended and delta > 0:
            cost += 366
        elif scene.month_ahead and delta < 0:
            cost += SIDE_COST_MONTH
        elif not scene.month_ahead and delta > 0:
            cost += SIDE_COST_DAY if day else SIDE_COST_MONTH
        best.append((cost, year))
    if not best and (month, day) == (2, 29):
        leap = next(
            (
                year
                for year in range(anchor.year, anchor.year - 8, -1)
                if (point := make_day(year, 2, 29)) and point <= anchor
            ),
            None,
        )
        return (leap, None) if leap else None
    if not best:
        return None
    best.sort()
    other = best[1][1] if len(best) > 1 and abs(best[1][0]) <= 366 else None
    return best[0][1], other


def _unsaid_year(scene: Scene, month: int, day: int | None) -> tuple[int | None, AnchorKind, int | None]:
    shared = scene.shared_year(month)
    if shared:
        return shared, "text", None
    told = scene.told_year(month)
    if told:
        return told, "text", None
    near = nearest_year(scene, month, day)
    if near is None:
        return None, "none", None
    return near[0], "publication", near[1]


def day_month(hit: Hit, scene: Scene) -> Reading | None:
    """A day and a month, with or without weekday, year, "this year"."""
    month, day = month_of(hit.words("month")), day_of(hit.words("day"))
    if day is None:
        return None
    mod, rejected = mod_of(hit), None
    anchor: AnchorKind = "text"
    if is_other_era([*hit.words("era"), *hit.words("year")]):
        return Reading(None, anchor="none", mod=mod, rule="other-calendar")
    year = year_of(hit.words("year") or hit.words("year2"))
    if year is None and hit.has("rel") and scene.anchor:
        point = make_day(scene.anchor.year, month, day)
        passed = point is not None and point < scene.anchor
        year = scene.anchor.year + {"last": -1 + passed, "next": passed, "this": 0}[hit.word("rel")]
        anchor = "publication"
    elif year is None and hit.has("relyear"):
        year, anchor = relative_year(hit.words("relyear"), scene), leaning(scene)
    elif year is None:
        year, anchor, other = _unsaid_year(scene, month, day)
        rejected = other and (point := make_day(other, month, day)) and point.isoformat()
    point = make_day(year, month, day) if year else None
    if point is None:
        return Reading(None, anchor="none", mod=mod, rule="no-such-day" if year else "no-anchor")
    value = point.isoformat()
    if hit.has("part"):
        value = f"{value}T{lexicon.PARTS[hit.word('part')]}"
    return Reading(value, "TIME" if hit.has("part") else "DATE", mod, anchor, "day-month", rejected or None)


def month_year(hit: Hit, _scene: Scene) -> Reading | None:
    """A month with its year."""
    if is_other_era(hit.words("era")):
        return Reading(None, anchor="none", rule="other-calendar")
    year = year_of(hit.words("year"))
    if year is None:
        return None
    return Reading(valid(month_value(year, month_of(hit.words("month")))), "DATE", mod_of(hit), "text", "month-year")


def month_relative_year(hit: Hit, scene: Scene) -> Reading | None:
    """A month of this, last or next year."""
    year = relative_year(hit.words("relyear"), scene)
    if year is None:
        return Reading(None, anchor="none", rule="no-anchor")
    return Reading(
        month_value(year, month_of(hit.words("month"))), "DATE", mod_of(hit), leaning(scene), "month-relative-year"
    )


def bare_month(hit: Hit, scene: Scene) -> Reading | None:
    """A month alone, or with last, this, next before it."""
    month = month_of(hit.words("month"))
    relation = next((word for word in hit.words("rel") if word in lexicon.RELATIONS), None)
    shared = None if relation else scene.shared_year(month)
    told = shared or scene.told_year(month)
    rejected = None
    if told and relation not in {"last", "next"}:
        same = scene.last_dated()
        year = same[0] if relation and same else told
        anchor: AnchorKind = "text"
    elif scene.anchor is None:
        return Reading(None, anchor="none", rule="no-anchor")
    else:
        anchor = "publication"
        related = _related_month_year(scene.anchor, month, relation)
        if related is not None:
            year = related
        else:
            near = nearest_year(scene, month, None)
            year = near[0] if near else scene.anchor.year
            rejected = month_value(near[1], month) if near and near[1] and not relation else None
    return Reading(month_value(year, month), "DATE", mod_of(hit), anchor, "month", rejected)


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


def month_guard(hit: Hit) -> bool:
    """Whether a month alone is a month in running text: May, March and other names need a witness beside them."""
    word = hit.words("month")[0]
    before, after = hit.around(-1), hit.around(1)
    if hit.has("rel") or hit.has("pos"):
        return True
    if after == "'s" and word in {"may", "april", "june", "august"} and before not in _WITNESSES:
        return False
    if len(word) <= 4 and word in lexicon.DOUBTFUL_MONTHS and word not in {"may", "june"}:
        return False
    if word not in lexicon.DOUBTFUL_MONTHS or before in _WITNESSES or _near_month(hit):
        return True
    follower = hit.tokens.surface(hit.last) if hit.last < len(hit.tokens.words) else ""
    if word in {"april", "june", "august"}:
        # Given names: a capitalised word behind or before makes a person of them.
        return not follower[:1].isupper() and (before in _DETERMINERS or not _capital_before(hit))
    if word == "march" and after in _MARCHING:
        return False
    return before in _DETERMINERS and follower[:1].islower() and after not in {"have", "has", "be", "not", "said"}


# "a March on Washington", "the March for Life" are no months.
_MARCHING = frozenset({"of", "to", "on", "through", "against", "for", "in", "by", "from"})


def _near_month(hit: Hit) -> bool:
    """Whether another month is joined on by "and", "or", a comma or a slash."""
    joints = {"and", "or", ",", "/", "-"}
    return (hit.around(-1) in joints and hit.around(-2) in lexicon.MONTHS) or (
        hit.around(1) in joints and hit.around(2) in lexicon.MONTHS
    )


def _capital_before(hit: Hit) -> bool:
    return hit.first > 0 and hit.tokens.surface(hit.first - 1)[:1].isupper()


_MONTH_NAMES = rf"({lexicon.SHORT_MONTHS})[a-z]{{0,6}}\.?"


_JOINT = r"\s?(?:,|-|–|—|and|or|to|until|through)\s?"


_MONTH_AFTER = re.compile(rf"{_JOINT}(?:the )?\d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?{_MONTH_NAMES}(?:,? (\d{{4}}))?")


_MONTH_BEFORE = re.compile(rf"{_MONTH_NAMES} \d{{1,2}}(?:st|nd|rd|th)?{_JOINT}$")


def _beside_month(hit: Hit, scene: Scene, day: int) -> Reading | None:
    """A day that shares the month of its neighbour: "6" and "7" in "April 6 and 7", in "6-7 April 1915"."""
    after, before = _MONTH_AFTER.match(scene.after), _MONTH_BEFORE.search(scene.before)
    last = scene.last_dated()
    if after:
        month = lexicon.MONTHS[after[1].lower()]
        year = int(after[2]) if after[2] else _unsaid_year(scene, month, day)[0]
    elif before:
        month = lexicon.MONTHS[before[1].lower()]
        year = last[0] if last and last[1] == month else _unsaid_year(scene, month, day)[0]
    else:
        return None
    point = make_day(year, month, day) if year else None
    return Reading(point.isoformat(), "DATE", mod_of(hit), "text", "day-of-month") if point else None


def beside_month(hit: Hit) -> bool:
    """Whether a day alone stands beside a day with its month, joined by "and" or a comma."""
    tokens, codes = hit.tokens, hit.tokens.words
    if hit.around(-1) in {"and", "or"} and hit.around(-2).isdigit() and hit.first >= 3:
        month = codes[hit.first - 3] if codes[hit.first - 3] != "." else codes[max(0, hit.first - 4)]
        return month in lexicon.MONTHS and hit.around(1) not in lexicon.MONTHS and not tokens.tight(hit.last)
    return hit.around(1) in {"and", "or"} and hit.around(2).isdigit() and hit.around(3) in lexicon.MONTHS


def day_of_month(hit: Hit, scene: Scene) -> Reading | None:
    """The 21st, of this month or of the month last named."""
    day = day_of(hit.words("day"))
    if (reading := _beside_month(hit, scene, day or 0)) is not None:
        return reading
    last = scene.last_dated()
    anchor: AnchorKind = "publication" if scene.anchor else "text"
    if last and last[1] and (scene.narrative or scene.anchor is None):
        point, anchor = make_day(last[0], last[1], day or 0), "text"
    elif scene.anchor:
        year, month = scene.anchor.year, scene.anchor.month
        if last and last[1] and last[2] and abs(last[0] - year) <= 1:
            year, month = last[0], last[1]
        point, anchor = make_day(year, month, day or 0), "publication"
    else:
        return Reading(None, anchor="none", rule="no-anchor")
    if point is None:
        return Reading(None, anchor="none", rule="no-such-day")
    return Reading(point.isoformat(), "DATE", mod_of(hit), anchor, "day-of-month")


def nth_day(_hit: Hit, scene: Scene) -> Reading | None:
    """The second day (of a siege, a visit): the day talked of, or the publication date."""
    day = scene.last_day() or scene.anchor
    return (
        Reading(day.isoformat(), anchor=leaning(scene), rule="nth-day")
        if day
        else Reading(None, anchor="none", rule="no-anchor")
    )


def week_of(hit: Hit, scene: Scene) -> Reading | None:
    """The week of March 6: the ISO week that the day lies in."""
    reading = day_month(hit, scene)
    first = bounds(reading.value)[1] if reading else None
    return Reading(week_value(first), anchor=reading.anchor, rule="week-of") if reading and first else reading


ERA = "<era>((ERA | b . e . | a . h .)?)"


_WD = "((the? (last | this | next))? (past | coming)? <weekday>($WEEKDAY) ,? the? | <rel>(last | this | next))?"


_PARTIN = "(,? <part>(PART))?"


RULES = [
    Rule("numeric", "<core>(NUMDATE | ISO) (,? at? <clock>(CLOCK))?", numeric),
    Rule("compact", "<core>(COMPACT)", compact),
    Rule(
        "day-month",
        f"$POS {_WD} <month>($MONTH) the? <day>($DAY) (,? (of)? (<year>($YEAR | OLDYEAR | NUM ERA) {ERA} "
        "| ,? <year2>($WORDYEAR)) | (of | ,)? <relyear>($RELYEAR))?",
        day_month,
    ),
    Rule(
        "day-month",
        f"$POS {_WD} the? <day>($DAY) (of | -)? <month>($MONTH) ((, | - | of)? (<year>($YEAR | OLDYEAR | "
        f"NUM ERA) {ERA}) | (of | ,)? <relyear>($RELYEAR))?",
        day_month,
    ),
    Rule("month-year", f"$POS <month>($MONTH) (, | of | - | in)? <year>($YEAR | $WORDYEAR) {ERA}", month_year),
    Rule("month-relative-year", "$POS <month>($MONTH) (of | ,)? <relyear>($RELYEAR)", month_relative_year),
    Rule(
        "month",
        "$POS <rel>((the? (last | past | previous | next | coming | following | same) | this (past | "
        "coming)? | that)?) <month>($MONTH)",
        bare_month,
        month_guard,
    ),
    Rule(
        "day-of-month",
        "$POS the <day>(DAYORD) (of (this | the | that) month)?",
        day_of_month,
        lambda hit: hit.words()[-1] == "month",
    ),
    Rule("day-of-month", "<day>(DAY | DAYORD)", day_of_month, beside_month),
    Rule("day-of-month", "$POS the? <day>(DAY | DAYORD)", day_of_month, findable=False),
    Rule("nth-day", "the? (ORD | ORDWORD) day", nth_day, findable=False),
    Rule(
        "part-of-date",
        "the? (early | late)? <part>(PART) (hours)? (of | on) (WEEKDAY ,?)? <month>($MONTH) <day>($DAY) "
        "(,? <year>(YEAR))?",
        day_month,
    ),
    Rule(
        "part-of-date",
        "the? (early | late)? <part>(PART) (hours)? (of | on) (WEEKDAY ,?)? the? <day>($DAY) (of)? "
        "<month>($MONTH) (,? <year>(YEAR))?",
        day_month,
    ),
    Rule(
        "week-of",
        "the week (of | beginning | starting | ending) (WEEKDAY ,?)? <month>($MONTH) <day>($DAY) (,? <year>(YEAR))?",
        week_of,
    ),
    Rule(
        "week-of",
        "the week (of | beginning | starting | ending) (WEEKDAY ,?)? the? <day>($DAY) (of)? "
        "<month>($MONTH) (,? <year>(YEAR))?",
        week_of,
    ),
]
