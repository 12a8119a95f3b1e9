"""Words that tell who speaks, by language: verbs of speech and what stands before a source; `newsx.quotes` takes its words from here.

The table is kept by hand (`added/speech.tsv`): to teach newsx the verbs of a language, add its row there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from newsx.vocabulary.tables import read_rows

Kind = Literal["say", "call", "by"]


@cache
def speech_words(kind: Kind, language: str) -> tuple[str, ...]:
    """Return the forms of one kind in a language, the longest first; none for languages without a row.

    "say": verbs of speech; "call": verbs that describe in quoted words, and of thought; "by": what stands before a source.
    """
    rows = read_rows("added/speech.tsv", columns=3)
    words = {
        form.replace("_", " ") for name, of, forms in rows if of == kind and name == language for form in forms.split()
    }
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def speech_pattern(*kinds: Kind, language: str) -> str:
    """Return a regular expression for the forms of these kinds, the longest first, without boundaries; empty where there are none.

    Forms that begin alike share their beginning: a text is read through several times as fast.
    """
    tree: dict[str, Any] = {}
    for word in (word for kind in kinds for word in speech_words(kind, language)):
        place = tree
        for letter in word:
            place = place.setdefault(letter, {})
        place[""] = {}
    return _alternatives(tree) if tree else ""


def _alternatives(tree: dict[str, Any]) -> str:
    """Return what may stand from here on in a tree of letters."""
    branches = [
        (r"\s+" if letter == " " else re.escape(letter)) + _alternatives(below)
        for letter, below in sorted(tree.items())
        if letter
    ]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return joined + ("?" if "" in tree else "")
