"""What somebody is by a verb in the passive: "the Port Agency, then headed by X", "a party led by former minister X"; for the role finder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.roles.phrases import RolePhrase
from newsx.names.roles.words import DETERMINERS, FUNCTION_WORDS, PREPOSITIONS, RELATIONS

if TYPE_CHECKING:
    from newsx.names.roles.phrases import PhraseBuilder

_NOUNS = {
    "headed": "head", "led": "leader", "chaired": "chair", "co-chaired": "co-chair", "owned": "owner", "managed": "manager", "edited": "editor",
    "coached": "coach", "captained": "captain", "directed": "director", "founded": "founder", "co-founded": "co-founder", "run": "head",
}  # fmt: skip
# What may stand before the name: who that is, in plain words, or whose kin.
_WHO = r"(?:(?!(?:and|but|or|who|that|which)\b)[\w’'.-]+\s){0,6}(?:[\w’'.-]+[’']s\s(?:[\w-]+\s){0,2}[\w-]+,\s)?"
_PASSIVE = lazy_pattern(rf"\b({'|'.join(sorted(_NOUNS, key=len, reverse=True))})\sby\s{_WHO}$")
_LINK = lazy_pattern(
    r"(?:\s\([\w.&-]{1,12}\))?,?\s(?:which\s)?(?:(?:is|was|has been|had been|being)\s)?(?:(now|currently|then|formerly|previously|once|jointly)\s)?$"
)
# Words by which it is somebody else: "led by a relative of X".
_OTHERS = FUNCTION_WORDS - DETERMINERS | RELATIONS | PREPOSITIONS
_REACH = 120


def passive_role(phrases: PhraseBuilder, start: int, end: int, floor: int) -> list[RolePhrase]:
    """Return the role, if any, of a person whose name stands at `start`:`end` in an organisation that the words before it name."""
    text = phrases.text
    low = max(floor, start - _REACH)
    if " by " not in text[low:start] or text.startswith(("'s", "’s"), end):
        return []
    passive = _PASSIVE.search(text, low, start)
    if passive is None or _OTHERS.intersection(passive.group().replace("’", "'").split()[2:]):
        return []
    body = phrases.last_before(passive.start(), "ORG")
    link = _LINK.fullmatch(text, body.end, passive.start()) if body else None
    if body is None or link is None:
        return []
    was = (
        "was " in link.group()
        or "had been" in link.group()
        or link.group(1) in ("then", "formerly", "previously", "once")
    )
    verb, status = passive.group(1), "former" if was and not passive.group(1).endswith("founded") else None
    stop = passive.end(1) + len(" by")
    owner = (body.start, body.end)
    return [RolePhrase(_NOUNS[verb], passive.start(), stop, status, owner, None, None, "verb", passive.span(1))]
