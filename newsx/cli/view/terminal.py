"""Shows articles in the terminal, for `newsx view`: text with marked names, resolved dates in the margin, short lists below."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from newsx.cli.console import printable
from newsx.lazy import lazy_pattern
from newsx.report import (
    byline,
    coordinates,
    country_name,
    country_of,
    mark_paragraphs,
    note,
    roles,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsx.report import Kind, Mark, Piece
    from newsx.schema import Article

# Lines longer than this tire the eye; a narrower terminal has no room for a margin.
_WIDEST_TEXT = 88
_LEAST_FOR_MARGIN = 60
_WIDEST_MARGIN = 22
_GAP = 2
_LEAST_TEXT = 10
# Tables have coordinates of places from the first width on, and stand below the text from the second, else across the terminal.
_LEAST_FOR_POINTS = 56
_LEAST_FOR_LISTS = 78
_TABLE_WIDTH = 100
_LONGEST_QUOTE = 140
# A country with a smaller share of the article's places is not named.
_LEAST_SHARE = 0.05

# Colours of the terminal's own palette, none of them told apart by red and green alone, each with a form of its own.
_STYLES: dict[Kind, str] = {
    "person": "bold cyan",
    "place": "underline green",
    "organisation": "italic magenta",
    "date": "yellow",
}
# The forms where there are no colours.
_BRACKETS: dict[Kind, tuple[str, str]] = {
    "person": ("[", "]"),
    "place": ("{", "}"),
    "organisation": ("<", ">"),
    "date": ("|", "|"),
}
_LEGEND: dict[Kind, str] = {
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "date": "dates",
}
_QUIET = "bright_black"
_TRAILING = lazy_pattern("(?<! ) +$", re.MULTILINE)
_SPACES = lazy_pattern(r"[\t\v\f\r \x85]+")


def show(articles: Iterable[Article], file: IO[str], *, width: int | None = None, is_terminal: bool = False) -> None:
    """Print the articles to the file, one after another, as wide and as coloured as it can show.

    `width` in columns overrides that of the terminal; `is_terminal`: what is written is shown on one. Raises BrokenPipeError when nobody reads any more.
    """
    terminal = True if is_terminal else None
    console = Console(file=file, width=width, force_terminal=terminal, highlight=False, markup=False, emoji=False)
    for number, article in enumerate(articles):
        with console.capture() as captured:
            if number:
                console.print(Text("─" * min(console.width, _TABLE_WIDTH), style=_QUIET), soft_wrap=True)
                console.print()
            _Sheet(console, article).show()
        # Written here, not by rich, which ends the program when the reader is gone.
        shown = _TRAILING.sub("", captured.get())
        encoding = getattr(file, "encoding", None) or "utf-8"
        file.write(shown.encode(encoding, "backslashreplace").decode(encoding))
        file.flush()


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide the margin (0: there is none) and the text are."""

    margin: int
    text: int

    @property
    def indent(self) -> int:
        return self.margin + _GAP if self.margin else 0


class _Sheet:
    """One article on one console."""

    def __init__(self, console: Console, article: Article) -> None:
        self.console = console
        self.article = article
        self.brackets = console.no_color or console.color_system is None
        self.columns = self.measure()

    def measure(self) -> _Columns:
        width = self.console.width
        longest = max((len(self.note_of(entry)) for entry in range(len(self.article.dates))), default=0)
        if not longest or width < _LEAST_FOR_MARGIN:
            return _Columns(0, max(_LEAST_TEXT, min(_WIDEST_TEXT, width)))
        margin = min(longest, _WIDEST_MARGIN)
        return _Columns(margin, min(_WIDEST_TEXT, width - margin - _GAP))

    def show(self) -> None:
        """Print head, text, lists and warnings."""
        self.head()
        for pieces in mark_paragraphs(self.article):
            if pieces:
                self.paragraph(self.marked(pieces))
                self.console.print()
        self.lists()
        below = [*self.second_readings(), *(f"note: {_clean(each.message)}" for each in self.article.warnings)]
        for line in below:
            self.below(Text(line, style=_QUIET))
        if below:
            self.console.print()

    def second_readings(self) -> Iterator[str]:
        """Yield what "?" behind a day stands for, a line for each: the words, the day, and the other day they can mean."""
        for date in self.article.dates:
            if date.ambiguous:
                yield f"?  {_clean(date.mentions[0].text)}: {date.value}, or {date.rejected or 'another day'}"

    def head(self) -> None:
        self.block(Text(_clean(title_of(self.article)), style="bold"))
        if parts := byline(self.article):
            for line in _dotted(map(_clean, parts), self.columns.text):
                self.block(Text(line, style=_QUIET))
        self.console.print()
        if legend := self.legend():
            self.block(legend)
            self.console.print()

    def legend(self) -> Text:
        """Return each kind that the article has, marked as its mentions are."""
        line = Text()
        article = self.article
        shown = (article.people, article.places, article.organisations, article.dates)
        for (kind, word), entries in zip(_LEGEND.items(), shown, strict=True):
            if entries:
                line.append("  " if line else "")
                line.append(self.bracketed(kind, word), style=_STYLES[kind])
        return line

    # The text

    def marked(self, pieces: Sequence[Piece]) -> Text:
        """Return a paragraph with its marks; notes to dates hang on their styles, or stand behind them when there is no margin."""
        text = Text()
        for piece in pieces:
            if piece.mark is None:
                text.append(self.words(piece))
                continue
            style = self.style(piece.mark)
            opening, closing = self.ends(piece.mark.kind)
            text.append(opening, style=style)
            for inner in piece.inner or (piece,):
                if inner.mark and inner.mark is not piece.mark:
                    words = self.bracketed(inner.mark.kind, self.words(inner))
                    text.append(words, style=style + self.style(inner.mark))
                    self.append_days(text, inner.mark)
                else:
                    text.append(self.words(inner), style=style)
            text.append(closing, style=style)
            self.append_days(text, piece.mark)
        return text

    def words(self, piece: Piece) -> str:
        """Return the text of a piece, line breaks kept."""
        lines = self.article.text[piece.start : piece.end].split("\n")
        return "\n".join(printable(_SPACES.sub(" ", line)) for line in lines)

    def style(self, mark: Mark) -> Style:
        """Return the look of a mark; the mark itself goes with it when its days belong in the margin."""
        style = Style.parse(_STYLES[mark.kind])
        if self.columns.margin and mark.kind == "date" and self.note(mark):
            style += Style(meta={"note": (mark.start, self.note(mark))})
        return style

    def append_days(self, text: Text, mark: Mark) -> None:
        """Append the days of a date in brackets where there is no margin."""
        if mark.kind == "date" and not self.columns.margin and (days := self.note(mark)):
            text.append(f" ({days})", style=_STYLES["date"])

    def note(self, mark: Mark) -> str:
        return self.note_of(mark.entry, self.article.text[mark.start : mark.end])

    def note_of(self, entry: int, mention: str | None = None) -> str:
        """Return the days of a date, "" when there is nothing to say; without a mention, what one of its mentions asks for."""
        date = self.article.dates[entry]
        mentions = [each.text for each in date.mentions] if mention is None else [mention]
        return max((printable(note(date, mention=each) or "") for each in mentions), key=len, default="")

    def paragraph(self, text: Text) -> None:
        """Print the text in its column, each note beside the line in which its date begins, or soon below."""
        waiting: list[str] = []
        noted: set[int] = set()
        for line in text.wrap(self.console, self.columns.text, overflow="fold"):
            line.rstrip()
            for days in _notes(line, noted):
                waiting += textwrap.wrap(days, self.columns.margin)
            self.row(waiting.pop(0) if waiting else "", line)
        for days in waiting:
            self.row(days, Text())

    def row(self, days: str, line: Text) -> None:
        row = Text()
        if self.columns.margin:
            row.append(" " * (self.columns.margin - len(days)))
            row.append(days, style=_STYLES["date"])
            row.append(" " * _GAP)
        row.append_text(line)
        row.rstrip()
        self.console.print(row, soft_wrap=True)

    def block(self, text: Text) -> None:
        """Print the text in the column of the text."""
        for line in text.wrap(self.console, self.columns.text, overflow="fold"):
            self.row("", line)

    def ends(self, kind: Kind) -> tuple[str, str]:
        return _BRACKETS[kind] if self.brackets else ("", "")

    def bracketed(self, kind: Kind, words: str) -> str:
        opening, closing = self.ends(kind)
        return f"{opening}{words}{closing}"

    # The lists

    def lists(self) -> None:
        """People, places and organisations in a table each, and what the article is about."""
        article = self.article
        people = [(each.name, "; ".join(roles(each)), len(each.mentions)) for each in article.people]
        places: list[tuple[Any, ...]] = [("Places", "Country", "Lat, long", "Mentions")]
        places += [
            (each.name, country_of(each) or "", coordinates(each) or "", len(each.mentions)) for each in article.places
        ]
        if self.lists_width < _LEAST_FOR_POINTS:  # names would be broken within words to make room for them
            places = [(*row[:2], *row[3:]) for row in places]
        bodies = [(each.name, each.acronym or "", len(each.mentions)) for each in article.organisations]
        self.table("person", ("People", "Roles", "Mentions"), people)
        self.table("place", places[0], places[1:])
        self.table("organisation", ("Organisations", "Acronym", "Mentions"), bodies)
        self.quotes()
        about = [
            f"{country_name(each.country_code)} {round(100 * each.share)} %"
            for each in article.focus
            if each.share >= _LEAST_SHARE
        ]
        if about:
            table = Table(box=None, show_header=False, padding=(0, _GAP, 0, 0), pad_edge=False)
            table.add_row(
                Text("About", style="bold"), Text("\n".join(_dotted(about, self.lists_width - len("About  "))))
            )
            self.below(table)
            self.console.print()

    def quotes(self) -> None:
        """Print what is said, each line with the speaker beside it, or with the words for one nobody is sure of."""
        rows = [
            (
                each.speaker.name if each.speaker else f"({each.source.text})" if each.source else "",
                _shortened(each.text),
            )
            for each in self.article.quotes
        ]
        self.table("person", ("Says", "Quotes"), rows)

    def table(self, kind: Kind, heads: tuple[str, ...], rows: Sequence[tuple[str | int, ...]]) -> None:
        """Print a table without lines, numbers to the right, as wide as it must be."""
        if not rows:
            return
        table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
        for count, head in enumerate(heads):
            is_number = head in {"Mentions", "Lat, long"}
            style = Style(bold=True) + Style.parse("none" if count else _STYLES[kind])
            table.add_column(
                Text.assemble((head, style)),
                justify="right" if is_number else "left",
                overflow="fold",
                no_wrap=is_number,
            )
        for row in rows:
            table.add_row(*(Text(_clean(str(cell))) for cell in row))
        self.below(table)
        self.console.print()

    def below(self, what: Table | Text) -> None:
        """Print it under the text: in its column when that is wide enough, else across all."""
        indent = self.lists_indent
        self.console.print(Padding(what, (0, 0, 0, indent)), width=indent + self.lists_width)

    @property
    def lists_indent(self) -> int:
        return self.columns.indent if self.console.width - self.columns.indent >= _LEAST_FOR_LISTS else 0

    @property
    def lists_width(self) -> int:
        return min(self.console.width - self.lists_indent, _TABLE_WIDTH)


def _notes(line: Text, noted: set[int]) -> Iterator[str]:
    """Yield the notes to dates that begin in the line, in order; one that was broken over two lines comes once."""
    for span in sorted(line.spans, key=lambda span: span.start):
        meta = span.style.meta if isinstance(span.style, Style) else {}
        if "note" in meta and meta["note"][0] not in noted:
            noted.add(meta["note"][0])
            yield meta["note"][1]


def _dotted(parts: Iterable[str], width: int) -> list[str]:
    """Return the parts with dots between them, in lines that break between parts where they can."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]} · {part}" if lines else part
        if lines and cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return lines


def _shortened(text: str) -> str:
    """Return the first words of a quote, as many as two lines hold."""
    return textwrap.shorten(text, _LONGEST_QUOTE, placeholder=" …")


def _clean(text: str) -> str:
    """Return a text of the page in one line that a terminal can only show."""
    return printable(" ".join(text.split()))
