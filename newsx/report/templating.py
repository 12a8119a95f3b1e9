"""Fills the templates of a report: everything that is put in is escaped, and what could act unseen is spelled out."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from newsx.report.escaping import escape, visible
from newsx.report.facts import written_date
from newsx.vocabulary.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Callable


class Filler:
    """Fills the templates of one report, whose links are made by `href`; a name that a template asks for and nobody gave is an error."""

    def __init__(self, href: Callable[[str], str]) -> None:
        from jinja2 import Environment, FunctionLoader, StrictUndefined

        self.href = href
        self._templates = Environment(
            loader=FunctionLoader(_source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_finalized,
            auto_reload=False,
        )
        self._templates.globals |= {
            "href": href,
            "link": self._link,
            "article_link": self._article_link,
            "stamp": stamp,
            "span": span,
        }
        self._templates.filters |= {
            "day": lambda value: written_date(value) if value else "",
            "country": lambda code: country_name(code) if code else "",
            "number": lambda value: f"{value:,}",
            "many": many,
        }

    def __call__(self, template: str, /, **values: Any) -> str:
        """Return a template filled."""
        return self._templates.get_template(template).render(**values)

    def _link(self, page: str, name: str) -> Markup:
        """Return a name that leads to its page."""
        html = f'<a class="to" href="{escape(self.href(page))}"><bdi>{escape(name)}</bdi></a>'
        return Markup(html)  # noqa: S704 - escaped here

    def _article_link(self, number: int, title: str, day: str | None = None, publisher: str | None = None) -> Markup:
        """Return a headline that leads to its article, with who published it when."""
        about = " · ".join(
            each for each in (f"<bdi>{escape(publisher)}</bdi>" if publisher else "", stamp(day)) if each
        )
        behind = f' <span class="soft">{about}</span>' if about else ""
        return self._link(f"a{number}", title) + Markup(behind)  # noqa: S704 - escaped here


@lru_cache(1 << 12)
def stamp(day: str | None) -> Markup:
    """Return a day as it is written in lists."""
    return Markup(f'<time datetime="{escape(day)}">{escape(day)}</time>') if day else Markup("")  # noqa: S704 - escaped here


def span(first: str | None, last: str | None) -> Markup:
    """Return two days, or one where they are one."""
    return stamp(first) if not first or last in (None, first) else stamp(first) + Markup(" – ") + stamp(last)


def many(count: int, word: str, words: str | None = None) -> str:
    """Return a count with its word: "1 story", "12 stories"."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"


def _source(name: str) -> str:
    return files("newsx.report").joinpath("templates", name).read_text("utf-8")


def _finalized(value: Any) -> Any:
    """Return what a template prints; text from outside with every character that must not act spelled out."""
    if value is None:
        return ""
    return visible(value) if type(value) is str else value
