"""Finds who speaks in languages that put the verb last or write no spaces: Chinese, Japanese, Korean. `frames` asks it first.

In Chinese the verb right before the mark owns the quote, whoever is named behind it; in Japanese and Korean the verb stands behind the
quote and a particle marks its subject, before the quote or between it and the verb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.quotes.scene import HIDDEN

if TYPE_CHECKING:
    from newsx.quotes.marks import Marked
    from newsx.quotes.scene import Name, Scene

Span = tuple[int, int]

# What may stand between a verb and the mark that opens the quote.
_TO_MARK = lazy_pattern(r"[道着了]?\s*(?:[:：,，]\s*)?")
# A comma does not end what a subject governs; these do.
_CLAUSE_ENDS = "。！？；\n"
_OWNED = "的"
# What follows a subject, and what ties the quote to its verb.
_SUBJECT = {
    "ja": re.compile(r"[^\s、。「」『』はがもをにで]{0,10}(?:は|が|も)"),
    "ko": re.compile(r"[^.,\"“”]{0,12}?(?:은|는|이|가)(?=[\s,])"),
}
_TIE = {"ja": re.compile(r"、?(?:など)?と"), "ko": re.compile(r"(?:이?라고|고|라며|며)\b|,")}
_REACH = 60


def frame_unspaced(scene: Scene, quote: Marked) -> tuple[str, Span | None, Span | None] | None:
    """Return rule, source and cue of a quote in Chinese, Japanese or Korean; None for others and where nothing tells."""
    if scene.language == "zh":
        return _before(scene, quote)
    if scene.language in _SUBJECT:
        return _before(scene, quote) or _around(scene, quote)
    return None


def _before(scene: Scene, quote: Marked) -> tuple[str, Span | None, Span | None] | None:
    """Return what a verb right before the mark tells."""
    low = _clause_start(scene, quote)
    verbs = list(scene.speech(low, quote.left))
    verb = verbs[-1] if verbs else None
    if verb is None or not _TO_MARK.fullmatch(scene.shown, verb.end(), quote.left):
        return None
    joint = max(scene.shown.rfind(sign, low, verb.start()) for sign in ("，", ",", HIDDEN))
    for start in dict.fromkeys((joint + 1 if joint >= 0 else low, low)):
        name = _first(scene, start, verb.start())
        if name is not None:
            return "say_introduces", (name.start, name.end), verb.span()
    return None


def _first(scene: Scene, low: int, high: int) -> Name | None:
    """Return the first person named in a clause, else the first organisation; not one that owns what follows."""
    named = [
        name for name in scene.names_in(low, high) if name.end <= high and not scene.shown.startswith(_OWNED, name.end)
    ]
    return next((name for name in named if name.label == "PERSON"), named[0] if named else None)


def _around(scene: Scene, quote: Marked) -> tuple[str, Span | None, Span | None] | None:
    """Return what a verb behind a quote tells, with the subject that a particle marks."""
    high = min(scene.sentence_end(quote.right, scene.paragraphs[quote.last].end), quote.right + _REACH)
    tie = _TIE[scene.language].match(scene.shown, quote.right, high)
    verb = next(scene.speech(quote.right, high), None) if tie else None
    if tie is None or verb is None:
        return None
    cue = (max(verb.start(), tie.end()), verb.end()) if verb.start() < tie.end() < verb.end() else verb.span()
    between = [name for name in scene.names_in(tie.end(), verb.start()) if _is_subject(scene, name)]
    ahead = [name for name in scene.names_in(_clause_start(scene, quote), quote.left) if _is_subject(scene, name)]
    name = between[0] if between else ahead[-1] if ahead else None
    return "say_before", (name.start, name.end) if name else None, cue


def _is_subject(scene: Scene, name: Name) -> bool:
    return _SUBJECT[scene.language].match(scene.shown, name.end) is not None


def _clause_start(scene: Scene, quote: Marked) -> int:
    """Return where the sentence that leads to a quote begins."""
    low = scene.sentence_start(quote.left, scene.paragraphs[quote.first].start)
    return max(low, *(scene.shown.rfind(sign, low, quote.left) + 1 for sign in _CLAUSE_ENDS))
