"""What holds for every text: offsets quote, quotes stand apart and in order, nothing raises, the same text gives the same quotes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quoted import quotes

PIECES = st.sampled_from(
    [
        *"“”\"'‘’«»‹›„‚「」『』—–-.,:;!?()[]\n",
        *(
            "\n\n",
            " ",
            "  ",
            " said ",
            " says",
            "Ada Lund",
            " Lund",
            "Berg",
            " he ",
            " she said",
            "according to ",
            "``",
            "''",
        ),
        *(
            "Q: ",
            "A: ",
            "LUND: ",
            "We won't",
            " the mayor",
            "’s",
            "who",
            ", ",
            "İ",
            "ß",
            "🌍",
            "\u200b",
            "\x01",
            "说",
            "dijo",
            '12"',
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(["en", "es", "fr", "zh", "xx", None]))
def test_any_text(text, language):
    found = quotes(text, "Ada Lund", "John Berg", kinds="all", language=language)
    assert found == quotes(text, "Ada Lund", "John Berg", kinds="all", language=language)
    for quote in found:
        for part in (quote, quote.source, quote.cue):
            assert part is None or text[part.start : part.end] == part.text != ""
        assert 0 <= quote.confidence <= 1
        assert quote.speaker is None or quote.confidence >= 0.8
    marked = [quote for quote in found if quote.kind != "indirect"]
    assert all(one.end <= other.start for one, other in pairwise(marked))
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", "”", "“”", "'", "—", "— ", "Q:", "“\n\n“", "“a", "“a\n\n“", "\x01"]
)
def test_nearly_nothing(text):
    for language in ("en", "es", "zh"):
        assert isinstance(quotes(text, "Ada Lund", kinds="all", language=language), list)
