"""Rules for lengths of time, "ago" and "later", repeated times, and vague times."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from newsx.dates import lexicon, numbers
from newsx.dates.grammar import Handler, Hit, Rule
from newsx.dates.mention import Reading
from newsx.dates.parts import mod_of, weekday_of
from newsx.dates.relative import NO_ANCHOR
from newsx.dates.values import day_value, duration_value, shift_value

if TYPE_CHECKING:
    from newsx.dates.context import Scene


def _unit(hit: Hit) -> str:
    word = next(word for word in hit.words("unit") if word in lexicon.UNITS or word in lexicon.UNIT_PLURALS)
    return lexicon.UNITS.get(word) or lexicon.UNIT_PLURALS[word]


def _count(hit: Hit) -> float | None:
    words = hit.words("num")
    count = numbers.words_value(words) if words else None
    if count is not None and hit.has("half"):
        count += 0.5
    return count


def duration(hit: Hit, _scene: Scene) -> Reading | None:
    """Two weeks, the past three months, a five-year …: a length of time, tied to no day."""
    unit = _unit(hit)
    count = _count(hit)
    if count is None and not hit.has("vague") and not hit.has("plural"):
        count = 1
    if unit == "weekend" and count:
        return Reading(f"P{count:g}WE", "DURATION", mod_of(hit), "none", "duration")
    if unit == "fortnight" and count:
        unit, count = "week", 2 * count
    if unit == "millennium":
        unit, count = "year", count and 1000 * count
    return Reading(duration_value(count, unit), "DURATION", mod_of(hit), "none", "duration")


def duration_guard(hit: Hit) -> bool:
    """Whether a number and a unit are a length of time in running text."""
    words, unit = hit.words("num"), hit.words("unit")[0]
    if words in (["a"], ["an"]):
        return hit.has("approx") or hit.has("rel")
    if hit.around(-1) in {"$", "£", "€"} or (hit.around(-1) == "-" and hit.tokens.tight(hit.first)):
        return False
    return not (unit == "quarter" and words and "/" in words[-1])


def ago(hit: Hit, scene: Scene) -> Reading | None:
    """Two weeks ago, three years earlier: the unit that many units before the publication date, or before the date named."""
    unit, count = _unit(hit), _count(hit)
    if count is None:
        return Reading("PAST_REF", "DATE", mod_of(hit), "none", "ago-vague")
    return _moved(hit, scene, unit, -count, "ago")


def later(hit: Hit, scene: Scene) -> Reading | None:
    """Two weeks later, three days from now: counted from the date named, or from the publication date."""
    unit, count = _unit(hit), _count(hit)
    if count is None:
        return Reading("FUTURE_REF", "DATE", mod_of(hit), "none", "later-vague")
    return _moved(hit, scene, unit, count, "later")


def _moved(hit: Hit, scene: Scene, unit: str, count: float, rule: str) -> Reading | None:
    base, anchor = _base(hit, scene, unit)
    if base is None:
        return NO_ANCHOR
    if unit in {"second", "minute", "hour"}:
        hours = count * {"hour": 1, "minute": 1 / 60, "second": 1 / 3600}[unit]
        moved = shift_value(base, int(hours / 24), "day") if abs(hours) >= 24 else day_value(base)
        return Reading(moved, "DATE", mod_of(hit), anchor, rule)  # type: ignore[arg-type]
    if not float(count).is_integer():
        months = count * {"year": 12, "decade": 120, "century": 1200}.get(unit, 0)
        value = shift_value(base, round(months), "month") if months else shift_value(base, round(count * {"week": 7, "month": 30}.get(unit, 1)), "day")
        return Reading(value, "DATE", mod_of(hit), anchor, rule)  # type: ignore[arg-type]
    return Reading(shift_value(base, int(count), unit), "DATE", mod_of(hit), anchor, rule)  # type: ignore[arg-type]


def _base(hit: Hit, scene: Scene, unit: str) -> tuple[dt.date | None, str]:
    words = set(hit.words("tail"))
    last = scene.last_dated()
    points_back = words & {"later", "after", "afterward", "afterwards", "earlier", "before", "previously", "prior", "then", "that"}
    if points_back and last and (last[2] or scene.narrative):
        year, month, day = last
        if day or unit in {"year", "decade", "century"} or (month and unit == "month"):
            return dt.date(year, month or 1, day or 1), "text"
    return scene.anchor, "publication"


def every(hit: Hit, _scene: Scene) -> Reading | None:
    """Every day, each Tuesday, once a week, Tuesday nights: times that come again."""
    if hit.has("setword"):
        return Reading(lexicon.SETS[hit.word("setword")], "SET", None, "none", "set")
    if hit.has("weekday"):
        part = hit.words("part")
        number = weekday_of(hit.words("weekday"))
        return Reading(f"XXXX-WXX-{(number or 0) + 1}" + (f"T{lexicon.PARTS[part[-1]]}" if part else ""), "SET", None, "none", "set")
    if hit.has("month"):
        return Reading(f"XXXX-{lexicon.MONTHS[hit.words('month')[0]]:02d}", "SET", None, "none", "set")
    if hit.has("season"):
        return Reading(f"XXXX-{lexicon.SEASONS[hit.words('season')[0]]}", "SET", None, "none", "set")
    if hit.has("part"):
        return Reading(f"XXXX-XX-XXT{lexicon.PARTS[hit.words('part')[-1]]}", "SET", None, "none", "set")
    count = numbers.words_value(hit.words("num")) if hit.has("num") else 2 if "other" in hit.words() else 1
    unit = _unit(hit)
    return Reading(duration_value(count, "day" if unit == "night" else unit), "SET", None, "none", "set")


def vague(value: str) -> Handler:
    """A handler that always answers with one vague value."""

    def handler(hit: Hit, _scene: Scene) -> Reading | None:
        return Reading(value, "DATE", mod_of(hit), "none", "vague")

    return handler


_REL = "(the? (past | last | next | first | previous | coming | following | final | latest | recent | ensuing | preceding | intervening | opening) | these | those | this | the | its | another | each of the past)"
_AGE = "(- old | - long)?"
_NOW = (
    "now | right now | just now | currently | nowadays | presently | at present | at the moment | these days | at this time"
    " | this time around | the present | the moment | this (very | crucial)? (moment | point) | the present (time | day) | at this point"
)
_PAST = (
    "recently | more recently | most recently | just recently | lately | the (recent | distant | not - too - distant)? past | recent UNITS"
    " | previously | formerly | long ago | not (so)? long ago | (some time | a (while | long time | short time | little while)) ago | the old days"
    " | once | the recent past | past UNITS | days gone by | so far this"
)
_FUTURE = (
    "soon | (the)? (near | immediate | foreseeable | distant | not - too - distant)? future | shortly | (the)? near term | (the)? short term | (the)? long term"
    " | coming UNITS | future UNITS | UNITS to come | the coming UNITS | the (days | weeks | months | years) ahead | eventually"
)
RULES = [
    Rule("duration", "$APPROX (<rel>($_REL))? $APPROX? $FULL? <num>($NUMBER) ((to | or | -) $NUMBER)? -? $FULL? <unit>(UNIT | UNITS) <half>((and a half)?) (- old | - long)?".replace("$_REL", _REL).replace("$APPROX? ", ""), duration, duration_guard),
    Rule("duration", "$APPROX <rel>({rel}) $FULL? <vague>($VAGUE) -? $FULL? <plural>(<unit>(UNITS))".replace("{rel}", _REL), duration),
    Rule("duration", "$APPROX <vague>($VAGUE) -? $FULL? <plural>(<unit>(UNIT | UNITS)) (- old | - long)?", duration),
    Rule("duration", "$APPROX <plural>(<unit>(UNITS)) (- (old | long))?", duration, lambda hit: hit.around(-1) in {"for", "in", "took", "takes", "take", "after", "of", "within"} and hit.words("unit")[0] in {"years", "weeks", "months", "decades", "centuries", "days", "hours", "minutes"} and hit.around(1) != "of"),
    Rule("duration", "$APPROX <rel>(the (past | last | next)) (fiscal | calendar)? <unit>(UNIT)", duration, findable=False),
    Rule("duration", "(a | an | one)? $FULL? <unit>(UNIT) (- (old | long))?", duration, findable=False),
    Rule("ago", "$APPROX <num>($NUMBER) <half>((and a half)?) -? $FULL? <unit>(UNIT | UNITS) <half_after>((and a half)?) (or so)? <tail>($AGO)", ago),
    Rule("ago", "$APPROX ($VAGUE)? <unit>(UNITS) <tail>(ago | earlier | before | previously | back)", ago, lambda hit: hit.words("tail") in (["ago"], ["earlier"])),
    Rule("later", "$APPROX <num>($NUMBER) -? $FULL? <unit>(UNIT | UNITS) <half>((and a half)?) (or so)? <tail>($LATER)", later, lambda hit: hit.words("tail")[0] != "after" or hit.around(1) in {".", ","}),
    Rule("later", "$APPROX ($VAGUE)? <unit>(UNITS) <tail>($LATER)", later, lambda hit: hit.words("tail") == ["later"]),
    Rule("set", "(almost)? (every | each) (other | single)? <num>(($NUMBER)?) <unit>(UNIT | UNITS)", every),
    Rule("set", "(every | each) <weekday>(WEEKDAY) <part>((PART)?)", every),
    Rule("set", "(every | each) <month>(MONTH)", every),
    Rule("set", "(every | each) <season>(SEASON)", every),
    Rule("set", "(every | each) <part>(PART)", every),
    Rule("set", "<weekday>(WEEKDAY) <part>(PARTS)", every),
    Rule("set", "<weekday>(WDPLURAL)", every),
    Rule("set", "<setword>(SETWORD)", every, lambda hit: hit.word() != "annual" and hit.tokens.surface(hit.first)[0].islower()),
    Rule("set", "(once | twice | NUMWORD times) (a | per | every) <unit>(UNIT)", every),
    Rule("vague-now", f"$POS ({_NOW})", vague("PRESENT_REF")),
    Rule("vague-now", "current | (this | the) time | already | so far | yet | still | present | immediately | modern", vague("PRESENT_REF"), lambda hit: hit.word() == "current"),
    Rule("vague-past", f"({_PAST})", vague("PAST_REF"), lambda hit: hit.word() != "once" and hit.words()[-1] not in {"minutes", "seconds"}),
    Rule("vague-past", "recent | past | earlier | former | ago | then | that time | the time | long", vague("PAST_REF"), lambda hit: hit.word() == "recent"),
    Rule("vague-future", f"({_FUTURE})", vague("FUTURE_REF"), lambda hit: hit.word() != "eventually"),
    Rule("vague-future", "later | ahead", vague("FUTURE_REF"), findable=False),
]  # fmt: skip
