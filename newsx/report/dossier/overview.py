"""The first page of a report: how much, when, who, where, which stories, what is new."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from newsx.dossier.wording import shortened
from newsx.report.dossier.drawn import chart
from newsx.report.timescale import bars, main_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from newsx.dossier.reading import Reading, StoryRow
    from newsx.report.dossier.pages import Counted
    from newsx.report.templating import Filler

_TOP, _NEW, _STORIES, _TALLY = 12, 10, 10, 12
_LONGEST_NAME = 80
# Without a date given, new is what came in the last days that have articles.
_NEW_DAYS = 7


def overview(
    reading: Reading,
    fill: Filler,
    *,
    name: str,
    since: str | None,
    stories: Sequence[StoryRow],
    counted: Counted,
    figure: Markup,
) -> str:
    """Return the first page."""
    roles = reading.main_roles()
    since = since or _last_days(reading)
    new_articles, new = reading.new(since, _NEW) if since else (0, [])
    unit, found = bars(reading.days())
    kinds = reading.kinds()
    return fill(
        "overview.html",
        name=name,
        articles=reading.articles,
        first=reading.first_day,
        last=reading.last_day,
        undated=reading.undated,
        figures=[
            ("Articles", reading.articles, "articles"),
            ("People", kinds.get("person", 0), "names"),
            ("Organisations", kinds.get("organisation", 0), "names"),
            ("Places", kinds.get("place", 0), "map"),
            ("Stories", len(stories), "stories"),
            ("Quotes with a speaker", reading.count_quotes(), "quotes"),
        ],
        unit=unit,
        bars=found,
        chart=chart(found),
        people=reading.top("person", _TOP),
        bodies=reading.top("organisation", _TOP),
        places=reading.top("place", _TOP),
        roles={f"person-{number}": role for number, role in roles.items()},
        map=figure,
        stories=stories[:_STORIES],
        story_count=len(stories),
        since=since,
        new_articles=new_articles,
        new=new,
        tallies=list(_tallies(reading, counted)),
    )


def _last_days(reading: Reading) -> str | None:
    """Return the day from which on things are new: a week before the last day, counted with it."""
    days = main_days(reading.days())
    try:
        return (days[1] - dt.timedelta(_NEW_DAYS - 1)).isoformat() if days else reading.last_day
    except OverflowError:
        return reading.last_day


def _tallies(reading: Reading, counted: Counted) -> Any:
    """Yield title and rows of what is counted: languages, publishers, warnings."""
    yield "Languages", _cut([(language or "unknown", count) for language, count in reading.languages()])
    yield (
        "Publishers",
        _cut([(shortened(publisher or "unknown", _LONGEST_NAME), count) for publisher, count in reading.publishers()]),
    )
    warnings = sorted(counted.warnings.items(), key=lambda pair: (-pair[1], pair[0]))
    yield "Warnings", _cut([(code.replace("_", " "), count) for code, count in warnings])


def _cut(rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
    if len(rows) <= _TALLY:
        return rows
    rest = rows[_TALLY - 1 :]
    return [*rows[: _TALLY - 1], (f"{len(rest):,} others", sum(count for _, count in rest))]
