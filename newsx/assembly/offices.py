"""The country of a national office that the words leave open: a "Health Minister X" in an article from Blantyre is Malawi's."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newsx.components.context import text_of
from newsx.names.nationality import is_national_office
from newsx.names.nations import country_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from newsx.places import Resolved
    from newsx.records import EntityGroup, Role
    from newsx.schema import models as schema

# A country with this share of an article's places needs no dateline. Judged.
_SURE_SHARE = 0.7
# Without a dateline it must be so many times ahead of the second.
_AHEAD = 1.5
# A dateline or a first sentence lies within so many characters.
_LEAD = 250


class Offices:
    """The countries an article speaks of, by where it does; `country` says whose an office without an owner is."""

    def __init__(
        self,
        doc: Doc,
        kept: Sequence[tuple[EntityGroup, list[schema.Mention], Resolved | None]],
        focus: Sequence[schema.Focus],
        *,
        start: int,
    ) -> None:
        self._text = text_of(doc)
        self._top = focus[0].country_code if focus else None
        sites = [
            (mention.start, entry.country_code)
            for group, _, entry in kept
            if group.label == "PLACE" and entry is not None and entry.country_code
            for mention in group.mentions
        ]
        where, lead = min((place for place in sites if start <= place[0] < start + _LEAD), default=(0, None))
        peoples = [(ent.start_char, country_of(ent.text)) for ent in doc.ents if ent.label_ == "NORP"]
        sites += [(place, country.code) for place, country in peoples if country and country.code and place >= start]
        self._sites = sorted(sites)
        shares = [each.share for each in focus]
        clear = len(shares) < 2 or shares[0] >= _AHEAD * shares[1] or where == start
        if not shares or (shares[0] < _SURE_SHARE and not (lead == self._top and clear)):
            self._top = None
        # "Prime Minister X" is not this country's where the words say that Y is.
        self._taken = {
            role.text.lower(): group.name
            for group, _, _ in kept
            for role in group.roles
            if role.country_code == self._top and role.status is None
        }

    def country(self, role: Role, person: str) -> str | None:
        """Return the country of the national office of `person` that has no owner; None where another country was spoken of last in the paragraph."""
        if self._top is None or role.organisation or role.place or not is_national_office(role.text):
            return None
        if role.status is None and self._taken.get(role.text.lower(), person) != person:
            return None
        number = bisect_right(self._sites, (role.start, "")) - 1
        if number < 0:
            return None
        place, code = self._sites[number]
        return self._top if code == self._top or "\n" in self._text[place : role.start] else None
