"""The roles of the units of a text: the body, and which of the lines around it names the headline, the author, the day, the section.

Called by `label_lines` with what the labeller says of the units.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from newsx.boilerplate import is_prompt, is_trailer
from newsx.lazy import lazy_pattern
from newsx.page_dump.briefs import content_words, is_brief, is_paragraph
from newsx.page_dump.cues import BY, BY_ALONE, BY_WITHIN, KEYWORDS, NAMES, NO_BYLINE, STAMP, names_day
from newsx.page_dump.feature_cues import BOILERPLATE, CAPTION, RELATED
from newsx.page_dump.fronts import is_front
from newsx.page_dump.judgements import BODY, NEXT, WHOLE, Judgement, role_outside
from newsx.page_dump.lines import BULLET, Unit, is_sentence
from newsx.page_dump.second import find_second
from newsx.page_dump.whole import head_of_article, is_alone
from newsx.vocabulary.scripts import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from newsx.page_dump.features import Floats
    from newsx.page_dump.labeller import Probabilities

BODY_THRESHOLD = 0.5
# A whole sentence right before or after body text needs less (F1 on unseen sites of n4k 0.914 -> 0.919).
BESIDE_THRESHOLD = 0.15
SHORTEST_SENTENCE = 50
QUOTES = "\"“”«»„'‘「『"
# A box in the text (newsletter, links) has no more lines than this; a sentence behind it that is so long and not unlikely goes on with the text.
BOX_REACH = 4
BOX_SENTENCE = 70
# A headline stands at most so many units above the start of the body, and has so many words.
HEADLINE_REACH = 45
HEADLINE_WORDS = range(2, 33)
# The least sum of both with which a line is a headline.
HEADLINE_FLOOR = -1.0
# The weight of the share of a line's words that the body repeats, against the labeller's log-odds (tuned on unseen sites).
SHARED_WEIGHT = 3.0
# Longer lines are more often the standfirst than the headline.
LONG_HEADLINE = 18
# Of two lines that follow each other and are nearly as good, the upper one is the headline, the lower one the standfirst; a short
# upper one is the kicker (n4k 84.2 -> 85.9 %, other forms and sets unchanged).
STANDFIRST_MARGIN = 0.9
KICKER_WORDS = 4
# Bylines, dates and captions stand within so many units of the headline or the start of the body.
HEAD_REACH = 14
BYLINE_THRESHOLD = 0.2
DATELINE_THRESHOLD = 0.2
# Between the headline and the body, for lines that look like names or like a day.
NEAR_THRESHOLD = 0.02
# Longer lines name no author and no day, they tell something.
LONGEST_BYLINE = 220
LONGEST_DATELINE = 160
# A line with "by" in its midst is a byline when it holds hardly more than names.
LONGEST_NAMES = 80
# Captions with a credit are at least so long; without one, a long line that is no sentence is taken for one.
SHORTEST_CAPTION = 30
LONG_LINE = 90
# Keywords stand at most so many units below the end of the body.
TAIL_REACH = 14
# A list of keywords one below another ends after so many.
MAX_KEYWORDS = 15
MAX_HEADING = 40
# Words that tell what a line is stand near its beginning.
LONGEST_CUE = 300
_SECTION = lazy_pattern(r"in\s+[A-Z]\S*(\s\S+){0,3}$")


def judge_units(units: Sequence[Unit], probabilities: Probabilities) -> list[Judgement]:
    """Give every unit a role and a reason; where the text is an article and nothing else, all are body.

    Where it is several articles one after another, the first is the article.
    """
    if is_alone(units, probabilities) or is_brief(units) or is_paragraph(units):
        own = units[: find_second(units)]
        head = head_of_article(own, probabilities)
        return head + [WHOLE] * (len(own) - len(head)) + [NEXT] * (len(units) - len(own))
    body = body_units(units, probabilities.body)
    if is_front(units, body):
        body[:] = False
    judged = [
        BODY if is_body else role_outside(unit.text[:LONGEST_CUE])
        for unit, is_body in zip(units, body.tolist(), strict=True)
    ]
    if not body.any():
        return judged
    start = body_start(body)
    headline = find_headline(units, probabilities, start)
    if headline is not None:
        judged[headline] = Judgement("headline", "heads the text that follows")
    _mark_head(units, probabilities, judged, headline=headline, start=start)
    _mark_keywords(units, judged, start=start, stop=int(np.flatnonzero(body)[-1]) + 1)
    return judged


def body_units(units: Sequence[Unit], scores: Floats) -> NDArray[np.bool_]:
    """Return which units are body: the likely ones, and beside them sentences that are not unlikely."""
    likely = scores >= BODY_THRESHOLD
    beside = np.concatenate([[False], likely[:-1]]) | np.concatenate([likely[1:], [False]])
    for position in np.flatnonzero(beside & ~likely & (scores >= BESIDE_THRESHOLD)).tolist():
        text = units[position].text
        long_enough = len(text) >= SHORTEST_SENTENCE or text[0] in QUOTES
        likely[position] = long_enough and is_sentence(text) and not BULLET.match(text)
    for position in np.flatnonzero(likely).tolist():
        behind = _behind_box(units, position, likely)
        if behind is not None and scores[behind] >= BESIDE_THRESHOLD:
            likely[behind] = True
    likely[[i for i in np.flatnonzero(likely).tolist() if is_prompt(units[i].text)]] = False
    return likely


def _behind_box(units: Sequence[Unit], position: int, likely: NDArray[np.bool_]) -> int | None:
    """Return the sentence that goes on behind a box in the text (a prompt, a newsletter, a link), right below a body unit; else None."""
    prompted = False
    for below in range(position + 1, min(len(units), position + 2 + BOX_REACH)):
        text = units[below].text
        if likely[below]:
            return None
        if (
            prompted
            and len(text) >= BOX_SENTENCE
            and is_sentence(text)
            and not BULLET.match(text)
            and not is_trailer(text)
        ):
            return below
        if RELATED.fullmatch(text) and not is_prompt(text):
            return None
        prompted = prompted or is_prompt(text) or bool(BOILERPLATE.search(text))
    return None


def body_start(body: NDArray[np.bool_]) -> int:
    """Return the position of the first body unit that more body follows soon, so that one stray line above does not count."""
    positions = np.flatnonzero(body)
    for position in positions:
        if body[position + 1 : position + 13].sum() >= 2:
            return int(position)
    return int(positions[0])


def find_headline(units: Sequence[Unit], probabilities: Probabilities, start: int) -> int | None:
    """Return the position of the best headline above the body, or None where no line is like one.

    What the labeller says is added to how many of a line's words the body repeats.
    """
    likely = np.flatnonzero(probabilities.body >= BODY_THRESHOLD).tolist()
    spoken = Counter(word for position in likely for word in content_words(units[position].text))
    best, found = HEADLINE_FLOOR, None
    scores: dict[int, float] = {}
    for position in range(max(0, start - HEADLINE_REACH), min(start + 2, len(units))):
        text = units[position].text
        size = text.count(" ") + 1 + len(UNSPACED.findall(text)) // 3
        if size not in HEADLINE_WORDS or probabilities.body[position] >= BODY_THRESHOLD:
            continue
        score = (
            _headline_score(text, size, spoken)
            + _logit(float(probabilities.headline[position]))
            - 0.01 * abs(start - position)
        )
        scores[position] = score
        if score > best:
            best, found = score, position
    if found is None:
        return None
    if (
        scores.get(found - 1, HEADLINE_FLOOR) >= best - STANDFIRST_MARGIN
        and units[found - 1].text.count(" ") >= KICKER_WORDS
    ):
        found -= 1
    return _first_copy(units, found)


def _headline_score(text: str, size: int, spoken: Counter[str]) -> float:
    """Return how much a line looks like the headline of a text with the words `spoken`."""
    own = content_words(text)
    score = SHARED_WEIGHT * sum(word in spoken for word in own) / max(1, len(own)) + 0.1 * min(size, 12)
    score -= (
        1.5 * (size > LONG_HEADLINE)
        + 1.5 * bool(BULLET.match(text))
        + 1.0 * text.endswith(".")
        + 0.8 * bool(BOILERPLATE.search(text))
    )
    return score - 2.0 * bool(BY.match(text)) - 1.0 * names_day(text)


def _logit(probability: float) -> float:
    """Return the log-odds of a probability, bounded."""
    clipped = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.log(clipped / (1 - clipped)))


def _first_copy(units: Sequence[Unit], position: int) -> int:
    """Return the first of the lines close above that say the same: the byline stands between two copies of a headline."""
    for above in range(max(0, position - HEAD_REACH), position):
        if units[above].text == units[position].text:
            return above
    return position


def _mark_head(
    units: Sequence[Unit], probabilities: Probabilities, judged: list[Judgement], *, headline: int | None, start: int
) -> None:
    """Mark bylines, dates, section and captions around the headline and the start of the body."""
    top = start if headline is None else min(headline, start)
    for position, unit in enumerate(units):
        if judged[position].role in ("body", "headline"):
            continue
        near = top - HEAD_REACH <= position <= start + HEAD_REACH
        between = top < position < start
        text = unit.text
        if headline is not None and between and text == units[headline].text:
            judged[position] = Judgement("headline", "repeats the headline")
        elif near and len(text) > SHORTEST_CAPTION and CAPTION.search(text[:400]) and not BY.match(text):
            judged[position] = Judgement("caption", "describes a picture")
        elif _is_byline(units, probabilities, position, near=between):
            judged[position] = Judgement("byline", "names who wrote it")
        elif _is_dateline(text, float(probabilities.dateline[position]), near=between):
            judged[position] = Judgement("dateline", "states the day of publication")
        elif between and _SECTION.match(text[:60]):
            judged[position] = Judgement("section", "names the section")
        elif between and len(text) > LONG_LINE and not text.endswith((".", "!", "?")):
            judged[position] = Judgement("caption", "describes a picture")


def _is_byline(units: Sequence[Unit], probabilities: Probabilities, position: int, *, near: bool) -> bool:
    """Return whether a unit names the author: by its own words, by those of the unit above ("By"), or by the labeller's word."""
    text = units[position].text
    if len(text) > LONGEST_BYLINE:
        return False
    if near and (BY.match(text) or (position and BY_ALONE.match(units[position - 1].text))):
        return True
    if near and len(text) <= LONGEST_NAMES and BY_WITHIN.match(text):
        return True
    if NO_BYLINE.search(text):
        return False
    bare = near and NAMES.fullmatch(text) and not BOILERPLATE.search(text)
    likely = probabilities.byline[position] >= (NEAR_THRESHOLD if bare else BYLINE_THRESHOLD)
    return likely and not (STAMP.search(text) and probabilities.dateline[position] > probabilities.byline[position])


def _is_dateline(text: str, probability: float, *, near: bool) -> bool:
    """Return whether a unit states the day: by the labeller's word, which counts for more between headline and body."""
    if len(text) > LONGEST_DATELINE:
        return False
    return probability >= (NEAR_THRESHOLD if near and names_day(text) else DATELINE_THRESHOLD)


def _mark_keywords(units: Sequence[Unit], judged: list[Judgement], *, start: int, stop: int) -> None:
    """Mark lines of keywords within and below the body, listed ones included."""
    for position in range(start, min(len(units), stop + TAIL_REACH)):
        text = units[position].text
        if judged[position].role == "body" or not KEYWORDS.match(text[:40]):
            continue
        judged[position] = Judgement("keywords", "lists keywords")
        if not KEYWORDS.fullmatch(text[:MAX_HEADING].strip()):
            continue
        for below in range(position + 1, min(len(units), position + 1 + MAX_KEYWORDS)):
            if not BULLET.match(units[below].text) or units[below].text.count(" ") > 5:
                break
            judged[below] = Judgement("keywords", "listed under the keywords")
