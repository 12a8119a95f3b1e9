"""A family name that two people of an article bear goes to the one in focus."""

from __future__ import annotations

import pytest

from newsx.names.entities import build_entities
from newsx.records import NameMention

NAMES = ("Hillary Clinton", "Bill Clinton", "Chelsea Clinton", "Ada Lund", "Jonas Lund")


def who(text: str, family: str) -> list[str]:
    """Return who is meant wherever the family name stands alone."""
    mentions, taken = [], set()
    for name in (*NAMES, family):
        start = text.find(name)
        while start >= 0:
            if taken.isdisjoint(range(start, start + len(name))):
                taken.update(range(start, start + len(name)))
                mentions.append(NameMention(name, "PERSON", start))
            start = text.find(name, start + 1)
    entities = build_entities(text, sorted(mentions, key=lambda mention: mention.start))
    alone = [(m.start, each.name) for each in entities for m in each.mentions if m.text == family]
    return [name for _, name in sorted(alone)]


@pytest.mark.parametrize(
    ("text", "family", "meant"),
    [
        # Who is named last in the paragraph and acts.
        ("Ada Lund spoke. Lund was late.\n\nJonas Lund came too. Later Lund said it rained.", "Lund", ["Ada", "Jonas"]),
        ("Ada Lund spoke. Lund was late.\n\nJonas Lund came too.\n\nThen Lund said it rained.", "Lund", ["Ada", "Ada"]),
        # What only leads to somebody else is not in focus.
        (
            "Hillary Clinton fell ill. She went to Chelsea Clinton’s flat.\n\nClinton had told police so.",
            "Clinton",
            ["Hillary"],
        ),
        (
            "Hillary Clinton spoke of the years of President Bill Clinton. “It is over,” Clinton said.",
            "Clinton",
            ["Hillary"],
        ),
        ("Hillary Clinton came with her husband, Bill Clinton. “It is late,” Clinton said.", "Clinton", ["Hillary"]),
        # A name that belongs to a noun is the article's own Clinton.
        (
            "Hillary Clinton won. Clinton smiled.\n\nBill Clinton spoke in Ohio. The Clinton campaign said so.",
            "Clinton",
            ["Hillary", "Hillary"],
        ),
        # Courtesy titles tell, whoever was named last.
        (
            "Hillary Clinton met Bill Clinton. Mr. Clinton spoke. Mrs. Clinton left. Bill Clinton ate. Mrs. Clinton had gone.",
            "Clinton",
            ["Bill", "Hillary", "Hillary"],
        ),
        ("Only Ada Lund came. Lund was late. Lund said so.", "Lund", ["Ada", "Ada"]),
    ],
)
def test_the_one_in_focus_is_meant(text: str, family: str, meant: list[str]) -> None:
    assert [name.split()[0] for name in who(text, family)] == meant
