"""Bodies of states whose names begin those of others: the charter of the United Nations is not the United Nations."""

from __future__ import annotations

import pytest

from newsx.dossier.bodies import judge_bodies
from newsx.dossier.keys import body_key
from newsx.dossier.people import Level
from newsx.names.matching import match_organisation


@pytest.mark.parametrize(
    ("longer", "umbrella"),
    [
        ("United Nations Charter", "United Nations"),
        ("United Nations High Commisser for Refugees", "United Nations"),
        ("UN peacekeepers", "UN"),
        ("UN Habitat", "UN"),
        ("European Union Naval Force", "EU"),
        ("EU Naval Force", "European Union"),
        ("African Union Mission in Somalia", "African Union"),
        ("Arab League Observers", "Arab League"),
    ],
)
def test_what_begins_with_an_umbrella_is_another_body(longer: str, umbrella: str) -> None:
    assert match_organisation(longer, umbrella) == 0.0
    keys = [body_key(name, country=None, article="1") for name in (longer, umbrella)]
    assert judge_bodies(longer, umbrella, *keys).level is not Level.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("United Nations", "UN"),
        ("United Nations Organization", "United Nations"),
        ("European Union", "EU"),
        ("African Union", "AU"),
        ("Toyota Motor Corp", "Toyota"),
    ],
)
def test_other_forms_of_one_body_stay_together(one: str, other: str) -> None:
    assert match_organisation(one, other) > 0.5
