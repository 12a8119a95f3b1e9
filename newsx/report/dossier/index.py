"""What a report searches in as one types: names, headlines and quotes, packed, for its script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsx.dossier.wording import shortened
from newsx.names.forms import fold
from newsx.report.dossier.lists import about_name
from newsx.report.dossier.packing import packed
from newsx.report.escaping import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.dossier.reading import ArticleRow, Reading
    from newsx.report.dossier.plan import Plan

# A page that searches a folder is smaller than 1 MB: what is too much is left out, quotes first, then names in few articles.
_MOST_BYTES = 840_000
# Packed, the index is never smaller than a sixth of its text: what lies beyond has no room, and need not be read.
_MOST_TEXT = 6 * _MOST_BYTES
# A little less than what seems to fit is tried next: parts of the text do not pack alike.
_NEXT = 0.97
_LONGEST_QUOTE = 200
_MOST_SPELLINGS, _BETWEEN = 8, "; "
_KINDS = ("articles", "names", "quotes")

Rows = dict[str, list[Any]]


def index_of(reading: Reading, plan: Plan, rows: Iterable[ArticleRow]) -> tuple[str, int]:
    """Return the packed index, and how many quotes, names and articles were left out of it because a page has no room for them."""
    shown: dict[str, Iterable[list[Any]]] = {
        "articles": (_shown(row.number, row.day, row.headline, row.publisher, row.countries) for row in rows),
        "names": _names(reading, plan),
        "quotes": (
            _shown(article, day, speaker, name, shortened(words, _LONGEST_QUOTE))
            for article, day, speaker, name, words in reading.quotes()
        ),
    }
    if plan.form != "folder":
        return packed_json({kind: list(shown[kind]) for kind in _KINDS}), 0
    index: Rows = {}
    room = _MOST_TEXT
    for kind in _KINDS:
        index[kind], room = _within(shown[kind], room)
    files: Rows = {
        "starts": [part.first for part in plan.parts],
        "files": [plan.file_of(part.number) for part in plan.parts],
    }
    found, kept = _within_page(index, files)
    return found, reading.articles + sum(reading.kinds().values()) + reading.count_quotes() - kept


def _names(reading: Reading, plan: Plan) -> Iterator[list[Any]]:
    """Yield the names, those in most articles first, with their other spellings; in a folder with the part that holds their page."""
    roles = reading.main_roles()
    spellings = reading.spellings()
    for row in reading.list_profiles():
        part = (plan.part(row.id),) if plan.form == "folder" else ()
        also = _others(row.name, spellings.get(row.number, ()))
        about = about_name(row, roles)
        yield _shown(row.id, row.name, row.country, about, row.articles, row.first, row.last, also, *part)


def _others(name: str, spellings: Iterable[str]) -> str | None:
    """Return the spellings of a name that are not found by its own letters."""
    own = fold(name)
    kept = [each for each in spellings if fold(each) not in own]
    return _BETWEEN.join(kept[:_MOST_SPELLINGS]) or None


def _shown(*values: Any) -> list[Any]:
    return [visible(value) if isinstance(value, str) else value for value in values]


def _within(rows: Iterable[list[Any]], room: int) -> tuple[list[Any], int]:
    """Return the rows whose text has room, and the room that is left."""
    kept: list[Any] = []
    for row in rows:
        room -= len(_json(row)) + 1
        if room < 0:
            return kept, 0
        kept.append(row)
    return kept, room


def _within_page(index: Rows, files: Rows) -> tuple[str, int]:
    """Return the index cut until a page can hold it, and how many rows it has."""
    while True:
        found = packed_json({**index, **files})
        kept = sum(map(len, index.values()))
        if len(found) <= _MOST_BYTES or not kept:
            return found, kept
        size = sum(len(_json(rows)) for rows in index.values())
        _cut(index, int(size * (1 - _NEXT * _MOST_BYTES / len(found))) + 1)


def _cut(index: Rows, excess: int) -> None:
    """Take rows from the end of the quotes, then of the names, then of the articles, until so much text is gone."""
    for kind in reversed(_KINDS):
        rows = index[kind]
        while rows and excess > 0:
            excess -= len(_json(rows.pop())) + 1


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def packed_json(value: Any) -> str:
    """Return a value as JSON, packed, in letters that mean nothing in HTML."""
    return packed(_json(value))
