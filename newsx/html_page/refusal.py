"""The reasons for which an HTML page holds no article (called by `newsx.html_page.article`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.boilerplate import refusal_of
from newsx.lazy import lazy_pattern
from newsx.records import Caution, WarningCode
from newsx.vocabulary.scripts import letters_worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.html_page.blocks import Block
    from newsx.html_page.body import Body
    from newsx.html_page.page import HtmlPage
    from newsx.records import Metadata

# A wall or an error page says little besides its own notice; an article that mentions one says more.
MAX_NOTICE = 1_500
# The shortest body found on a gold page that does not call itself an article has 213 characters.
MIN_BODY = 150

# In an index every paragraph stands under the link it announces, or is one. The gold pages that reach this state their day or call themselves articles.
MIN_TEASERS = 0.5
# Between the link and its teaser stand at most so many lines, an author and an hour, of fewer words than this.
BETWEEN = 2
FEW_WORDS = 4
# A line that is a link of fewer words than this is an entry of a menu.
MIN_LINK_WORDS = 3
LINK_SHARE = 0.8

_NOTICE = lazy_pattern(
    r"\b(?:page not found|not found|404|403 forbidden|access denied|just a moment|are you a robot|are you human|attention required|"
    r"verify you are (?:a )?human|enable javascript|enable cookies|service unavailable|bad gateway|internal server error|"
    r"before you continue|cookie consent|we value your privacy|log ?in|sign ?in|seite nicht gefunden|page introuvable|"
    r"página no encontrada|error \d{3})\b",
    re.IGNORECASE,
)
_ARTICLE_TYPE = lazy_pattern(r"(?:Article|BlogPosting|Reportage|Report)$")


def refuse(page: HtmlPage, body: Body, *, metadata: Metadata) -> str | None:
    """Return the reason why the page is no article, in one sentence; None when it may hold one."""
    text = "\n".join(body.paragraphs)
    if _calls_itself_article(page):
        return refusal_of(text)
    notice = _NOTICE.search(" ".join((page.title, *page.h1[:1])))
    if notice and len(text) < MAX_NOTICE:
        return f"the page is a notice, not an article: “{notice[0]}”"
    if text and letters_worth(text) < MIN_BODY:
        return "the running text of the page is too short for an article"
    is_dated = metadata.date_published is not None and metadata.evidence.get("date_published") != "htmldate"
    if body.paragraphs and not is_dated and teaser_share(page, body) >= MIN_TEASERS:
        return "the page is an index: its paragraphs are teasers of other articles"
    return refusal_of(text)


def paywall_cautions(page: HtmlPage) -> tuple[Caution, ...]:
    """Return the caution for a page that states that its article is not free to read; empty for others."""
    stated = str(page.jsonld.article.get("isAccessibleForFree", "")).strip().lower()
    if stated not in {"false", "no", "0"}:
        return ()
    return (
        Caution(
            WarningCode.PAYWALL, "the page states that its article is for subscribers: the text may be its beginning"
        ),
    )


def teaser_share(page: HtmlPage, body: Body) -> float:
    """Return the share (0 to 1) of the article's paragraphs that stand under a line that is a link, or are one; 0 for fewer than three."""
    if len(body.paragraphs) < 3:
        return 0.0
    kept = set(body.paragraphs)
    told = [i for i, block in enumerate(page.blocks) if block.text in kept]
    teasers = sum(_is_link(page.blocks[i]) or _stands_under_link(page.blocks, i) for i in told)
    return teasers / max(1, len(told))


def _is_link(block: Block) -> bool:
    """Return whether a block is a link to another article."""
    spaces = block.text.count(" ")
    return spaces + 1 >= MIN_LINK_WORDS and block.linked >= LINK_SHARE * (len(block.text) - spaces)


def _stands_under_link(blocks: Sequence[Block], position: int) -> bool:
    """Return whether the line above a block is a link to another article, an author or an hour between them aside."""
    for above in range(position - 1, max(-1, position - 2 - BETWEEN), -1):
        if _is_link(blocks[above]) or blocks[above].text.count(" ") >= FEW_WORDS:
            return _is_link(blocks[above])
    return False


def _calls_itself_article(page: HtmlPage) -> bool:
    """Return whether the page states in its metadata that it is an article."""
    return page.jsonld.has_type(_ARTICLE_TYPE) or (page.meta("og:type") or "").lower() == "article"
