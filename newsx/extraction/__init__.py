"""A page in, the text of its article out, or the reason why there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.extraction.text import extract_text, merge
from newsx.records import Failure, Options

if TYPE_CHECKING:
    from newsx.records import ArticleText, Page

__all__ = ["extract"]


def extract(page: Page, *, options: Options | None = None) -> ArticleText | Failure:
    """The article of `page` is cut out with what the page says of it, or a Failure of kind "no_article" says why not.

    An HTML page goes through trafilatura (`extract_html`); a text is an article already,
    a page dump to be cleaned, or neither (`extract_text`). What the container states of the article wins over what the page says.
    """
    options = options or Options()
    if page.is_html:
        from newsx.extraction.html import extract_html  # a text needs nothing of it

        found = extract_html(page, options=options)
    else:
        found = extract_text(page, options=options)
    if isinstance(found, Failure) or page.stated is None:
        return found
    return replace(found, metadata=merge(page.stated, found.metadata))
