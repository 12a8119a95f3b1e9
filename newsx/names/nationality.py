"""The country an organisation belongs to, by its name or the words before it: "Nigerian Army", "Kenya's Supreme Court"; called by `relations`."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.nations import country_of

if TYPE_CHECKING:
    from newsx.records import EntityGroup

_WORD = lazy_pattern(r"(?:[A-Z]\.){2,}|[^\W\d_][\w’'-]*")
# A country in the name tells more than one before it; both are judged, not measured.
_NAMED, _OWNED = 0.95, 0.9
# Names of countries that are as often something else in the name of an organisation.
_UNSURE = frozenset(("georgia", "jordan", "chad", "west", "western", "european", "asian", "african", "mali", "guinea"))
# Words that may stand between a country and what it owns.
_SKIPPED = frozenset(("own", "main", "ruling", "state-run", "state-owned", "largest", "former", "the"))
_LOOK_BACK = 45


# Organisations that every country has one of.
_STATE = lazy_pattern(
    r"(?:the\s)?(?:(?:royal|national|federal|armed|land|ground|coast)\s)*(?:army|navy|air force|armed forces|marines|coast guard|coastguard|police|"
    r"police service|gendarmerie|parliament|senate|national assembly|house of representatives|house|cabinet|government|"
    r"supreme court|high court|court of appeal|constitutional court|federal court|central bank|treasury|electoral commission|"
    r"election commission|ministry(?: of .+)?|.+ ministry|.* ?department of .+|attorney general's office|prime minister's office|"
    r"defence forces?|defense forces?|customs|immigration|interior ministry|foreign office|home office|meteorological (?:agency|department|office))",
    re.IGNORECASE,
)


def is_state_organisation(name: str) -> bool:
    """Tell whether a name is that of an organisation every country has: "Army", "Supreme Court", "Ministry of Health"."""
    return _STATE.fullmatch(name) is not None


# Offices that a country has one of; "president" and "governor" are as often of something else.
_OFFICE = lazy_pattern(
    r"(?:(?:deputy|vice|acting|chief|junior|state)\s)*(?:(?:[\w’'-]+\s(?:and\s|&\s)?){0,5}minister(?:\s(?:of|for)\s.+)?(?:\s[\w.-]+\s?[\w.-]*)?|"
    r"prime minister|premier|president|vice[- ]president|attorney[- ]general|solicitor[- ]general|auditor[- ]general|"
    r"chief justice|opposition leader|leader of the opposition|(?:defence|defense|home|foreign|interior|transport|health|finance|education) secretary|"
    r"government spokes(?:man|woman|person)|central bank governor|law adviser|king|queen|emir|sultan|first lady)",
    re.IGNORECASE,
)


def is_national_office(role: str) -> bool:
    """Tell whether a role is one that the government of every country has: "Health Minister", "Chief Justice"."""
    return _OFFICE.fullmatch(role) is not None


def organisation_country(text: str, entity: EntityGroup) -> tuple[str, float] | None:
    """Return the ISO 3166-1 alpha-2 code of an organisation's country and how sure that is; None where no words tell it."""
    named = {code for form in (entity.name, *entity.aliases) for code in _in_name(form)}
    if len(named) == 1:
        return named.pop(), _NAMED
    if named:
        return None
    votes = Counter(code for mention in entity.mentions if (code := _owner(text, mention.start)))
    if not votes:
        return None
    (code, count), *others = votes.most_common(2)
    return (code, _OWNED) if not others or count > others[0][1] else None


@lru_cache(1 << 12)
def _in_name(form: str) -> frozenset[str]:
    words = [match.group().removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(form)]
    runs = [(words[i - 1 : i], " ".join(words[i : i + n])) for n in (3, 2, 1) for i in range(len(words) - n + 1)]
    sure = [run for before, run in runs if run.lower() not in _UNSURE or before == ["of"]]
    return frozenset(country.code for run in sure if (country := country_of(run)) and country.code)


def _owner(text: str, start: int) -> str | None:
    """Return the code of the country that stands right before a mention: "Kenya's", "the Nigerian"."""
    words = text[max(0, start - _LOOK_BACK) : start].rsplit("\n", 1)[-1].split()[-4:]
    while words and words[-1] in _SKIPPED:
        words.pop()
    if not words:
        return None
    last = words[-1].removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    if not last[:1].isupper():
        return None
    for run in (*([f"{words[-2]} {last}"] if len(words) > 1 else []), last):
        country = country_of(run) if run.lower() not in _UNSURE else None
        if country:
            return country.code
    return None
