"""How sure a speaker is: the share of right ones among quotes attributed in the same way, measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.quotes.speakers import Answer

# Below this the speaker is left open: unknown beats wrong.
SURE = 0.8

# Right speakers among 2,000 quotes of the months that were read of a corpus of news (five rules have fewer than ten quotes there and are
# judged by their likes). A rule counts with the others of its row.
_BY_RULE = {
    "name_verb": 0.988,
    "name_aside_verb": 0.988,
    "verb_name": 0.98,
    "after_stop": 0.95,
    "name_colon": 0.95,
    "turn": 0.93,
    "name_dash": 0.96,
    "reported": 0.5,
    "say_introduces": 0.965,
    "say_before": 0.95,
    "say_before_another": 0.95,
    "say_far_before": 0.85,
    "shared_before": 0.955,
    "call_introduces": 0.87,
    "call_before": 0.86,
    "call_before_another": 0.87,
    "call_far_before": 0.7,
    "according_before": 0.9,
    "according_behind": 0.93,
    "according_tail": 0.9,
    "tail": 0.93,
    "same_paragraph": 0.985,
    "same_paragraph_others": 0.945,
    "next_quote": 0.93,
    "colon_above": 0.93,
    "sentence_before": 0.92,
    "paragraph_above": 0.86,
    "paragraph_above_others": 0.6,
    "told_above": 0.85,
    "heard": 0.88,
    "told": 0.86,
    "told_before": 0.86,
    "told_faint": 0.65,
    "heard_told": 0.82,
    "heard_faint": 0.7,
}
_OTHER_RULE = 0.7

# By what the answer leans on: a name counts fully; pronouns as read by eye (150 of "he" and "she", most of them of people known as men or women).
_BY_WAY = {
    "named": 1.0,
    "shared": 0.75,
    "organisation": 0.92,
    "pronoun_only": 0.98,
    "pronoun_clear": 0.93,
    "pronoun_close": 0.87,
    "pronoun_spoke": 0.93,
}
# Somebody without a name stands between; nothing tells whether a man or a woman is meant; neither does such a one do or say anything.
_STRANGER, _UNSURE, _DOUBTFUL = 0.93, 0.96, 0.75


def confidence_of(rule: str, answer: Answer | None) -> float:
    """Return how sure it is that the answer a rule has found is who speaks; 0 where there is none."""
    if answer is None:
        return 0.0
    way = answer.way
    sure = _BY_RULE.get(rule, _OTHER_RULE)
    if way.endswith("_unsure"):
        way, sure = way.removesuffix("_unsure"), sure * _UNSURE
    if way.endswith("_doubtful"):
        way, sure = way.removesuffix("_doubtful"), sure * _DOUBTFUL
    if way.endswith("_stranger"):
        way, sure = way.removesuffix("_stranger"), sure * _STRANGER
    return round(sure * _BY_WAY[way], 3)
