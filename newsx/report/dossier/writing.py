"""Writes a report: one file, or a folder of pages. The same dossier gives the same bytes; half of a report is never left."""

from __future__ import annotations

import json
import os
import re
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from newsx import __version__
from newsx.formats.files import write_aside
from newsx.lazy import lazy_pattern
from newsx.report.dossier.drawn import with_page
from newsx.report.dossier.index import index_of
from newsx.report.dossier.lists import Lists, titled
from newsx.report.dossier.map import World
from newsx.report.dossier.overview import overview
from newsx.report.dossier.packing import packed
from newsx.report.dossier.pages import Pages
from newsx.report.dossier.plan import MOST_PLAIN_WORDS, Plan
from newsx.report.page import digest_of, legend
from newsx.report.templating import Filler, many
from newsx.sources.starts import is_own_page
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.dossier import Dossier
    from newsx.dossier.reading import Reading
    from newsx.report.dossier.plan import Form

_LISTS = ("names", "articles", "quotes", "stories")
_ENTRIES = (
    ("overview", "Overview"),
    ("map", "Map"),
    ("names", "Names"),
    ("articles", "Articles"),
    ("quotes", "Quotes"),
    ("stories", "Stories"),
    ("with", "Who with whom"),
    ("questions", "Questions"),
)
_SEARCH = ("search", "Search")
_MOST_QUESTIONS = 60
_CIRCLES_IN_OVERVIEW = 120
_PART = lazy_pattern(r"(pages|names|articles|quotes|stories)-\d+\.html")
_COMMENTS = lazy_pattern(r"/\*.*?\*/", re.DOTALL)


def is_folder(output: str) -> bool:
    """Return whether a report goes into a folder: where the path ends with a slash, or is one."""
    return output.endswith(("/", os.sep)) or os.path.isdir(output)


def write_report(dossier: Dossier, output: str, *, name: str | None = None, since: str | None = None) -> int:
    """Write the report of a dossier to a file, or into a folder; return the number of its files.

    `since` is the day from which on things are called new; without one the last week that has articles. Raises UsageError and OutputError.
    """
    if not is_folder(output):
        write_aside(output, one_file(dossier, name=name, since=since))
        return 1
    with dossier.reading() as reading:
        written = set()
        for file, parts in _Report(reading, name, since, is_folder=True).folder():
            write_aside(os.path.join(output, file), (part.encode() for part in parts))
            written.add(file)
    _remove_older(output, written)
    return len(written)


def one_file(dossier: Dossier, *, name: str | None = None, since: str | None = None) -> Iterator[bytes]:
    """Yield the pieces of the report of a dossier in one file, as `write_report` writes it. Raises UsageError."""
    with dossier.reading() as reading:
        for part in _Report(reading, name, since, is_folder=False).one_file():
            yield part.encode()


def _remove_older(folder: str, written: set[str]) -> None:
    """Remove the parts of an earlier report that the new one has not."""
    for file in os.listdir(folder):
        path = os.path.join(folder, file)
        if file not in written and _PART.fullmatch(file) and is_own_page(path):
            os.unlink(path)


class _Report:
    """A report while it is written."""

    def __init__(self, reading: Reading, name: str | None, since: str | None, *, is_folder: bool) -> None:
        self._reading = reading
        self._since = since
        self._name = name or f"News in {many(reading.articles, 'article')}"
        self._rows = titled(reading.list_articles(), reading.openings())
        titles = {row.number: row.headline for row in self._rows}
        self._stories = [row._replace(headline=titles[row.first_article]) for row in reading.list_stories()]
        form: Form = "plain" if sum(row.words for row in self._rows) <= MOST_PLAIN_WORDS else "packed"
        self._plan = Plan.made("folder" if is_folder else form, self._rows, reading.list_profiles())
        self._plan.know(reading.list_profiles(), self._stories)
        self._fill = Filler(self._plan.href)
        self._pages = Pages(reading, self._plan, self._fill, self._rows, self._stories)
        self._lists = Lists(reading, self._plan, self._fill, self._rows, self._stories)

    # One file

    def one_file(self) -> Iterator[str]:
        """Yield the pieces of the file. Its parts are made first: they are counted on the way."""
        make = self._plain_parts if self._plan.form == "plain" else self._packed_parts
        parts = list(make())
        index, _ = index_of(self._reading, self._plan, self._rows)
        yield self._head(self._name, "overview")
        yield from (html for _, html in self._single_pages())
        for each in _LISTS:
            yield from (html for _, html in self._lists.of(each))
        yield from parts
        yield self._foot(index, self._countries)

    def _plain_parts(self) -> Iterator[str]:
        for part in self._plan.parts:
            yield from self._pages.of_part(part)

    def _packed_parts(self) -> Iterator[str]:
        yield self._fill("packed.html", articles=len(self._rows))
        for part in self._plan.parts:
            names = " ".join(str(row.number) for row in self._reading.profiles_between(part.first, part.last))
            stories = " ".join(str(row.number) for row in self._stories if part.first <= row.first_article <= part.last)
            data = f'data-first="{part.first}" data-last="{part.last}" data-names="{names}" data-stories="{stories}"'
            pages = packed("".join(self._pages.of_part(part)))
            yield f'<script type="text/plain" class="part" {data}>{pages}</script>\n'

    # A folder

    def folder(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield name and pieces of every file; the first page comes last, when all that it leads to is there."""
        for part in self._plan.parts:
            title = f"Articles {part.first:,} to {part.last:,} – {self._name}"
            yield self._plan.file_of(part.number), self._file(title, "", self._pages.of_part(part))
        for each, word in _ENTRIES:
            if each in _LISTS:
                for file, html in self._lists.of(each):
                    yield file, self._file(f"{word} – {self._name}", each, [html], countries=self._countries)
        index, left_out = index_of(self._reading, self._plan, self._rows)
        search = self._fill("search.html", name=self._name, left_out=left_out)
        yield "search.html", self._file(f"Search – {self._name}", "search", [search], index)
        for each, html in reversed(list(self._single_pages())):
            yield self._plan.href(each), self._file(self._name, each, [html])

    def _file(self, title: str, here: str, pages: Iterable[str], index: str = "", countries: str = "") -> Iterator[str]:
        yield self._head(title, here)
        yield from pages
        yield self._foot(index, countries)

    # What both have

    def _single_pages(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that a report has once, by their names."""
        world = World(self._reading, self._fill, self._pages.counted.inferred)
        yield (
            "overview",
            overview(
                self._reading,
                self._fill,
                name=self._name,
                since=self._since,
                stories=self._stories,
                counted=self._pages.counted,
                figure=world.figure(_CIRCLES_IN_OVERVIEW),
            ),
        )
        yield "map", world.page()
        yield "with", with_page(self._reading, self._fill)
        questions = self._reading.questions
        rows = questions[:_MOST_QUESTIONS]
        yield "questions", self._fill("questions.html", rows=rows, count=len(questions))

    def _head(self, title: str, here: str) -> str:
        is_folder = self._plan.form == "folder"
        return self._fill(
            "head.html",
            policy=policy(),
            version=__version__,
            title=title,
            style=Markup(style()),  # noqa: S704 - our own
            form=self._plan.form,
            name=self._name,
            entries=(*_ENTRIES, _SEARCH) if is_folder else _ENTRIES,
            here=here,
            legend=Markup("\n".join(legend())),  # noqa: S704 - our own
        )

    def _foot(self, index: str, countries: str) -> str:
        return self._fill(
            "foot.html",
            version=__version__,
            index=Markup(index),  # noqa: S704 - our own
            countries=Markup(countries),  # noqa: S704 - our own
            script=Markup(script()),  # noqa: S704 - our own
        )

    @cached_property
    def _countries(self) -> str:
        """Return the names of the countries that lists are filtered by, as JSON."""
        codes = {code for row in self._rows for code in row.countries.split(",") if code}
        codes |= {row.country for row in self._reading.list_profiles() if row.country}
        return json.dumps({code: country_name(code) for code in sorted(codes)}, ensure_ascii=False).replace(
            "<", "\\u003c"
        )


@cache
def style() -> str:
    """Return the styles of a report: those of articles, and its own, without what only people read."""
    room = files("newsx.report")
    text = "\n".join(room.joinpath(name).read_text("utf-8") for name in ("style.css", "report.css"))
    lines = (line.strip() for line in _COMMENTS.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


@cache
def script() -> str:
    """Return the script of a report, without what only people read."""
    text = files("newsx.report").joinpath("report.js").read_text("utf-8")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("//"))


@cache
def policy() -> str:
    """Return what a browser may do with a report: apply its styles, run its script, and nothing from anywhere else."""
    styled, scripted = (digest_of(text) for text in (style(), script()))
    return f"default-src 'none'; style-src '{styled}'; script-src '{scripted}'; img-src data:; base-uri 'none'; form-action 'none'"
