"""What happened when: the days an article speaks of, with the sentence that says so and the names in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsx.dossier.facts import ArticleFacts
    from newsx.dossier.identity import Placed
    from newsx.dossier.store import Store

Row = dict[str, Any]

# Longer stretches of time are no events.
_LONGEST_DAYS = 31
_MOST_EVENTS = 60
# Two sentences that share so much of their words tell of one thing; days that differ contradict each other.
_SAME_THING = 0.5
_WORD = lazy_pattern(r"[^\W\d_]{3,}")


def note_events(store: Store, article: int, facts: ArticleFacts, placed: list[Placed]) -> None:
    """Write down the dates of an article that mean days, and who is named in the same sentence."""
    number = 0
    main = facts.article.event_date
    for date in facts.article.dates:
        if date.value is None or not date.mentions or number >= _MOST_EVENTS:
            continue
        if date.earliest is None or date.latest is None or _days(date.earliest, date.latest) > _LONGEST_DAYS:
            continue
        start, end = facts.sentences.at(date.mentions[0].start)
        is_event = bool(main and main.value == date.earliest == date.latest)
        store.put("add_event", article, number, date.earliest, date.latest, date.value, int(is_event), start, end)
        named = {each.form for each in placed if any(start <= at < end for at in each.appearance.starts)}
        store.put_all("add_event_name", [(form, article, number) for form in sorted(named)])
        number += 1


def timeline(rows: Iterable[tuple[Any, ...]], text_of: Callable[[int], str]) -> list[Row]:
    """Return events in order, one a sentence, with its sources; days that other sources give for the same are shown beside it.

    `text_of` gives the text of an article by its number.
    """
    found: dict[tuple[str, str, str], Row] = {}
    for first, last, _, is_event, start, end, article, record, publisher in rows:
        words = " ".join(text_of(article)[start:end].split())
        row = found.setdefault(
            (first, last, words),
            {"first": first, "last": last, "event": bool(is_event), "sentence": words, "sources": [], "or": []},
        )
        row["sources"].append(publisher or record)
        row["event"] = row["event"] or bool(is_event)
    events = list(found.values())
    bags = [set(_WORD.findall(each["sentence"].lower())) for each in events]
    for number, each in enumerate(events):
        for other in range(number):
            disjoint = each["first"] > events[other]["last"] or events[other]["first"] > each["last"]
            if (
                disjoint
                and each["sentence"] != events[other]["sentence"]
                and _share(bags[number], bags[other]) >= _SAME_THING
            ):
                each["or"].append(events[other]["first"])
                events[other]["or"].append(each["first"])
    return events


def _share(first: set[str], second: set[str]) -> float:
    return len(first & second) / len(first | second) if first and second else 0.0


def _days(first: str, last: str) -> int:
    try:
        return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days
    except ValueError:
        return _LONGEST_DAYS + 1
