"""When an HTML page holds no article, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.extraction.body import Body
    from newsx.metadata.page import PageFacts

# A wall or an error page says little besides its own notice; an article that mentions one says more.
MAX_NOTICE = 1_500
# The shortest article body in 630 gold pages is a flash of 60 characters, on a page that calls itself a news article.
MIN_BODY = 200

_NOTICE = re.compile(
    r"\b(?:page not found|not found|404|403 forbidden|access denied|just a moment|are you a robot|are you human|attention required|"
    r"verify you are (?:a )?human|enable javascript|enable cookies|service unavailable|bad gateway|internal server error|"
    r"before you continue|cookie consent|we value your privacy|log ?in|sign ?in|seite nicht gefunden|page introuvable|"
    r"página no encontrada|error \d{3})\b",
    re.IGNORECASE,
)
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Reportage|Report)$")


def refuse(facts: PageFacts, body: Body) -> str | None:
    """The reason why the page is no article, in one sentence; None when it may hold one."""
    text = "\n".join(body.paragraphs)
    heading = " ".join((facts.title, *facts.h1[:1]))
    notice = _NOTICE.search(heading)
    if notice and len(text) < MAX_NOTICE and not _calls_itself_article(facts):
        return f"the page is a notice, not an article: “{notice[0]}”"
    if text and len(text) < MIN_BODY and not _calls_itself_article(facts):
        return "the running text of the page is too short for an article"
    return None


def _calls_itself_article(facts: PageFacts) -> bool:
    """Whether the page states in its metadata that it is an article."""
    return facts.jsonld.has_type(_ARTICLE_TYPE) or (facts.meta("og:type") or "").lower() == "article"
