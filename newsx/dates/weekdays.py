"""Rules for weekdays: alone, with last, this, next or a week beside them, and with a length of time before them."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.dates.adjectives import is_adjective
from newsx.dates.grammar import Hit, Rule
from newsx.dates.lexicon import DAY_WORDS, MONTHS, PARTS, RELATIONS, UNIT_PLURALS, UNITS, WEEKDAYS
from newsx.dates.mention import NO_ANCHOR, Reading
from newsx.dates.numbers import words_value
from newsx.dates.parts import mod_of, weekday_of
from newsx.dates.values import add_days, day_value
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    import datetime as dt

    from newsx.dates.context import Scene, Told
    from newsx.dates.mention import AnchorKind


def day_reading(
    day: dt.date | None, hit: Hit, rule: str, *, rejected: dt.date | None = None, told: Told | None = None
) -> Reading | None:
    """Return the reading for a day, with the part of the day that the match names; None for no day."""
    if day is None:
        return None
    value = day_value(day)
    part = hit.words("part")
    other = day_value(rejected) if rejected and rejected != day else None
    anchor: AnchorKind = "text" if told else "publication"
    if part:
        return Reading(f"{value}T{PARTS[part[-1]]}", "TIME", mod_of(hit), anchor, rule, other, told)
    return Reading(value, "DATE", mod_of(hit), anchor, rule, other, told)


def weekday(hit: Hit, scene: Scene) -> Reading | None:
    """Read a weekday: its last occurrence, today included, unless the verbs look ahead or it says last, next, of last week."""
    number = weekday_of(hit.words("weekday"))
    if number is None:
        return None
    relation = set(hit.words("rel"))
    told = scene.last_day() if _points_back(relation, scene) else None
    if told and told.first:
        return _from_told(hit, number, told, told.first, back="previous" in relation)
    if scene.anchor is None:
        return NO_ANCHOR
    if not relation and hit.around(-1) == "the" and (reading := _of_story(hit, number, scene)):
        return reading
    anchor = scene.anchor
    back, ahead = (anchor.weekday() - number) % 7, (number - anchor.weekday()) % 7
    if hit.has("week"):
        shift = {"last": -7, "next": 7}.get(next((w for w in hit.words("week") if w in RELATIONS), ""), 0)
        return day_reading(add_days(anchor, shift + number - anchor.weekday()), hit, "weekday-of-week")
    if relation & {"last", "past", "previous"}:
        return day_reading(add_days(anchor, -(back or 7)), hit, "weekday-last")
    if relation & {"next", "coming", "following"}:
        return day_reading(add_days(anchor, ahead or 7), hit, "weekday-next")
    past, future = add_days(anchor, -back), add_days(anchor, ahead or 7)
    if not relation and (listed := _listed(number, hit, scene)):
        return day_reading(listed, hit, "weekday-ahead", rejected=past)
    if back == 0:
        return day_reading(anchor, hit, "weekday-today")
    if (scene.ahead and not scene.clause.weak) or (
        "this" in relation and not scene.before.rstrip().endswith("earlier")
    ):
        return day_reading(add_days(anchor, ahead), hit, "weekday-ahead", rejected=past)
    return day_reading(past, hit, "weekday", rejected=future)


# What joins a weekday to the one before it: "called for Monday and Tuesday", "on Saturday, Sunday and Monday".
_JOINED = lazy_pattern(r",? ?(?:and|or|,|&) ?", re.IGNORECASE)


def _listed(number: int, hit: Hit, scene: Scene) -> dt.date | None:
    """Return the day of a weekday joined on to one that lies ahead: the first after it."""
    last = scene.memory[-1] if scene.memory else None
    if last is None or last.first is None or scene.anchor is None or hit.around(-2) not in WEEKDAYS:
        return None
    days_ahead = (last.first - scene.anchor).days
    if not 0 < days_ahead <= WEEK or not _JOINED.fullmatch(scene.text[last.end : scene.start]):
        return None
    return add_days(last.first, (number - last.first.weekday()) % WEEK or WEEK)


WEEK = 7


def _points_back(relation: set[str], scene: Scene) -> bool:
    """Whether "the following Monday", or "the next Monday" in a story told in the past tense, counts from the day told last."""
    return bool(relation & {"previous", "following"}) or (relation == {"the", "next"} and scene.tense == "behind")


# "On the Friday" is one of the days around the day told last, where that lies so many days back.
STORY_DAYS = 7


def _of_story(hit: Hit, number: int, scene: Scene) -> Reading | None:
    """Return the reading for "on the Friday" in a story told in the past tense: the one nearest to the day told last."""
    told = scene.told_time("day")
    if scene.anchor is None or told is None or told.first is None or scene.tense == "ahead":
        return None
    if (scene.anchor - told.first).days <= STORY_DAYS or is_adjective(scene.before, scene.after):
        return None
    shift = (number - told.first.weekday()) % 7
    return day_reading(add_days(told.first, shift - 7 if shift > 3 else shift), hit, "weekday-told", told=told)


def _from_told(hit: Hit, number: int, told: Told, day: dt.date, *, back: bool) -> Reading | None:
    """Return the weekday before or after a day that was told."""
    if back:
        return day_reading(add_days(day, -((day.weekday() - number) % 7 or 7)), hit, "weekday-last", told=told)
    return day_reading(add_days(day, (number - day.weekday()) % 7 or 7), hit, "weekday-next", told=told)


def weekday_beyond(hit: Hit, scene: Scene) -> Reading | None:
    """Read a length of time added to a weekday or day word: "a fortnight on Monday", "two weeks from Friday", "a week tomorrow"."""
    if scene.anchor is None:
        return NO_ANCHOR
    count = words_value(hit.words("num")) or 1
    unit = UNITS.get(hit.word("unit")) or UNIT_PLURALS[hit.word("unit")]
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is None or not float(count).is_integer():
        return None
    start = _beyond_start(hit, scene.anchor)
    return day_reading(add_days(start, int(count) * days) if start else None, hit, "weekday-beyond")


def _beyond_start(hit: Hit, anchor: dt.date) -> dt.date | None:
    if hit.has("dayword"):
        return add_days(anchor, DAY_WORDS[hit.word("dayword")])
    number = weekday_of(hit.words("weekday"))
    return None if number is None else add_days(anchor, (number - anchor.weekday()) % 7 or 7)


def weekday_ago(hit: Hit, scene: Scene) -> Reading | None:
    """Read "two weeks ago Friday", "a week ago on Sunday", "a week last Tuesday": counted back from the weekday just past."""
    if scene.anchor is None:
        return NO_ANCHOR
    count = words_value(hit.words("num")) or 1
    unit = UNITS.get(hit.word("unit")) or UNIT_PLURALS[hit.word("unit")]
    number = weekday_of(hit.words("weekday"))
    if number is None or unit not in {"week", "fortnight"} or not float(count).is_integer():
        return None
    back = (scene.anchor.weekday() - number) % 7
    weeks = int(count) * (2 if unit == "fortnight" else 1)
    return day_reading(add_days(scene.anchor, -back - 7 * weeks), hit, "weekday-ago")


# Words before a weekday that make a day of it whatever capital follows.
_BEFORE_DAYS = frozenset(
    {
        "on",
        "last",
        "next",
        "this",
        "by",
        "until",
        "since",
        "from",
        "before",
        "after",
        "of",
        "early",
        "late",
        "for",
        "and",
        "to",
        "coming",
        "past",
    }
)
# Capitalised words that follow a weekday and leave it one.
_AFTER_DAYS = frozenset(MONTHS) | {
    "i",
    "et",
    "est",
    "gmt",
    "eastern",
    "local",
    "night",
    "morning",
    "afternoon",
    "evening",
}


def weekday_guard(hit: Hit) -> bool:
    """Tell whether a weekday is one in running text: Sun, Sat and the like need a capital and more beside them.

    "Sunday Oliseh" and "Sunday Times" are names, "Bloody Sunday" is a day of its own.
    """
    words = hit.words("weekday")
    if words[0] in WEEKDAYS:
        capital = hit.tokens.surface(hit.start("weekday"))[0].isupper()
        return (capital or hit.has("rel") or hit.around(-1) == "on") and not _is_in_name(hit)
    if words[0] in {"sun", "sat", "wed", "mon"}:
        return hit.around(-1) == "on" or (
            len(words) > 1 and words[1] == "." and hit.around(-1) in {"on", "from", "(", "until"}
        )
    return hit.around(-1) in {"on", "last", "next", "this", "(", "until"} or hit.has("part")


# Words that make a day of its own of a weekday, and the town whose club is named by one.
_NAMED_DAYS = frozenset(
    "bloody black super holy cyber giving whit shrove ruby orange dress sheffield freaky happy manic stormy".split()
)


def _is_in_name(hit: Hit) -> bool:
    """Whether a weekday is part of a name: of a person or paper that begins with it, or of a day like Bloody Sunday."""
    if hit.around(-1) in _NAMED_DAYS or _is_person(hit) or _is_titled(hit):
        return True
    if hit.has("rel") or hit.has("pos") or hit.has("part") or hit.has("week") or hit.around(-1) in _BEFORE_DAYS:
        return False
    tokens = hit.tokens
    if hit.around(1) == "," and hit.around(2).isdigit() and _has_age(hit):
        return True
    if hit.last >= len(tokens.words) or tokens.words[hit.last] in _AFTER_DAYS:
        return False
    follower = tokens.surface(hit.last)
    if hit.last + 1 < len(tokens.words) and tokens.words[hit.last + 1] == "'s":
        return False
    return (
        follower[:1].isupper() and follower[1:2].islower() and tokens.starts[hit.last] == tokens.ends[hit.last - 1] + 1
    )


# Titles of people: "Mr. Friday", "Pastor Sunday".
_TITLES = frozenset("mr mrs ms miss dr prof sir madam pastor rev chief justice sgt sergeant capt captain".split())
# Papers of a weekday: "The Mail on Sunday".
_PAPERS = frozenset("mail sun independent scotland wales mirror herald".split())


_BEFORE_ASIDES = frozenset("earlier later only just then also meanwhile yesterday again".split())


def _is_person(hit: Hit) -> bool:
    """Whether a title stands before a weekday, or a given name at the head of a sentence and an apposition behind: "Chioma Sunday, a"."""
    before, beyond = hit.around(-1), hit.around(-2)
    if before in _TITLES and hit.tokens.surface(hit.first - 1)[0].isupper():
        return True
    if before == "." and beyond in _TITLES:
        return True
    given = hit.first > 0 and hit.tokens.surface(hit.first - 1)
    named = (
        given
        and given.isalpha()
        and given[0].isupper()
        and given[1:].islower()
        and before not in _BEFORE_DAYS | _BEFORE_ASIDES
    )
    opens = beyond in {"", ".", "!", "?", '"', "”", "“"}
    return bool(named) and opens and hit.around(1) == "," and hit.around(2) in {"a", "an", "who", "whose", "aged"}


def _is_titled(hit: Hit) -> bool:
    """Whether a weekday ends or begins the name of a paper or a programme: "The Mail on Sunday", "Saturday Night Live"."""
    tokens = hit.tokens
    if (
        hit.words("weekday") == ["sunday"]
        and hit.around(-1) == "on"
        and hit.around(-2) in _PAPERS
        and tokens.surface(hit.first - 2)[0].isupper()
    ):
        return hit.around(-3) in {"the", "", "."} or hit.around(-2) in {"scotland", "wales"}
    if not hit.has("part") or hit.last >= len(tokens.words):
        return False
    follower = tokens.surface(hit.last)
    capital = tokens.surface(hit.last - 1)[0].isupper() and follower[0].isupper() and follower[1:2].islower()
    return capital and tokens.starts[hit.last] == tokens.ends[hit.last - 1] + 1


# Digits of an age.
_AGE_LENGTH = 2


def _has_age(hit: Hit) -> bool:
    """Whether an age stands behind a name that ends in a weekday: "Mark Tuesday, 44, pleaded"."""
    tokens = hit.tokens
    named = hit.first > 0 and tokens.surface(hit.first - 1)[:1].isupper()
    return (
        named and len(tokens.words[hit.last + 1]) == _AGE_LENGTH and tokens.words[hit.last + 2 : hit.last + 3] == [","]
    )


# Words before a weekday or a unit.
REL = (
    "(the following | the? (this | last | past | previous | next | coming | current | present | same | "
    "that | prior | preceding | upcoming | new | subsequent | forthcoming) | this (past | coming | "
    "current | same))"
)
DAYPART = "(early | late | mid)? -? <part>(PART)"
_WEEK = (
    "(,? of? <week>((last | next | this | the (same | following | previous)) week) | (POSSESSIVE)? ,? " + DAYPART + ")?"
)
_LENGTH = "<num>(a | one | NUM | NUMWORD) <unit>(UNIT | UNITS)"

RULES = [
    Rule(
        "weekday",
        f"$DAYPOS <rel>(({REL})?) (week POSSESSIVE)? <weekday>($WEEKDAY) {_WEEK}",
        weekday,
        weekday_guard,
    ),
    Rule("weekday", f"$POS <rel>(({REL})?) (week POSSESSIVE)? <weekday>($WEEKDAY) {_WEEK}", weekday, findable=False),
    Rule("part-of-weekday", "<part>(PART) (of | on) <weekday>(WEEKDAY)", weekday, lambda hit: hit.around(1) != ","),
    Rule(
        "weekday-beyond",
        f"{_LENGTH} (on | from | after)? (<weekday>(WEEKDAY) | <dayword>(DAYWORD))",
        weekday_beyond,
    ),
    Rule("weekday-beyond", "<weekday>(WEEKDAY) <unit>(week | fortnight)", weekday_beyond),
    Rule("weekday-ago", f"{_LENGTH} (ago (on)? | last) <weekday>(WEEKDAY)", weekday_ago),
]
