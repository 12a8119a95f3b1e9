"""The article in an HTML page, by its markup or else by its text (called by `newsx.extraction`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.extraction.cautions import language_caution
from newsx.extraction.completion import complete, no_article
from newsx.extraction.text import extract_rendered
from newsx.html_page import read_article, render_text
from newsx.records import ArticleText, Caution, Failure, WarningCode

if TYPE_CHECKING:
    from newsx.html_page import HtmlArticle
    from newsx.records import Options, Page

_CUT_FROM_TEXT = Caution(WarningCode.CUT_FROM_TEXT, "the article was cut out of the page's text, not its markup")


def extract_html(page: Page, *, options: Options) -> ArticleText | Failure:
    """Find the article of an HTML page by the first of these ways that gives one.

    1. the markup: the blocks of the page that a trained model keeps, with trafilatura as one of its witnesses
       (`newsx.html_page.read_article`);
    2. the page's text, rendered without a tree and cleaned as a page dump. Taken when the parser lost a part of the page,
       when the page is too large for trafilatura, or when the markup gives no body.

    A page whose text is that of an index, a wall or an error page is a Failure, with the reason.
    """
    found = read_article(page.content, url=page.origin.url or options.url, today=page.fetched)
    if found.refusal:
        return no_article(page, found.refusal)
    if not found.paragraphs:
        return _by_text(page, found, options=options)
    text = "\n\n".join(found.paragraphs)
    metadata = complete(found.metadata, text=text, page=page, options=options)
    cautions = (*page.warnings, *found.warnings, *language_caution(found.metadata.language, metadata.language))
    return ArticleText(page, text, metadata, "html", cautions)


def _by_text(page: Page, read: HtmlArticle, *, options: Options) -> ArticleText | Failure:
    """Return the article in the rendered text of the page, with a warning that says so."""
    found = extract_rendered(page, render_text(page.content), options=options, metadata=read.metadata)
    if isinstance(found, Failure):
        if not read.warnings:
            return found
        return replace(found, message=f"{found.message} ({'; '.join(warning.message for warning in read.warnings)})")
    return replace(found, warnings=(*found.warnings, *read.warnings, _CUT_FROM_TEXT))
