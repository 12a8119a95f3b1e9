"""Rules for lengths of time, repeated times, and vague times."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.grammar import Handler, Hit, Rule
from newsx.dates.lexicon import MONTHS, PARTS, SEASONS, SETS, UNIT_PLURALS, UNITS
from newsx.dates.mention import Reading
from newsx.dates.numbers import words_value
from newsx.dates.parts import mod_of, weekday_of
from newsx.dates.values import duration_value

if TYPE_CHECKING:
    from newsx.dates.context import Scene


def unit_of(hit: Hit) -> str:
    """Return the unit that a match counts in."""
    word = next(word for word in hit.words("unit") or hit.words("far") if word in UNITS or word in UNIT_PLURALS)
    return UNITS.get(word) or UNIT_PLURALS[word]


def count_of(hit: Hit) -> float | None:
    """Return how many units a match names; None where it does not say."""
    words = hit.words("num")
    count = words_value(words) if words else None
    return count + 0.5 if count is not None and hit.has("half") else count


def duration(hit: Hit, _scene: Scene) -> Reading | None:
    """Read "two weeks", "the past three months", "a five-year …": a length of time, tied to no day."""
    unit = unit_of(hit)
    count = count_of(hit)
    if count is None and not hit.has("vague") and not hit.has("plural") and not hit.has("far"):
        count = 1
    if unit == "weekend" and count:
        return Reading(f"P{count:g}WE", "DURATION", mod_of(hit), "none", "duration")
    if unit == "fortnight" and count:
        unit, count = "week", 2 * count
    return Reading(duration_value(count, unit), "DURATION", mod_of(hit), "none", "duration")


# Units of a length told in two parts, the longer one first, and their letters.
_PARTS_OF_LENGTH = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM", "second": "TS"}


def compound(hit: Hit, _scene: Scene) -> Reading | None:
    """Read "2 hours 20 minutes", "an hour and 50 minutes", "three years and four months": one length in two parts."""
    units = [
        _PARTS_OF_LENGTH.get(UNITS.get(word) or UNIT_PLURALS[word], "")
        for word in hit.words("unit") + hit.words("lesser")
    ]
    counts = words_value(hit.words("num")), words_value(hit.words("rest"))
    order = list(_PARTS_OF_LENGTH.values())
    if None in counts or "" in units or order.index(units[0]) >= order.index(units[1]):
        return None
    time = "T" if units[0][0] == "T" else ""
    second = units[1].lstrip("T") if time else units[1].replace("T", "")
    joint = "" if time or units[1][0] != "T" else "T"
    value = f"P{time}{counts[0]:g}{units[0][-1]}{joint}{counts[1]:g}{second}"
    return Reading(value, "DURATION", mod_of(hit), "none", "duration")


def every(hit: Hit, _scene: Scene) -> Reading | None:
    """Read every day, each Tuesday, once a week, Tuesday nights: times that come again."""
    if hit.has("setword"):
        return Reading(SETS[hit.word("setword")], "SET", None, "none", "set")
    if hit.has("weekday"):
        part = hit.words("part")
        number = weekday_of(hit.words("weekday"))
        return Reading(
            f"XXXX-WXX-{(number or 0) + 1}" + (f"T{PARTS[part[-1]]}" if part else ""),
            "SET",
            None,
            "none",
            "set",
        )
    if hit.has("month"):
        return Reading(f"XXXX-{MONTHS[hit.words('month')[0]]:02d}", "SET", None, "none", "set")
    if hit.has("season"):
        return Reading(f"XXXX-{SEASONS[hit.words('season')[0]]}", "SET", None, "none", "set")
    if hit.has("part"):
        return Reading(f"XXXX-XX-XXT{PARTS[hit.words('part')[-1]]}", "SET", None, "none", "set")
    count = words_value(hit.words("num")) if hit.has("num") else 2 if "other" in hit.words() else 1
    unit = unit_of(hit)
    if unit == "quarter" and count == 1:
        return Reading("P1Q", "SET", None, "none", "set")
    return Reading(duration_value(count, "day" if unit == "night" else unit), "SET", None, "none", "set")


def vague(value: str) -> Handler:
    """Return a handler that always answers with one vague value."""

    def handler(hit: Hit, _scene: Scene) -> Reading | None:
        return Reading(value, "DATE", mod_of(hit), "none", "vague")

    return handler


# What may stand before a number and a unit: the past two years, the first nine months.
_REL = (
    "(the? (past | last | next | first | previous | coming | following | final | latest | recent | ensuing | preceding"
    " | intervening | opening) | these | those | the | its | another | each of the past)"
)
_NOW = (
    "right now | just now | now | currently | nowadays | presently | at present | at the moment | these days | at this time"
    " | this time around | the moment | this (very | crucial | present)? (moment | point) | the present (time | day)? | at this point"
)
_PAST = (
    "(more | most | just)? recently | lately | the (recent | distant | not - too - distant)? past"
    " | previously | formerly | long ago | not (so)? long ago | (some time | a (while | long time | short time | little while)) ago"
    " | the old days | once | days gone by"
)
_FUTURE = (
    "soon | the (near | immediate | foreseeable | distant | not - too - distant)? future | (near | foreseeable) future"
    " | shortly | (the)? (near | short | long) - term | the (near | short | long) term | eventually"
)
LENGTH = "<unit>(UNIT | UNITS)"


_BEFORE_VERBS = frozenset("to will would could can may might should must not 'll".split())
_ONE_UNIT_WITNESSES = frozenset("for in within after over than nearly almost about least every".split())


def count_guard(hit: Hit) -> bool:
    """Tell whether a number and a unit are a length of time in running text: no ages, no fractions, no parts of a longer number."""
    if (
        hit.words()[-1] == "old"
        or hit.around(1) in {"old", "olds"}
        or (hit.around(1) == "-" and hit.around(2) in {"old", "olds"})
    ):
        return False
    if (
        hit.words()[:1] == ["one"]
        and hit.words()[1:] in (["day"], ["night"])
        and hit.around(-1) not in _ONE_UNIT_WITNESSES
    ):
        return False
    if hit.words("rel") == ["last"] and hit.around(-1) in _BEFORE_VERBS:
        return False  # "is expected to last six months"
    if hit.around(-1) in {"$", "£", "€"} or (hit.around(-1) == "-" and hit.tokens.tight(hit.first)):
        return False
    return not hit.words("unit")[0].startswith("quarter") or hit.has("rel")


def one_unit_guard(hit: Hit) -> bool:
    """Tell whether "a week" is a length of time in running text."""
    if hit.words("unit")[0] == "quarter":
        return False
    return hit.has("approx") or hit.around(-1) in _ONE_UNIT_WITNESSES or hit.around(1) in {"early", "late"}


def vague_count_guard(hit: Hit) -> bool:
    """Tell whether "several years" is a length of time in running text; "many" needs a word before it that asks for one."""
    counted = hit.words("unit")[0] in UNIT_PLURALS and hit.words("vague")[-1] != "many"
    return counted or hit.around(-1) in {"for", "in", "after"}


def plural_guard(hit: Hit) -> bool:
    """Tell whether units alone (for years, in weeks) are a length of time in running text."""
    if hit.around(-1) == "within" and hit.words("plural")[0] in {"minutes", "hours", "days", "weeks", "months"}:
        return True
    if hit.words("plural")[0] in {"seconds", "minutes", "quarters", "nights", "weekends"} or hit.around(1) in {
        "of",
        "old",
    }:
        return False
    return hit.around(-1) in {"for", "in", "took", "takes", "take", "after", "within", "over"}


def vague_guard(hit: Hit) -> bool:
    """Tell whether a vague word is one of time in running text."""
    word, before, after = hit.word(), hit.around(-1), hit.around(1)
    if word == "soon":
        return (
            before != "as"
            and after not in {"as", "after", "be", "was", "were", "became", "began", "found"}
            and not after.endswith("ed")
        )
    if word == "the future":
        return before in {"in", "for"} and after != "of"
    if word == "the moment":
        return before in {"at", "for"}
    if after == "-" or (before == "-" and hit.tokens.tight(hit.first)) or hit.words()[-2:-1] == ["-"]:
        return False
    return word not in {
        "once",
        "previously",
        "formerly",
        "shortly",
        "eventually",
        "presently",
        "the present",
        "just now",
    }


RULES = [
    Rule(
        "duration",
        f"$APPROX <num>($NUMBER) {LENGTH} (, | and | , and)? <rest>($COUNT) <lesser>(UNIT | UNITS)",
        compound,
        count_guard,
    ),
    Rule(
        "duration",
        f"$NEAR <rel>({_REL}) $FULL? <num>($COUNT) ((to | or) $COUNT)? $FULL? {LENGTH} <half>((and a "
        "half)?) (or (so | more))?",
        duration,
        count_guard,
    ),
    Rule(
        "duration",
        f"$APPROX $FULL? <num>($COUNT) ((to | or) $COUNT)? $FULL? {LENGTH} <half>((and a half)?) (or (so | more))?",
        duration,
        count_guard,
    ),
    Rule(
        "duration",
        f"$APPROX <num>($COUNT) (- (to | or) - $COUNT)? - {LENGTH} (- (old | long))?",
        duration,
        count_guard,
    ),
    Rule("duration", f"$APPROX <rel>({_REL} | this) $FULL? <num>($COUNT) $FULL? {LENGTH}", duration, findable=False),
    Rule("duration", f"$NEAR <rel>({_REL}) $FULL? <vague>($VAGUE) $FULL? <plural>(<unit>(UNITS))", duration),
    Rule("duration", "$APPROX <vague>($VAGUE) -? $FULL? <plural>(<unit>(UNIT | UNITS))", duration, vague_count_guard),
    Rule("duration", "(recent | coming | future | past) <vague>(<plural>(<unit>(UNITS)))", duration),
    Rule("duration", "the (coming <vague>(<unit>(UNITS)) | <far>(UNITS) ahead)", duration),
    Rule("duration", "$APPROX <plural>(<unit>(UNITS)) (- (old | long))?", duration, plural_guard),
    Rule(
        "duration",
        "$APPROX <rel>(the (past | last | next)) (fiscal | calendar)? <unit>(UNIT)",
        duration,
        findable=False,
    ),
    Rule(
        "duration",
        "$APPROX <num>(a | an | one) $FULL? <unit>(UNIT) <half>((and a half)?)",
        duration,
        one_unit_guard,
    ),
    Rule("duration", "$FULL? <unit>(UNIT) (- (old | long))?", duration, findable=False),
    Rule("set", "(every | each) (other | single)? <num>(($NUMBER)?) <unit>(UNIT | UNITS)", every),
    Rule("set", "(every | each) <weekday>(WEEKDAY) <part>((PART)?)", every),
    Rule("set", "(every | each) <month>(MONTH)", every),
    Rule("set", "(every | each) <season>(SEASON)", every),
    Rule("set", "(every | each) <part>(PART)", every),
    Rule("set", "<weekday>(WEEKDAY) <part>(PARTS)", every),
    Rule("set", "<weekday>(WDPLURAL)", every),
    Rule(
        "set",
        "<setword>(SETWORD)",
        every,
        lambda hit: hit.word() not in {"annual", "quarterly"} and hit.tokens.surface(hit.first)[0].islower(),
    ),
    Rule("set", "(once | twice | NUMWORD times) (a | per | every) <unit>(UNIT)", every),
    Rule("vague-now", _NOW, vague("PRESENT_REF"), vague_guard),
    Rule("vague-now", "current", vague("PRESENT_REF")),
    Rule(
        "vague-now",
        "this time | already | so far | yet | still | present | immediately | modern",
        vague("PRESENT_REF"),
        findable=False,
    ),
    Rule("vague-past", _PAST, vague("PAST_REF"), vague_guard),
    Rule("vague-past", "recent", vague("PAST_REF")),
    Rule(
        "vague-past",
        "past | earlier | former | ago | then | (that | the) time | long",
        vague("PAST_REF"),
        findable=False,
    ),
    Rule("vague-future", _FUTURE, vague("FUTURE_REF"), vague_guard),
    Rule("vague-future", "future | later | ahead", vague("FUTURE_REF"), findable=False),
]
