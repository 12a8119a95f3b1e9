"""Small words that stick to names in scripts without spaces, where a piece of the network may hold both; `world_ner` calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.tagging.decoding import Mention

# Chinese words before a name ("in Shanghai") and behind it, particles of Japanese and Korean behind it. What is left of a name has two signs at least.
_BEFORE: Final = lazy_pattern(r"^(?:在|于|於|从|從|向|由|与|與|对|對|自|据|當|当)(?=[\u4e00-\u9fff]{2})")
_BEHIND: Final = lazy_pattern(
    r"(?<=[\u4e00-\u9fff\u30a0-\u30ff]{2})(?:的|が|は|を|に|で|と|も|へ|の)$|(?<=[\uac00-\ud7af]{2})(?:에서|에게|으로|에는|의|은|는|을|를|에)$"
)


def bare(text: str, mention: Mention) -> Mention:
    """Return a mention without the small word that it opens or closes with; offsets are moved accordingly."""
    words = text[mention.start : mention.end]
    if words.isascii():
        return mention
    start, end = mention.start, mention.end
    if opening := _BEFORE.match(words):
        start += opening.end()
    if closing := _BEHIND.search(text[start:end]):
        end = start + closing.start()
    return mention._replace(start=start, end=end)
