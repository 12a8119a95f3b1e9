"""Forms of address before a name: which are stepped over, and which say what somebody is as well; for the role finder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.tokens import is_head, is_style
from newsx.names.roles.words import FIELDS, HEADS, RECORDED_TITLES
from newsx.names.tables import STYLES, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.names.roles.tokens import Token
    from newsx.records import NameMention

_NEXT_WORD = lazy_pattern(r" ([\w-]+)")
# Titles only together with another: "Tan Sri", "Datuk Seri".
_HALF_TITLES = word_set("tan sri seri")


def without_honorifics(tokens: Sequence[Token], end: int) -> int:
    """Return the place before the courtesy titles and other styles that end at `end`."""
    while (
        end > 0
        and (tokens[end - 1].low in STYLES or tokens[end - 1].low in RECORDED_TITLES)
        and tokens[end - 1].capital
        and (tokens[end - 1].low not in HEADS or tokens[end - 1].low in RECORDED_TITLES or is_style(tokens, end - 1))
    ):
        end -= 1
    return end


def recorded_titles(tokens: Sequence[Token], start: int) -> list[tuple[int, int]]:
    """Return the spans of titles among the forms of address from `start` on that say what somebody is ("Prof Datuk")."""
    spans: list[tuple[int, int]] = []
    for place in range(start, len(tokens)):
        if tokens[place].low not in RECORDED_TITLES:
            continue
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return [span for span in spans if span[1] - span[0] > 1 or tokens[span[0]].low not in _HALF_TITLES]


def is_part_of_office(text: str, name: NameMention) -> bool:
    """Tell whether what is marked as an organisation is a word of an office: "Chief Cabinet Secretary", "Senate President"."""
    if name.label != "ORG" or not all(word.lower() in FIELDS for word in name.text.split()):
        return False
    after = _NEXT_WORD.match(text, name.end)
    return after is not None and after.group(1).istitle() and is_head(after.group(1).lower())
