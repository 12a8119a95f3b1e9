"""Dates of a record and the day it is about, from the dates of a Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.assembly.body import first_offsets
from newsx.bylines import is_agency
from newsx.components.context import context_of, text_of
from newsx.datelines import find_dateline
from newsx.schema import models as schema

# A headline or a subhead may stand above the lead.
_DATELINE_PARAGRAPHS = 2

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

    from newsx.assembly.body import Body, Named
    from newsx.datelines import Dateline
    from newsx.dates import DateMention


def make_dates(dates: Iterable[DateMention], body: Body, named: Named) -> list[schema.Date]:
    """Return one entry a value; expressions without a value are one entry each wording."""
    groups: dict[tuple[str | None, ...], list[DateMention]] = {}
    for date in dates:
        if date.start < body.start or named.in_full_name(date.start, date.end):
            continue
        key = (date.value, date.type, date.mod) if date.value else (None, date.text.lower(), None)
        groups.setdefault(key, []).append(date)
    entries = []
    for group in groups.values():
        first = group[0]
        entries.append(
            schema.Date(
                value=first.value,
                type=first.type.lower(),
                granularity=first.granularity,
                earliest=first.earliest,
                latest=first.latest,
                mod=first.mod,
                anchor=first.anchor,
                rule=first.rule,
                ambiguous=any(date.ambiguous for date in group),
                rejected=next((date.rejected for date in group if date.rejected), None),
                **_base(first, body),
                mentions=body.mentions(group, sure=True),
            )
        )
    return sorted(entries, key=first_offsets)


def _base(date: DateMention, body: Body) -> dict[str, int]:
    """Return the offsets of the earlier date that a date is counted from, where it stands in the body."""
    if date.anchor_start is None or date.anchor_end is None or date.anchor_start < body.start:
        return {}
    return {"anchor_start": date.anchor_start - body.start, "anchor_end": date.anchor_end - body.start}


def make_event_date(doc: Doc) -> schema.EventDate | None:
    """Return the day the article is about, with offsets in the body."""
    from newsx.dates.event import event_day

    context = context_of(doc)
    if context.language not in {None, "en"}:
        return None
    found = event_day(text_of(doc), doc._.dates or (), anchor=context.anchor, body_start=context.body_start)
    if found is None:
        return None
    start, end = found.start - context.body_start, found.end - context.body_start
    return schema.EventDate(value=found.value, start=start, end=end, confidence=found.confidence)


def make_dateline(text: str, places: Sequence[schema.Place], dates: Sequence[schema.Date]) -> schema.Dateline | None:
    """Return the dateline that one of the first paragraphs begins with.

    `places` and `dates` are those of the record. A town must be one of the places, or an agency must sign: "GOALKEEPERS:" and
    the name of a site have the form of datelines.
    """
    start = 0
    for _ in range(_DATELINE_PARAGRAPHS):
        found = find_dateline(text, start)
        if found is not None:
            place = _town_of(found, places)
            if place is not None or is_agency(found.agency or ""):
                return schema.Dateline(
                    start=found.start,
                    end=found.end,
                    text=text[found.start : found.end],
                    place=place,
                    agency=None if _is_place(found.agency, places) else found.agency,
                    date=_day_within(dates, found.start, found.end),
                )
        start = text.find("\n\n", start) + 2
        if start < 2:
            break
    return None


def _is_place(words: str | None, places: Sequence[schema.Place]) -> bool:
    """Whether the words in brackets are a place of the record: "VALPARAÍSO (Chile) —" names a country, no agency."""
    return any(words in {place.name, *place.aliases} for place in places)


def _town_of(found: Dateline, places: Sequence[schema.Place]) -> str | None:
    """Return the first place that the town of a dateline names; None where its words are no places from the first to the last."""
    named = sorted(
        (mention.start, mention.end, place.name)
        for place in places
        for mention in place.mentions
        if found.start <= mention.start < found.town_end
    )
    covers = bool(named) and named[0][0] == found.start and named[-1][1] >= found.town_end
    return named[0][2] if covers else None


def _day_within(dates: Sequence[schema.Date], start: int, end: int) -> str | None:
    """Return the day that stands between two offsets; None where none does."""
    for date in dates:
        if date.granularity == "day" and any(start <= each.start and each.end <= end for each in date.mentions):
            return date.earliest
    return None
