"""The dateline of an article, "NAIROBI, Kenya, May 9 (AP) —": where, for which agency and when it was written.

Assembly asks for it. Form alone decides here; whether the words before the dash are a place is known only where the text has been tagged.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsx.bylines import is_agency
from newsx.lazy import lazy_pattern

# A dateline ends within so many characters of the first paragraph.
LONGEST = 110
_UPPER = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_UPPER}][\w.'’-]*"
# "SYDNEY and KUALA LUMPUR", "RIO DE JANEIRO"; of words that are not in capitals, at most three, and more must follow than a dash.
_CAPITALS = (
    rf"[{_UPPER}][{_UPPER}.'’-]+(?:[ /](?:(?:and|&|y|et|und|e|of|de|del|la|el|al) )?[{_UPPER}][{_UPPER}.'’-]+){{0,4}}"
)
_TITLE = rf"{_WORD}(?: (?:(?:and|&|y|et|und|e|of|de|del|la|el|am|an der) )?{_WORD}){{0,3}}"
_REGION = rf"(?: ?, ?(?!(?:the|a|an) )[{_UPPER}][\w.'’-]*(?: {_WORD}){{0,3}})"
# "May 9", "9 May 2025", "Tuesday 6 May", "9 may": a word and a number, whatever the language.
_DAY = r"(?:,? ?(?:[^\W\d_]{3,10}\.?,? )?(?:[^\W\d_]{3,10}\.? \d{1,2}\.?|\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?)(?:,? (?:de )?\d{4})?)"
_AGENCY = r"(?: ?\((?P<agency>[^()\n]{2,40})\))"
_DASH = r"(?: ?\.? ?(?:--|[–—-]) ?(?=\S)|\.-\s?)"
_SIGNED = lazy_pattern(
    rf"(?P<town>{_CAPITALS}|{_TITLE}){_REGION}{{0,2}}(?:{_DAY})?{_AGENCY}(?:{_DAY})?{_DASH}"
    rf"|(?P<town_>{_CAPITALS}|{_TITLE}){_REGION}{{0,2}}{_DAY}(?: ?\.? ?(?:--|[–—]) ?| - )"
    rf"|(?P<town__>{_CAPITALS}){_REGION}{{0,2}} ?[–—-] ?(?={_WORD}|\d){_DAY}:"
)
_PLAIN = lazy_pattern(rf"(?P<town>{_CAPITALS}){_REGION}{{0,2}}(?:\.-\s|(?: ?--? | ?[–—] ?)(?=\S)|: )")
_NO_AGENCY = lazy_pattern(r"\d|^[a-z ]+$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline by its form: offsets of the whole without its dash, the end of the town in it, and the agency in brackets."""

    start: int
    end: int
    town_end: int
    agency: str | None


def find_dateline(text: str, start: int = 0) -> Dateline | None:
    """Return the dateline that the text begins with at `start`; None where it begins otherwise."""
    head = text[start : start + LONGEST].split("\n", 1)[0]
    for pattern in (_SIGNED, _PLAIN):
        match = pattern.match(head)
        if match is None:
            continue
        named = match.groupdict()
        town = named["town"] or named.get("town_") or named.get("town__") or ""
        agency = named.get("agency")
        if agency is not None and _NO_AGENCY.search(agency) and not is_agency(agency):
            return None
        end = start + len(match[0].rstrip(" .:–—-"))
        return Dateline(start, end, start + len(town), agency)
    return None
