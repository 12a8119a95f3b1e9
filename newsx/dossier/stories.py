"""Groups articles into stories as they come: an article joins the story of its days that shares its rare words, or begins one."""

from __future__ import annotations

import datetime as dt
import json
import math
import zlib
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.tables import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsx.dossier.facts import ArticleFacts
    from newsx.dossier.store import Store

# One threshold for texts of any length: only the headline and the first words are compared. Chosen on data/across (ECB+, a third of its
# topics); higher splits events of long texts, lower runs topics together.
_ALIKE = 0.18
_FIRST_WORDS = 120
# An article may come so many days before or after its story.
_WINDOW_DAYS = 4
_RAREST, _KEPT_TERMS, _MOST_TERMS = 25, 15, 160
_BUCKET, _MOST_COMPARED = 40, 8
_NAME_WEIGHT = 1.5
_MOST_NAMES = 40
_UNDATED = "0000-00-00"
_TERM = lazy_pattern(r"[^\W\d_][\w-]{2,}|\d[\d,.]*\d")
_STOP = word_set(
    """the and for that with was were has have had his her its from are but not this which who will would said been they their after
    also more than into about over when there one two new all can could other some out what she him them you our your then just only
    between during under against before because while where how why per mrs says say told according"""
)


def place_in_story(store: Store, article: int, facts: ArticleFacts, profiles: Iterable[int], total: int) -> int:
    """Put an article into a story; return the story's number. `total` is the number of articles."""
    vector = _vector(store, facts, profiles, total)
    day = facts.day or _UNDATED
    terms = sorted(vector, key=lambda term: (-vector[term], term))[:_RAREST]
    best = _best(store, vector, terms, day)
    if best and best[0] >= _ALIKE:
        _, story, known = best
        for term, weight in vector.items():
            known[term] = known.get(term, 0.0) + weight
        store.put("grow_story", story, _packed(known), facts.day)
    else:
        story = store.put("add_story", facts.day, facts.article.headline, _packed(vector))
    store.put_all("add_term", [(term, day, story) for term in terms[:_KEPT_TERMS]])
    store.put("set_story", story, article)
    return story


def _vector(store: Store, facts: ArticleFacts, profiles: Iterable[int], total: int) -> dict[str, float]:
    """Return the words of the beginning and the names of an article, rare ones heavy; of length one."""
    article = facts.article
    words = f"{article.headline or ''} {article.text}".lower().split()[:_FIRST_WORDS]
    counts = Counter(term for term in _TERM.findall(" ".join(words)) if term not in _STOP)
    vector = {term: 1 + math.log(count) for term, count in counts.items()}
    vector |= {f"@{profile}": _NAME_WEIGHT for profile in list(profiles)[:_MOST_NAMES]}
    known = dict(store.rows("frequencies_of", json.dumps(list(vector))))
    store.put_all("count_terms", [(term,) for term in vector])
    vector = {term: weight * math.log((total + 2) / (known.get(term, 0) + 1) + 1) for term, weight in vector.items()}
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}


def _best(
    store: Store, vector: Mapping[str, float], terms: Iterable[str], day: str
) -> tuple[float, int, dict[str, float]] | None:
    """Return the story most like an article, of those that share rare terms on days near it."""
    shared: Counter[int] = Counter()
    for term in terms:
        for (story,) in store.rows(
            "stories_of_term", term, _shifted(day, -_WINDOW_DAYS), _shifted(day, _WINDOW_DAYS), _BUCKET
        ):
            shared[story] += vector[term]  # type: ignore[assignment]
    best: tuple[float, int, dict[str, float]] | None = None
    for story, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_COMPARED]:
        packed, _ = store.row("story_vector", story)
        known: dict[str, float] = json.loads(zlib.decompress(packed))
        length = math.sqrt(sum(weight * weight for weight in known.values())) or 1.0
        likeness = sum(weight * known.get(term, 0.0) for term, weight in vector.items()) / length
        if best is None or likeness > best[0]:
            best = likeness, story, known
    return best


def _packed(vector: dict[str, float]) -> bytes:
    kept = sorted(vector.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_TERMS]
    return zlib.compress(json.dumps({term: round(weight, 3) for term, weight in kept}).encode(), 1)


@lru_cache(1 << 10)
def _shifted(day: str, days: int) -> str:
    if day == _UNDATED:
        return day
    try:
        return (dt.date.fromisoformat(day) + dt.timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return day
