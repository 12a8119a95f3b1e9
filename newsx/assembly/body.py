"""The body of a Doc and the entities of its record, as assembly looks them up: offsets past the evidence, names, confidence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.components.context import context_of
from newsx.records import NameMention
from newsx.schema import models as schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

    from newsx.dates import DateMention
    from newsx.places import Resolved
    from newsx.records import EntityGroup

# A country with this share of an article's places is the one of its army, its police and its courts, unless the words say another. Judged.
_SURE_FOCUS = 0.5


class Body:
    """The body of a Doc: shifts offsets past the evidence and looks up how sure the tagger was."""

    def __init__(self, doc: Doc, *, min_confidence: float) -> None:
        self.start = context_of(doc).body_start
        self.min_confidence = min_confidence
        ents = doc.ents
        self.confidence: dict[tuple[int, int], float | None] = (
            {(ent.start_char, ent.end_char): ent._.confidence for ent in ents}
            if ents and ents[0].has_extension("confidence")
            else {}
        )

    def shifted(self, group: EntityGroup) -> EntityGroup:
        """Return an entity with its mentions at their offsets in the body."""
        moved = (NameMention(m.text, m.label, m.start - self.start) for m in group.mentions if m.start >= self.start)
        return replace(group, mentions=tuple(moved))

    def mentions(self, spans: Iterable[NameMention | DateMention], *, sure: bool = False) -> list[schema.Mention]:
        """Return the mentions that lie in the body and are sure enough; `sure` ones carry no confidence and always stay."""
        found = []
        for span in spans:
            if span.start < self.start:
                continue
            confidence = None if sure else self.confidence.get((span.start, span.end))
            if confidence is not None and confidence < self.min_confidence:
                continue
            found.append(
                schema.Mention(
                    start=span.start - self.start,
                    end=span.end - self.start,
                    text=span.text,
                    confidence=None if confidence is None else round(confidence, 3),
                )
            )
        return found


class Named:
    """Looks up the entities that are kept in the record by name."""

    def __init__(
        self, kept: Sequence[tuple[EntityGroup, list[schema.Mention], Resolved | None]], focus: Sequence[schema.Focus]
    ) -> None:
        self.people = {group.name for group, _, _ in kept if group.label == "PERSON"}
        self.organisations = {group.name for group, _, _ in kept if group.label == "ORG"}
        self.countries = {
            group.name: entry.country_code for group, _, entry in kept if group.label == "PLACE" and entry is not None
        }
        self.members: dict[str, list[str]] = {}
        for group, _, _ in kept:
            for role in group.roles:
                if role.organisation and group.name not in self.members.setdefault(role.organisation, []):
                    self.members[role.organisation].append(group.name)
        self.focus = focus[0].country_code if focus and focus[0].share >= _SURE_FOCUS else None
        self.full_names = sorted(
            (m.start, m.end) for group, _, _ in kept if group.label == "PERSON" for m in group.mentions if " " in m.text
        )

    def in_full_name(self, start: int, end: int) -> bool:
        """Tell whether offsets in the Doc lie inside a person's full name: "Robin Friday" holds no date."""
        place = bisect_right(self.full_names, (start, end)) - 1
        return any(a <= start and end <= b for a, b in self.full_names[max(0, place) : place + 2])


def first_offsets(entity: schema.Person | schema.Place | schema.Organisation | schema.Date) -> tuple[int, int]:
    """Return the offsets of the first mention: records list entities in this order."""
    return entity.mentions[0].start, entity.mentions[0].end
