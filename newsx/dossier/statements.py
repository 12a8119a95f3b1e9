"""Reads the statements of `store.sql` by their names; `store` runs them."""

from __future__ import annotations

import os
from functools import cache

_MARK = "-- name: "


@cache
def statements() -> dict[str, str]:
    """Return every statement by its name."""
    with open(os.path.join(os.path.dirname(__file__), "store.sql"), encoding="utf-8") as file:
        _, *parts = file.read().split(_MARK)
    found = {}
    for part in parts:
        name, _, text = part.partition("\n")
        found[name.strip()] = text.strip()
    return found


def schema() -> list[str]:
    """Return the statements that make the tables of a new dossier."""
    return [each for each in statements()["schema"].split(";\n") if each.strip()]
