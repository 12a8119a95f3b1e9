"""The article in a text: the text as it stands, or what is cut out of the dump of a page (called by `newsx.extraction`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.boilerplate import is_script, refusal_of
from newsx.extraction.completion import complete, merge, no_article
from newsx.records import ArticleText, Caution, Failure, Line, Metadata, Options, Page, WarningCode

if TYPE_CHECKING:
    from collections.abc import Sequence

# So much running text beside an article, and more than its own, is worth a warning: comments and other stories seldom come to that.
MUCH = 30_000


def extract_text(page: Page, *, options: Options) -> ArticleText | Failure:
    """Keep the words and paragraphs of a clean article and clean a page dump; anything else is a Failure."""
    from newsx.page_dump import is_headed, judge, label_lines, paragraphs

    if is_script(page.content):
        return no_article(page, "the text is code, not prose")
    lines = label_lines(page.content)
    verdict = judge(lines)
    if verdict.kind == "no_article":
        return no_article(page, verdict.reason)
    text = "\n\n".join(paragraphs(lines))
    if not text:
        return no_article(page, "no paragraph was left after cleaning")
    if reason := refusal_of(text):
        return no_article(page, reason)
    if verdict.kind == "article" and not is_headed(lines):
        metadata = complete(Metadata(), text=text, page=page, options=options)
        return ArticleText(page, text, metadata, "plain_text", page.warnings)
    found = _from_dump(page, lines, text, options=options)
    return replace(found, extractor="plain_text", lines=()) if verdict.kind == "article" else found


def extract_rendered(page: Page, rendered: str, *, options: Options, metadata: Metadata) -> ArticleText | Failure:
    """Return the article in the text of an HTML page whose markup could not be used; `metadata` goes before that of the lines."""
    from newsx.page_dump import judge, label_lines, paragraphs

    lines = label_lines(rendered)
    verdict = judge(lines)
    text = "\n\n".join(paragraphs(lines))
    if verdict.kind == "no_article" or not text:
        return no_article(page, verdict.reason)
    if reason := refusal_of(text):
        return no_article(page, reason)
    found = _from_dump(page, lines, text, options=options)
    return replace(found, metadata=merge(metadata, found.metadata))


def _from_dump(page: Page, lines: Sequence[Line], text: str, *, options: Options) -> ArticleText:
    """Return the article whose `text` was found among the judged lines of a page dump."""
    from newsx.page_dump import holds_several, is_caption, prose_left_out
    from newsx.page_dump.metadata import read_metadata

    metadata = complete(read_metadata(lines), text=text, page=page, options=options)
    cautions = page.warnings
    if metadata.headline and is_caption(metadata.headline):
        message = "the headline was taken from a line that reads like a caption"
        cautions = (*cautions, Caution(WarningCode.HEADLINE_FROM_CAPTION, message))
    if holds_several(lines):
        message = "the text holds several articles one after another: this is the first"
        cautions = (*cautions, Caution(WarningCode.SEVERAL_ARTICLES, message))
    left = prose_left_out(lines)
    if left >= MUCH and left > len(text):
        message = f"{left:,} characters of running text were left out, {len(text):,} are the article"
        cautions = (*cautions, Caution(WarningCode.LEFT_OUT, message))
    return ArticleText(page, text, metadata, "page_dump", cautions, tuple(lines))
