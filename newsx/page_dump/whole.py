"""Texts that are an article and nothing else, but for a head of its own: headline, byline, day (called by `roles`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.boilerplate import is_trailer
from newsx.bylines import is_desk
from newsx.lazy import lazy_pattern
from newsx.page_dump.briefs import content_words, is_headline
from newsx.page_dump.cues import BY, names_day
from newsx.page_dump.feature_cues import BOILERPLATE, RELATED
from newsx.page_dump.judgements import Judgement, role_outside
from newsx.page_dump.lines import is_sentence
from newsx.stamps import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.page_dump.labeller import Probabilities
    from newsx.page_dump.lines import Unit

# From here on the text is taken for an article and nothing else. On 424 pages of unseen sites, five forms each, no dump reached 0.065, and 98 of 100
# articles did; the labeller has seen far more dumps, so its word is low.
ALONE_THRESHOLD = 0.07
# Unless the first line is a headline: then there is something to take off.
HEADED_THRESHOLD = 0.5
# Below the threshold: a text whose other lines hold no word of a page's furniture and no more characters than the body is an article with lists in
# it, where it begins with running text or few lines are doubtful. Saves 13 of 21 clean articles on unseen sites; of 1,860 dumps cut anywhere 12 are
# taken whole.
DOUBTED_THRESHOLD = 0.03
BODY_THRESHOLD = 0.5
LONGEST_FURNITURE = 80
# Headline, standfirst, byline and date above an article that stands alone; a longer line states no day.
LONGEST_HEAD = 5
LONGEST_DATELINE = 160
# A first line that is called the headline.
TITLE_MARK = lazy_pattern(r"(?:#{1,3}\s+|(?:title|headline|titel|titre|título|titolo)\s*[:：]\s*)(?=\S)", re.IGNORECASE)
# A first line that nothing calls the headline is one only if it is short and the article goes on to say most of its words; one that the labeller
# is sure of as body is a standfirst. On sites unseen by the labeller 97 of 453 headlines are told so, and of 620 articles without one 6 lose their first line.
MOST_WORDS = 11
LEAST_SHARED = 0.5
SURE_BODY = 0.75
# The paragraph below has at least so many characters.
SHORTEST_LEAD = 70
_CLOSING = "\"”'’»)]"


def is_alone(units: Sequence[Unit], probabilities: Probabilities) -> bool:
    """Return whether the text is an article and nothing else, not even its headline."""
    if probabilities.alone < ALONE_THRESHOLD:
        return _holds_no_furniture(units, probabilities)
    body, headline = probabilities.body, probabilities.headline
    return len(body) == 1 or not (headline[0] >= HEADED_THRESHOLD > body[0])


def _holds_no_furniture(units: Sequence[Unit], probabilities: Probabilities) -> bool:
    """Return whether a text that may well be an article holds nothing beside running text but shorter lines that might be lists of it."""
    if not units:
        return False
    others = [unit.text for unit, p in zip(units, probabilities.body.tolist(), strict=True) if p < BODY_THRESHOLD]
    begins = probabilities.body[0] >= BODY_THRESHOLD and is_sentence(units[0].text)
    if not begins and (probabilities.alone < DOUBTED_THRESHOLD or 2 * len(others) > len(units)):
        return False
    size = sum(map(len, others))
    return 2 * size <= sum(len(unit.text) for unit in units) and not any(map(_is_furniture, others))


def _is_furniture(text: str) -> bool:
    """Return whether a line speaks of the site or heads a list of other stories."""
    return bool(
        RELATED.fullmatch(text) or is_trailer(text) or (len(text) <= LONGEST_FURNITURE and BOILERPLATE.search(text))
    )


def head_of_article(units: Sequence[Unit], probabilities: Probabilities) -> list[Judgement]:
    """Return the judgements of the lines above an article that stands alone: its headline, byline and day; empty where it has none.

    A first line is the headline where it is called so ("# …", "Title: …"), where a byline or a day follows, or where an empty
    line parts it from running text that takes up its words.
    """
    head: list[Judgement] = []
    size = 0
    for position, unit in enumerate(units[:LONGEST_HEAD]):
        if is_desk(unit.text) or (BY.match(unit.text) and not is_sentence(unit.text)):
            head.append(Judgement("byline", "names who wrote it"))
            size = position + 1
        elif len(unit.text) > LONGEST_DATELINE or is_sentence(unit.text):
            break
        elif names_day(unit.text) and (position or is_date_line(unit.text)):
            head.append(Judgement("dateline", "states the day of publication"))
            size = position + 1
        else:
            head.append(
                Judgement("headline", "heads the text that follows") if not position else role_outside(unit.text)
            )
    if not size and head and _heads_text(units, float(probabilities.body[0])):
        size = 1
    return head[:size] if len(units) > size else []


def _heads_text(units: Sequence[Unit], first_is_body: float) -> bool:
    """Return whether the first line is a headline parted from running text, or is called one."""
    first = units[0].text
    if TITLE_MARK.match(first):
        return True
    if len(units) <= 2:  # a headline, a lead and nothing more is no article with a headline
        return False
    short = is_headline(first) and first.count(" ") < MOST_WORDS and first[0] not in "[(" and not first.isupper()
    if not short or first.rstrip(_CLOSING)[-1:] in {"?", "!", ".", ""} or first_is_body >= SURE_BODY:
        return False
    second = units[1].text
    heads = units[1].gap > 0 and is_sentence(second) and len(second) >= SHORTEST_LEAD
    return heads and _says_again(first, units[1:])


def _says_again(first: str, units: Sequence[Unit]) -> bool:
    """Return whether the text says most of the words of its first line."""
    own = set(content_words(first))
    spoken = {word for unit in units for word in content_words(unit.text)}
    return len(own & spoken) >= LEAST_SHARED * max(1, len(own))
