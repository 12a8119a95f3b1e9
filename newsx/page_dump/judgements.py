"""What a unit can be judged to be, and why (called by the files of this room that judge units)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newsx.page_dump.feature_cues import BOILERPLATE, RELATED
from newsx.page_dump.lines import BULLET


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a unit was judged to be and why."""

    role: str
    reason: str


BODY = Judgement("body", "reads like the running text around it")
WHOLE = Judgement("body", "the text is an article and nothing else")
NEXT = Judgement("related", "belongs to the next article")


@lru_cache(maxsize=8192)
def role_outside(text: str) -> Judgement:
    """Return the role of a unit outside the article, by its own words alone; menus repeat, within a page and from page to page."""
    if RELATED.match(text[:100]):
        return Judgement("related", "heads a list of other stories")
    if BULLET.match(text) and text.count(" ") <= 6:
        return Judgement("navigation", "entry of a menu")
    if BOILERPLATE.search(text):
        return Judgement("boilerplate", "speaks of the site, not of the news")
    if text.count(" ") <= 3:
        return Judgement("navigation", "a few words outside the text")
    return Judgement("related", "a line of its own outside the text")
