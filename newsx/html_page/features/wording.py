"""Features of wording: what the words of a block say by themselves."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.html_page.features.cues import CUES, OPENING_STEMS, OPENINGS, STEM, STOP_WORDS
from newsx.html_page.features.shingles import WORD
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.html_page.blocks import Block

# Cue words are looked for in the first part of a block only: a long block is judged by its other traits.
CUE_REACH = 300
# Lines up to this length (menus, buttons, teasers) come again and again on the pages of a site, and are read once.
MAX_KEPT = 60
# Numbers in a row of `Wording`.
COLUMNS = 15 + len(CUES)

_DIGIT = lazy_pattern(r"\d")
_ENDS = (".", "!", "?", "。", "！", "？", "…", '."', ".”", '?"', "?”", '!"', "!”", ".’", ".)")
_QUOTES = frozenset("\"“‘'«„")


@dataclass(slots=True)
class Wording:
    """The words of a block in lower case, and COLUMNS numbers about them, which few blocks are asked for."""

    text: str
    tokens: tuple[str, ...]
    _row: bytes = b""

    @property
    def row(self) -> bytes:
        """COLUMNS numbers in single precision."""
        self._row = self._row or array("f", _row(self.text, self.tokens)).tobytes()
        return self._row


def read_wording(blocks: Iterable[Block]) -> list[Wording]:
    """Return the wording of each block."""
    return [(_read_short if len(block.text) <= MAX_KEPT else _read)(block.text) for block in blocks]


def _read(text: str) -> Wording:
    """Return the wording of a text."""
    return Wording(text, tuple(WORD.findall(text.lower())))


_read_short = lru_cache(maxsize=4096)(_read)


def _row(text: str, tokens: Sequence[str]) -> list[float]:
    """Return the COLUMNS numbers about a text in the order that the model knows."""
    size = len(text)
    count = max(1, len(tokens))
    cues = _cues(text, tokens)
    words = text.split()
    initials = [word[0] for word in words]
    letters = max(1, sum(map(str.isalpha, initials)))
    return [
        math.log1p(len(tokens)),
        text.endswith(_ENDS),
        sum(map(STOP_WORDS.__contains__, tokens)) / count,
        any(cues[:4]),
        math.log1p(size),
        text[-1] == ":",
        text.count(",") / count,
        len(_DIGIT.findall(text)) / size,
        sum(map(str.isupper, initials)) / letters,
        sum(len(word) > 1 for word in words if word.isupper()) / letters,
        initials[0].islower(),
        text[0] in _QUOTES,
        "?" in text,
        "|" in text,
        "@" in text or "http" in text or "www." in text,
        *cues,
    ]


def _cues(text: str, tokens: Sequence[str]) -> list[bool]:
    """Return which cues the beginning of a text holds; searched for only where a word of theirs stands."""
    possible = {2} if "©" in text else set()
    for token in tokens[:CUE_REACH]:
        if token in OPENINGS:
            possible.update(OPENINGS[token])
        if token[:STEM] in OPENING_STEMS:
            possible.update(OPENING_STEMS[token[:STEM]])
    found = [False] * len(CUES)
    for cue in possible:
        found[cue] = CUES[cue].search(text, 0, CUE_REACH) is not None
    return found
