"""Tells which of a family a family name alone means: the one named last in its paragraph, else the one who leads.

Called before mentions are grouped; only where one article names two people of a family in full does it change anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.families import is_kin_of_another
from newsx.names.forms import person_form
from newsx.names.nicknames import is_short_form
from newsx.records import NameMention

if TYPE_CHECKING:
    from collections.abc import Sequence

# Longer ones are headlines that a tagger took for a name: "Glenn Beck Says Trump".
_MOST_TOKENS = 3
_COURTESY = ("Mr ", "Ms ")
# What ties a name to a noun before it, with the titles between.
_TIED = lazy_pattern(
    r"\b(?:of|for|to|from|with|by|at|in|on|under|against|about|like|than|and|or|between|over|toward|towards|behind)\s"
    r"(?:(?:the|his|her|their|former|late|then)\s|[A-Z][\w.-]*\s|[a-z]+,?\s(?=[A-Z]))*$"
)
# What stands behind a family name whose bearer does something: whoever was named last in the paragraph goes on.
_ACTS = lazy_pattern(
    r"\s(?:\w+ly\s|also\s)?(?:said|says|told|tells|wrote|has|had|was|is|will|would|did|went|came|took|made|[a-z]{2,}ed)\b"
)
_OWNS = ("’s", "'s", "’ ", "' ")


class _Full(NamedTuple):
    """A mention in full: its number, the person it belongs to, and whether it brings that person into focus."""

    number: int
    person: str
    leads: bool


def place_families(text: str, mentions: Sequence[NameMention], shown: Sequence[NameMention]) -> list[NameMention]:
    """Return the mentions for grouping: a family name that several bear is written as the full name of the one in focus.

    `shown` are the same mentions with the courtesy titles that tell men from women; these are kept and heeded.
    """
    placed = list(shown)
    families: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        form = person_form(mention.text) if mention.label == "PERSON" else None
        if form and form.tokens and not form.burmese:
            families[form.family].append(i)
    for places in families.values():
        full = _full_names(text, mentions, places)
        if len({each.person for each in full}) < 2:
            continue
        alone = [i for i in places if len(person_form(mentions[i].text).tokens) == 1]
        for i in alone:
            courtesy = shown[i].text[:3] if shown[i].text.startswith(_COURTESY) else ""
            chosen = _in_focus(text, mentions, shown, full, i, courtesy, mentions[alone[0]].start)
            if chosen is not None:
                # The full name carries its own courtesy title: without it the form would suit men and women.
                placed[i] = NameMention(shown[chosen].text, mentions[i].label, mentions[i].start)
    return placed


def _full_names(text: str, mentions: Sequence[NameMention], places: list[int]) -> list[_Full]:
    """Return the full names of a family in order, each with the given name that stands for its bearer."""
    found: list[_Full] = []
    given: list[str] = []
    for i in places:
        tokens = person_form(mentions[i].text).tokens
        if not 2 <= len(tokens) <= _MOST_TOKENS:
            continue
        person = next((name for name in given if name == tokens[0] or is_short_form(name, tokens[0])), None)
        if person is None:
            person = tokens[0]
            given.append(person)
        mention = mentions[i]
        leads = (
            not text.startswith(_OWNS, mention.end)
            and not _TIED.search(text, max(0, mention.start - 60), mention.start)
            and not is_kin_of_another(text, mention.start)
        )
        found.append(_Full(i, person, leads))
    return found


def _in_focus(
    text: str,
    mentions: Sequence[NameMention],
    shown: Sequence[NameMention],
    full: list[_Full],
    number: int,
    courtesy: str,
    first: int,
) -> int | None:
    """Return the number of a full name of whom the family name at `number` means; None where nobody suits.

    `first` is where the family name stands alone for the first time: whoever leads there is meant from there on.
    """
    fit = [each for each in full if _suits(shown[each.number].text, courtesy)]
    if not fit:
        return None
    mention = mentions[number]
    paragraph = text.rfind("\n", 0, mention.start) + 1
    places = [mentions[each.number].start for each in fit]
    if _ACTS.match(text, mention.end):
        near = [each for each in fit[: bisect_right(places, mention.start)] if each.leads]
        if near and mentions[near[-1].number].start >= paragraph:
            return near[-1].number
    before = fit[: bisect_right(places, first)]
    # A name that only leads to somebody else ("Chelsea Clinton's flat", "in the days of Bill Clinton") is nobody to go on with.
    leading = [each for each in before if each.leads]
    return (leading or before or fit[:1])[-1].number


def _suits(shown: str, courtesy: str) -> bool:
    return not courtesy or not shown.startswith(_COURTESY) or shown.startswith(courtesy)
