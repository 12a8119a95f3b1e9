"""Finds what a sentence says of a quote in it: the verb of speech beside the marks and the words that name the source.

`frame_of` looks right of the quote, then left of it in the same sentence; a frame names the way it was found by its rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.quotes.openings import clause_subject
from newsx.quotes.phrases import DETERMINERS, PRONOUNS, Subject, phrase_behind, subject_before
from newsx.quotes.scene import HIDDEN
from newsx.quotes.turns import TURN
from newsx.quotes.unspaced import frame_unspaced

if TYPE_CHECKING:
    import re

    from newsx.quotes.marks import Marked
    from newsx.quotes.scene import Scene

_LEAD = lazy_pattern(r"[\s,—–-]*")
# A verb right behind the quote may have one word of manner before it.
_MANNER = lazy_pattern(r"(?:[a-z]+ly|also|then|later|as)\s+")
# What may follow the verb of a sentence that says nothing but who spoke: "he said in an interview on Monday."
_JOINED = lazy_pattern(r"(?:and|but|or|to|,)\s*$")
_TOWARDS = lazy_pattern(r"\s+(?:that\b|to\s+(?:the|a|an|his|her|be)\b|in\s|on\s|at\s|by\b)")
# "dit-il", "raconte-t-elle".
_JOINED_PRONOUN = lazy_pattern(r"-(?:t-)?(il|elle|on|ils|elles|je|nous)\b")
_BY_AGENT = lazy_pattern(r"\s+by\s+")
_PASSIVE = lazy_pattern(r"\b(?:was|were|is|are|been|being|be)\s+(?:\w+ly\s+)?$")
_INTRODUCES = lazy_pattern(r"[:,]\s*$")
# Verbs that tell of talk and give no words by themselves.
_TALKS = frozenset(("spoke", "speaks", "speaking", "met"))
_PERSONAL = frozenset(("he", "she"))
# "Ada Lund quoted John Berg as saying", "accused him of saying": the words before "as" and "of" are whose words are given.
_AS_SAYING = lazy_pattern(r"\s(?:as|of)\s+(?:also\s|having\s|once\s)?$")
_GIVES_WORDS = lazy_pattern(
    r"\b(?:quot|cit|accus|paraphras|record|overheard|remember|describ|portray|depict|captur|report|catch|caught)\w*\s"
)
# So far from the quote a subject and its verb may begin.
_NEAR = 130
# The rule of words that somebody without a name reports of somebody who may have one: whose they are is left open.
REPORTED = "reported"
_SAYS_THAT = lazy_pattern(r"\b\w+(?:\sthat)?\s$")
# The last words before a subject are looked for in so many characters.
_LEAST_AHEAD = 24
# "“…” — Ada Lund", and what may follow such a name.
_DASH = lazy_pattern(r"[^\S\n]{0,3}[―—–][^\S\n]{0,3}")
_LINE_ENDS = lazy_pattern(r"\.?[^\S\n]{0,3}(?:\n|\Z|[“\"«„]|,[^\S\n]\w[^.\n]{0,80}(?:\n|\Z))")
_BEFORE_LABEL = frozenset(("", "-", "–", "—"))
_COLON_NAME = lazy_pattern(r"(?:(?<!\s)\s+)?:\s*$")


class Frame(NamedTuple):
    """The verb (none beside "NAME:") and the words that name the source, with the rule that found them."""

    rule: str
    source: tuple[int, int] | None
    cue: tuple[int, int] | None


def frame_of(scene: Scene, quote: Marked) -> Frame | None:
    """Return the frame of a quote in its own sentence, or the label of a turn."""
    if quote.mark == TURN and quote.left in scene.turns:
        return Frame("turn", scene.turns[quote.left].label, None)
    unspaced = frame_unspaced(scene, quote)
    if unspaced is not None:
        return Frame(*unspaced)
    right = _right(scene, quote)
    if right is None or right.rule == "after_stop":
        left = _left(scene, quote)
        if right is None:
            return left or _tail(scene, quote)
        return left if left is not None and left.rule.endswith("introduces") else right
    within = _within_anothers(scene, quote)
    if within is not None and _is_told_by_nobody(scene, quote, right):
        return within._replace(rule=REPORTED)
    return within or right


def _within_anothers(scene: Scene, quote: Marked) -> Frame | None:
    """Return the frame before a quote that somebody else reports behind it: "X called it “…”, according to Y" gives words of X's."""
    left = _left(scene, quote)
    if left is None or left.source is None or left.cue is None or left.source[1] > left.cue[0]:
        return None
    if not (
        (left.rule in {"call_before", "say_before"} and _is_fragment(scene, quote)) or left.rule.endswith("introduces")
    ):
        return None
    if scene.text[slice(*left.cue)] in _TALKS or not _names_somebody(scene, Subject(*left.source, "")):
        return None
    return left


def _is_told_by_nobody(scene: Scene, quote: Marked, right: Frame) -> bool:
    """Whether somebody without a name tells behind a quote what another one said: "X said he “would go,” a source recalled"."""
    if right.rule != "name_verb" or right.source is None or scene.text[quote.end - 1] != ",":
        return False
    return scene.low[slice(*right.source)].split()[0] in DETERMINERS and not _names_somebody(
        scene, Subject(*right.source, "")
    )


def _is_fragment(scene: Scene, quote: Marked) -> bool:
    """Whether quoted words go on with the sentence before them."""
    return scene.text[quote.start].islower()


def _right(scene: Scene, quote: Marked) -> Frame | None:
    """Return the frame right behind the quote: ", said X", ", X said", ", according to X"."""
    paragraph = scene.paragraphs[quote.last]
    lead = _LEAD.match(scene.shown, quote.right, paragraph.end)
    start = lead.end() if lead else quote.right
    high = min(scene.sentence_end(start, paragraph.end), scene.next_mark(quote.right))
    signed = _signed(scene, quote.right, paragraph.end)
    if signed is not None:
        return signed
    found = _verb_first(scene, start, high) or _subject_first(scene, start, high) or _by_behind(scene, start, high)
    if found is None or not _has_stopped(scene, quote):
        return found
    return found._replace(rule="after_stop") if _says_only(scene, start, high, found) else None


def _signed(scene: Scene, place: int, high: int) -> Frame | None:
    """Return the frame of "“…” — NAME", where the name ends its line or the next quote opens behind it."""
    dash = _DASH.match(scene.shown, place, high)
    name = scene.name_at(dash.end()) if dash else None
    if name is None or name.label != "PERSON" or not _LINE_ENDS.match(scene.text, name.end):
        return None
    return Frame("name_dash", (name.start, name.end), None)


def _has_stopped(scene: Scene, quote: Marked) -> bool:
    """Whether the quote ends with a full stop and the words behind it begin a sentence of their own."""
    behind = scene.text[quote.right : quote.right + 2].lstrip()[:1]
    return scene.text[quote.end - 1] == "." and behind != "," and not behind.islower()


def _says_only(scene: Scene, start: int, high: int, frame: Frame) -> bool:
    """Whether a sentence behind a quote that has stopped says who spoke and nothing else: "X said."."""
    ends = [span[1] for span in (frame.source, frame.cue) if span]
    left = scene.shown[max(ends) : high].strip(" .!")
    return not left and (high == len(scene.text) or high < scene.next_mark(start))


def _verb_first(scene: Scene, start: int, high: int) -> Frame | None:
    manner = _MANNER.match(scene.shown, start, high)
    verb = scene.verbs.say.match(scene.low, manner.end() if manner else start, high)
    if verb is None or _TOWARDS.match(scene.shown, verb.end(), high):
        return None
    joined = _JOINED_PRONOUN.match(scene.shown, verb.end(), high)
    source = joined.span(1) if joined else phrase_behind(scene, verb.end(), high)
    return Frame("verb_name", source, verb.span()) if source else None


def _subject_first(scene: Scene, start: int, high: int) -> Frame | None:
    for verb in scene.speech(start, min(high, start + _NEAR), calls=True):
        quoted = _quoted_as_saying(scene, start, verb.start()) if verb.group().endswith("ing") else None
        if quoted is not None:
            return Frame("name_verb", quoted[:2], verb.span())
        subject = subject_before(scene, start, verb.start())
        if subject is None or subject.start < start:
            continue
        if _LEAD.match(scene.shown, start, subject.start).end() == subject.start:  # type: ignore[union-attr]
            return Frame("name_verb" if subject.way == "beside" else "name_aside_verb", subject[:2], verb.span())
    return None


def _by_behind(scene: Scene, start: int, high: int) -> Frame | None:
    by = scene.verbs.by.match(scene.low, start, high) if scene.verbs.by else None
    source = phrase_behind(scene, by.end(), high, loose=True) if by else None
    return Frame("according_behind", source, by.span()) if by and source else None


def _left(scene: Scene, quote: Marked) -> Frame | None:
    """Return the frame before the quote in its sentence, by the last verb that has a subject."""
    paragraph = scene.paragraphs[quote.first]
    low = scene.sentence_start(quote.left, paragraph.start)
    return frame_before(scene, low, quote.left)


def frame_before(scene: Scene, low: int, high: int) -> Frame | None:
    """Return the frame in a stretch that leads to a quote: its last verb with a subject, or "according to"."""
    if high <= low:
        return None
    by = _by_before(scene, low, high)
    if by is not None:
        return _told_by_another(scene, by, high) or by
    verbs = list(scene.speech(low, high, calls=True))
    for verb in reversed(verbs[-4:]):
        agent = _agent(scene, low, verb, high)
        if agent is not None:
            return Frame(_rule_before(scene, verb, agent, high), agent[:2], verb.span())
        subject = _subject_of(scene, low, verb)
        if subject is not None and _is_reported(scene, low, subject):
            return Frame(REPORTED, subject[:2], verb.span())
        if subject is not None:
            return Frame(_rule_before(scene, verb, subject, high), subject[:2], verb.span())
    return _name_and_colon(scene, low, high) or (_verb_alone(scene, verbs[-1], high) if verbs else None)


def _is_reported(scene: Scene, low: int, subject: Subject) -> bool:
    """Whether somebody without a name says that the subject said it: "officials say that he told them: “…”"."""
    ahead = _SAYS_THAT.search(scene.low, max(low, subject.start - _LEAST_AHEAD), subject.start)
    verb = (
        scene.verbs.say.search(scene.low, ahead.start(), subject.start) if ahead and subject.way == "beside" else None
    )
    teller = subject_before(scene, low, verb.start()) if verb else None
    if teller is None or scene.low[teller.start : teller.end] in PRONOUNS:
        return False
    return not _names_somebody(scene, teller)


def _told_by_another(scene: Scene, by: Frame, high: int) -> Frame | None:
    """Return the frame of "according to X, Y called it “…”": the words are Y's, by way of X."""
    low = max(span[1] for span in (by.source, by.cue) if span)
    for verb in reversed(list(scene.speech(low, high, calls=True))):
        subject = subject_before(scene, low, verb.start())
        if subject is not None and _names_somebody(scene, subject):
            return Frame(_rule_before(scene, verb, subject, high), subject[:2], verb.span())
    return None


def _names_somebody(scene: Scene, subject: Subject) -> bool:
    """Whether a subject is a known name or "he" or "she"."""
    return scene.low[subject.start : subject.end] in _PERSONAL or scene.name_ending(subject.end) is not None


def _agent(scene: Scene, low: int, verb: re.Match[str], high: int) -> Subject | None:
    """Return who asks or says where somebody "was asked by" that one."""
    by = _BY_AGENT.match(scene.shown, verb.end(), high)
    if by is None or not _PASSIVE.search(scene.shown, max(low, verb.start() - 20), verb.start()):
        return None
    source = phrase_behind(scene, by.end(), high)
    return Subject(*source, "agent") if source else None


def _subject_of(scene: Scene, low: int, verb: re.Match[str]) -> Subject | None:
    """Return the subject of a verb before a quote: right before it, else that of the verb before it or of its clause."""
    before = scene.shown[max(low, verb.start() - 6) : verb.start()]
    joined = _JOINED.search(before)
    participle = verb.group().lower().endswith("ing")
    quoted = _quoted_as_saying(scene, low, verb.start()) if participle else None
    if quoted is not None:
        return quoted
    if joined and joined.group().startswith(","):
        # "The mayor, Ada Lund, said": the comma closes what is set apart.
        apart = subject_before(scene, low, verb.start())
        if apart is not None and scene.shown[apart.end : verb.start()].strip() == ",":
            return apart
    if not joined:
        subject = subject_before(scene, low, verb.start())
        if subject is not None and participle and not _can_act(scene, subject):
            subject = None
        if subject is not None or not participle:
            return subject
    if not joined and not participle:
        return None
    for earlier in reversed(list(scene.speech(low, verb.start()))[-3:]):
        subject = subject_before(scene, low, earlier.start())
        if subject is not None:
            return subject._replace(way="shared")
    return clause_subject(scene, low, verb.start())


def _quoted_as_saying(scene: Scene, low: int, verb: int) -> Subject | None:
    """Return whose words are given by "quoted X as saying" and "accused X of saying"."""
    joint = _AS_SAYING.search(scene.shown, max(low, verb - 14), verb)
    subject = subject_before(scene, low, joint.start()) if joint else None
    if subject is None or not _GIVES_WORDS.search(scene.low, low, subject.start):
        return None
    return subject


def _can_act(scene: Scene, subject: Subject) -> bool:
    """Whether a phrase before a participle can be its subject: no name with a verb behind it, as in "Oslo avoided denouncing"."""
    if scene.low[subject.start : subject.end] in PRONOUNS or not scene.text[subject.start].isupper():
        return True
    return scene.name_ending(subject.end) is not None


def _rule_before(scene: Scene, verb: re.Match[str], subject: Subject, high: int) -> str:
    between = scene.shown[verb.end() : high]
    if subject.way in {"shared", "noun"}:
        return "shared_before"
    kind = "say" if scene.verbs.say.fullmatch(verb.group()) else "call"
    if HIDDEN in between:
        return f"{kind}_before_another"
    if _INTRODUCES.search(between):
        return f"{kind}_introduces"
    return f"{kind}_before" if len(between) < _NEAR else f"{kind}_far_before"


def _by_before(scene: Scene, low: int, high: int) -> Frame | None:
    for by in scene.verbs.by.finditer(scene.low, low, high) if scene.verbs.by else ():
        source = phrase_behind(scene, by.end(), high, loose=True)
        if source is not None:
            return Frame("according_before", source, by.span())
    return None


def _verb_alone(scene: Scene, verb: re.Match[str], high: int) -> Frame | None:
    """Return the frame of a verb right before the quote whose subject nobody can tell from the words: the quote is one."""
    if scene.shown[verb.end() : high].strip(" \xa0:：,，"):
        return None
    return Frame("verb_alone", None, verb.span())


def _name_and_colon(scene: Scene, low: int, high: int) -> Frame | None:
    """Return the frame of "NAME: “…”" at the beginning of a sentence or behind a dash."""
    colon = _COLON_NAME.search(scene.shown, low, high)
    name = scene.name_ending(colon.start()) if colon else None
    if name is None or scene.shown[low : name.start].rstrip()[-1:] not in _BEFORE_LABEL:
        return None
    return Frame("name_colon", (name.start, name.end), None)


def _tail(scene: Scene, quote: Marked) -> Frame | None:
    """Return the frame at the end of the sentence that holds the quote: "… “a farce” would fail, X said."."""
    paragraph = scene.paragraphs[quote.last]
    high = scene.sentence_end(quote.right, paragraph.end)
    if _has_stopped(scene, quote):
        return None
    for verb in reversed(list(scene.speech(quote.right, high))):
        subject = subject_before(scene, quote.right, verb.start())
        if subject is None or not scene.shown[quote.right : subject.start].rstrip().endswith(","):
            continue
        return Frame("tail", subject[:2], verb.span())
    for by in scene.verbs.by.finditer(scene.low, quote.right, high) if scene.verbs.by else ():
        source = phrase_behind(scene, by.end(), high, loose=True)
        if source is not None:
            return Frame("according_tail", source, by.span())
    return None
