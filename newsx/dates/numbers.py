"""Numbers written in words or digits, as they stand before units of time."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import re

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
ORDINALS |= {"thirtieth": 30}
VAGUE = frozenset({"few", "several", "many", "some", "numerous", "countless", "couple", "handful", "various"})
# A number this long says nothing about dates and is slow to turn into an integer.
LONGEST = 9


def digits_value(text: str) -> float | None:
    """Return the number a run of digits stands for ("14", "1,200", "2.5"), or None when it is too long to matter."""
    plain = text.replace(",", "")
    if len(plain) > LONGEST or not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain):
        return None
    return float(plain)


def ordinal_value(word: str) -> int | None:
    """Return the number behind "third", "3rd" or "twenty-first" (given as its last word), or None."""
    if word in ORDINALS:
        return ORDINALS[word]
    match = re.fullmatch(r"([0-9]{1,3})(?:st|nd|rd|th)", word)
    return int(match[1]) if match else None


def words_value(words: list[str]) -> float | None:
    """Return the number that words such as ["twenty", "-", "four"], ["2", "1/2"] or ["a", "hundred"] stand for, or None.

    Vague amounts (few, several, many) are None too; "a couple" is two, "half" a half.
    """
    total = current = 0.0
    seen = False
    for word in words:
        if word in {"-", "and", "of", "the", "more", "a", "an", "or"}:
            if word in {"a", "an"} and not seen:
                current, seen = 1.0, True
            continue
        if word in VAGUE - {"couple"}:
            return None
        seen, fresh = True, not current or (word in {"half", "couple"} and current == 1 and words[0] in {"a", "an"})
        if re.fullmatch(r"[1-9]/[1-9]", word):
            current += int(word[0]) / int(word[2])
        elif word in {"half", "couple"}:
            amount = 0.5 if word == "half" else 2.0
            current = amount if fresh else current + amount
        elif word in SCALES:
            current = max(current, 1.0) * SCALES[word]
            if word == "thousand":
                total, current = total + current, 0.0
        else:
            value = UNITS.get(word, TENS.get(word))
            number = float(value) if value is not None else digits_value(word)
            if number is None:
                return None
            current += number
    return total + current if seen else None


def year_in_words(words: list[str]) -> int | None:
    """Return the year behind ["nineteen", "ninety", "-", "six"] or ["two", "thousand", "and", "one"], or None."""
    plain = [word for word in words if word not in {"-", "and"}]
    if plain[:2] == ["two", "thousand"]:
        rest = words_value(plain[2:]) if plain[2:] else 0
        return int(2000 + rest) if rest is not None and rest < 100 else None
    if len(plain) >= 2 and plain[0] in {"eighteen", "nineteen", "twenty"}:
        rest = words_value(plain[1:])
        if rest is not None and 10 <= rest < 100:
            return int((UNITS.get(plain[0]) or TENS[plain[0]]) * 100 + rest)
    return None
