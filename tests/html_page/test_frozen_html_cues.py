"""The words that the trained model reads as features are those it was trained on."""

from __future__ import annotations

import hashlib

from newsx.html_page.features import cues, layout, wording


def test_cues_are_those_of_the_trained_model() -> None:
    """A change here needs a new `models/html_body`, and then a new hash."""
    frozen = (
        [(cue.pattern, cue.flags) for cue in cues.CUES],
        cues.CLASS_WORDS,
        sorted(cues.STOP_WORDS),
        layout._TAGS,
        layout._CONTAINERS,
        layout._NAMING,
        wording._ENDS,
        sorted(wording._QUOTES),
    )
    assert hashlib.sha256(repr(frozen).encode()).hexdigest()[:16] == "cff4eb876e5b8fe7"
