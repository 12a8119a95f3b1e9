"""The lists of a report: names, articles, quotes and stories as tables, in parts where a page would be too large."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from newsx.report.facts import opening_of, title_from
from newsx.report.templating import many
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.dossier.reading import ArticleRow, ProfileRow, Reading, StoryRow
    from newsx.report.dossier.plan import Plan
    from newsx.report.templating import Filler

# Rows on one page of a folder: with long headlines and quotes a page stays below 1 MB.
_ROWS = {"names": 1800, "articles": 1500, "quotes": 1000, "stories": 2000}
_TITLES = {"names": "Names", "articles": "Articles", "quotes": "Quotes", "stories": "Stories"}
# In one file that is packed, names in one article and most quotes are left to the script.
_MOST_PACKED_QUOTES = 150
_MOST_PACKED_NAMES = 500


def titled(rows: Iterable[ArticleRow], texts: Iterable[tuple[int, str]]) -> list[ArticleRow]:
    """Return the articles, each with a headline; `texts` are those of articles that have none, which stand under how they begin."""
    openings = {number: opening_of(text) for number, text in texts}
    return [row._replace(headline=title_from(row.headline or openings.get(row.number), row.path)) for row in rows]


class Lists:
    """Makes the lists."""

    def __init__(
        self, reading: Reading, plan: Plan, fill: Filler, rows: list[ArticleRow], stories: list[StoryRow]
    ) -> None:
        self._reading = reading
        self._plan = plan
        self._fill = fill
        self._article_rows = rows
        self._story_rows = stories
        self._roles = reading.main_roles()

    def of(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield name of the file and HTML of the pages of a list: one where the report is one file."""
        count, rows = getattr(self, f"_{name}")()
        size = _ROWS[name] if self._plan.form == "folder" else count or 1
        starts = range(0, max(1, count), size)
        files = [f"{name}.html", *(f"{name}-{number}.html" for number in range(2, len(starts) + 1))]
        for number in range(len(starts)):
            parts = [
                {"here": at == number, "href": file, "word": f"{first + 1:,}–{min(count, first + size):,}"}
                for at, (file, first) in enumerate(zip(files, starts, strict=True))
            ]
            yield (
                files[number],
                self._fill(
                    "list.html",
                    id=name,
                    title=_TITLES[name],
                    said=self._said(name, count),
                    parts=parts,
                    rows=list(islice(rows, size)),
                ),
            )

    def _said(self, name: str, count: int) -> str:
        """Return what the list holds, and what it leaves to the search."""
        if self._plan.form == "packed" and name in ("names", "quotes"):
            word = {"names": "names in most articles", "quotes": "latest quotes"}[name]
            return f"The {count:,} {word}. With scripts, all can be searched, sorted and filtered."
        word = {"names": "name", "articles": "article", "quotes": "quote", "stories": "story"}[name]
        return f"{many(count, word, 'stories' if name == 'stories' else None)}."

    # Of each list: how many rows it has, and the rows, made as they are asked for.

    def _names(self) -> tuple[int, Iterator[dict[str, Any]]]:
        rows = map(self._name_row, self._reading.list_profiles())
        if self._plan.form != "packed":
            return sum(self._reading.kinds().values()), rows
        kept = [row for row in islice(rows, _MOST_PACKED_NAMES) if row["articles"] > 1]
        return len(kept), iter(kept)

    def _name_row(self, row: ProfileRow) -> dict[str, Any]:
        return {**row._asdict(), "id": row.id, "about": about_name(row, self._roles)}

    def _articles(self) -> tuple[int, Iterator[dict[str, Any]]]:
        latest = sorted(self._article_rows, key=lambda row: row.day or "", reverse=True)
        return len(latest), map(self._article_row, latest)

    def _article_row(self, row: ArticleRow) -> dict[str, Any]:
        about = ", ".join(country_name(code) for code in row.countries.split(",") if code)
        return {**row._asdict(), "title": row.headline, "about": about}

    def _quotes(self) -> tuple[int, Iterator[tuple[Any, ...]]]:
        rows = sorted(self._reading.quotes(), key=lambda row: (row[1] or "", row[0]), reverse=True)
        kept = rows[:_MOST_PACKED_QUOTES] if self._plan.form == "packed" else rows
        return len(kept), iter(kept)

    def _stories(self) -> tuple[int, Iterator[StoryRow]]:
        return len(self._story_rows), iter(self._story_rows)


def about_name(row: ProfileRow, roles: dict[int, str]) -> str | None:
    """Return what a list says of a name: the role of a person, the country of a place."""
    if row.kind != "place" or not row.country:
        return roles.get(row.number)
    country = country_name(row.country)
    return country if country != row.name else None
