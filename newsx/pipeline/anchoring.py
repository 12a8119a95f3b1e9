"""The day relative dates are resolved against, and where it was found; called before an article runs through a pipeline."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from newsx.records import AnchorSource, ArticleText, DateFrom, Origin

# A day in a path: 2019/11/19, 2019-11-19, 20191119, with no other digit beside it. The last one counts: it stands nearest the page.
_DAY_IN_PATH = lazy_pattern(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")


class Anchor(NamedTuple):
    """The day relative dates are resolved against and where it was found; no day where nothing tells it."""

    day: dt.date | None
    source: AnchorSource | None


def find_anchor(article_text: ArticleText, assumed: dt.date | None, *, date_from: DateFrom = "none") -> Anchor:
    """Return the day to resolve against: the publication date of the page, else the one assumed, else what `date_from` tells.

    "mtime" is the day the input file was last changed (UTC), "path" a day in its path; both only where a file holds the page
    and nothing else, or, for a path, its address.
    """
    published = article_text.metadata.date_published
    if published:
        return Anchor(dt.date.fromisoformat(published[:10]), "date_published")
    if assumed:
        return Anchor(assumed, "given")
    origin = article_text.page.origin
    day = _changed(origin) if date_from == "mtime" else _day_in_path(origin) if date_from == "path" else None
    return Anchor(day, date_from if day and date_from != "none" else None)


def _changed(origin: Origin) -> dt.date | None:
    if origin.record is not None or origin.path in {None, "-"}:
        return None
    try:
        changed = Path(origin.path or "").stat().st_mtime
    except OSError:
        return None
    return dt.datetime.fromtimestamp(changed, tz=dt.UTC).date()


def _day_in_path(origin: Origin) -> dt.date | None:
    for place in (origin.path, origin.url):
        for match in reversed(list(_DAY_IN_PATH.finditer(place or ""))):
            if not match[2] and (len(match[3]) < 2 or len(match[4]) < 2):
                continue
            try:
                return dt.date(int(match[1]), int(match[3]), int(match[4]))
            except ValueError:
                continue
    return None
