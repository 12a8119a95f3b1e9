"""The year of a day or month named without one, where only the publication date and the verbs say which: the nearest that they allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dates.values import make_day
from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.dates.context import Scene

# A day or month on the side of the publication date that the words do not point to must be this many days nearer to be
# chosen: where the verbs say nothing, months and days ahead; where they say, the other side. Measured on one half of
# TimeBank and AQUAINT.
SIDE_COST_MONTH, SIDE_COST_DAY, TOLD_COST, SURE_COST, AHEAD_COST, WILL_COST = 120, 130, 280, 366, 200, 300


# A future with its auxiliary, however far from the date it stands.
_WILL = lazy_pattern(r"(?:\b(?:will|shall|won['’]t)\b|['’]ll\b)")


def _is_promised(scene: Scene) -> bool:
    """Return whether the verbs put a date ahead beyond doubt: by a future, or by a group that stands beside it."""
    if not scene.ahead or scene.clause.weak:
        return False
    return scene.clause.sure or bool(_WILL.search(scene.before))


def nearest_year(scene: Scene, month: int, day: int | None) -> tuple[int, int | None] | None:
    """Return the year of a month or day named without one, and the year of the other reading; None without an anchor."""
    if scene.anchor is None:
        return None
    anchor = scene.anchor
    if (month, day) == (2, 29) and scene.month_ahead and _is_promised(scene):
        years = (
            year for year in range(anchor.year, anchor.year + 9) if (point := make_day(year, 2, 29)) and point > anchor
        )
        return next(((year, None) for year in years), None)
    best: list[tuple[int, int]] = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        point = make_day(year, month, day or min(28, anchor.day))
        if point is not None:
            best.append((_distance((point - anchor).days, scene, of_day=day is not None), year))
    if not best:
        leap = _last_leap_year(scene) if (month, day) == (2, 29) else None
        return (leap, None) if leap else None
    best.sort()
    other = best[1][1] if len(best) > 1 and abs(best[1][0]) <= 366 else None
    return best[0][1], other


def _distance(delta: int, scene: Scene, *, of_day: bool) -> int:
    """Return the days between a reading and the publication date, with what it costs to go against the verbs."""
    cost = abs(delta)
    if delta > 0 and not scene.month_ahead:
        if scene.ended or (scene.tense == "behind" and scene.clause.sure):
            return cost + SURE_COST
        if scene.tense == "behind":
            return cost + TOLD_COST
        return cost + (SIDE_COST_DAY if of_day else SIDE_COST_MONTH)
    if delta < 0 and scene.month_ahead:
        return cost + (WILL_COST if _is_promised(scene) else AHEAD_COST)
    return cost


def _last_leap_year(scene: Scene) -> int | None:
    anchor = scene.anchor
    assert anchor is not None
    years = range(anchor.year, anchor.year - 8, -1)
    return next((year for year in years if (point := make_day(year, 2, 29)) and point <= anchor), None)
