"""Where words end whose closing mark is missing: before the reporter's own words, as far as these can be told. `scene` calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.quotes.marks import CLOSING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from newsx.quotes.marks import Marked, Paragraph

_SENTENCE_END = lazy_pattern(r"[.!?…](?=\s+[^\W\d_a-z])|[。！？]")
_NAME = r"[^\W\d_a-z][\w.’'-]*(?:\s(?:[^\W\d_a-z][\w.’'-]*|de|van|von|al|bin)){0,3}"
# "…, said Ada Lund": the words end at the comma.
_VERB_FIRST = lazy_pattern(r"[,?!]\s+$")
_NAME_BEHIND = lazy_pattern(rf"\s(?:{_NAME}|the\s|an?\s)")
# "…, Ada Lund said" and "… it. Ada Lund said"; speech itself says "he said", so a pronoun ends it only where the sentence ends too.
_NAME_FIRST = lazy_pattern(rf"([,.?!]\s+){_NAME}\s(?:\w+ly\s|also\s)?$")
_PRONOUN_FIRST = lazy_pattern(r"([,?!]\s+)(?:he|she|they)\s$")
_STOPS = lazy_pattern(r"\s?[.]")
_LOOK_BACK = 60


def cut_unclosed(
    text: str, low: str, marked: Sequence[Marked], paragraphs: Sequence[Paragraph], say: re.Pattern[str]
) -> Iterator[Marked]:
    """Yield marked words; those without a closing mark end where the reporter's words go on, or are left out where nothing tells."""
    for each in marked:
        if each.is_closed or each.first != each.last or each.mark not in CLOSING:
            yield each
            continue
        ends = [end for end in (_asides(text, low, each, say), _sentence(text, each, paragraphs)) if end is not None]
        if ends:
            end = each.start + len(text[each.start : min(ends)].rstrip())
            yield each._replace(end=end, right=end)
        elif each.right == paragraphs[each.last].end:
            yield each


def _asides(text: str, low: str, marked: Marked, say: re.Pattern[str]) -> int | None:
    """Return where words end that somebody is said to say behind them."""
    for verb in say.finditer(low, marked.start, marked.end):
        back = max(marked.start, verb.start() - _LOOK_BACK)
        first = _VERB_FIRST.search(text, back, verb.start())
        if first and _NAME_BEHIND.match(text, verb.end(), marked.end):
            return first.start() + 1
        named = _NAME_FIRST.search(text, back, verb.start())
        if named is None and _STOPS.match(text, verb.end(), marked.end):
            named = _PRONOUN_FIRST.search(text, back, verb.start())
        if named:
            return named.start() + 1
    return None


def _sentence(text: str, marked: Marked, paragraphs: Sequence[Paragraph]) -> int | None:
    """Return where the first sentence ends, for a fragment and for words that another opening mark cuts off."""
    if marked.right == paragraphs[marked.last].end and not text[marked.start].islower():
        return None
    end = _SENTENCE_END.search(text, marked.start, marked.end)
    if end is not None:
        return end.end()
    last = text[marked.end - 1]
    return marked.end if last in ".!?…。！？" else None
