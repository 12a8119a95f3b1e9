"""An HTML page -> its article."""

from __future__ import annotations

from dataclasses import replace

from newsx.extraction.body import extract_body
from newsx.extraction.refusal import refuse
from newsx.extraction.render import render_text
from newsx.extraction.text import complete, extract_rendered, no_article
from newsx.extraction.tree import parse_html
from newsx.metadata.html import from_facts
from newsx.metadata.page import read_page
from newsx.records import ArticleText, Caution, Failure, Metadata, Options, Page, WarningCode

_CUT_FROM_TEXT = Caution(WarningCode.CUT_FROM_TEXT, "the article was cut out of the page's text, not its markup")


def extract_html(page: Page, *, options: Options) -> ArticleText | Failure:
    """The article of an HTML page is found by the first of these ways that gives one.

    1. the blocks of the page that a trained model keeps, with trafilatura as one of its witnesses (`extract_body`);
    2. the text way: the page's text, rendered without a tree, cleaned as a page dump. Taken when the parser lost a part
       of the page, when the page is too large for trafilatura, or when trafilatura fails or finds nothing.

    A page whose text is that of an index, a wall or an error page is a Failure, with the reason.
    """
    parsed = parse_html(page.content)
    if parsed.tree is None:
        return _by_text(page, Metadata(), parsed.warnings, options=options)
    facts = read_page(parsed.tree)
    metadata = from_facts(facts, url=page.origin.url or options.url, today=page.fetched)
    if not parsed.is_whole:
        return _by_text(page, metadata, parsed.warnings, options=options)
    body = extract_body(facts, headline=metadata.headline)
    warnings = (*parsed.warnings, *body.warnings)
    reason = refuse(facts, body, metadata=metadata)
    if reason:
        return no_article(page, reason)
    if not body.paragraphs:
        return _by_text(page, metadata, warnings, options=options)
    text = "\n\n".join(body.paragraphs)
    metadata = complete(metadata, text=text, page=page, options=options)
    return ArticleText(page, text, metadata, "html", (*page.warnings, *warnings))


def _by_text(
    page: Page, metadata: Metadata, warnings: tuple[Caution, ...], *, options: Options
) -> ArticleText | Failure:
    """The article in the rendered text of the page, with a warning that says so."""
    found = extract_rendered(page, render_text(page.content), options=options, metadata=metadata)
    if isinstance(found, Failure):
        if not warnings:
            return found
        return replace(found, message=f"{found.message} ({'; '.join(warning.message for warning in warnings)})")
    return replace(found, warnings=(*found.warnings, *warnings, _CUT_FROM_TEXT))
