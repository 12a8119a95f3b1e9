"""The article of an HTML page: parsed once, then metadata, body and refusal in that order (called by `newsx.extraction`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.html_page.body import extract_body
from newsx.html_page.metadata import read_metadata
from newsx.html_page.page import parse_page
from newsx.html_page.refusal import paywall_cautions, refuse

if TYPE_CHECKING:
    import datetime as dt

    from newsx.records import Caution, Metadata


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """What the markup of a page gives of its article.

    `refusal` is the reason why the page holds no article, in one sentence, or None. `paragraphs` are empty where the markup
    gives no body: the parser lost a part of the page, it is too large, or nothing on it reads like an article.
    """

    metadata: Metadata
    paragraphs: tuple[str, ...] = ()
    refusal: str | None = None
    warnings: tuple[Caution, ...] = ()


def read_article(content: str, *, url: str | None = None, today: dt.date | None = None) -> HtmlArticle:
    """Read the article out of the HTML of a page.

    `url` is the address the page came from, if known; `today` the day after which it cannot have been published (default:
    the current day).
    """
    page = parse_page(content)
    metadata = read_metadata(page, url=url, today=today)
    if not page.is_whole:
        return HtmlArticle(metadata, warnings=page.warnings)
    # From here on the tree has lost what holds no prose.
    body = extract_body(page, headline=metadata.headline, description=metadata.description)
    refusal = refuse(page, body, metadata=metadata)
    cautions = (*page.warnings, *body.warnings, *paywall_cautions(page))
    return HtmlArticle(metadata, body.paragraphs, refusal, cautions)
