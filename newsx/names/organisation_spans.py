"""Mends where an organisation's name begins and ends: legal forms, words of an office behind it, fields that taggers cut off.

Called where the names of an article are read (`newsx.names.entities`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from newsx.lazy import lazy_pattern
from newsx.names.cleaning import is_country
from newsx.names.forms import fold
from newsx.names.known import organisation_aliases
from newsx.names.organisations import is_acronym
from newsx.names.roles.tokens import is_head
from newsx.names.tables import word_set
from newsx.records import NameMention
from newsx.vocabulary.calendar_names import full_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEGAL_FORM = lazy_pattern(r"(?:Inc|Ltd|Limited|LLC|LLP|PLC|plc|GmbH|AG|Corp|Bhd|Tbk|JSC|PJSC|Co|Group|Holdings?)\.?")
# An organisation's kind, behind which "of the …" goes on with its name.
_KINDS = word_set(
    """office ministry department directorate institute bureau commission committee council board authority agency centre center
    association federation society academy faculty school college chamber tribunal secretariat"""
)
_WORD = r"[A-Z][\w’'-]+"
_FIELD = lazy_pattern(rf"\s(?:of|for|on)\s(?:the\s)?{_WORD}(?:\s(?:(?:and|&|of|of\sthe|for|between)\s)?{_WORD})*")
_GROUP_OF = lazy_pattern(r"\sof\s(?:\d{1,3}\b|[A-Z][a-z]+\b)")
_LOOSE_END = lazy_pattern(r"(?:\s(?:Between|And|Of|For|The|In|To))*$")
# "the Western District" goes on with its state: "of New York".
_DISTRICT = lazy_pattern(r"\bDistrict$")
_DAYS = full_names("en") - {"may"}
# The last word of a name that belongs to the office behind it: "White House Press | Secretary", "Acme Marketing | Director".
_OFFICE_FIELDS = word_set(
    "district press marketing sales communications project programme program deputy assistant vice special executive managing"
)
_NEXT_WORD = lazy_pattern(r"\s([A-Z][a-z]+)\b")
_PLAIN_WORD = lazy_pattern(r"\s([a-z]+)\b")
# Offices that taggers take for a part of the name: "UN Special Rapporteur".
_OFFICE = lazy_pattern(
    r"\s(?:Special\s|Human Rights\s|Deputy\s|Goodwill\s)?(?:Rapporteur|Envoy|Ambassador|Spokes(?:man|woman|person)|Commissioner|Coordinator)$"
)
_REST = lazy_pattern(r"(?:\s(?:and\s|of\s)?[A-Z][\w’'-]+){1,3}")
_PREMIER = lazy_pattern(r"(?<![\w.] )(?<!\w)Premier\s$")
_LEAGUE = lazy_pattern(
    r"(?:(?:Soccer|Basketball|Cricket|Hockey|Volleyball|Women’s|Women's)\s)?(?:League|Division|Hockey)\b"
)


def mend_organisations(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return the mentions, sorted by start, with the names of organisations whole and without words of an office."""
    full = _full_names(mentions)
    mended: list[NameMention] = []
    for number, mention in enumerate(mentions):
        before = mended[-1] if mended else None
        if mention.label == "ORG" and _LEGAL_FORM.fullmatch(mention.text):
            if before and text[before.end : mention.start] in (" ", ", ") and before.label != "PLACE":
                mended[-1] = _at(text, before.start, mention.end)
            continue  # a legal form alone names nothing
        if before and mention.start < before.end:
            continue  # it was taken into the name before
        if before and _is_daughter(text, before, mention):
            mended[-1] = _at(text, before.start, mention.end)
            continue
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        mended.append(_whole(text, mention, following, full) if mention.label == "ORG" else mention)
    return mended


def _is_daughter(text: str, before: NameMention, mention: NameMention) -> bool:
    """Tell whether a country right behind a firm belongs to its name: "Vesta Guyana | president"."""
    if before.label != "ORG" or mention.label != "PLACE" or text[before.end : mention.start] != " ":
        return False
    behind = _PLAIN_WORD.match(text, mention.end)
    return behind is not None and is_country(mention.text) and is_head(behind.group(1))


def _at(text: str, start: int, end: int) -> NameMention:
    return NameMention(text[start:end], "ORG", start)


def _full_names(mentions: Sequence[NameMention]) -> dict[str, list[str]]:
    """Return the names of several words that organisations have in a text, longest first, by their first words."""
    names: dict[str, list[str]] = defaultdict(list)
    for name in sorted(
        {m.text for m in mentions if m.label == "ORG" and " " in m.text}, key=lambda name: (-len(name), name)
    ):
        names[name.partition(" ")[0]].append(name)
    return names


def _whole(
    text: str, mention: NameMention, following: NameMention | None, full: Mapping[str, list[str]]
) -> NameMention:
    start, end = mention.start, mention.end
    longer = next((name for name in full.get(mention.text, ()) if _stands_at(text, name, start)), None) or _known(
        text, mention
    )
    if longer:
        return _at(text, start, start + len(longer))
    if _LEAGUE.fullmatch(mention.text) and (premier := _PREMIER.search(text, max(0, start - 12), start)):
        start = premier.start()
    office = _OFFICE.search(text, start, end)
    if office and " of " not in mention.text and office.start() > start:
        end = office.start()
    elif _opens_office(text, mention):
        end -= len(mention.text.rpartition(" ")[2]) + 1
    else:
        end = _field_end(text, mention, following)
    return mention if (start, end) == (mention.start, mention.end) else _at(text, start, end)


def _stands_at(text: str, name: str, start: int) -> bool:
    return text.startswith(name, start) and not text[start + len(name) : start + len(name) + 1].isalnum()


def _known(text: str, mention: NameMention) -> str | None:
    """Return the name of a well-known organisation of which a tagger marked the first word only: "Associated | Press"."""
    if " " in mention.text or is_acronym(mention.text):
        return None
    behind = _REST.match(text, mention.end)
    name = mention.text + behind.group() if behind else ""
    return name if name and fold(name) in organisation_aliases() else None


def _opens_office(text: str, mention: NameMention) -> bool:
    """Tell whether the last word of a name belongs to an office that goes on behind it."""
    name, _, last = mention.text.rpartition(" ")
    if not name:
        return False
    behind = _NEXT_WORD.match(text, mention.end) if last.lower() in _OFFICE_FIELDS else None
    return behind is not None and is_head(behind.group(1).lower())


def _field_end(text: str, mention: NameMention, following: NameMention | None) -> int:
    """Return where the field of "Office | of the Director of Public Prosecutions" ends, unless it is marked as a name itself."""
    if _DISTRICT.search(mention.text) and " of " not in mention.text[-12:]:
        state = following is not None and following.label == "PLACE" and text[mention.end : following.start] == " of "
        return following.end if following is not None and state else mention.end
    if mention.text == "Group" and (number := _GROUP_OF.match(text, mention.end)):
        return number.end()
    if mention.text.rpartition(" ")[2].lower() not in _KINDS:
        return mention.end
    field = _FIELD.match(text, mention.end)
    if field is None or any(word.lower() in _DAYS for word in field.group().split()):
        return mention.end
    named = following is not None and following.start < field.end()
    return mention.end if named else mention.end + len(_LOOSE_END.sub("", field.group()))
