"""The headline without the site's name, by a vote of the places where a page repeats it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

# What stands between a headline and the name of its site in a title.
_SEPARATOR = lazy_pattern(r"(?<!\s)\s+[|\-–—―·•«»:⋆~/\\]+\s+|(?:(?<!\s)\s+)?[|│｜]\s*")
# A part of a title that is longer than this is not a site's name (longest seen: "The Globe and Mail: …", 42).
MAX_SITE_PART = 45
# A text that is longer is no headline (longest of 633 gold pages: 233), and would be divided at each of its bars.
MAX_TITLE = 2_000
_WORD = lazy_pattern(r"\w+")
_SITE_TAIL = lazy_pattern(r"(?:\.(?:com?|org|net|news|info|tv|[a-z]{2}))+$")


def key(text: str) -> str:
    """Return the letters and digits of a text in lower case: what must agree for two titles to be the same."""
    return " ".join(_WORD.findall(text.lower().replace("’", "'")))


def choose_headline(candidates: Iterable[tuple[str, str]], *, site_names: Iterable[str]) -> tuple[str, str] | None:
    """Return the headline most places agree on and where it was found, or None.

    `candidates` are (place, text) in order of trust: it decides between equal votes. A place votes once; a text that is
    another text followed or preceded by the site's name counts as that text.
    """
    site_keys = {squeezed for name in site_names if len(squeezed := squeeze(name)) >= 2}
    pairs = [(place, title) for place, text in candidates if 0 < len(title := text.strip()) <= MAX_TITLE]
    texts = {
        place: cut_site_name(text, site_keys, others=[other for name, other in pairs if name != place])
        for place, text in pairs
    }
    votes: dict[str, list[str]] = {}
    for place, text in texts.items():
        if text and squeeze(text) not in site_keys:
            votes.setdefault(key(text), []).append(place)
    if not votes:
        return None
    winner = max(votes.values(), key=len)
    return texts[winner[0]], winner[0]


def cut_site_name(title: str, site_keys: set[str], *, others: Iterable[str] = ()) -> str:
    """Return `title` without the parts at its end or start that name the site or that none of `others` repeats.

    >>> cut_site_name("Rains flood the delta | The Daily Post", {"thedailypost"})
    'Rains flood the delta'
    """
    spans = list(_SEPARATOR.finditer(title)) if len(title) <= MAX_TITLE else []
    if not spans:
        return title
    known = {key(other) for other in others}
    for span in spans:
        head = title[: span.start()].strip()
        if key(head) in known:
            return head
    for span in reversed(spans):
        tail = title[span.end() :].strip()
        if key(tail) in known and _names_site(title[: span.start()], site_keys):
            return tail
    while spans and _names_site(title[spans[-1].end() :], site_keys):
        title = title[: spans.pop().start()].rstrip()
    if spans and _names_site(title[: spans[0].start()], site_keys):
        title = title[spans[0].end() :].lstrip()
    return title


def _names_site(part: str, site_keys: set[str]) -> bool:
    """Return whether a part of a title is the site's name, perhaps with a word more ("BBC News") or one less."""
    part = part.strip()
    if not part or len(part) > MAX_SITE_PART:
        return False
    squeezed = squeeze(part)
    if squeezed in site_keys:
        return True
    return any(
        len(site) >= 3
        and (squeezed.startswith(site) or squeezed.endswith(site) or (len(squeezed) >= 4 and site.startswith(squeezed)))
        for site in site_keys
    )


def squeeze(name: str) -> str:
    """Return a site's name as its host would spell it."""
    name = name[:MAX_TITLE].lower().strip().lstrip("@")
    name = re.sub(r"^(?:https?://)?(?:www\.)?", "", name)
    return re.sub(r"[\W_]+", "", _SITE_TAIL.sub("", name))
