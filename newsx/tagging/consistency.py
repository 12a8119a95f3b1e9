"""Makes the mentions of an article agree: edges, one label a name, lone surnames, missed occurrences; both taggers end with it.

Pure functions over a text and mentions by characters; time grows with the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.tagging.decoding import LABELS, Mention
from newsx.vocabulary.countries import aliases as country_aliases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a vote before the body counts: in a headline every word has a capital, so taggers err there.
EVIDENCE_WEIGHT = 0.2
# What a full name says about the same word alone: its last word is most often a surname, its first a given name.
SURNAME_WEIGHT = 2.0
GIVEN_NAME_WEIGHT = 0.3
# The first mention of a name in a sentence introduces it ("the state company X"); later ones lean on that.
INTRODUCTION_WEIGHT = 3.0
# News introduces people by their full names: a single word that is part of none is a person's name less often than it looks.
LONE_PERSON_WEIGHT = 0.4
# Support, as a sum of scores, that a name needs before occurrences nobody marked are marked too.
FILL_SUPPORT = 2.4
FILL_SURNAME_SUPPORT = 1.5
# A mention less sure than this takes the edges of a name that the article marks this often at least, and so many times as
# often as the mention itself. In the training articles 93 of 100 occurrences of a name marked twice have its very edges; on
# the development articles this gains 0.1 to 0.3 of FOUR with each of four networks, 0.03 to 0.1 without the article that
# gains most (0.5 and 0.7 do the same).
UNSURE = 0.6
REPEATED = 2
OUTNUMBERED = 2
# Letters of the shortest name that is filled in: shorter ones are words of the language too often.
FILL_LETTERS = 4
# What a filled mention's score is to the mean score of the mentions it repeats.
FILL_DISCOUNT = 0.8
# Longest name that is looked for elsewhere in the text, in characters.
FILL_LENGTH = 100

# Kinds of names; a date or a sum of money tells nothing about the same words elsewhere.
_NAMES = frozenset({"PERSON", "PLACE", "ORG", "NORP", "MISC", "PRODUCT"})
_EDGES = " \t,;:!?\"“”‘'’-–—•|/*"
# Words no name ends with: what is left of a longer name whose rest the tagger did not see.
_DANGLING = frozenset(["of", "the", "and", "in", "for", "to", "at", "on", "by", "from", "with", "&", "de", "del"])
_ADDRESS = ("://", "www.", "%2", "@")
_STOPS = (".", "!", "?", "…", '"', "”", "’", "'", ")")
_WORD = lazy_pattern(r"\w+")
_WORD_OR_GAP = lazy_pattern(r"\w+|\W+")
# An article names the same again and again.
_CACHE = 1 << 12
# A name before a sign of currency and a number. Codes of currencies that stand there ("US", "HK", "CFA") have no small letters after
# the second.
_PAYEE = lazy_pattern(r"([A-ZÀ-Þ][\w’'.-]*[a-zà-ÿ]{2}(?: [A-ZÀ-Þ][\w’'.-]+){0,3}) (?=[$€£¥₹₦₱₩₽₺₫฿] ?\d)")


def settle(text: str, mentions: Iterable[Mention], *, body_start: int = 0) -> list[Mention]:
    """Return the mentions of `text` in order, agreeing with one another, without overlaps and without distractors.

    Mentions that start before `body_start` are weak evidence about those behind it.
    """
    trimmed = align(text, trim(text, free_from_sums(text, mentions)))
    votes = count_votes(text, trimmed, body_start=body_start)
    voted = [elect(text, mention, votes) for mention in trimmed]
    filled = fill(text, voted, votes)
    return sorted(mention for mention in [*voted, *filled] if mention.label in LABELS)


def free_from_sums(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield each mention, sums of money without the name of who gets or pays them ("will lend Jordan $600 million").

    Where that is a country, it is a mention of its own; other names are left to what the rest of the article says of them.
    """
    for mention in mentions:
        payee = _PAYEE.match(text, mention.start, mention.end) if mention.label not in LABELS else None
        if payee is None:
            yield mention
            continue
        if payee[1].casefold() in country_aliases():
            yield mention._replace(end=payee.end(1), label="PLACE", score=max(mention.score, UNSURE))
        yield mention._replace(start=payee.end())


def trim(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield each mention without punctuation, space and dangling small words at its edges.

    Those that keep no letter or digit are gone, and so are addresses on the web.
    """
    for mention in mentions:
        kept = _bare(text[mention.start : mention.end])
        if kept is not None:
            start = mention.start
            yield Mention(start + kept[0], start + kept[1], mention.label, mention.score)


@lru_cache(_CACHE)
def _bare(words: str) -> tuple[int, int] | None:
    """Return where in `words` the name stands that is left of them, or None when none is."""
    if any(mark in words for mark in _ADDRESS):
        return None
    kept = words.rstrip(_EDGES)
    while (last := kept.rpartition(" ")) and last[1] and last[2] in _DANGLING:
        kept = last[0].rstrip(_EDGES)
    bare = kept.lstrip(_EDGES)
    if not any(map(str.isalnum, bare)) or bare in _DANGLING:
        return None
    return len(kept) - len(bare), len(kept)


def align(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions in order, unsure ones with the edges that the article gives the same words elsewhere.

    An unsure mention grows to a repeated name around it ("Kweku" in "Nana Kweku") or shrinks to one of several words within it;
    never into a neighbour.
    """
    ordered = sorted(mentions)
    counts = Counter(text[mention.start : mention.end] for mention in ordered if mention.label in _NAMES)
    repeated = [
        name for name, count in counts.items() if count >= REPEATED and " " in name and len(name) <= FILL_LENGTH
    ]
    lengths = _lengths_by_first_word(repeated)
    aligned: list[Mention] = []
    for mention, following in zip_longest(ordered, ordered[1:]):
        if mention.label in _NAMES and mention.score < UNSURE:
            room = (aligned[-1].end if aligned else 0, following.start if following else len(text))
            mention = _take_edges(text, mention, counts, lengths, room)  # noqa: PLW2901
        aligned.append(mention)
    return aligned


def _take_edges(
    text: str, mention: Mention, counts: Counter[str], lengths: dict[str, list[int]], room: tuple[int, int]
) -> Mention:
    """Return `mention` with the edges of the most repeated name within `room` that holds it or that it holds."""
    best = (OUTNUMBERED * counts[text[mention.start : mention.end]] - 1, 0, mention)
    for match in _WORD.finditer(text, max(room[0], mention.start - FILL_LENGTH), mention.end):
        for length in lengths.get(match.group(), ()):
            start, end = match.start(), match.start() + length
            holds = start <= mention.start and mention.end <= end <= room[1]
            held = mention.start <= start and end <= mention.end
            count = counts[text[start:end]]
            if (holds or held) and count >= REPEATED and _stands_alone(text, start, end):
                best = max(best, (count, length, mention._replace(start=start, end=end)))
    return best[2]


def _lengths_by_first_word(names: Iterable[str]) -> dict[str, list[int]]:
    """Return the lengths in characters of the names that start with each word, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        if head := _WORD.match(name):
            lengths[head.group()].add(len(name))
    return {word: sorted(found, reverse=True) for word, found in lengths.items()}


class Votes:
    """Counts how much speaks for each label of each surface, as sums of scores, and the mean score of its mentions."""

    def __init__(self) -> None:
        self.direct: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.names: dict[str, float] = defaultdict(float)
        self.surnames: dict[str, float] = defaultdict(float)
        self.introduced: set[str] = set()
        self._winners: dict[str, tuple[str, float]] = {}

    def support(self, surface: str) -> dict[str, float]:
        """Return the sum of scores by label, what full names say about their words included."""
        support = dict(self.direct.get(surface, {}))
        part = self.names.get(surface, 0.0)
        if part:
            support["PERSON"] = support.get("PERSON", 0.0) + part
        return support

    def winner(self, surface: str) -> tuple[str, float]:
        """Return the label with the most support and its share of all."""
        found = self._winners.get(surface)
        if found is None:
            support = self.support(surface)
            label = max(sorted(support), key=support.__getitem__)
            whole = sum(support.values())  # nothing where every mention is as doubtful as can be
            found = self._winners[surface] = (label, support[label] / whole if whole else 0.0)
        return found


class SentenceLines:
    """Tells which lines of a text are sentences: headlines, captions and table rows end without a full stop."""

    def __init__(self, text: str) -> None:
        lines = text.splitlines(keepends=True)
        self._ends = list(accumulate(map(len, lines)))
        self._stopped = [line.rstrip().endswith(_STOPS) for line in lines]

    def holds(self, position: int) -> bool:
        """Return whether the character at `position` stands in a line that ends as a sentence does."""
        return self._stopped[bisect_right(self._ends, position)]


def count_votes(text: str, mentions: Iterable[Mention], *, body_start: int) -> Votes:
    """Return the votes of `mentions`, those before `body_start` counting for less."""
    votes = Votes()
    sentences = SentenceLines(text)
    for mention in sorted(mentions):
        if mention.label not in _NAMES:
            continue
        surface = text[mention.start : mention.end]
        weight = mention.score
        if mention.start < body_start:
            weight *= EVIDENCE_WEIGHT
        elif surface not in votes.introduced and sentences.holds(mention.start):
            votes.introduced.add(surface)
            weight *= INTRODUCTION_WEIGHT
        votes.direct[surface][mention.label] += weight
    for surface, support in votes.direct.items():
        words = surface.split()
        label = max(sorted(support), key=support.__getitem__)
        if label == "PERSON" and len(words) > 1:
            votes.names[words[-1]] += SURNAME_WEIGHT * support[label]
            votes.names[words[0]] += GIVEN_NAME_WEIGHT * support[label]
            votes.surnames[words[-1]] += support[label]
    for surface, support in votes.direct.items():
        if "PERSON" in support and " " not in surface and surface not in votes.names:
            support["PERSON"] *= LONE_PERSON_WEIGHT
    return votes


def elect(text: str, mention: Mention, votes: Votes) -> Mention:
    """Return `mention` with the label its surface has in the whole article."""
    if mention.label not in _NAMES:
        return mention
    label, share = votes.winner(text[mention.start : mention.end])
    own = mention.score if label == mention.label else 0.0
    return Mention(mention.start, mention.end, label, (own + share * max(own, mention.score)) / 2)


def fill(text: str, mentions: list[Mention], votes: Votes) -> list[Mention]:
    """Return occurrences of well supported names that overlap no mention."""
    table = dict(_fillable(votes))
    if not table:
        return []
    lengths = _lengths_by_first_word(table)
    taken = sorted((mention.start, mention.end) for mention in mentions)
    filled: list[Mention] = []
    done = 0
    pieces = _WORD_OR_GAP.findall(text)
    for start, word in zip(accumulate(map(len, pieces), initial=0), pieces, strict=False):
        if word not in lengths or start < done:
            continue
        for length in lengths[word]:
            surface, end = text[start : start + length], start + length
            if surface in table and _stands_alone(text, start, end) and not _covered(taken, start, end):
                label, score = table[surface]
                filled.append(Mention(start, end, label, score))
                done = end
                break
    return filled


def _fillable(votes: Votes) -> Iterator[tuple[str, tuple[str, float]]]:
    for surface in {**votes.direct, **votes.surnames}:
        if not FILL_LETTERS <= len(surface) <= FILL_LENGTH or not surface[0].isupper():
            continue
        label, share = votes.winner(surface)
        direct = votes.direct.get(surface, {}).get(label, 0.0)
        surname = votes.surnames.get(surface, 0.0) if label == "PERSON" else 0.0
        if direct >= FILL_SUPPORT or surname >= FILL_SURNAME_SUPPORT:
            yield surface, (label, FILL_DISCOUNT * share)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in {"-", "_", "@", "#", "."} or after.isalnum() or after in {"-", "_", "@"})


def _covered(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether [start, end) overlaps one of the sorted, disjoint ranges `taken`."""
    place = bisect_left(taken, (end,))
    return place > 0 and taken[place - 1][1] > start
