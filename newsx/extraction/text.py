"""A text -> its article: as it stands, or cut out of the dump of a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsx.records import ArticleText, Failure, Line, Metadata, Options, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

STAGE = "extraction"


def extract_text(page: Page, *, options: Options) -> ArticleText | Failure:
    """A clean article keeps its words and paragraphs; a page dump is cleaned; anything else is a Failure."""
    from newsx.page_dump import judge, label_lines, paragraphs

    lines = label_lines(page.content)
    verdict = judge(lines)
    if verdict.kind == "no_article":
        return no_article(page, verdict.reason)
    text = "\n\n".join(paragraphs(lines))
    if not text:
        return no_article(page, "no paragraph was left after cleaning")
    if verdict.kind == "article":
        metadata = complete(Metadata(), text=text, page=page, options=options)
        return ArticleText(page, text, metadata, "plain_text", page.warnings)
    return _from_dump(page, lines, text, options=options)


def extract_rendered(page: Page, rendered: str, *, options: Options, metadata: Metadata) -> ArticleText | Failure:
    """The article in the text of an HTML page whose markup could not be used; `metadata` goes before that of the lines."""
    from newsx.page_dump import judge, label_lines, paragraphs

    lines = label_lines(rendered)
    verdict = judge(lines)
    text = "\n\n".join(paragraphs(lines))
    if verdict.kind == "no_article" or not text:
        return no_article(page, verdict.reason)
    found = _from_dump(page, lines, text, options=options)
    return replace(found, metadata=merge(metadata, found.metadata))


def no_article(page: Page, reason: str) -> Failure:
    """The outcome for a page that holds no article."""
    return Failure(page.origin.named, STAGE, "no_article", reason)


def complete(metadata: Metadata, *, text: str, page: Page, options: Options) -> Metadata:
    """`metadata` with the language of the text and the address the caller knows, where the page is silent.

    `options.date` is no date of publication: it is the day relative dates are resolved against, and never enters here.
    """
    from newsx.metadata.language import confirm

    evidence = dict(metadata.evidence)
    url = metadata.url
    language = confirm(metadata.language, text)
    if language != metadata.language:
        evidence["language"] = "text"
    if url is None:
        url = page.origin.url or options.url
        if url:
            evidence["url"] = "given"
    return replace(metadata, language=language, url=url, evidence=evidence)


def merge(first: Metadata, second: Metadata) -> Metadata:
    """`first` with every field it leaves empty taken from `second`."""
    fields = (
        "headline",
        "description",
        "authors",
        "publisher",
        "date_published",
        "date_modified",
        "section",
        "keywords",
        "language",
        "image",
        "url",
    )
    changes = {name: getattr(second, name) for name in fields if not getattr(first, name)}
    return replace(first, **changes, evidence={**second.evidence, **first.evidence})


def _from_dump(page: Page, lines: Sequence[Line], text: str, *, options: Options) -> ArticleText:
    from newsx.metadata.dump import from_lines

    metadata = complete(from_lines(list(lines)), text=text, page=page, options=options)
    return ArticleText(page, text, metadata, "page_dump", page.warnings, tuple(lines))
