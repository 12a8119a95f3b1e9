"""Which page of a report stands where: all in one file, or in files of a folder; and what leads to it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.dossier.reading import ArticleRow, ProfileRow, StoryRow

Form = Literal["plain", "packed", "folder"]

# What pages weigh, in bytes, measured on 1,000 news articles: a word and a name of an article, a name in one article, one in several
# and each of its articles, with its sentence and alone.
_WORD, _ENTRY, _SINGLE, _SEVERAL, _SENTENCE, _LINK = 14, 450, 1_300, 4_500, 650, 200
_MOST_SENTENCES, _MOST_LINKS = 60, 250
# Parts are about so large: a page of a folder stays well below 1 MB; one that is packed opens within a quarter of a second.
_PART_BYTES = {"plain": 600_000, "folder": 600_000, "packed": 1_300_000}
# Up to so many words, one file holds every page as it is; beyond, articles and names are packed, or it would be too large to send.
MOST_PLAIN_WORDS = 80_000


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that are kept together: some articles, and the names and stories that begin with them."""

    number: int
    first: int
    last: int


@dataclass(slots=True)
class Plan:
    """Where every page of a report is."""

    form: Form
    parts: list[Part]
    _firsts: list[int]
    _of_profile: dict[int, int] = field(default_factory=dict)
    _of_story: dict[int, int] = field(default_factory=dict)

    @classmethod
    def made(cls, form: Form, articles: Iterable[ArticleRow], profiles: Iterable[ProfileRow]) -> Plan:
        """Return a plan for these articles and the names that begin with them; where names and stories are is told to it later."""
        extra: dict[int, int] = {}
        for row in profiles:
            extra[row.first_article] = extra.get(row.first_article, 0) + _weight(row.articles)
        weights = ((row.number, _WORD * row.words + _ENTRY * row.named + extra.get(row.number, 0)) for row in articles)
        parts = _divided(weights, _PART_BYTES[form])
        return cls(form, parts, [part.first for part in parts])

    def know(self, profiles: Iterable[ProfileRow], stories: Sequence[StoryRow]) -> None:
        """Learn with which articles names and stories begin."""
        if self.form != "plain":
            self._of_profile = {row.number: self.part_of(row.first_article) for row in profiles}
            self._of_story = {row.number: self.part_of(row.first_article) for row in stories}

    def part_of(self, article: int) -> int:
        """Return the number of the part an article is in."""
        return bisect_right(self._firsts, article)

    def part(self, page: str) -> int:
        """Return the number of the part that holds the page of an article ("a12"), a name ("person-12") or a story."""
        kind, _, number = page.rpartition("-")
        if not kind:
            return self.part_of(int(page[1:]))
        return (self._of_story if kind == "story" else self._of_profile)[int(number)]

    def href(self, page: str) -> str:
        """Return what leads to a page: "a12", "person-12", "story-7", or one of those a report has once, such as "map"."""
        if self.form != "folder":
            return f"#{page}"
        if page.startswith("inferred-"):  # a part of the map's page
            return f"map.html#{page}"
        if page[-1].isdigit():
            return f"{self.file_of(self.part(page))}#{page}"
        return "index.html" if page == "overview" else f"{page}.html"

    def file_of(self, part: int) -> str:
        """Return the name of the file that holds a part."""
        return f"pages-{part:0{len(str(len(self.parts)))}d}.html"


def _weight(articles: int) -> int:
    """Return what the page of a name in so many articles weighs."""
    if articles == 1:
        return _SINGLE
    return _SEVERAL + _SENTENCE * min(articles, _MOST_SENTENCES) + _LINK * min(articles, _MOST_LINKS)


def _divided(weights: Iterable[tuple[int, int]], most: int) -> list[Part]:
    """Return parts of about one size."""
    parts: list[Part] = []
    first, last, size = 0, 0, 0
    for number, weight in weights:
        if first and size + weight > most:
            parts.append(Part(len(parts) + 1, first, last))
            first, size = 0, 0
        first, last, size = first or number, number, size + weight
    if first:
        parts.append(Part(len(parts) + 1, first, last))
    return parts
