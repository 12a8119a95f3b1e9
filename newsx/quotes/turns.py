"""Finds the turns of interviews and transcripts: "Q:", "LUND:", "Ada Lund:" at the beginning of a line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern
from newsx.names.forms import person_form
from newsx.quotes.marks import Marked, iter_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.quotes.marks import Paragraph
    from newsx.records import EntityGroup

TURN = ":"
_LABEL = lazy_pattern(
    r"[^\S\n]*(Q|A|Question|Answer|[^\W\d_a-z][\w.’'-]*(?:[^\S\n][^\W\d_a-z][\w.’'-]*){0,3})[^\S\n]?:[^\S\n]*(?=\S)"
)
_ASKS, _ANSWERS = frozenset(("Q", "Question")), frozenset(("A", "Answer"))
# An interview has so many turns at least, of so many speakers.
_FEWEST_TURNS, _FEWEST_SPEAKERS = 3, 2


class Turn(NamedTuple):
    """What somebody says in turn: the words, where the label stands, and the number of the person, None where nobody is known."""

    marked: Marked
    label: tuple[int, int]
    entity: int | None


def find_turns(text: str, paragraphs: Sequence[Paragraph], people: Sequence[EntityGroup]) -> list[Turn]:
    """Return the turns of a text that is an interview or holds one; none for any other."""
    lines = [
        (match, end, number)
        for number, paragraph in enumerate(paragraphs)
        for start, end in iter_lines(text, paragraph)
        if (match := _LABEL.match(text, start, end))
    ]
    if len(lines) < _FEWEST_TURNS:
        return []
    known = _known(people)
    asked = _asked(lines[0][0].start(), people) if any(match[1] in _ASKS for match, _, _ in lines) else None
    counts = Counter(match[1] for match, _, _ in lines)
    taken = {label for label in counts if _is_speaker(label, counts, known)}
    if len(taken) < _FEWEST_SPEAKERS or sum(counts[label] for label in taken) < _FEWEST_TURNS:
        return []
    return [
        Turn(
            Marked(
                match.end(),
                match.end() + len(text[match.end() : end].rstrip()),
                match.start(),
                end,
                TURN,
                number,
                number,
            ),
            match.span(1),
            asked if match[1] in _ANSWERS else known.get(match[1].casefold()),
        )
        for match, end, number in lines
        if match[1] in taken
    ]


def _is_speaker(label: str, counts: Counter[str], known: dict[str, int | None]) -> bool:
    """Whether a label names who speaks: a person of the article, "Q" or "A", or words in capitals that come again."""
    return label in _ASKS | _ANSWERS or label.casefold() in known or (label.isupper() and counts[label] > 1)


def _known(people: Sequence[EntityGroup]) -> dict[str, int | None]:
    """Return the people by what a label may call them; None for a family name that several bear."""
    known: dict[str, int | None] = {}
    for entity, person in enumerate(people):
        for form in {person.name, *person.aliases, person_form(person.name).family}:
            name = form.casefold()
            known[name] = entity if known.get(name, entity) == entity else None
    return known


def _asked(first: int, people: Sequence[EntityGroup]) -> int | None:
    """Return who is interviewed: the only person named before the first turn."""
    named = [entity for entity, person in enumerate(people) if person.mentions[0].start < first]
    return named[0] if len(named) == 1 else None
