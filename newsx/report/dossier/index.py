"""What a report searches in as one types: names, headlines and quotes, packed, for its script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsx.report.dossier.lists import about_name
from newsx.report.dossier.packing import packed
from newsx.report.escaping import visible
from newsx.report.facts import title_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsx.dossier.reading import ArticleRow, Reading
    from newsx.report.dossier.plan import Plan

# A page that searches a folder is smaller than 1 MB: what is too much is left out, names in one article and long quotes first.
_MOST_BYTES = 840_000
_LONGEST_QUOTE = 200
# The shares of quotes and names that are tried in turn.
_SHARES = ((1, 1), (0.5, 1), (0.25, 1), (0.1, 1), (0, 1), (0, 0.7), (0, 0.5), (0, 0.3), (0, 0.15), (0, 0.05))


def index_of(reading: Reading, plan: Plan, rows: Iterable[ArticleRow]) -> tuple[str, int]:
    """Return the packed index, and how many quotes and names were left out of it because a page has no room for them."""
    roles = reading.main_roles()
    index: dict[str, list[Any]] = {
        "articles": [
            _shown(row.number, row.day, title_from(row.headline, row.path), row.publisher, row.countries)
            for row in rows
        ],
        "names": [
            _shown(row.id, row.name, row.country, about_name(row, roles), row.articles, row.first, row.last)
            for row in reading.list_profiles()
        ],
        "quotes": [
            _shown(article, day, speaker, name, words[:_LONGEST_QUOTE])
            for article, day, speaker, name, words in reading.quotes()
        ],
    }
    if plan.form != "folder":
        return packed_json(index), 0
    for row in index["names"]:
        row.append(plan.part(row[0]))
    index["starts"] = [part.first for part in plan.parts]
    index["files"] = [plan.file_of(part.number) for part in plan.parts]
    return _within_page(index)


def _shown(*values: Any) -> list[Any]:
    return [visible(value) if isinstance(value, str) else value for value in values]


def _within_page(index: dict[str, list[Any]]) -> tuple[str, int]:
    """Return the index cut until a page can hold it: quotes first, the names in fewest articles after them."""
    count = len(index["quotes"]) + len(index["names"])
    for quotes, names in _SHARES:
        kept = {
            name: index[name][: int(len(index[name]) * share)] for name, share in (("quotes", quotes), ("names", names))
        }
        found = packed_json({**index, **kept})
        if len(found) <= _MOST_BYTES:
            break
    return found, count - sum(map(len, kept.values()))


def packed_json(value: Any) -> str:
    """Return a value as JSON, packed, in letters that mean nothing in HTML."""
    return packed(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
