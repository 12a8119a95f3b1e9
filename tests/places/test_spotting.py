"""Landmarks found by name."""

from __future__ import annotations

import pytest

from newsx.places import spot_landmarks


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She laid flowers at the Tomb of the Unknown Soldier in Athens.", ["Tomb of the Unknown Soldier"]),
        (
            "Tanks rolled over Red Square. A red square was painted on the Red Square Hotel sign.",
            ["Red Square", "Red Square"],
        ),
        ("The White House and the presidential palace were silent.", ["White House"]),
        ("Red\nSquare, White. House", []),
        ("", []),
    ],
)
def test_landmarks_are_names_in_capitals(text: str, names: list[str]) -> None:
    found = spot_landmarks(text)
    assert [mention.text for mention in found] == names
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


def test_time_is_linear() -> None:
    assert len(spot_landmarks("Red Square " * 20_000)) == 20_000
