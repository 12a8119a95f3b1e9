"""Given names and their short forms: "Bill" is a "William"."""

from __future__ import annotations

import os
from functools import cache

# Short forms met in world news that the English table lacks.
_OTHERS = """
benjamin: bibi
aleksandr: sasha
alexander: sasha
mikhail: misha
dmitry: dima
vladimir: volodya
nikolai: kolya
francisco: paco pancho
jose: pepe
guillermo: memo
giuseppe: beppe
luigi: gigi
johannes: hans
friedrich: fritz
"""


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Return the short forms of given names, by the name in lower case."""
    with open(os.path.join(os.path.dirname(__file__), "nicknames.txt"), encoding="utf-8") as file:
        text = file.read() + _OTHERS
    table: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        name, colon, forms = line.partition(":")
        if colon and not line.startswith("#"):
            table[name.strip()] = table.get(name.strip(), frozenset()) | frozenset(forms.split())
    return table


def is_short_form(first: str, second: str) -> bool:
    """Tells whether one of two lower-case given names is a short form of the other."""
    table = short_forms()
    return second in table.get(first, ()) or first in table.get(second, ())
