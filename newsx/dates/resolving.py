"""Date expressions of a document read in order: the two public functions and what they share."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.dates.clock import BARE_CLOCK, CLOCK
from newsx.dates.context import NARRATIVE_YEARS, Scene, Told
from newsx.dates.finding import agreed, candidates, inner_matches, span_matches, token_range, tokens_of
from newsx.dates.mention import DateMention, Reading
from newsx.dates.quoted import find_spoken
from newsx.dates.reading import mention_of
from newsx.lazy import lazy_pattern
from newsx.vocabulary.time_words import time_word_languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsx.dates.grammar import Hit, Rule
    from newsx.dates.tokens import Tokens

# The language of the rules of this room.
_ENGLISH = "en"
# A document with this many years from long before its publication, and at most this share of words that count from the
# day of publication, is a narrative. Measured on half of WikiWars, half of the news sets, and pages of news.
NARRATIVE_COUNT, DEICTIC_SHARE = 4, 0.11
# A text with so many such years is one even where more of its words count from the day of publication.
LONG_COUNT, LONG_SHARE = 10, 0.17
# A year belongs to the story when it and its neighbours are named this often, or are this share of all years named.
STORY_COUNT, STORY_SHARE = 3, 0.04
# In a text that names fewer years all of them belong to it.
STORY_YEARS = 30
_DEICTIC_RULES = frozenset({"day-word", "weekday", "ago", "vague-now", "part-of-day"})
# Types of expression that tell a date which others lean on.
_REMEMBERED = frozenset({"DATE", "TIME"})
# How many documents keep their reading for further questions about single spans.
CACHED_DOCUMENTS = 4
# Characters of context that the cues are sought in.
CONTEXT = 160
# A full stop that ends no abbreviation, or an empty line.
_ABBREVIATIONS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mr Mrs Ms Dr St No Gen Gov Sen Rep Lt Col Rev U.S U.N U.K Corp Inc Co Ltd".split()
# The full stop is sought first: what stands before it is looked at there only, and not at every letter.
_SENTENCE_END = lazy_pattern(
    r"[.!?]\s" + "".join(rf"(?<!\b{re.escape(word)}[.!?]\s)" for word in _ABBREVIATIONS) + r"|\n[ \t]?\n"
)
# Words that may stand around a given span without belonging to the expression.
_LEADING = frozenset(
    "in on at by since until till before after during from to through throughout for of between within only just even as the "
    'exactly all back a an some , ( " sometime time about around nearly almost this its their'.split()
)


def _as_date(anchor: dt.date | str | None) -> dt.date | None:
    if isinstance(anchor, dt.datetime):
        return anchor.date()
    if isinstance(anchor, str):
        return dt.date.fromisoformat(anchor[:10])
    return anchor


def is_served(language: str | None) -> bool:
    """Return whether a language has a table of its own; English has the grammar of this room instead."""
    return language not in {None, _ENGLISH} and language in time_word_languages()


def find_dates(
    text: str, *, anchor: dt.date | str | None, language: str | None = None, southern: bool = False
) -> list[DateMention]:
    """Return every date expression of a text, in order, without overlaps, each resolved against `anchor` and what stands before it.

    `anchor` is the publication date (a date or an ISO string). With None only what the text itself says is resolved:
    other expressions have no value. `language` is an ISO 639-1 code; a language without a table is read as English.
    `southern` gives seasons the days of the southern hemisphere. Raises ValueError when `anchor` is a string that is no ISO date.
    """
    day = _as_date(anchor)
    if language is not None and is_served(language):
        from newsx.dates.languages import find_dates as find_foreign

        return find_foreign(text, language, anchor=day, southern=southern)
    return list(_document(text, day, southern)[1])


def resolve(text: str, start: int, end: int, *, anchor: dt.date | str | None, southern: bool = False) -> DateMention:
    """Return what `text[start:end]`, taken to be one date expression, means in its document, which is in English.

    The expressions found before it are its context. A span that no rule reads has rule "unknown" and no value.
    Raises ValueError when the span lies outside the text or `anchor` is no ISO date.
    """
    return resolve_all(text, [(start, end)], anchor=anchor, southern=southern)[0]


def resolve_all(
    text: str, spans: Iterable[tuple[int, int]], *, anchor: dt.date | str | None, southern: bool = False
) -> list[DateMention]:
    """Return `resolve` for several spans of one text; spans in order of the text share the reading of what stands before them."""
    tokens, mentions, opening = _document(text, _as_date(anchor), southern)
    scene, told = replace(opening, memory=[]), 0
    found = []
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} lies outside the text")
        count = bisect.bisect_right(mentions, start, key=lambda mention: mention.end)
        if count < told:
            scene, told = replace(opening, memory=[]), 0
        for mention in mentions[told:count]:
            if mention.type in _REMEMBERED:
                scene.remember(mention.value, mention.start, mention.end)
        told = count
        found.append(_resolve_at(text, start, end, (tokens, mentions, count), scene, southern=southern))
    return found


def _resolve_at(
    text: str,
    start: int,
    end: int,
    document: tuple[Tokens, tuple[DateMention, ...], int],
    scene: Scene,
    *,
    southern: bool,
) -> DateMention:
    """Resolve a span of a document, of whose mentions so many stand before it, and have been told in the scene."""
    tokens, mentions, count = document
    if count < len(mentions) and (mentions[count].start, mentions[count].end) == (start, end):
        return mentions[count]
    found = mention_of(text, start, end, _read_span(tokens, start, end, scene), southern=southern)
    if found.rule != BARE_CLOCK:
        return found
    if count < len(mentions) and mentions[count].start <= start:
        # The time stands within a longer expression that names its day.
        day = mentions[count].value or ""
        found = replace(found, value=day[:10] + (found.value or "")[10:]) if "T" in day else found
    return _on_its_day(text, found, next(filter(_names_day, mentions[count:]), None))


def is_refused(text: str, start: int, end: int, *, anchor: dt.date | str | None, southern: bool = False) -> bool:
    """Return whether the rules of running text see a date in `text[start:end]` and take it for none: "Tuesday" in "Tuesday Weld"."""
    tokens = _document(text, _as_date(anchor), southern)[0]
    first, last = token_range(tokens, start, end)
    asked = [agreed(rule, hit) for rule, hit in inner_matches(tokens, first, last) if rule.findable]
    return bool(asked) and not any(asked)


@lru_cache(maxsize=CACHED_DOCUMENTS)
def _document(text: str, anchor: dt.date | None, southern: bool) -> tuple[Tokens, tuple[DateMention, ...], Scene]:
    tokens = tokens_of(text)
    groups = candidates(tokens)
    opening = _opening_scene(groups, anchor)
    opening.southern = southern
    scene = replace(opening, memory=[])
    mentions: list[DateMention] = []
    taken = 0
    for group in groups:
        first = group[0][1]
        if first.tokens.starts[first.first] < taken:
            continue
        for rule, hit in group:
            if not agreed(rule, hit):
                continue
            start, end = hit.tokens.starts[hit.first], hit.tokens.ends[hit.last - 1]
            reading = _read(rule, hit, scene, start, end)
            if reading is None:
                continue
            mention = mention_of(text, start, end, reading, southern=southern)
            mentions.append(mention)
            if mention.type in _REMEMBERED:
                scene.remember(mention.value, start, end)
            taken = end
            break
    mentions = _with_their_days(text, mentions)
    return tokens, tuple(_from_their_speakers(tokens, mentions, opening)), opening


def _from_their_speakers(tokens: Tokens, mentions: list[DateMention], opening: Scene) -> list[DateMention]:
    """Return the mentions; what a quote counts from the day of publication is counted from the day on which it was spoken."""
    found = list(mentions)
    starts = [mention.start for mention in mentions]
    for spoken in find_spoken(tokens.text, mentions, opening.anchor):
        said_on = spoken.said_on
        day = dt.date.fromisoformat(said_on.earliest or "")
        for place in range(bisect.bisect_left(starts, spoken.start), bisect.bisect_left(starts, spoken.end)):
            mention = found[place]
            if mention.anchor == "publication" and mention.value:
                scene = replace(opening, anchor=day, memory=[])
                reading = _read_span(tokens, mention.start, mention.end, scene)
                if reading.value and reading.value != mention.value and reading.anchor == "publication":
                    told = Told.of(said_on.value or "", said_on.start, said_on.end)
                    reading = replace(reading, rule=mention.rule, anchor="text", base=told)
                    found[place] = mention_of(
                        tokens.text, mention.start, mention.end, reading, southern=opening.southern
                    )
    return found


def _with_their_days(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Return the mentions, times of the clock on the day that their sentence tells after them where it tells none before."""
    found = []
    later: DateMention | None = None
    for mention in reversed(mentions):
        found.append(_on_its_day(text, mention, later))
        later = mention if _names_day(mention) else later
    return found[::-1]


def _names_day(mention: DateMention) -> bool:
    return mention.granularity == "day" and bool(mention.value)


def _on_its_day(text: str, mention: DateMention, later: DateMention | None) -> DateMention:
    """Return the mention; a bare time of the clock on the `later` day where that stands in the same sentence."""
    if mention.rule != BARE_CLOCK:
        return mention
    if mention.value and later and not _SENTENCE_END.search(text, mention.end, later.start):
        value = f"{(later.value or '')[:10]}{mention.value[10:]}"
        reading = Reading(value, mention.type, mention.mod, later.anchor, BARE_CLOCK)
        mention = mention_of(text, mention.start, mention.end, reading)
    return replace(mention, rule=CLOCK)


def _opening_scene(groups: list[list[tuple[Rule, Hit]]], anchor: dt.date | None) -> Scene:
    """Return the scene before the first expression is read."""
    if not _is_narrative(groups, anchor):
        return Scene(anchor)
    years = Counter(year for group in groups if (year := _stated_year(group[0][1])))
    least = max(STORY_COUNT, STORY_SHARE * years.total())
    story = frozenset(year for year in years if years[year - 1] + years[year] + years[year + 1] >= least)
    if years.total() < STORY_YEARS:
        story = frozenset()
    opening = None if _is_told_from_today(groups) else _opening_year(groups)
    return Scene(anchor, narrative=True, opening=opening, story=story)


def _is_told_from_today(groups: list[list[tuple[Rule, Hit]]]) -> bool:
    """Whether the first expression that names no year counts from the day of publication, as in news of a death."""
    return any(rule.name in _DEICTIC_RULES and agreed(rule, hit) for group in groups for rule, hit in group[:1])


def _stated_year(hit: Hit) -> int | None:
    """Return the year of four digits in a match, if there is one."""
    word = next(iter(hit.words("year")), "")
    return int(word) if word.isdigit() and len(word) == 4 else None


def _is_narrative(groups: list[list[tuple[Rule, Hit]]], anchor: dt.date | None) -> bool:
    """Whether a document tells of times long before its publication: decided by its years and its deictic words."""
    if anchor is None:
        return False
    far = deictic = total = taken = 0
    for group in groups:
        if group[0][1].first < taken:
            continue  # "2012" in "May 2012" is no year of its own
        chosen = next(((rule, hit) for rule, hit in group if agreed(rule, hit)), None)
        if chosen is None:
            continue
        rule, hit = chosen
        total, taken = total + 1, hit.last
        deictic += rule.name in _DEICTIC_RULES or (
            rule.name == "relative-unit" and hit.words("rel")[0] in {"this", "last", "next"}
        )
        year = _stated_year(hit)
        far += year is not None and anchor.year - year >= NARRATIVE_YEARS
    share = LONG_SHARE if far >= LONG_COUNT else DEICTIC_SHARE
    return far >= NARRATIVE_COUNT and deictic <= share * total


def _opening_year(groups: list[list[tuple[Rule, Hit]]]) -> int | None:
    """Return the first year of four digits that stands with a month or a day."""
    for group in groups:
        for _, hit in group:
            if hit.has("month") and (year := _stated_year(hit)):
                return year
    return None


def _read(rule: Rule, hit: Hit, scene: Scene, start: int, end: int) -> Reading | None:
    text = hit.tokens.text
    scene.text = text
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    cuts = list(_SENTENCE_END.finditer(before))
    cut = _SENTENCE_END.search(after)
    scene.place(start, before[cuts[-1].end() :] if cuts else before, after[: cut.start()] if cut else after)
    return rule.handler(hit, scene)


def _read_span(tokens: Tokens, start: int, end: int, scene: Scene) -> Reading:
    first, last = token_range(tokens, start, end)
    while True:
        for rule, hit in span_matches(tokens, first, last):
            reading = _read(rule, hit, scene, start, end)
            if reading is not None:
                return reading
        if last - first > 1 and tokens.words[last - 1] in {"'s", "'", ",", ".", ")", '"'}:
            last -= 1
        elif last - first > 1 and tokens.words[first] in _LEADING:
            first += 1
        else:
            break
    for rule, hit in inner_matches(tokens, first, last):
        reading = _read(rule, hit, scene, start, end)
        if reading is not None:
            return reading
    return Reading(None, anchor="none", rule="unknown")
