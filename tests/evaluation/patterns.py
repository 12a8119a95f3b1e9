"""Looks for patterns that take the square of what they read: each is run on repeats of every kind, at one length and at four times it.

usage: python -m tests.evaluation.patterns      (minutes; the tests do a part of it)
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import sys
import time
from typing import TYPE_CHECKING

import newsx

if TYPE_CHECKING:
    from collections.abc import Sequence

# ruff: noqa: RUF005
UNITS = (
    [
        "1",
        ".",
        "-",
        '"',
        "'",
        "A",
        "a",
        "#",
        "@",
        "|",
        "•",
        ";",
        "&",
        "=",
        "\\",
        "%",
        "*",
        "/",
        "<",
        ">",
        "(",
        ")",
        "[",
        "{",
        ":",
        ",",
        "…",
        "é",
        "年",
        "م",
        "¶",
        "\u200b",
    ]
    + [
        "A ",
        "a ",
        "Aa ",
        "Aa, ",
        "of the ",
        "the of ",
        "and ",
        "By ",
        "by ",
        "by Aa ",
        "Aa and ",
        " ",
        "\t",
        "\n",
        "\n\n",
        "1 ",
    ]
    + [
        "1,",
        "1.",
        "1-",
        "12 ",
        "12 May ",
        "May ",
        "May 1, ",
        "2020 ",
        "2020-",
        "20:",
        "<a",
        "<a ",
        "<!--",
        "<p>",
        "((",
        '{"',
        "a-",
        "a.",
    ]
    + [
        "A.",
        "A. ",
        "a’s ",
        "a@",
        "http://",
        "www.",
        "www.a.",
        " | ",
        "re:",
        "a=",
        '"a"',
        "%20",
        "content-type: ",
        "$1 ",
        "state of ",
    ]
    + [
        "city of ",
        "in the ",
        "Mr. ",
        "Jr. ",
        "MD ",
        "Jan ",
        "Updated ",
        "said ",
        ", who ",
        ", ",
        "— ",
        " - ",
        "-a",
        "...",
        "! ",
        "? ",
    ]
    + [
        "1年",
        "(a) ",
        "(a",
        "[a",
        "<a>",
        "a<",
        "ing ",
        "Photo: ",
        "photo by ",
        "© ",
        "read more ",
        "x/",
        "/2020",
        "&amp;",
        "'a'",
    ]
    + [
        "<meta ",
        "?>",
        "<?xml ",
        "Aa-Bb ",
        "Aa’",
        ": ",
        "Aa: ",
        ",,",
        ", ,",
        "and and ",
        "a.m. ",
        "1:2",
        "Ph.D. ",
        ", PhD ",
        ".aa",
    ]
)
PREFIXES = ("", "By ", "1 ", "(", "<", '"', "Aa ", "<meta ", "http://", "\n")
# Below this a measurement is noise; the limit on the text is 1,000,000 characters.
LEAST_SECONDS = 0.01
LENGTH = 3_000
WORST_FACTOR = 6.0
# What takes longer need not be measured at four times the length.
LONGEST_SECONDS = 2.0
# The quick form of the tests: units it always has, how many others, and the length it begins with.
USUAL = (" ", "a", "Aa ", "1", ", ")
SAMPLED = 5
SHORT = 800


def patterns() -> dict[str, re.Pattern]:
    """Every pattern that a module of newsx holds, by the name it has there first."""
    found: dict[tuple[object, int], tuple[str, re.Pattern]] = {}
    for info in pkgutil.walk_packages(newsx.__path__, "newsx."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for number, pattern in enumerate(_patterns_in(value)):
                found.setdefault((pattern.pattern, pattern.flags), (f"{info.name}.{name}[{number}]", pattern))
    return dict(found.values())


def _patterns_in(value: object) -> list[re.Pattern]:
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [found for each in value for found in _patterns_in(each)]
    return []


def seconds(pattern: re.Pattern, text: str) -> float:
    """How long the pattern takes to be looked for everywhere in the text."""
    data = text.encode() if isinstance(pattern.pattern, bytes) else text
    started = time.process_time()
    for _ in pattern.finditer(data):
        pass
    return time.process_time() - started


def grows(
    pattern: re.Pattern, units: Sequence[str] = UNITS, prefixes: Sequence[str] = PREFIXES, *, size: int = LENGTH
) -> str | None:
    """The repeat on which the pattern takes more than its share, if there is one: there, and once more at four times the lengths.

    A machine with other work to do makes a single measurement look worse than it is; growth is there on every look.
    """
    for unit in units:
        for prefix in prefixes:
            for length in (size, size, 4 * size):
                short, long = (prefix + unit * (count // len(unit)) + "\x01" for count in (length, 4 * length))
                first = seconds(pattern, short)
                if first < LEAST_SECONDS / 40:
                    break
                second = seconds(pattern, long)
                if second <= max(LEAST_SECONDS, WORST_FACTOR * first):
                    break
                if second > LONGEST_SECONDS:
                    return f"{prefix + unit!r}: {first:.4f} s, {second:.4f} s"
            else:
                return f"{prefix + unit!r}: {first:.4f} s, {second:.4f} s"
    return None


def sample_of(name: str) -> list[str]:
    """Some of the units, others for each pattern, and those on which most patterns have been found to grow."""
    return [*USUAL, *random.Random(name).sample(UNITS, SAMPLED)]


def main() -> int:
    """Print every pattern that takes more than its share; return the exit code."""
    found = patterns()
    print(f"{len(found)} patterns")
    worst = {}
    for name, pattern in found.items():
        if where := grows(pattern):
            worst[name] = where
            print(f"{name}: {where}", flush=True)
    print(f"{len(worst)} take more than {WORST_FACTOR:g} times as long on four times the text")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
