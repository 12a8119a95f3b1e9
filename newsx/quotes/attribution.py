"""Joins quotes to their sources: each by its own sentence, else by its neighbours in the paragraph and around it. `finding` calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.quotes.confidence import confidence_of
from newsx.quotes.dashes import DASH
from newsx.quotes.frames import Frame, frame_before, frame_of
from newsx.quotes.heard import SURE, SURE_OF_ANOTHER, hear, needs_hearing
from newsx.quotes.marks import CJK
from newsx.quotes.openings import opening_subject
from newsx.quotes.phrases import subject_before
from newsx.quotes.scene import HIDDEN
from newsx.quotes.speakers import Speakers
from newsx.quotes.turns import TURN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.quotes.heard import Heard
    from newsx.quotes.marks import Marked
    from newsx.quotes.scene import Scene
    from newsx.quotes.speakers import Answer

# A quote of fewer words without a frame of its own is a name, a title or a word the writer doubts.
_FEWEST_WORDS = 4
_WORD = lazy_pattern(r"\w+(?:[’'-]\w+)*")
_ENDS = ".,!?…;:—–-。！？।॥۔؟؛።"
_ENDS_BEHIND = frozenset(",，،、")
# Who was asked or told does not speak.
_IS_TOLD = lazy_pattern(r"(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?(?:asked|told)\b")
_SMALL = frozenset(
    ("a", "an", "and", "at", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with", "by", "as")
)
# How many characters may lie between two quotes of one speaker in one paragraph.
_NEAR = 600


class Attributed(NamedTuple):
    """A quote with its frame (None where it has no source) and who that is; `rule` names the way, `confidence` how sure it is."""

    marked: Marked
    frame: Frame | None
    answer: Answer | None
    rule: str
    confidence: float


def _attributed(
    marked: Marked, frame: Frame | None, answer: Answer | None, rule: str, *, most: float = 1.0
) -> Attributed:
    return Attributed(marked, frame, answer, rule, min(most, confidence_of(rule, answer)))


def attribute(scene: Scene) -> list[Attributed]:
    """Return what was said, in order, each with its source; marks that hold names, titles or doubted words are left out.

    Where the rules are not sure of every quote they go over the text again, with what the model hears in those paragraphs.
    """
    frames = [frame_of(scene, marked) for marked in scene.marked]
    said = _attribute(scene, Speakers(scene), frames, None)
    unsure = [each.marked for each in said if needs_hearing(each.rule, each.answer)]
    if not unsure:
        return said
    heard = hear(scene, frames, sorted({number for marked in unsure for number in (marked.first, marked.last)}))
    return _attribute(scene, Speakers(scene), frames, heard) if heard.told else said


def _attribute(
    scene: Scene, speakers: Speakers, frames: Sequence[Frame | None], heard: Heard | None
) -> list[Attributed]:
    found: list[Attributed] = []
    spoke: Answer | None = None
    for number, (marked, frame) in enumerate(zip(scene.marked, frames, strict=True)):
        if not is_speech(scene, marked, frame):
            continue
        if frame is not None:
            said = _attributed(marked, frame, speakers.of_frame(frame, spoke), frame.rule)
        else:
            following = frames[number + 1] if number + 1 < len(frames) else None
            said = _by_neighbours(scene, speakers, number, found, following)
        if heard is not None and needs_hearing(said.rule, said.answer):
            said = _by_ear(scene, heard, speakers, said, spoke)
        found.append(said)
        spoke = said.answer or (None if said.frame and said.frame.source else spoke)
    return found


def _by_ear(scene: Scene, heard: Heard, speakers: Speakers, said: Attributed, spoke: Answer | None) -> Attributed:
    """Return a quote with the source that the model has found, where that is somebody of the article and surer than what there is."""
    frame = heard.source_of(said.marked, least=SURE if said.answer is None else SURE_OF_ANOTHER)
    if frame is None or (frame.cue is not None and _IS_TOLD.match(scene.low, *frame.cue)):
        return said
    answer = speakers.of_frame(frame, spoke)
    if answer is None or (said.answer is not None and answer[:2] == said.answer[:2]):
        return said
    return _attributed(said.marked, frame, answer, "heard")


def is_speech(scene: Scene, marked: Marked, frame: Frame | None) -> bool:
    """Whether marked words are something said, and not a name, the title of a work, or a word that is doubted."""
    words = _WORD.findall(scene.text, marked.start, marked.end)
    if not words:
        return False
    if marked.mark in {DASH, TURN}:
        return True
    behind = scene.text[marked.right : marked.right + 1]
    closed = scene.text[marked.end - 1] in _ENDS or (
        scene.language != "en" and (behind in _ENDS_BEHIND or _is_announced(scene.text, marked.left))
    )
    if any(word[0] >= CJK for word in words):
        words = [letter for word in words for letter in word]
    if frame is not None and not frame.rule.startswith("call") and frame.rule not in {"tail", "according_tail"}:
        return not _is_title(words) or closed or frame.rule.endswith("introduces")
    if frame is not None:
        return not _is_title(words) and (len(words) > 1 or frame.rule.startswith("call"))
    return closed and len(words) >= _FEWEST_WORDS and not _is_title(words) and not words[0][0].islower()


def _is_announced(text: str, left: int) -> bool:
    """Whether a colon stands before the mark at `left`."""
    return text[max(0, left - 3) : left].rstrip().endswith((":", "："))


def _is_title(words: list[str]) -> bool:
    """Whether all words of weight have a capital, as in names and titles."""
    weighty = [word for word in words if word.lower() not in _SMALL]
    return bool(weighty) and all(word[0].isupper() or word[0].isdigit() for word in weighty) and len(words) < 10


def _by_neighbours(
    scene: Scene, speakers: Speakers, number: int, found: list[Attributed], following: Frame | None
) -> Attributed:
    """Return a quote that no sentence of its own attributes, with the source of what stands around it."""
    marked = scene.marked[number]
    before = found[-1] if found else None
    if before is not None and before.marked.last == marked.first and marked.left - before.marked.right < _NEAR:
        return _shared(scene, marked, before, "same_paragraph")
    above = _colon_above(scene, marked)
    if above is not None:
        answer = speakers.of_frame(above, before.answer if before else None)
        return _attributed(marked, above, answer, "colon_above")
    begins = marked.left == scene.paragraphs[marked.first].start
    ahead = scene.marked[number + 1] if number + 1 < len(scene.marked) else None
    if following is not None and ahead is not None and ahead.first == marked.last and ahead.left - marked.right < 3:
        return _attributed(
            marked, following, speakers.of_frame(following, before.answer if before else None), "next_quote"
        )
    opening = _sentence_before(scene, marked)
    if opening is not None:
        answer = speakers.of_frame(opening, before.answer if before else None)
        if answer is not None:
            return _attributed(marked, opening, answer, "sentence_before")
    if before is not None and begins and before.marked.last == marked.first - 1:
        return _shared(scene, marked, before, "paragraph_above")
    told = _told_above(scene, marked) if begins else None
    if told is not None:
        return _attributed(marked, told, speakers.of_frame(told, before.answer if before else None), "told_above")
    return _attributed(marked, None, None, "none")


def _shared(scene: Scene, marked: Marked, before: Attributed, rule: str) -> Attributed:
    """Return a quote with the source of the one before; others named between them make that unsure."""
    answer = before.answer
    others = {
        name.entity
        for name in scene.names_in(before.marked.right, marked.left)
        if name.label == "PERSON" and not scene.is_hidden(name.start)
    }
    own = {answer.entity} if answer is not None and answer.label == "PERSON" else set()
    source = before.frame.source if before.frame else None
    if source is not None and before.marked.right <= source[0]:
        others -= {name.entity for name in scene.names_in(*source)}
    if others - own:
        rule += "_others"
    if answer is not None:
        answer = answer._replace(how="previous_speaker")
    return _attributed(marked, before.frame, answer, rule, most=before.confidence)


def _colon_above(scene: Scene, marked: Marked) -> Frame | None:
    """Return the frame of the sentence with a colon that ends the paragraph above."""
    if marked.first == 0 or marked.left != scene.paragraphs[marked.first].start:
        return None
    above = scene.paragraphs[marked.first - 1]
    if scene.text[above.end - 1] != ":":
        return None
    return frame_before(scene, scene.sentence_start(above.end - 1, above.start), above.end)


def _told_above(scene: Scene, marked: Marked) -> Frame | None:
    """Return the frame of the last sentence of the paragraph above, where it reports what somebody said without quoting it."""
    if marked.first == 0:
        return None
    above = scene.paragraphs[marked.first - 1]
    low = scene.sentence_start(above.end - 1, above.start)
    if HIDDEN in scene.shown[low : above.end]:
        return None
    for verb in reversed(list(scene.speech(low, above.end))):
        subject = subject_before(scene, low, verb.start())
        if subject is not None:
            return Frame("told_above", subject[:2], verb.span())
    return None


def _sentence_before(scene: Scene, marked: Marked) -> Frame | None:
    """Return a frame for a quote that is a sentence, from the subject of the sentence right before it in its paragraph."""
    paragraph = scene.paragraphs[marked.first]
    end = marked.left
    while end > paragraph.start and scene.shown[end - 1].isspace():
        end -= 1
    if end <= paragraph.start or scene.shown[end - 1] not in ".:;":
        return None
    low = scene.sentence_start(end - 1, paragraph.start)
    verb = frame_before(scene, low, end)
    if verb is not None:
        return verb
    if scene.shown[end - 1] == ":":
        subject = opening_subject(scene, low, end)
        return Frame("colon_subject", subject[:2], None) if subject else None
    for name in scene.names_in(low, end):
        if name.label == "PERSON" and not scene.shown[low : name.start].strip():
            return Frame("sentence_before", (name.start, name.end), None)
    return None
