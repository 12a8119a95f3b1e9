"""The sentence that a stretch of an article's text stands in, for tables that people read. Called by `tables`."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from newsx.lazy import lazy_pattern
from newsx.vocabulary.calendar_names import full_names, month_numbers, weekday_numbers

# Words before a full stop that ends no sentence: titles, what stands before names and numbers.
_TITLES = "mr mrs ms mx dr prof rev hon gov gen lt col maj capt cmdr adm sgt cpl sen rep pres"
_OTHERS = "st ste mt ft no nos vs etc al inc ltd co corp bros dept est approx art fig vol pp ed eds cf eg ie"
_FOREIGN = "hr bzw ca nr str dipl ing hl sr sra srta av mme mlle"
_SHORT = frozenset(f"{_TITLES} {_OTHERS} {_FOREIGN}".split())
# A line end parts sentences whatever stands before it; so does a mark of the end with space behind it, or one of East Asia.
_END = lazy_pattern(r"\n\s*|(?<=[.!?…])[”\"’»)\]]*\s+|[。！？][”」』）]*\s*")
_LAST_WORD = lazy_pattern(r"([^\W\d_](?:[\w.]{0,24}[^\W_])?)\.$")
_OPENS = lazy_pattern(r"[“\"‘'«(\[¿¡—–-]*[^\W_]")
_LOOK_BACK = 24


class Sentences:
    """The sentences of a text, found once; an abbreviation or an initial ends none."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _END.finditer(text) if _ends(text, match))]

    def around(self, start: int, end: int) -> str:
        """Return the sentence, or the sentences, that the stretch stands in, on one line."""
        first = self._starts[bisect_right(self._starts, start) - 1]
        after = bisect_right(self._starts, max(start, end - 1))
        last = self._starts[after] if after < len(self._starts) else len(self._text)
        return " ".join(self._text[first:last].split())


def _ends(text: str, match: re.Match[str]) -> bool:
    """Return whether a sentence ends at a match."""
    if "\n" in match[0] or text[match.start()] in "。！？":
        return True
    opens = _OPENS.match(text, match.end())
    if opens is None or opens[0][-1].islower():
        return False
    word = _LAST_WORD.search(text, max(0, match.start() - _LOOK_BACK), match.start())
    if word is None:
        return True
    last = word[1]
    is_initial = len(last) == 1 and last.isupper()
    return not is_initial and last.lower() not in _shortened() and not re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", last)


@cache
def _shortened() -> frozenset[str]:
    """Return the words that a full stop shortens, those of the calendar too; "may" is whole."""
    short = {*month_numbers("en", width="short"), *weekday_numbers("en", width="short")}
    return _SHORT | (short - full_names("en"))
