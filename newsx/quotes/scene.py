"""What all readers of one text share: its paragraphs, its text with the quoted words hidden, sentences, and who is named where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.quotes.dashes import find_dashed
from newsx.quotes.marks import find_marked, split_paragraphs
from newsx.quotes.turns import find_turns
from newsx.quotes.unclosed import cut_unclosed
from newsx.quotes.verbs import is_noun, verbs_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from newsx.quotes.marks import Marked
    from newsx.records import EntityGroup, Label

# Stands for the words of a quote where only what is around them counts.
HIDDEN = "\x01"
# No sentence of news is longer; what is looked for around a quote is looked for within so many characters.
REACH = 320
_END = lazy_pattern(r"[.!?…。][”\"’'»)\]]{0,2}(?=\s)|[。！？][”’」』）]{0,2}")
_STARTS = lazy_pattern(r"\s+[“\"‘'«„‹「『(\[]*(?:[^\W\d_a-zß-öø-ÿ]|\x01)|\s*\n|\s+\d")
_ABBREVIATION = lazy_pattern(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Capt|Maj|Sgt|Rev|Hon|Prof|St|Jr|Sr|No|vs|Adm|Brig|Atty|Supt|Insp|Pres|"
    r"Sra|Sr|Dra|Mme|Mlle|Hr|Fr)|(?:\b[A-Z]\.)*\b[A-Z])\.$"
)


class Name(NamedTuple):
    """A mention of an entity: `entity` counts the entities of its kind that were given."""

    start: int
    end: int
    label: Label
    entity: int


class Scene:
    """One text with its quotes and names."""

    def __init__(
        self, text: str, people: Sequence[EntityGroup], organisations: Sequence[EntityGroup], language: str
    ) -> None:
        self.text = text
        self.language = language
        self.people = people
        self.organisations = organisations
        self.verbs = verbs_of(language)
        self.paragraphs = split_paragraphs(text)
        turns = find_turns(text, self.paragraphs, people)
        self.turns = {turn.marked.left: turn for turn in turns}
        self.labels = {turn.label: turn for turn in turns}
        self.marked = _joined(
            list(
                cut_unclosed(text, _lowered(text), find_marked(text, self.paragraphs), self.paragraphs, self.verbs.say)
            ),
            find_dashed(text, self.paragraphs, language),
            [turn.marked for turn in turns],
        )
        self.shown = _hide(text, self.marked)
        self.low = _lowered(self.shown)
        self.ends = self._find_ends()
        self.names = sorted(
            Name(mention.start, mention.end, label, entity)
            for groups, label in _labelled(people, organisations)
            for entity, group in enumerate(groups)
            for mention in group.mentions
        )
        self._starts = [name.start for name in self.names]
        self._ends = {name.end: name for name in self.names}
        self._lefts = [marked.left for marked in self.marked]
        self._paragraph_starts = [paragraph.start for paragraph in self.paragraphs]

    def speech(self, low: int, high: int, *, calls: bool = False) -> Iterator[re.Match[str]]:
        """Yield the verbs of speech in a stretch outside quotes; with `calls` those that describe as well."""
        pattern = self.verbs.any if calls else self.verbs.say
        for verb in pattern.finditer(self.low, low, high):
            if self.language != "en" or not is_noun(self.shown, self.low, verb.start(), verb.end()):
                yield verb

    def names_in(self, start: int, end: int) -> list[Name]:
        """Return the names that begin in a stretch."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def name_ending(self, end: int) -> Name | None:
        """Return the name that ends there, with or without what a possessive leaves behind."""
        return self._ends.get(end)

    def name_at(self, start: int) -> Name | None:
        """Return the name that begins there."""
        place = bisect_left(self._starts, start)
        return self.names[place] if place < len(self.names) and self.names[place].start == start else None

    def made(self, place: int, entity: int) -> Name:
        """Return a mention of a person that is no name: a pronoun at `place`."""
        return Name(place, place + 1, "PERSON", entity)

    def is_hidden(self, place: int) -> bool:
        """Whether the character stands inside a quote."""
        return self.shown[place] == HIDDEN

    def sentence_start(self, place: int, low: int) -> int:
        """Return where the sentence begins that holds `place`, not before `low`."""
        at = bisect_left(self.ends, place)
        start = max(low, place - 2 * REACH, self.ends[at - 1] if at else 0)
        while start < place and self.shown[start].isspace():
            start += 1
        return start

    def sentence_end(self, place: int, high: int) -> int:
        """Return where the sentence that goes on at `place` ends, not behind `high`."""
        at = bisect_right(self.ends, place)
        return min(high, place + REACH, self.ends[at] if at < len(self.ends) else high)

    def sentence_ends(self, low: int, high: int) -> list[int]:
        """Return where sentences end in a stretch, behind the full stop and the marks that close with it."""
        return self.ends[bisect_right(self.ends, low) : bisect_left(self.ends, high)]

    def _find_ends(self) -> list[int]:
        found = []
        for match in _END.finditer(self.shown):
            if match.group()[0] not in "。！？" and not _STARTS.match(self.shown, match.end()):
                continue
            if match.group()[0] == "." and _ABBREVIATION.search(
                self.shown, max(0, match.start() - 12), match.start() + 1
            ):
                continue
            found.append(match.end())
        return found

    def next_mark(self, place: int) -> int:
        """Return where the next quote opens, the end of the text where none does."""
        at = bisect_left(self._lefts, place)
        return self._lefts[at] if at < len(self._lefts) else len(self.text)

    def paragraph_at(self, place: int) -> int:
        """Return the number of the paragraph that holds `place`."""
        return max(0, bisect_right(self._paragraph_starts, place) - 1)


def _lowered(text: str) -> str:
    """Return the text in small letters, each at its place: the few that would become two stay as they are."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _joined(*kinds: list[Marked]) -> list[Marked]:
    """Return quotes in marks, after dashes and in turns, in order; marks within what a dash or a turn opens belong to it."""
    found: list[Marked] = []
    for each in sorted((each for kind in kinds for each in kind), key=lambda quote: (quote.left, -quote.right)):
        if not found or each.left >= found[-1].right:
            found.append(each)
    return found


def _labelled(
    people: Sequence[EntityGroup], organisations: Sequence[EntityGroup]
) -> list[tuple[Sequence[EntityGroup], Label]]:
    return [(people, "PERSON"), (organisations, "ORG")]


def _hide(text: str, marked: Sequence[Marked]) -> str:
    """Return the text with quoted words hidden but for a full stop at their end; every character keeps its place."""
    pieces, last = [], 0
    for quote in marked:
        start, end = quote.start, quote.end
        if text[end - 1] in ".!?…。！？":
            end -= 1
        pieces += [text[last:start], HIDDEN * (end - start)]
        last = end
    pieces.append(text[last:])
    return "".join(pieces)
