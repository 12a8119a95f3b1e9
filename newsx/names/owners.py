"""Whose a role is where its own words do not say: "Its spokeswoman X", "whose director, X", "the museum’s curator"; called by `relations`.

Organisations and places are looked for among the names before the role, within a short reach.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.cleaning import is_country
from newsx.names.organisations import is_acronym
from newsx.names.roles.phrase_words import ORGANISATION_ENDS
from newsx.names.roles.tokens import is_head
from newsx.names.roles.words import FUNCTION_WORDS, MODIFIERS
from newsx.names.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.names.roles.phrases import RolePhrase
    from newsx.records import NameMention

# How far before a role its owner may have been named, in characters.
_REACH = 600
# … and where it is only called by its kind.
_FAR = 1500
# What points back to an owner, right before a role: "its", "whose", "the museum’s", with an adjective or two behind it.
_POINTER = lazy_pattern(
    r"(?:(?<!\bas )\b(?P<its>[Ii]ts|whose)|\b(?:[Tt]he|[Tt]hat|[Tt]his)\s(?:[a-z-]+\s)?(?P<noun>[a-z]+)(?:[’']s|(?<=s)[’']))\s(?:(?:new|current|own|first|long-time|longtime)\s)?$"
)
_POINTER_REACH = 60
# A complement that points back: "managing director of the company".
_POINTED = lazy_pattern(r"\s(?:of|for|at|with)\sthe\s([a-z]+)$")
# Kinds by which any organisation is called again.
_ANY_BODY = word_set(
    """company firm group organisation organization body agency charity start-up startup lender insurer airline carmaker retailer miner
    manufacturer operator outlet club team side party movement union watchdog regulator nonprofit think-tank newspaper broadcaster"""
)
# Kinds that stand in the name of whatever is called so again, with other words for it.
_KINDS: dict[str, tuple[str, ...]] = {
    **{
        kind: (kind,)
        for kind in word_set(
            """museum hospital university college court bank council commission committee ministry department authority institute federation
            association foundation fund board parliament senate airport theatre festival gallery library cooperative church police army navy
            monastery orchestra academy alliance bureau trust society league zoo prison stadium clinic factory mine party union agency"""
        )
    },
    "school": ("school", "academy", "college"),
    "centre": ("centre", "center"),
    "center": ("centre", "center"),
    "theater": ("theatre", "theater"),
    "newspaper": ("times", "post", "daily", "news"),
}
_SETTLEMENTS = word_set("city town village municipality district county province state region island")
# Offices that a body's article leaves without a body: "Chief executive X said" right after the firm was spoken of.
_BARE = lazy_pattern(
    r"(?:chief (?:executive|financial|operating|technology) officer|chief executive|managing director|CEO|CFO|COO|finance chief|"
    r"spokes(?:man|woman|person)|company secretary|chairman|chairwoman|general manager)",
    re.IGNORECASE,
)
# An office behind what its body does: "… plans to …, district spokeswoman X said".
_SPEAKS = lazy_pattern(
    r"(?:spokes(?:man|woman|person)|director|chairman|chairwoman|chief|manager|superintendent|commissioner|official|CEO)$",
    re.IGNORECASE,
)
_SENTENCE = lazy_pattern(r"(?:[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])(?<!\b[A-Z]\.\s)(?<!\b[A-Z][a-z]\.\s)(?<!\bNo\.\s))|\n+")
# What may stand before the subject of a sentence: a dateline, an article, a plain word or two ("Energy company").
_OPENS = lazy_pattern(
    r"[\"“]?(?:[A-Z][^\n:]{0,50}?(?::|\)\s[-–—]|\s[-–—])\s)?(?:(?:The|the|A|An)\s)?((?:[A-Z]?[a-z-]+\s){0,3})$"
)
# A sentence in which a body appoints its people without its name.
_BOARD = lazy_pattern(
    r"The (?:board|company|firm|club|group|bank|carmaker|airline|retailer) (?:has |have )?(?:also )?(?:appointed|named|promoted|hired|elected|picked)\b"
)
_VERB_BEHIND = lazy_pattern(r"(?:\s\([A-Z][\w-]{1,9}\))?(?:\s([a-z]+)|,\s(?:which|whose|a|an|the|who)\b)")
# A body and what it does to somebody whose office follows; and a body called by its kind that says so.
_MADE = lazy_pattern(
    r"\s(?:(?:have|has|had)\s)?(?:parted (?:company|ways) with|sacked|fired|dismissed|appointed|named|hired|suspended|promoted|unveiled|recruited)\s(?:(?:its|their|new|a|the)\s)*$"
)
_SAID = lazy_pattern(r"The ([a-z]+) (?:said|says|announced|confirmed|added)(?: that)?(?: its| their)?\s")
_CALLING = lazy_pattern(r"\s(?:[a-z-]+\s){1,4}(?=[A-Z])")
_QUOTED = lazy_pattern(r"[\"“][^\"“”]*[,.!?][\"”]\s")
_GAP = lazy_pattern(r"(?:\s\([\w.& -]{1,12}\))?,?\s?(?:and\s)?")
_AGENCY_BEHIND = lazy_pattern(r"(?:\s[a-z-]+){1,4},\s")


class Owners:
    """The organisations and places of one text; `of` says whose a role without an owner is."""

    def __init__(self, text: str, names: Sequence[NameMention]) -> None:
        self._text = text
        self._bodies = [name for name in names if name.label in ("ORG", "PLACE")]
        self._starts = [name.start for name in self._bodies]

    def of(self, phrase: RolePhrase) -> NameMention | None:
        """Return the name of what a role belongs to by what stands before it; None where that is not sure."""
        start = phrase.start
        pointer = _POINTER.search(self._text, max(0, start - _POINTER_REACH), start)
        if pointer:
            if pointer.group("noun"):
                return self._called(pointer.group("noun"), pointer.start())
            return self._whose(pointer.start()) if pointer.group("its") == "whose" else self._its(pointer.start())
        pointed = _POINTED.search(self._text, phrase.start, phrase.end)
        if pointed:
            return self._called(pointed.group(1), start)
        if phrase.rule == "stated":
            low = self._sentence_start(start)
            board = _BOARD.match(self._text, low, start)
            return self._called("company", low) if board else None
        if phrase.rule != "before" or phrase.place is not None:
            return None
        return self._bare(phrase)

    def words_of(self, phrase: RolePhrase) -> tuple[int, int] | None:
        """Return the words of a body that a place opens and plain words close: "Soum | provincial youth council"."""
        place = phrase.place
        if place is None or place[0] < phrase.head[1] or place[1] >= phrase.end:
            return None
        rest = self._text[place[1] : phrase.end]
        last = rest.rpartition(" ")[2]
        plain = rest.count(" ") > 1 and rest.startswith(" ") and rest.islower() and "," not in rest
        return (place[0], phrase.end) if plain and last in ORGANISATION_ENDS else None

    def _before(self, place: int, reach: int = _REACH) -> list[NameMention]:
        """Return the names that end at or before a place and within reach of it, nearest first."""
        low, high = bisect_left(self._starts, place - reach), bisect_left(self._starts, place)
        return [name for name in reversed(self._bodies[low:high]) if name.end <= place]

    def _whose(self, place: int) -> NameMention | None:
        near = next(iter(self._before(place)), None)
        return near if near and _GAP.fullmatch(self._text, near.end, place) else None

    def _its(self, place: int) -> NameMention | None:
        """Return the body that "its" means: the subject of the sentence so far, else of the one before."""
        low = self._sentence_start(place)
        if self._text[low:place].strip(' "“‘('):
            inside = [name for name in self._before(place) if name.start >= low and name.label == "ORG"]
            if inside:
                return next((name for name in inside if self._is_subject(name, low)), inside[0])
        return self._subject_before(low)

    def _subject_before(self, low: int) -> NameMention | None:
        """Return the body that the sentence before a place speaks of: its subject, or the only body in it."""
        end = len(self._text[:low].rstrip()) if low else 0
        begin = self._sentence_start(max(0, end - 1))
        inside = [name for name in reversed(self._before(low)) if name.start >= begin]
        bodies = [name for name in inside if name.label == "ORG"]
        subject = next((name for name in inside if self._is_subject(name, begin)), None)
        if subject:
            after = next((name for name in bodies if name.start > subject.end), None)
            renamed = (
                after and is_acronym(after.text) and _AGENCY_BEHIND.fullmatch(self._text, subject.end, after.start)
            )
            if after and renamed:
                return after  # "The United Nations refugee agency, UNHCR, …"
            if subject.label == "ORG" or not bodies:
                return None if is_country(subject.text) else subject
        return bodies[0] if len({name.text for name in bodies}) == 1 else None

    def _is_subject(self, name: NameMention, low: int) -> bool:
        """Tell whether a name opens the sentence from `low` on and does something there."""
        lead = _OPENS.fullmatch(self._text, low, name.start)
        behind = _VERB_BEHIND.match(self._text, name.end)
        if lead is None or behind is None:
            return False
        word = behind.group(1)
        if word and (is_head(word) or word in MODIFIERS) and _CALLING.match(self._text, name.end):
            return False  # "Acme Rail general manager X" is of a person
        return not any(word.lower() in FUNCTION_WORDS for word in lead.group(1).split())

    def _sentence_start(self, place: int) -> int:
        low = max(0, place - _REACH)
        ends = [match.end() for match in _SENTENCE.finditer(self._text, low, place + 1)]
        return ends[-1] if ends else low

    def _called(self, noun: str, place: int) -> NameMention | None:
        """Return what is called "the museum" again: the nearest name with that word in it, or a body that may be called so."""
        before = self._before(place, _FAR)
        if noun in _SETTLEMENTS:
            named = next((name for name in before if noun in name.text.lower().split()), None)
            return named or next((name for name in before if name.label == "PLACE" and not is_country(name.text)), None)
        kinds = _KINDS.get(noun, ())
        named = self._of_kind(kinds, place) if kinds else None
        if named or noun not in _ANY_BODY:
            return named
        bodies = [name for name in before if name.label == "ORG" and not self._is_another_kind(name, noun)]
        here = self._sentence_start(place)
        low = self._sentence_start(max(0, len(self._text[:here].rstrip()) - 1))
        near = [name for name in bodies if name.start >= low]
        if near and not any(self._is_subject(name, low) for name in near):
            return near[0]
        subject = next((name for name in bodies if self._is_subject(name, self._sentence_start(name.start))), None)
        alone = len({name.text for name in bodies}) == 1
        return subject or (bodies[0] if alone else None)

    def _of_kind(self, kinds: Sequence[str], place: int) -> NameMention | None:
        """Return the nearest name of a kind in the paragraph, else the first of the article."""
        named = [n for n in self._bodies if n.end <= place and any(kind in n.text.lower().split() for kind in kinds)]
        if not named:
            return None
        return named[-1] if "\n" not in self._text[named[-1].end : place] else named[0]

    def _is_another_kind(self, name: NameMention, noun: str) -> bool:
        """Tell whether a name says that it is no firm, club or agency: "High Court", "Health Ministry"."""
        last = name.text.lower().rpartition(" ")[2]
        return last in _KINDS and last != noun and last not in ("bank", "fund", "trust", "alliance", "cooperative")

    def _bare(self, phrase: RolePhrase) -> NameMention | None:
        """Return the body of an office that stands bare before a name: the subject of the sentence, or what the one before spoke of."""
        words = self._text[phrase.head[0] : phrase.head[1]]
        low = self._sentence_start(phrase.start)
        lead = self._text[low : phrase.start]
        if lead.endswith(", ") and _SPEAKS.search(words):
            inside = [name for name in self._before(phrase.start) if name.start >= low and name.label == "ORG"]
            return next((name for name in inside if self._is_subject(name, low)), None)
        made = _MADE.search(lead)
        if made:
            inside = [
                name for name in self._before(phrase.start) if low <= name.start and name.end == low + made.start()
            ]
            return inside[0] if inside and inside[0].label == "ORG" else None
        said = _SAID.fullmatch(lead)
        if said:
            return self._called(said.group(1), low)
        opens = lead.strip(' "“') == "" or _QUOTED.fullmatch(lead)
        if not opens or not (words[:1].isupper() and _BARE.fullmatch(words)):
            return None
        bodies = [name for name in self._before(low, _FAR) if name.label == "ORG"]
        return next((name for name in bodies if self._is_subject(name, self._sentence_start(name.start))), None)
