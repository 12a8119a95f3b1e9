"""Looks for patterns that take the square of what they read: each is run on repeats of every kind, at one length and at four times it.

usage: python -m tests.evaluation.patterns [--only NAME]      (an hour; the tests do a part of it)
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import random
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import newsx
from newsx.lazy import LazyPattern

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


@dataclass(frozen=True)
class Asked:
    """A pattern as it is asked: at the beginning of a text, of all of it, or everywhere in it."""

    pattern: re.Pattern
    way: str = "finditer"

    def seconds(self, text: str) -> float:
        """How long that takes."""
        data = text.encode() if isinstance(self.pattern.pattern, bytes) else text
        started = time.process_time()
        if self.way == "finditer":
            for _ in self.pattern.finditer(data):
                pass
        else:
            getattr(self.pattern, self.way)(data)
        return time.process_time() - started


def patterns() -> dict[str, Asked]:
    """Every pattern that a module of newsx holds, by the name it has there first."""
    found: dict[tuple[object, int], tuple[str, Asked]] = {}
    everything = "".join(path.read_text(encoding="utf-8") for path in Path(newsx.__file__).parent.rglob("*.py"))
    for info in pkgutil.walk_packages(newsx.__path__, "newsx."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        own = inspect.getsource(module)
        for name, value in vars(module).items():
            for number, pattern in enumerate(_patterns_in(value)):
                source = own if name.startswith("_") else everything
                asked = Asked(
                    pattern, _way(source, name) if isinstance(value, LazyPattern | re.Pattern) else "finditer"
                )
                found.setdefault((pattern.pattern, pattern.flags), (f"{info.name}.{name}[{number}]", asked))
    return dict(found.values())


def _way(source: str, name: str) -> str:
    """How a pattern of this name is asked: everywhere, unless it only ever is otherwise."""
    imports = re.compile(r"^from .*? import (?:\(.*?\)|[^\n(]*)$", re.MULTILINE | re.DOTALL)
    uses = set(
        re.findall(
            rf"\b{name}\b(\.\w+\()?",
            imports.sub("", source).replace(f"{name} = lazy_pattern", "").replace(f"{name} = re.compile", ""),
        )
    )
    return uses.pop()[1:-1] if uses in ({".match("}, {".fullmatch("}) else "finditer"


def _patterns_in(value: object) -> list[re.Pattern]:
    if isinstance(value, LazyPattern):
        return [value.compiled]
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [found for each in value for found in _patterns_in(each)]
    return []


def grows(
    asked: Asked, units: Sequence[str] = UNITS, prefixes: Sequence[str] = PREFIXES, *, size: int = LENGTH
) -> str | None:
    """The repeat on which the pattern takes more than its share, if there is one: there, and once more at four times the lengths.

    A machine with other work to do makes a single measurement look worse than it is; growth is there on every look.
    """
    for unit in units:
        for prefix in prefixes:
            for length in (size, size, 4 * size):
                short, long = (prefix + unit * (count // len(unit)) + "\x01" for count in (length, 4 * length))
                first = asked.seconds(short)
                if first < LEAST_SECONDS / 40:
                    break
                second = asked.seconds(long)
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="NAME", help="those whose name begins so: newsx.dates")
    only = parser.parse_args().only
    found = {name: pattern for name, pattern in patterns().items() if name.startswith(only)}
    print(f"{len(found)} patterns", flush=True)
    worst = {}
    for name, pattern in found.items():
        if where := grows(pattern):
            worst[name] = where
            print(f"{name}: {where}", flush=True)
    print(f"{len(worst)} take more than {WORST_FACTOR:g} times as long on four times the text")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
