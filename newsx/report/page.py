"""Makes one page of HTML that needs nothing else, for `newsx view --html`: articles with their marks, no script, no request."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from newsx import __version__
from newsx.dossier.wording import shortened
from newsx.report.article import TITLES, article_html
from newsx.report.escaping import escape
from newsx.report.facts import title_of, written_date
from newsx.report.marks import KINDS, entries
from newsx.sources.starts import MADE_BY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsx.schema import Article

# Nothing is loaded, run or sent; only the styles in the page apply, which are known by their digest.
_POLICY = "default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'"
# So many characters of an article are listed when nothing is known of it.
_OPENING = 90


def to_html(articles: Sequence[Article]) -> str:
    """Return the articles as one page of HTML: the same bytes for the same records.

    Of several it shows a list, or the one that is opened. Marks lead to the lists of people, places, organisations and dates, and the lists to the
    marks; every text is escaped.
    """
    return "\n".join(_lines(articles)) + "\n"


def _lines(articles: Sequence[Article]) -> Iterator[str]:
    several = len(articles) > 1
    title = f"{len(articles)} articles" if len(articles) != 1 else title_of(articles[0])
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    style = f"\n{_styles()}"
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(digest_of(style))}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f'{MADE_BY} {escape(__version__)}">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    yield '<body class="several">' if several else "<body>"
    yield from legend(None if several else _counts(articles))
    yield "<main>"
    if several:
        yield from _contents(articles)
    for number, article in enumerate(articles, 1):
        yield article_html(article, number=number if several else None)
        if several:
            yield _ways(number, len(articles))
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _ways(number: int, count: int) -> str:
    """Return the way back to the list and to the articles beside one."""
    before = f'<a href="#a{number - 1}">← before</a> ' if number > 1 else ""
    after = f' <a href="#a{number + 1}">after →</a>' if number < count else ""
    return f'<p class="ways">{before}<a href="#contents">All articles</a>{after}</p>'


def digest_of(text: str) -> str:
    """Return what a policy calls a style or a script in the page by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _styles() -> str:
    return files("newsx.report").joinpath("style.css").read_text("utf-8")


def legend(counts: Mapping[str, int] | None = None) -> Iterator[str]:
    """How each kind is marked; its box takes the marks away and brings them back, with styles alone."""
    yield '<div class="legend" role="region" aria-label="Marks shown">'
    for kind in KINDS:
        count = "" if counts is None else f' <span class="count">{counts.get(kind, 0)}</span>'
        yield (
            f'<label class="{kind}-key"><input type="checkbox" id="show-{kind}" checked>'
            f'<span class="mark {kind}">{TITLES[kind]}</span>{count}</label>'
        )
    yield "</div>"


def _counts(articles: Sequence[Article]) -> dict[str, int]:
    return {kind: sum(len(entries(article, kind)) for article in articles) for kind in KINDS}


def _contents(articles: Sequence[Article]) -> Iterator[str]:
    """Return the list of articles at the top of a page that has several."""
    yield '<nav class="contents" id="contents" aria-label="Articles">'
    yield f"<h2>{len(articles)} articles</h2>"
    yield "<ol>"
    for number, article in enumerate(articles, 1):
        published = written_date(article.date_published[:10]) if article.date_published else None
        known = [part for part in (article.publisher, published) if part] or [_opening(article)]
        below = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in known)
        yield (f'<li><a href="#a{number}"><bdi>{escape(title_of(article))}</bdi></a><span>{below}</span></li>')
    yield "</ol>"
    yield "</nav>"


def _opening(article: Article) -> str:
    """Return the first words of the text, as many as a line holds."""
    return shortened(" ".join(article.text[: 2 * _OPENING].split()), _OPENING)
