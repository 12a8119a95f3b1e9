"""The words and marks that the trained labeller reads as features are those it was trained on."""

from __future__ import annotations

import hashlib

from newsx.page_dump import feature_cues, features, lines


def test_cues_are_those_of_the_trained_labeller() -> None:
    """A change here needs a new `models/page_dump`, and then a new hash."""
    patterns = (
        feature_cues.RELATED,
        feature_cues.BOILERPLATE,
        feature_cues.CAPTION,
        features.TOKEN,
        lines.BULLET,
        lines.UNSPACED,
    )
    frozen = (
        [(pattern.pattern, pattern.flags) for pattern in patterns],
        features.FEATURE_NAMES,
        features._END_MARKS,
        features._COMMAS,
        features._QUOTES,
        features._SEPARATORS,
    )
    assert hashlib.sha256(repr(frozen).encode()).hexdigest()[:16] == "22188e9ee7b800b2"
