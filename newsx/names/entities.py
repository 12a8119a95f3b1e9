"""From mentions to one entity per name: the full name, its aliases, acronym, mentions and roles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from newsx.names.cleaning import bare_span, is_country
from newsx.names.forms import fold, person_form
from newsx.names.grouping import LABELS, consolidate, mend_labels
from newsx.names.occurrences import find_occurrences
from newsx.names.organisations import is_acronym
from newsx.names.roles import find_roles
from newsx.records import EntityGroup, Label, NameMention, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORDED = ("PERSON", "PLACE", "ORG")
# Labels whose words stop a role from reaching further, though they are no entities themselves.
_BARRIERS = ("PLACE", "ORG", "NORP", "MISC")


def build_entities(text: str, mentions: Sequence[NameMention], *, body_start: int = 0) -> tuple[EntityGroup, ...]:
    """Return the entities of a text, sorted by their first mention at or after `body_start`.

    Mentions before `body_start` are evidence: they help to join names and to find the fullest one, and are left out of the result.
    Labels other than PERSON, PLACE and ORG only bound roles. Every mention satisfies text[start:end] == mention.text.
    """
    named = _clean(text, mentions)
    named = _mend(named)
    named = sorted([*named, *find_occurrences(text, named)], key=lambda mention: mention.start)
    others = [(m.start, m.end) for m in named if m.label != "PERSON"]
    others += [(m.start, m.end) for m in mentions if m.label in _BARRIERS and m.label not in RECORDED]
    people = [(m.start, m.end) for m in named if m.label == "PERSON"]
    roles = find_roles(text, people, others)
    groups = [[named[i] for i in group] for group in consolidate(named)]
    built = [_build(group, roles, body_start) for group in groups]
    return tuple(sorted((entity for entity in built if entity), key=lambda entity: entity.mentions[0].start))


def _clean(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    cleaned: dict[tuple[int, int], NameMention] = {}
    for mention in mentions:
        label = LABELS.get(mention.label, mention.label)
        if label in RECORDED:
            start, end = bare_span(text, mention.start, mention.end, label)
            if any(c.isalnum() for c in text[start:end]):
                cleaned.setdefault((start, end), NameMention(text[start:end], label, start))
    return sorted(cleaned.values(), key=lambda mention: mention.start)


def _mend(mentions: list[NameMention]) -> list[NameMention]:
    """Give outvoted mentions the article's own label, and a lone family name of a person the label PERSON."""
    families = Counter[str]()
    for mention in mentions:
        if mention.label == "PERSON" and len(person_form(mention.text).tokens) > 1 and not person_form(mention.text).burmese:
            families[person_form(mention.text).family] += 1
    votes = Counter((fold(m.text), m.label) for m in mentions)
    mended = []
    for mention, label in zip(mentions, mend_labels(mentions), strict=True):
        word = fold(mention.text)
        lone = label != "PERSON" and word in families and not is_country(word) and len(mention.text) > 3
        if lone and families[word] + votes[word, "PERSON"] > votes[word, label]:
            mended.append(NameMention(mention.text, "PERSON", mention.start))
        else:
            mended.append(NameMention(mention.text, label, mention.start))
    return mended


def _build(group: list[NameMention], roles: dict[tuple[int, int], list[Role]], body_start: int) -> EntityGroup | None:
    body = [mention for mention in group if mention.start >= body_start]
    if not body:
        return None
    label = cast("Label", group[0].label)
    name = _fullest(group, label)
    aliases = tuple(text for text in dict.fromkeys(mention.text for mention in body) if text != name)
    acronym = next((text for text in (name, *aliases) if is_acronym(text) and (text != name or not aliases)), None)
    return EntityGroup(
        label=label,
        name=name,
        aliases=aliases,
        mentions=tuple(body),
        roles=_fold_roles([role for m in body for role in roles.get((m.start, m.end), [])], body_start),
        acronym=acronym if label == "ORG" else None,
    )


def _fullest(group: list[NameMention], label: Label) -> str:
    """Return the fullest form: most words, then the most frequent spelling, then the longest and the first."""
    counts = Counter(mention.text for mention in group)
    forms = list(counts)

    def rank(form: str) -> tuple[bool, int, int, int, int]:
        words = len(person_form(form).tokens) if label == "PERSON" else len(form.split())
        shouted = form.isupper() and (len(form) > 5 or not is_acronym(form))
        return (not shouted, words, counts[form], len(form), -forms.index(form))

    return max(forms, key=rank)


def _fold_roles(roles: list[Role], body_start: int) -> tuple[Role, ...]:
    """Keep the first of roles that are spelled alike."""
    kept: dict[str, Role] = {}
    for role in sorted(roles, key=lambda role: role.start):
        if role.start >= body_start:
            kept.setdefault(fold(role.text), role)
    return tuple(kept.values())
