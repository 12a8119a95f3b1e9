"""Cities that everybody means without a word of context get their point: 382 of them, the 131 largest of the world included."""

from __future__ import annotations

import runpy

import pytest
from conftest import ROOT

from newsx.places import resolve
from newsx.records import NameMention

NEUTRAL = runpy.run_path(str(ROOT / "models" / "recipes" / "gazetteer" / "neutral.py"))["NEUTRAL"]
SENTENCES = [
    "The minister arrived in {} on Monday.",
    "Thousands of people marched through {} to demand higher wages, organisers said.",
    "{} will host the conference next year.",
]
# Two cities of the name are as large and as well known, so that either may be meant.
OPEN = {"Toledo"}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_known_cities_have_their_point(sentence):
    missed = set()
    for name, country in NEUTRAL:
        text = sentence.format(name)
        found = resolve([NameMention(name, "PLACE", text.index(name))], text=text)[0]
        if found is None or found.country_code != country or found.latitude is None:
            missed.add(name)
    assert missed <= OPEN
