"""What of an entity's mentions tells how much an article is about it: where they stand, how many they are, what they do there."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.vocabulary.countries import aliases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import EntityGroup

FEATURES = (
    "in_headline", "in_first_sentence", "in_first_paragraph", "opens_text", "log_mentions", "share_of_mentions", "share_of_top",
    "early", "spread", "is_person", "is_organisation", "is_country", "is_other_place", "has_role", "rank", "several_words",
    "share_of_paragraphs", "opens_sentences", "speaks", "in_last_paragraph",
)  # fmt: skip

# A first paragraph without a full stop and shorter than this is a headline that stayed in the text.
_HEADLINE = 200
_PARAGRAPH = lazy_pattern(r"\n\n+")
_SENTENCE_END = lazy_pattern(r"[.!?][”\"’)]*\s+(?=[A-Z“\"‘(])|\n+")
# Words that may stand between the start of a sentence and the name that is its subject.
_OPENERS = lazy_pattern(
    r"[\"“‘(]?(?:(?:the|a|an|but|and|yet|however,|meanwhile,|later|earlier|then|also|mr|mrs|ms|dr|president|prime|minister|gen\.?|"
    r"former|on \w+day,?|last \w+,|in \d{4},)\s+){0,4}",
    re.IGNORECASE,
)
_SAID = lazy_pattern(
    r"\s*(?:,\s*)?(?:[\w-]+\s){0,2}(?:said|says|told|added|warned|announced|argued|explained|wrote|insisted|noted|denied|claimed|stated|tweeted)\b"
)
_SAID_BEFORE = lazy_pattern(r"\b(?:said|says|according to|told|added|asked)\s(?:[\w.’'-]+\s){0,3}$")
_LOOK_BACK = 40


class _Article:
    """What is read of a text once for all its entities."""

    def __init__(self, text: str, headline: str | None) -> None:
        self.text = text
        opening = text.split("\n\n", 1)[0]
        kept = headline is None and len(opening) < _HEADLINE and not opening.rstrip().endswith((".", "!", "?", "”"))
        self.body_start = min(len(opening) + 2, len(text)) if kept else 0
        self.headline = f" {_words(headline if headline is not None else opening if kept else '')} "
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self.sentences = sorted({0, self.body_start, *ends})
        self.paragraphs = sorted({0, self.body_start, *(match.end() for match in _PARAGRAPH.finditer(text))})
        self.first_sentence_end = self._end_after(self.sentences)
        self.first_paragraph_end = self._end_after(self.paragraphs)

    def _end_after(self, starts: list[int]) -> int:
        place = bisect_right(starts, self.body_start)
        return starts[place] if place < len(starts) else len(self.text)

    def opens_sentence(self, start: int) -> bool:
        """Tell whether a mention stands where the subject of its sentence does."""
        sentence = self.sentences[bisect_right(self.sentences, start) - 1]
        opener = _OPENERS.match(self.text, sentence, start)
        return opener is not None and opener.end() == start


def measure(text: str, entities: Sequence[EntityGroup], headline: str | None) -> list[list[float]]:
    """Return the features of each entity, in the order of `FEATURES`.

    `headline` is None where the page has none; a short first paragraph without a full stop is then taken for it.
    """
    article = _Article(text, headline)
    counts = [len(entity.mentions) for entity in entities]
    total, top = sum(counts) or 1, max(counts, default=1) or 1
    ranks = {i: rank for rank, i in enumerate(sorted(range(len(counts)), key=lambda i: (-counts[i], i)))}
    return [_features(article, entity, ranks[i], total, top) for i, entity in enumerate(entities)]


def _features(article: _Article, entity: EntityGroup, rank: int, total: int, top: int) -> list[float]:
    starts = [mention.start for mention in entity.mentions]
    body = [start for start in starts if start >= article.body_start] or starts or [len(article.text)]
    length, count = max(1, len(article.text)), len(starts)
    paragraphs = {bisect_right(article.paragraphs, start) for start in starts}
    country = entity.label == "PLACE" and entity.name.lower().removeprefix("the ") in aliases()
    return [
        float(value)
        for value in (
            _in_headline(article.headline, entity),
            min(body) < article.first_sentence_end,
            min(body) < article.first_paragraph_end,
            article.opens_sentence(min(body)) and min(body) < article.first_sentence_end,
            math.log(max(1, count)),
            count / total,
            count / top,
            1 - min(body) / length,
            (max(body) - min(body)) / length,
            entity.label == "PERSON",
            entity.label == "ORG",
            country,
            entity.label == "PLACE" and not country,
            bool(entity.roles),
            1 / (1 + rank),
            " " in entity.name,
            len(paragraphs) / len(article.paragraphs),
            sum(article.opens_sentence(start) for start in starts) / max(1, count),
            any(_speaks(article.text, mention.start, mention.end) for mention in entity.mentions),
            max(body) >= article.paragraphs[-1],
        )
    ]


def _in_headline(headline: str, entity: EntityGroup) -> bool:
    """Tell whether the headline holds one of an entity's forms, or a person's last name."""
    forms = [_words(form) for form in (entity.name, *entity.aliases)]
    if entity.label == "PERSON" and " " in forms[0]:
        forms.append(forms[0].rsplit(" ", 1)[-1])
    return any(len(form) > 1 and f" {form} " in headline for form in forms)


def _words(text: str) -> str:
    """Return the words of a text, lower-case and without signs, parted by one space."""
    return " ".join(re.findall(r"\w+", text.lower().replace("’s ", " ").replace("'s ", " ").replace(".", "")))


def _speaks(text: str, start: int, end: int) -> bool:
    """Tell whether somebody is quoted by a mention: "X said", "according to X"."""
    return (
        _SAID.match(text, end) is not None or _SAID_BEFORE.search(text, max(0, start - _LOOK_BACK), start) is not None
    )
