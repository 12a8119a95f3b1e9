"""The subjects that clauses and sentences begin with, for verbs that share them; `frames` and `pronouns` call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.tables import word_set
from newsx.quotes.phrases import (
    BREAKS,
    DETERMINERS,
    MOST_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SHORT,
    Subject,
    Token,
    is_adverb,
    is_word,
    tokens_of,
)

if TYPE_CHECKING:
    from newsx.quotes.scene import Scene

# Where a clause begins whose subject a later verb may share.
_CLAUSE = lazy_pattern(
    r"\b(?:while|when|after|before|as|and|but|which|that|where|because|with|if|although|though|since)\s+|[;:]\s+"
)
_OPENING = lazy_pattern(r"(\w+)")
_OPENERS = word_set("but and meanwhile however also still yet then later so instead")


def clause_subject(scene: Scene, low: int, verb: int) -> Subject | None:
    """Return the subject of the clause that a participle or a second verb shares: the phrase its last conjunction or the sentence begins with."""
    low = _past_opening(scene, low, verb)
    starts = [match.end() for match in _CLAUSE.finditer(scene.shown, low, verb)]
    for start in (*reversed(starts), low):
        subject = _phrase_at(scene, start, verb)
        if subject is not None and (start == low or subject.way == "shared"):
            return subject
    return None


def opening_subject(scene: Scene, low: int, high: int) -> Subject | None:
    """Return the subject that a sentence begins with, past an opening such as "On Tuesday,"."""
    while low < high and scene.shown[low].isspace():
        low += 1
    return _phrase_at(scene, _past_opening(scene, low, high), high)


def _past_opening(scene: Scene, low: int, high: int) -> int:
    """Return where the sentence begins behind an opening such as "On Tuesday," or "But"."""
    opening = _OPENING.match(scene.shown, low, high)
    word = opening.group(1).lower() if opening and scene.name_at(low) is None else ""
    if opening is None or not (word in PREPOSITIONS | BREAKS | _OPENERS or word.endswith(("ing", "ed"))):
        return low
    comma = scene.shown.find(",", opening.end(), high)
    if opening.group(1).lower() not in _OPENERS:
        return low if comma < 0 else _past_signs(scene, comma, high)
    return _past_signs(scene, opening.end(), high)


def _past_signs(scene: Scene, start: int, high: int) -> int:
    while start < high and scene.shown[start] in ", ":
        start += 1
    return start


def _phrase_at(scene: Scene, start: int, high: int) -> Subject | None:
    """Return the phrase that begins there: a pronoun, a name with what leads to it, or the noun behind a determiner (way "noun")."""
    tokens = tokens_of(scene.shown, start, min(high, start + SHORT))[:MOST_WORDS]
    if not tokens:
        return None
    if tokens[0].low in PRONOUNS:
        return Subject(tokens[0].start, tokens[0].end, "shared")
    for place, token in enumerate(tokens):
        name = scene.name_at(token.start)
        if name is not None:
            behind = tokens_of(scene.shown, name.end, min(high, name.end + 40))[:3]
            title = any((later := scene.name_at(word.start)) and later.label == "PERSON" for word in behind)
            owns = scene.text[name.end : name.end + 2] in {"’s", "'s", "’ ", "' "}
            if not owns and not (name.label == "ORG" and title):
                return Subject(tokens[0].start, name.end, "shared")
        elif (
            not is_word(token)
            or token.low in BREAKS
            or token.low in PREPOSITIONS - {"of"}
            or is_adverb(token)
            or (place and token.low == scene.text[token.start : token.end] and not _leads(scene, token))
        ):
            break
    return _noun_at(scene, tokens)


def _leads(scene: Scene, token: Token) -> bool:
    """Whether a word in small letters belongs to the role of the person named behind it."""
    return any(
        name.label == "PERSON" and any(role.start <= token.start < role.end for role in scene.people[name.entity].roles)
        for name in scene.names_in(token.end, token.end + 80)
    )


def _noun_at(scene: Scene, tokens: list[Token]) -> Subject | None:
    """Return a noun behind a determiner, or words with capitals that are no name of the record: "Moscow"."""
    capitals = 0
    while capitals < len(tokens) and scene.text[tokens[capitals].start].isupper():
        capitals += 1
    if capitals and tokens[0].low not in DETERMINERS:
        return Subject(tokens[0].start, tokens[capitals - 1].end, "noun")
    if tokens[0].low not in DETERMINERS or len(tokens) < 2 or not is_word(tokens[1]):
        return None
    return Subject(tokens[0].start, tokens[1].end, "noun")
