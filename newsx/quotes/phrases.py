"""Reads the noun phrase that names a source, before its verb or behind it; `frames` calls it. Works on words and on known names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.tables import word_set
from newsx.vocabulary.calendar_names import full_names

if TYPE_CHECKING:
    from newsx.quotes.scene import Name, Scene

Span = tuple[int, int]

_TOKEN = lazy_pattern(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Capt|Maj|Sgt|Rev|Hon|Prof|St|Jr|Sr|Adm|Brig|[A-Z])\.|\w+(?:[’'.&/\-‑]\w+)*|[^\w\s]"
)
PRONOUNS = word_set("he she they it i we who you")
_ADVERBS = word_set(
    """has have had also then later once recently even previously further first reportedly repeatedly simply did was is were are himself
    herself themselves itself would could will does do not still again now just earlier subsequently both all each been being often
    always never quickly only since too who though however meanwhile soon instead never yet further quietly"""
)
DETERMINERS = word_set(
    """a an the his her their its our my your this that these those another some many several two three four five six seven eight
    nine ten most one both few other each every no any whose"""
)
BREAKS = word_set(
    """that when while after before because as if where although though since but until unless whether how why what which whose
    than so or nor"""
)
PREPOSITIONS = word_set(
    """in on at by with about over into under against during through between among near outside inside around without within
    despite amid from to for of upon toward towards across like via per"""
)
# A phrase goes on behind these: "a spokesman for the police".
_LINKS = word_set("of for from at in to with on")
_TIMES = full_names("en") | word_set("yesterday today tomorrow thereafter afterwards afterward")
_STOP_BEHIND = BREAKS | word_set(
    """in on at by with about over into under against during through between among near outside who and last this
    earlier later again then also shortly soon during via recently just adding referring speaking"""
)
_ARTICLE = lazy_pattern(r"\s*(?:(?:the|its|their|his|her|a|an)\s+)?", re.IGNORECASE)
# What may stand between two roles, and between a role and its name.
_ROLE_JOINT = lazy_pattern(r",?\s(?:(?:and|&)\s)?")
MOST_WORDS = 14
_WINDOW = 260
# Most phrases stand within so many characters.
SHORT = 120


class Token(NamedTuple):
    """A word or a sign, its offsets, and the word in lower case."""

    start: int
    end: int
    low: str


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Return the words and signs of a stretch."""
    return [Token(match.start(), match.end(), match.group().lower()) for match in _TOKEN.finditer(text, start, end)]


def is_word(token: Token) -> bool:
    """Whether a token is a word or a number."""
    return token.low[0].isalnum()


def is_adverb(token: Token) -> bool:
    """Whether a token is an adverb, or a verb that helps another one."""
    return token.low in _ADVERBS or (token.low.endswith("ly") and len(token.low) > 4)


_BE = word_set("was were is are been be being")
# "Was saying" and "was quoted as saying" speak; "was asked" and "was told" do not.
_CAN_FOLLOW_BE = lazy_pattern(r"\w+ing\b|quoted (?:as )?saying")


class Subject(NamedTuple):
    """The phrase that names who does what a verb says; `way` tells how it was found."""

    start: int
    end: int
    way: str


def subject_before(scene: Scene, low: int, verb: int) -> Subject | None:
    """Return the subject right before a verb, not before `low`: the phrase, past what is set between commas."""
    start = max(low, verb - _WINDOW)
    if verb - start > SHORT and scene.shown[verb - SHORT : verb].rstrip()[-1:] not in {",", ")", "—", "–"}:
        start = scene.shown.find(" ", verb - SHORT, verb) + 1 or start
    tokens = tokens_of(scene.shown, start, verb)
    at = len(tokens) - 1
    while at >= 0 and is_adverb(tokens[at]) and tokens[at].low != "who":
        if tokens[at].low in _BE and not _CAN_FOLLOW_BE.match(scene.low, verb):
            return None
        at -= 1
    if at < 0:
        return None
    if tokens[at].low not in {",", ")", "—", "–", "who"}:
        return _phrase_ending(scene, tokens, at, "beside")
    named = _named_in_aside(scene, tokens, at) if tokens[at].low == "," else None
    if named is not None:
        return named
    last = _past_aside(scene, tokens, at)
    way = "relative" if tokens[at].low == "who" else "aside"
    return None if last is None or last < 0 else _phrase_ending(scene, tokens, last, way)


def _named_in_aside(scene: Scene, tokens: list[Token], comma: int) -> Subject | None:
    """Return the subject of "the company's chief executive, Ada Lund, said": a person's name between commas behind a noun in small letters."""
    name = scene.name_ending(tokens[comma - 1].end) if comma > 1 else None
    if name is None or name.label != "PERSON":
        return None
    at = comma - 1
    while at >= 0 and tokens[at].start > name.start:
        at -= 1
    if at < 2 or tokens[at].start != name.start or tokens[at - 1].low != ",":
        return None
    noun = tokens[at - 2]
    if scene.shown[noun.start].isupper() or scene.name_ending(noun.end) is not None:
        return None
    phrase = _phrase_ending(scene, tokens, at - 2, "aside")
    return None if phrase is None else Subject(phrase.start, name.end, "aside")


def role_start(scene: Scene, name: Name) -> int:
    """Return where the roles right before a person's name begin; where the name begins if there is none."""
    start = name.start
    if name.label == "PERSON":
        for role in sorted(scene.people[name.entity].roles, key=lambda role: -role.end):
            if role.start < start and _ROLE_JOINT.fullmatch(scene.shown, role.end, max(start, role.end)):
                start = role.start
    return start


def _past_aside(scene: Scene, tokens: list[Token], at: int) -> int | None:
    """Return the place of the last word before what commas, dashes or brackets set apart right before a verb."""
    if tokens[at].low == ")":
        while at >= 0 and tokens[at].low != "(":
            at -= 1
        at -= 1
        return at if at < 0 or tokens[at].low != "," else _past_aside(scene, tokens, at)
    if tokens[at].low == "who":
        at -= 1
        return at - 1 if at > 0 and tokens[at].low == "," else at
    ends = [place for place in range(at - 1, 0, -1) if tokens[place].low == tokens[at].low][:5]
    for label in ("PERSON", "ORG"):
        for place in ends:
            before = place - 1
            if tokens[before].low == ")":
                before = next((b for b in range(before, 0, -1) if tokens[b].low == "("), 0) - 1
            name = scene.name_ending(tokens[before].end) if before >= 0 else None
            if name is not None and name.label == label:
                return before
    return ends[0] - 1 if ends else None


def _phrase_ending(scene: Scene, tokens: list[Token], at: int, way: str) -> Subject | None:
    """Return the noun phrase whose last word stands at `at`."""
    last = tokens[at]
    if last.low in PRONOUNS:
        return Subject(last.start, last.end, way)
    name = scene.name_ending(last.end)
    if name is not None:
        while at > 0 and tokens[at].start > name.start:
            at -= 1
        start = min(
            _before_name(tokens, at, says=way != "relative" and _is_finite(scene, last.end)), role_start(scene, name)
        )
        return Subject(min(start, name.start), last.end, way)
    if not is_word(last) or last.low in BREAKS or last.low in DETERMINERS - _CAN_END:
        return None
    if last.low in PREPOSITIONS or last.low in {"and", "to"} or last.low in _TIMES:
        return None
    return Subject(_before_noun(tokens, at), last.end, way)


_CAN_END = word_set("many some several one most few two three four five six seven eight nine ten")


# A name right behind one of these says nothing itself, the noun before does: "a spokesman for Ada Lund said". "Like Ada Lund said" does.
_TIES = PREPOSITIONS - {"of", "like"}
_PARTICIPLE = lazy_pattern(r"[\w\s]{0,20}?ing\b")


def _is_finite(scene: Scene, end: int) -> bool:
    """Whether no participle follows a name: in "with Ada Lund saying" it is she who speaks."""
    return _PARTICIPLE.match(scene.low, end) is None


def _before_name(tokens: list[Token], at: int, *, says: bool) -> int:
    """Return where the phrase begins whose name begins at `at`: titles and what they belong to come before it.

    `says` tells that a finite verb follows, whose subject cannot be a name tied to a noun before it.
    """
    if says and at > 1 and tokens[at - 1].low in _TIES and is_word(tokens[at - 2]):
        return _before_noun(tokens, at)
    start = at
    for place in range(at - 1, max(-1, at - MOST_WORDS), -1):
        token = tokens[place]
        if token.low == "that" or _says(token):
            break
        if token.low in DETERMINERS:
            return tokens[place].start
        if token.low == "who" and says and place > 0 and start < at and is_word(tokens[place - 1]):
            return _before_noun(tokens, place)
        if not is_word(token) or token.low in BREAKS or token.low in _TIMES or token.low == "and" or is_adverb(token):
            break
        if token.low in PREPOSITIONS and token.low != "of":
            return tokens[at].start
        start = place
    while start < at and (tokens[start].low in PREPOSITIONS or tokens[start].low in PRONOUNS):
        start += 1
    return tokens[start].start


def _before_noun(tokens: list[Token], at: int) -> int:
    """Return where a phrase without a known name begins: at the determiner that no preposition ties to a noun before."""
    start = at
    for place in range(at - 1, max(-1, at - MOST_WORDS), -1):
        token = tokens[place]
        if token.low in DETERMINERS:
            start = place
            if (
                place >= 2
                and tokens[place - 1].low in _LINKS
                and is_word(tokens[place - 2])
                and not _stops(tokens[place - 2])
            ):
                continue
            break
        if _stops(token):
            break
        start = place
    while start < at and (tokens[start].low in PREPOSITIONS or tokens[start].low in {"and", "to"}):
        start += 1
    return tokens[start].start


# Verbs that no phrase that names somebody holds: another clause ends there.
_SAYS = word_set(
    """said says saying told tells telling asked asking added adding wrote writes writing argued arguing claimed claiming insisted
    insisting warned warning suggested suggesting called calling described describing believes believed thinks thought accused
    accusing praised criticized quoted quotes quoting cited citing recalled recalls explained explains announced endorsing"""
)


def _says(token: Token) -> bool:
    return token.low in _SAYS


def _stops(token: Token) -> bool:
    return (
        _says(token)
        or not is_word(token)
        or token.low in BREAKS
        or token.low in _TIMES
        or token.low == "and"
        or token.low in PRONOUNS
    )


def phrase_behind(scene: Scene, place: int, high: int, *, loose: bool = False) -> Span | None:
    """Return the noun phrase right behind a verb: "said a spokesman for the ministry"; `loose` for one behind "according to"."""
    led = _led_by_role(scene, place, high)
    if led is not None:
        return led
    tokens = tokens_of(scene.shown, place, min(high, place + _WINDOW))
    start = end = None
    for count, token in enumerate(tokens[: MOST_WORDS + 2]):
        if start is not None and token.start < (end or 0):
            continue
        name = scene.name_at(token.start)
        if name is not None:
            start, end = token.start if start is None else start, name.end
            if name.label == "PERSON" and not _owns(scene.text, name):
                return start, end
            continue
        if not is_word(token) and token.low not in {"’", "'", "&"}:
            return _with_apposition(scene, token, start, end)
        if token.low in _TIMES or token.low in _STOP_BEHIND or (count and token.low in PRONOUNS):
            if start is None and not (loose and token.low in {"this", "last"}):
                return None
            break
        if token.low in _LINKS and (start is None or scene.shown[start].isupper()) and token.low != "of":
            break
        start, end = token.start if start is None else start, token.end
        if count == 0 and token.low in PRONOUNS:
            return start, end
    return None if start is None or end is None else (start, end)


def _led_by_role(scene: Scene, place: int, high: int) -> Span | None:
    """Return "Managing Director and CEO Ada Lund" right behind a verb: a person's name with the whole role that leads to it."""
    for name in scene.names_in(place, min(high, place + SHORT)):
        if name.label == "PERSON" and name.end <= high:
            start = role_start(scene, name)
            if start == name.start or not _ARTICLE.fullmatch(scene.shown, place, start) or _owns(scene.text, name):
                return None
            return start - len(scene.shown[place:start].lstrip()), name.end
    return None


def _with_apposition(scene: Scene, comma: Token, start: int | None, end: int | None) -> Span | None:
    """Return a phrase that a sign ends, with the name behind a comma: "the mayor of Oslo, Ada Lund"."""
    if start is None or end is None:
        return None
    name = scene.name_at(comma.end + 1) if comma.low == "," and scene.shown[start].islower() else None
    if name is None or name.label != "PERSON" or _owns(scene.text, name):
        return start, end
    return start, name.end


def _owns(text: str, name: Name) -> bool:
    return bool(
        re.match(
            r"[’']s?\s|\s+(?:spokes|campaign|aide|adviser|advisor|lawyer|attorney|supporter|ally)",
            text[name.end : name.end + 12],
        )
    )
