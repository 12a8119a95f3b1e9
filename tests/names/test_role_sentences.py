"""Roles, ties and ages in 300 sentences in the shapes of world news; rules were written while reading the first 150 only."""

import pytest
from role_sentences import rates, read_sentences, score

# F1 of whole roles, the share of right owners among right roles that have one, F1 of ages and of ties, at the least. Measured
# when the rules were written: .997, 1.0, 1.0, 1.0 on the half that was read; .966, .938, 1.0, .889 on the half set aside.
FLOORS = {"read": (0.98, 0.98, 0.95, 0.95), "aside": (0.95, 0.92, 0.95, 0.85)}


@pytest.mark.parametrize("part", ["read", "aside"])
def test_roles_keep_what_they_belong_to(part):
    sentences = read_sentences(part)
    assert len(sentences) == 150
    tally = score(sentences)
    whole, owners, ages, ties = FLOORS[part]
    assert rates(tally, "role")[2] >= whole
    assert rates(tally, "owned")[0] >= owners
    assert rates(tally, "age")[2] >= ages
    assert rates(tally, "tie")[2] >= ties
