"""Finds reported speech: "X said that …", "…, X said.", "according to X, …". `finding` asks for it when indirect quotes are wanted.

One sentence gives one report at most; what a sentence reports within another's words is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.quotes.frames import Frame
from newsx.quotes.phrases import BREAKS, PREPOSITIONS, PRONOUNS, phrase_behind, subject_before
from newsx.quotes.scene import HIDDEN

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from newsx.quotes.marks import Paragraph
    from newsx.quotes.scene import Scene

# Behind the verb, before what is said: whom it is said to, when, how. "told reporters on Monday that"
_ASIDE = lazy_pattern(r"\s(?:[^\s,;:.]+\s){0,7}?(?=that\b)")
_THAT = lazy_pattern(r"\sthat\b")
# What is said without "that" begins so: "said he would", "said the bridge", "said there was".
_CLAUSE = lazy_pattern(
    r"\s(?=(?:he|she|it|they|we|I|you|there|the|a|an|his|her|their|its|this|these|those|all|both|some|many|more|most|no|nobody|"
    r"nothing|if|when|[A-Z][\w’'-]*|\d[\d,.]*)\s)"
)
# Verbs behind which a clause may stand without "that"; behind others such words are an object: "announced the opening".
SPEECH_OF_CLAUSE = lazy_pattern(
    "said|says|say|saying|claimed|claims|claiming|argues|argued|insisted|insists|believes|thinks|stated"
)
# What may follow "…, X said" up to the end of the sentence: whom, when, where it was said.
_CLOSES = lazy_pattern(r"(?:\s(?!that\b)[^\s,:;\x01]+){0,9}")
_ENDS_OF_SENTENCE = '.!?…”"’'
_FEWEST_CHARACTERS = 15
_OPENERS = PREPOSITIONS | BREAKS | {"asked", "then", "shortly", "hours", "days", "months", "later", "earlier"}


class Report(NamedTuple):
    """The words of a sentence that report what somebody said, with its frame."""

    start: int
    end: int
    frame: Frame


def find_reports(scene: Scene, paragraphs: Sequence[Paragraph] | None = None) -> list[Report]:
    """Return what the sentences of a text, or of some of its paragraphs, report, in order."""
    found = []
    for paragraph in scene.paragraphs if paragraphs is None else paragraphs:
        starts = [paragraph.start, *scene.sentence_ends(paragraph.start, paragraph.end)]
        for start, end in zip(starts, [*starts[1:], paragraph.end], strict=True):
            report = _report(scene, _past(scene, start, end), end)
            if report is not None and report.end - report.start >= _FEWEST_CHARACTERS:
                found.append(report)
    return found


def _report(scene: Scene, low: int, high: int) -> Report | None:
    while high > low and (scene.shown[high - 1].isspace() or scene.shown[high - 1] in _ENDS_OF_SENTENCE):
        high -= 1
    by = _by_source(scene, low, high)
    if by is not None:
        return by
    for verb in scene.speech(low, high):
        subject = subject_before(scene, low, verb.start())
        if subject is None:
            inverted = _inverted(scene, low, verb, high)
            if inverted is not None:
                return inverted
            continue
        source, cue = (subject.start, subject.end), verb.span()
        ahead = scene.shown[low : subject.start].rstrip()
        if ahead.endswith(",") and _CLOSES.fullmatch(scene.shown, verb.end(), high) and not _is_opening(ahead):
            return Report(low, low + len(ahead) - 1, Frame("told_before", source, cue))
        start = _begins(scene, verb, high)
        if start is not None:
            return Report(start, high, Frame("told", source, cue))
    return None


def _is_opening(ahead: str) -> bool:
    """Whether the words before a comma are no clause: "In her first speech, Ada Lund said …"."""
    words = ahead.rstrip(" ,").split(maxsplit=1)
    if not words or ", " in ahead.rstrip(" ,"):
        return False
    return words[0].lower() in _OPENERS


def _begins(scene: Scene, verb: re.Match[str], high: int) -> int | None:
    """Return where the words begin that a verb reports: at "that", or at once where a clause follows a verb of speech."""
    that = _THAT.match(scene.shown, verb.end(), high) or _ASIDE.match(scene.shown, verb.end(), high)
    if that is not None:
        return scene.shown.index("that", verb.end(), high)
    clause = _CLAUSE.match(scene.shown, verb.end(), high)
    if clause is not None and SPEECH_OF_CLAUSE.fullmatch(verb.group()):
        return clause.end()
    return None


def _inverted(scene: Scene, low: int, verb: re.Match[str], high: int) -> Report | None:
    """Return the report of "…, said X"."""
    ahead = scene.shown[low : verb.start()].rstrip()
    if not ahead.endswith(",") or _is_opening(ahead):
        return None
    source = phrase_behind(scene, verb.end(), high)
    if source is None or HIDDEN in ahead or scene.shown[source[0] : source[1]].lower() in PRONOUNS:
        return None
    return Report(low, low + len(ahead) - 1, Frame("told_before", source, verb.span()))


def _by_source(scene: Scene, low: int, high: int) -> Report | None:
    for by in scene.verbs.by.finditer(scene.low, low, high) if scene.verbs.by else ():
        source = phrase_behind(scene, by.end(), high, loose=True)
        if source is None:
            continue
        if by.start() == low:
            comma = scene.shown.find(",", source[1], high)
            if comma < 0:
                return None
            return Report(_past(scene, comma + 1, high), high, Frame("told", source, by.span()))
        ahead = scene.shown[low : by.start()].rstrip().rstrip(",")
        return Report(low, low + len(ahead), Frame("told_before", source, by.span()))
    return None


def _past(scene: Scene, start: int, high: int) -> int:
    while start < high and scene.shown[start].isspace():
        start += 1
    return start


def holds_quote(scene: Scene, report: Report) -> bool:
    """Whether quoted words stand in what a report reports: they are given as a quote."""
    return HIDDEN in scene.shown[report.start : report.end]
