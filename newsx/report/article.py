"""Makes the HTML of one article, for `page`: its head, its marked text, and the lists beside it that lead to the mentions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsx.report.escaping import escape, link, web_address
from newsx.report.facts import amount_or_value, coordinates, note, roles, title_of
from newsx.report.marks import KINDS, Piece, entries, mark_paragraphs, shown_marks
from newsx.report.spoken import spoken_quotes
from newsx.report.wording import (
    AMBIGUOUS_NOTE,
    also,
    bar,
    dotted,
    isolated,
    line,
    other_reading,
    place_facts,
    spaced,
    time,
)
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsx.report.marks import Kind, Mark
    from newsx.report.spoken import Spoken
    from newsx.schema import Article, Date, Organisation, Person, Place

TITLES: dict[Kind, str] = {
    "person": "People",
    "place": "Places",
    "organisation": "Organisations",
    "date": "Dates",
}
# How the ids of marks and entries begin.
_LETTERS: dict[Kind, str] = {"person": "p", "place": "l", "organisation": "o", "date": "d"}
# So many mentions of an entry are linked at once; the others are folded away.
_LINKS_SHOWN = 12
# Where the text of an article was found, in words.
_FOUND_IN = {"html": "the page's markup", "page_dump": "the dump of a page", "plain_text": "a text, as it stood"}
# A country with a smaller share of the article's places is left out of the bar.
_LEAST_SHARE = 0.005


def article_html(
    article: Article,
    *,
    number: int | None = None,
    profiles: Mapping[tuple[Kind, int], str] | None = None,
    bare: bool = False,
    title: str | None = None,
) -> str:
    """Return the article as one <article> element; `number`, where there are several, keeps its ids apart.

    `profiles` are the addresses that names of entries lead to. `bare`: marks have no ids and say nothing of themselves, entries do not
    lead to them: the script of a report adds that where the article is opened. `title` heads an article without a headline.
    """
    return "\n".join(_Sheet(article, number, profiles or {}, bare=bare, title=title).parts())


class _Sheet:
    """An article while it is written: knows its ids and what each mark says of itself."""

    def __init__(
        self,
        article: Article,
        number: int | None,
        profiles: Mapping[tuple[Kind, int], str],
        *,
        bare: bool,
        title: str | None,
    ) -> None:
        self.article = article
        self.number = number
        self.profiles = profiles
        self.bare = bare
        self.title = title or title_of(article)
        self.prefix = "" if number is None else f"a{number}-"
        self.paragraphs = mark_paragraphs(article)
        self.spoken = spoken_quotes(article)
        self.language = f' lang="{escape(article.language)}"' if article.language else ""

    def parts(self) -> Iterator[str]:
        own_id = f' id="a{self.number}"' if self.number is not None else ""
        yield f'<article{own_id} class="sheet">'
        yield from self.head()
        yield f'<div class="text"{self.language}>'
        for pieces in self.paragraphs:
            if pieces:
                yield f'<p dir="auto">{"".join(map(self.piece_with_speakers, pieces))}</p>'
        yield "</div>"
        yield from self.lists()
        yield from self.foot()
        yield "</article>"

    # The head

    def head(self) -> Iterator[str]:
        article = self.article
        yield "<header>"
        if above := [part for part in (article.publisher, article.section) if part]:
            yield f'<p class="above">{dotted(map(isolated, above))}</p>'
        heading = escape(self.title)
        if article.headline:
            yield f'<h1 dir="auto"{self.language}>{heading}</h1>'
        else:
            yield f'<h1 class="untitled" dir="auto">{heading}</h1>'
        if article.description:
            yield f'<p class="standfirst" dir="auto"{self.language}>{escape(article.description)}</p>'
        if below := list(self.byline()):
            yield f'<p class="byline">{dotted(below)}</p>'
        yield "</header>"

    def byline(self) -> Iterator[str]:
        article = self.article
        if article.authors:
            yield "By " + ", ".join(f'<bdi class="author">{escape(author)}</bdi>' for author in article.authors)
        if article.date_published:
            yield time(article.date_published)
        if article.date_modified and article.date_modified != article.date_published:
            yield f"changed {time(article.date_modified)}"
        if address := web_address(article.url):
            yield link(address, str(urlsplit(address).hostname).removeprefix("www."))

    # The text

    def piece_with_speakers(self, piece: Piece) -> str:
        """Return a stretch of text with an empty link before each quote in it, which shows the speaker and leads to the entry."""
        starting = [each for each in self.spoken if piece.start <= each.place < piece.end]
        if piece.mark is not None or not starting:
            return "".join(map(self.speaker, starting)) + self.piece(piece)
        cuts = [piece.start, *(each.place for each in starting), piece.end]
        words = [self.piece(Piece(start, end)) for start, end in pairwise(cuts)]
        return words[0] + "".join(self.speaker(each) + after for each, after in zip(starting, words[1:], strict=True))

    def speaker(self, spoken: Spoken) -> str:
        entry = self.entry_id(spoken.kind, spoken.entry)
        said = (
            f'id="{self.quote_id(spoken)}" data-speaker="{escape(spoken.name)}" title="said by {escape(spoken.name)}"'
        )
        return f'<a class="said {spoken.kind}" href="#{entry}" {said}></a>'

    def said(self, kind: Kind, entry: int) -> str:
        """Return links to what an entry says."""
        own = [each for each in self.spoken if (each.kind, each.entry) == (kind, entry)]
        links = (
            f'<a href="#{self.quote_id(each)}" aria-label="quote {count}">{count}</a>'
            for count, each in enumerate(own, 1)
        )
        return f'<span class="says refs">says {" ".join(links)}</span>' if own else ""

    def piece(self, piece: Piece) -> str:
        """Return a stretch of text: a mark is a link to its entry, a mark inside a mark a span."""
        if piece.mark is None:
            return escape(self.article.text[piece.start : piece.end])
        inner = "".join(map(self.inner_piece, piece.inner)) or escape(self.article.text[piece.start : piece.end])
        entry = self.entry_id(piece.mark.kind, piece.mark.entry)
        return f'<a href="#{entry}" {self.attributes(piece.mark)}>{inner}</a>'

    def inner_piece(self, piece: Piece) -> str:
        words = escape(self.article.text[piece.start : piece.end])
        return f"<span {self.attributes(piece.mark)}>{words}</span>" if piece.mark else words

    def attributes(self, mark: Mark) -> str:
        """Class, id and spoken description of a mark, and the note that goes with a date."""
        said = [f'class="mark {mark.kind}"']
        if not self.bare:
            said += [f'id="{self.mark_id(mark)}"', f'title="{escape(self.description(mark))}"']
        if mark.kind == "date":
            words = self.article.text[mark.start : mark.end]
            if days := note(self.article.dates[mark.entry], mention=words):
                said.append(f'data-note="{escape(spaced(days))}"')
        return " ".join(said)

    def description(self, mark: Mark) -> str:
        """Return what a mark is: "person: Full Name — role", "date: 2025-05-09"."""
        article = self.article
        known: list[str | None]
        match mark.kind:
            case "person":
                person = article.people[mark.entry]
                known = [person.name, "; ".join(roles(person))]
            case "place":
                place = article.places[mark.entry]
                known = [place.name, ", ".join([*place_facts(place), coordinates(place) or ""]).strip(", ")]
            case "organisation":
                named = article.organisations[mark.entry]
                known = [named.name, named.acronym if named.acronym != named.name else None]
            case "date":
                date = article.dates[mark.entry]
                known = [spaced(amount_or_value(date)), other_reading(date)]
        return f"{mark.kind}: {' — '.join(part for part in known if part)}"

    # The lists

    def lists(self) -> Iterator[str]:
        """Yield the side column: what the article is about, and the entries of each kind with links to their mentions."""
        numbers: dict[tuple[Kind, int], list[int]] = {}
        for mark in shown_marks(self.paragraphs):
            numbers.setdefault((mark.kind, mark.entry), []).append(mark.number)
        yield '<aside aria-label="Who, where, which bodies and when">'
        yield from self.focus()
        for kind in KINDS:
            order = self.order(kind)
            if not order:
                continue
            yield f'<section class="list {kind}-list">'
            yield f'<h2>{TITLES[kind]} <span class="count">{len(order)}</span></h2>'
            yield "<ol>"
            for entry in order:
                links = self.links(kind, entry, sorted(numbers.get((kind, entry), [])))
                known = f"{self.named(kind, entry)} {links}{self.entry(kind, entry)}{self.said(kind, entry)}"
                yield f'<li id="{self.entry_id(kind, entry)}">{known}</li>'
            yield "</ol>"
            if kind == "date" and any(date.ambiguous for date in self.article.dates):
                yield f'<p class="hint">{AMBIGUOUS_NOTE}</p>'
            yield "</section>"
        yield "</aside>"

    def order(self, kind: Kind) -> list[int]:
        """Entries as they are listed: dates by the calendar, those without a day after them; others as the record has them."""
        order = list(range(len(entries(self.article, kind))))
        if kind == "date":
            dates = self.article.dates
            order.sort(key=lambda entry: (dates[entry].earliest or "~", dates[entry].latest or "~"))
        return order

    def focus(self) -> Iterator[str]:
        shares = [focus for focus in self.article.focus if focus.share >= _LEAST_SHARE]
        if not shares:
            return
        yield '<section class="focus"><h2>About</h2>'
        yield bar(shares)
        yield "<ul>"
        for focus in shares:
            yield f"<li>{escape(country_name(focus.country_code))} <span>{round(100 * focus.share)} %</span></li>"
        yield "</ul></section>"

    def name(self, kind: Kind, entry: int) -> str:
        item = entries(self.article, kind)[entry]
        return item.name if hasattr(item, "name") else spaced(amount_or_value(item))

    def named(self, kind: Kind, entry: int) -> str:
        """Return the name of an entry, which leads to its profile where there is one."""
        name = f'<bdi class="name">{escape(self.name(kind, entry))}</bdi>'
        address = self.profiles.get((kind, entry))
        return f'<a class="profile" href="{escape(address)}">{name}</a>' if address else name

    def entry(self, kind: Kind, entry: int) -> str:
        """Return what is known of an entry beyond its name, in one line or two."""
        match kind:
            case "person":
                return self.person(self.article.people[entry])
            case "place":
                return self.place(self.article.places[entry])
            case "organisation":
                return self.organisation(self.article.organisations[entry])
            case "date":
                return self.date(self.article.dates[entry])

    def person(self, person: Person) -> str:
        return line("what", roles(person)) + also(person.name, person.aliases)

    def place(self, place: Place) -> str:
        where = [isolated(part) for part in place_facts(place)]
        if words := coordinates(place):
            where.append(f'<a class="geo" href="geo:{place.latitude:.4f},{place.longitude:.4f}">{words}</a>')
        line = f'<span class="what">{dotted(where)}</span>' if where else ""
        return line + also(place.name, place.aliases)

    def organisation(self, organisation: Organisation) -> str:
        others = [alias for alias in organisation.aliases if alias != organisation.acronym]
        return line("what", [organisation.acronym or ""]) + also(organisation.name, others)

    def date(self, date: Date) -> str:
        words = dict.fromkeys(mention.text for mention in date.mentions)
        return line("what", [*(f"“{word}”" for word in words), other_reading(date) or ""])

    def links(self, kind: Kind, entry: int, numbers: list[int]) -> str:
        """Links to the mentions that are drawn."""
        letters = [
            f'<a href="#{self.entry_id(kind, entry)}-{number + 1}" aria-label="mention {count}">{count}</a>'
            for count, number in enumerate(numbers, 1)
        ]
        if not letters or self.bare:
            return ""
        first, rest = letters[:_LINKS_SHOWN], letters[_LINKS_SHOWN:]
        folded = f"<details><summary>{len(rest)} more</summary>{' '.join(rest)}</details>" if rest else ""
        return f'<span class="refs">{" ".join(first)}</span>{folded}'

    # The foot

    def foot(self) -> Iterator[str]:
        article = self.article
        yield "<footer>"
        if article.warnings:
            yield '<ul class="warnings">'
            yield from (f"<li>{isolated(warning.message)}</li>" for warning in article.warnings)
            yield "</ul>"
        yield "<details><summary>About this record</summary><dl>"
        for term, value in self.record():
            yield f"<div><dt>{term}</dt><dd>{value}</dd></div>"
        yield "</dl></details>"
        yield "</footer>"

    def record(self) -> Iterator[tuple[str, str]]:
        """Yield what the record says of itself and of its page, as terms and HTML."""
        article, image, made = self.article, self.article.image, self.article.provenance
        if article.url:
            yield "Page", link(article.url, article.url)
        if article.source.path and article.source.path != "-":
            yield (
                "File",
                isolated(article.source.path + (f"#{article.source.record}" if article.source.record else "")),
            )
        if article.keywords:
            yield "Keywords", ", ".join(map(isolated, article.keywords))
        if article.language:
            yield "Language", escape(article.language)
        if image and (image.caption or image.url):
            credit = f" ({escape(image.credit)})" if image.credit else ""
            yield "Image", link(image.url, image.caption or image.url or "") + credit
        if made.date_anchor:
            yield "Dates resolved against", escape(made.date_anchor)
        yield "Text found in", escape(_FOUND_IN[made.extractor])
        yield "Made by", f"newsx {escape(made.newsx)}, {escape(made.model)}"
        yield "SHA-256 of the input", f"<code>{escape(article.source.sha256)}</code>"

    # Names of things

    def entry_id(self, kind: Kind, entry: int) -> str:
        return f"{self.prefix}{_LETTERS[kind]}{entry + 1}"

    def quote_id(self, spoken: Spoken) -> str:
        return f"{self.prefix}q{spoken.number + 1}"

    def mark_id(self, mark: Mark) -> str:
        return f"{self.entry_id(mark.kind, mark.entry)}-{mark.number + 1}"
