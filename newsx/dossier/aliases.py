"""Organisations of the whole world and their other names; the table `aliases.tsv` beside this file is made to be edited."""

from __future__ import annotations

import os
from functools import cache

from newsx.names.forms import fold


@cache
def global_bodies() -> dict[str, str]:
    """Return the folded forms of organisations that are one wherever they are named, each with the folded main name."""
    forms: dict[str, str] = {}
    with open(os.path.join(os.path.dirname(__file__), "aliases.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            name, *others = line.rstrip("\n").split("\t")
            for form in (name, *others):
                forms.setdefault(fold(form), fold(name))
    return forms
