"""Words of bylines by language; whatever reads authors off a page or a dump takes its words from here.

The table is kept by hand (`added/bylines.tsv`): to teach newsx the bylines of a language, add its rows there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from newsx.vocabulary.tables import read_rows

Kind = Literal["by", "author", "label", "and", "desk", "agency", "section", "particle", "office", "body"]


@cache
def byline_words(kind: Kind, *languages: str) -> tuple[str, ...]:
    """Return the words and phrases of one kind, lower-case, the longest first, of the languages given; of all for none.

    "by" stands right before a name ("written by"), "author" does so with or without a colon, "label" with a colon or a
    slash only ("text"), "and" joins names. "desk" is a credit that names nobody ("Redaktion"), "agency" a name that signs for a
    body, "section" a word of the menu that dumps glue behind a name, "particle" a small word within names, "office" what somebody is,
    "body" a word of organisations that is in no person's name.
    """
    rows = read_rows("added/bylines.tsv", columns=3)
    words = {form.lower() for language, of, form in rows if of == kind and (not languages or language in languages)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def byline_pattern(*kinds: Kind, languages: tuple[str, ...] = ()) -> str:
    """Return the words of these kinds as alternatives of a regular expression, without brackets around them.

    They are written in lower case, with any white space between the words of a phrase, and no boundary at either end.
    """
    return "|".join(
        r"\s+".join(map(re.escape, word.split())) for kind in kinds for word in byline_words(kind, *languages)
    )
