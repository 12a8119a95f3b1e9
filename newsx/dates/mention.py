"""The dataclasses of the date rules: the public mention, and the reading that one rule gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from newsx.dates.context import Told

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
AnchorKind = Literal["publication", "text", "none"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression of a text and what it means.

    `text[start:end]` is the expression; offsets are code points, end exclusive. `value` is in ISO 8601 / TIMEX3
    notation: "2025-05-09", "2025-03", "2025-W19", "2025-W19-WE", "2024-Q3", "2024-H1", "2024-SU", "198X", "19XX",
    "BC0480", "2025-05-09T15:30", "2025-05-09TMO", "P2W", "PT5H", "PXY" (years, how many is not said), "PAST_REF",
    "PRESENT_REF", "FUTURE_REF", sets as "P1W" or "XXXX-WXX-2", ranges as "2025-03-03/2025-03-05"; None is unresolved.
    `earliest` and `latest` are the first and the last day meant, as ISO dates, None where no days are meant or known.
    `mod` is one of start, mid, end, approx (also "more than", "up to"), before, after. `anchor` says what the value rests on: the
    publication date, the text itself (written in full, or an earlier date of the text), or nothing; `anchor_start` and
    `anchor_end` are the offsets of the earlier date of the text that the value is counted from, where there is one.
    `rule` names the rule. When `ambiguous`, the words allow another reading, whose value is `rejected`.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str | None
    granularity: str | None
    earliest: str | None
    latest: str | None
    mod: str | None
    anchor: AnchorKind
    rule: str
    ambiguous: bool = False
    rejected: str | None = None
    anchor_start: int | None = None
    anchor_end: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one rule makes of an expression, before its place in the text is added.

    `base` is the date told earlier that the value is counted from.
    """

    value: str | None
    type: TimexType = "DATE"
    mod: str | None = None
    anchor: AnchorKind = "publication"
    rule: str = ""
    rejected: str | None = None
    base: Told | None = None


NO_ANCHOR = Reading(None, anchor="none", rule="no-anchor")
