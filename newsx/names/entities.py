"""From mentions to one entity per name: the full name, its aliases, acronym, mentions and roles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from newsx.lazy import lazy_pattern
from newsx.names.acronyms import find_acronyms, introduced_acronyms, introduced_names
from newsx.names.cleaning import bare_span, is_country, is_no_name, label_of_thing, split_acronym
from newsx.names.courtesy import brought_in, tell_apart
from newsx.names.exclusions import Exclusions, are_generic
from newsx.names.forms import person_form
from newsx.names.grouping import LABELS, consolidate
from newsx.names.mending import mend
from newsx.names.occurrences import find_occurrences
from newsx.names.organisation_spans import mend_organisations
from newsx.names.organisations import is_acronym
from newsx.names.relations import relate
from newsx.names.roles.tokens import is_head
from newsx.names.shared import place_families
from newsx.names.spans import mend_people, second_names
from newsx.names.tables import ARMED_SERVICES, SEATS_OF_POWER
from newsx.records import EntityGroup, Label, NameMention, Relation
from newsx.vocabulary.countries import demonyms

if TYPE_CHECKING:
    from collections.abc import Sequence

# "State" and the like behind a party's name, before a plain word.
_LEVEL = lazy_pattern(
    r"(?<=\w)(?:(?<=Party)|(?<=Congress)|(?<=League)|(?<=Front)|(?<=Association)|(?<=Federation)|(?<=Union)|(?<=Society)|(?<=\b[A-Z]{3}))\s(?:State|National|District|Regional|Provincial)$"
)
_LEVELS = ("State", "National", "District", "Regional", "Provincial")
_COMPASS = lazy_pattern(
    r"(?<=\w)\s(?:north|south|east|west|north-?west|north-?east|south-?west|south-?east)\sof\s(?=[A-Z])"
)
_HEAD_BEHIND = lazy_pattern(r"\s([a-z]+)\b")
# Words that open sentences, which taggers take into the name behind them: "Tonight Córdoba" beside "Córdoba".
_OPENER = lazy_pattern(
    r"(?:Tonight|Today|Yesterday|Tomorrow|Meanwhile|However|Instead|Perhaps|Now|Then|But|And|Still|Also|Even|When|While|Although|Because|Since|If|Will|"
    r"For|In|On|At|From|With|By|To|As|After|Before|Like|Unlike|Replacement|Substitute)\s(?=[^\W\d_])"
)
_HOUSES = frozenset(("parliament", "congress", "cabinet", "senate"))
RECORDED = ("PERSON", "PLACE", "ORG")
# Labels whose words stop a role from reaching further, though they are no entities themselves.
_BARRIERS = ("PLACE", "ORG", "NORP", "MISC")


def build_entities(text: str, mentions: Sequence[NameMention], *, body_start: int = 0) -> tuple[EntityGroup, ...]:
    """Return the entities of a text, sorted by their first mention at or after `body_start`.

    Mentions before `body_start` are evidence: they help to join names and to find the fullest one, and are left out of the result.
    Labels other than PERSON, PLACE and ORG only bound roles, but for NORP, which tells the country of a role. Every mention
    satisfies text[start:end] == mention.text.
    """
    return read_names(text, mentions, body_start=body_start)[0]


def read_names(
    text: str, mentions: Sequence[NameMention], *, body_start: int = 0, related: bool = True
) -> tuple[tuple[EntityGroup, ...], tuple[Relation, ...]]:
    """Return the entities of a text as `build_entities` does, and the relations between them.

    Without `related` nothing is read of what people are and of how they are related: those words are English.
    """
    mentions = [_as_people(mention) for mention in mentions]
    named = mend(text, _read(text, mentions))
    named += find_acronyms(text, named)
    named.sort(key=lambda mention: mention.start)
    named = sorted([*named, *find_occurrences(text, named)], key=lambda mention: mention.start)
    shown, introduced = place_families(text, named, tell_apart(text, named)), _introduced(text, named)
    found = consolidate(shown, introduced=introduced, brought_in=brought_in(text, named))
    groups = [[named[i] for i in group] for group in found]
    built = [entity for entity in (_build(group, body_start) for group in groups if not _is_generic(group)) if entity]
    built.sort(key=lambda entity: entity.mentions[0].start)
    if not related:
        return tuple(built), ()
    bounds = [m for m in mentions if m.label in _BARRIERS and m.label not in RECORDED]
    entities, relations = relate(text, built, bounds, start=body_start)
    return tuple(entities), tuple(relations)


def _as_people(mention: NameMention) -> NameMention:
    """Return a mention that is marked as a place and is the name of a people alone ("Kyrgyz") as one of that people."""
    low = mention.text.lower()
    if mention.label != "PLACE" or is_country(mention.text) or low not in demonyms() or low in SEATS_OF_POWER:
        return mention
    return NameMention(mention.text, "NORP", mention.start)


def _read(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return the bare names of a text that are people, places or organisations, whole."""
    named = mend_people(text, mend_organisations(text, _join_firms(text, _clean(text, mentions))))
    exclusions = Exclusions(text, named)
    return [mention for mention in named if not exclusions.holds(mention)]


def _clean(text: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Return the bare names, each once.

    Words without a capital, a digit or a letter of a script without case name nothing, nor do titles alone.
    """
    cleaned: dict[tuple[int, int], NameMention] = {}
    known = Counter(mention.text for mention in mentions)
    for mention in mentions:
        label = LABELS.get(mention.label, mention.label)
        if label not in RECORDED:
            continue
        if label == "PERSON" and (thing := label_of_thing(mention.text)):
            label = thing
        start, end = bare_span(text, mention.start, mention.end, label)
        start = _without_opener(text, start, end, known)
        if label == "ORG":
            end = _without_level(text, start, end)
        named = any(c.isalnum() and not c.islower() for c in text[start:end])
        if not named or (label == "PERSON" and is_no_name(text[start:end])):
            continue
        for low, high in _split(text, start, end, label):
            cleaned.setdefault((low, high), NameMention(text[low:high], label, low))
    return sorted(cleaned.values(), key=lambda mention: mention.start)


def _without_opener(text: str, start: int, end: int, known: Counter[str]) -> int:
    """Return where a name begins behind the word that opens its sentence, where it stands without that word elsewhere."""
    opener = _OPENER.match(text, start, end)
    rest = text[opener.end() : end] if opener else ""
    if opener is None or known[text[start:end]] > 1 or not (known[rest] or rest.lower() in _HOUSES):
        return start
    opens = not text[:start].rstrip(' "“‘(') or text[:start].rstrip(' "“‘(')[-1:] in ".!?\n:"
    return opener.end() if opens else start


def _without_level(text: str, start: int, end: int) -> int:
    """Return where an organisation's name ends before a word that belongs to the office behind it: "Janata Party State president"."""
    level = _LEVEL.search(text, start, end) if text.endswith(_LEVELS, start, end) else None
    after = _HEAD_BEHIND.match(text, end) if level else None
    return level.start() if level and after and is_head(after.group(1)) else end


def _join_firms(text: str, mentions: list[NameMention]) -> list[NameMention]:
    """Return the names with those joined that an ampersand joins: "Van Loon & Pieters" is one firm."""
    joined: list[NameMention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before and text[before.end : mention.start] == " & ":
            joined[-1] = NameMention(text[before.start : mention.end], "ORG", before.start)
        else:
            joined.append(mention)
    return joined


def _split(text: str, start: int, end: int, label: str) -> list[tuple[int, int]]:
    """Return the names a mention holds: of places "Highway 53 north of Cotton" holds two."""
    if label == "ORG":
        return _split_organisations(text, start, end)
    compass = _COMPASS.search(text, start, end) if label == "PLACE" and " of " in text[start:end] else None
    return [(start, compass.start()), (compass.end(), end)] if compass else [(start, end)]


def _split_organisations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the organisations a mention holds: name and acronym of "Karen National Union (KNU)", both of "Army and Navy"."""
    parts = split_acronym(text[start:end])
    if parts:
        return [(start, start + len(parts[0])), (end - 1 - len(parts[1]), end - 1)]
    first, joint, second = text[start:end].partition(" and ")
    if joint and first.lower() in ARMED_SERVICES and second.lower() in ARMED_SERVICES:
        return [(start, start + len(first)), (end - len(second), end)]
    return [(start, end)]


def _introduced(text: str, mentions: Sequence[NameMention]) -> list[tuple[int, int]]:
    """Return the places of names and of what the text says they are called as well: acronyms in brackets, an alias."""
    number = {(mention.start, mention.end): i for i, mention in enumerate(mentions)}
    pairs = introduced_acronyms(text, mentions) + [
        pair for pair in introduced_names(text, mentions) if pair[1].label == "ORG"
    ]
    pairs += second_names(text, mentions)
    return [
        (number[full.start, full.end], number[short.start, short.end])
        for full, short in pairs
        if (short.start, short.end) in number
    ]


def _is_generic(group: list[NameMention]) -> bool:
    return group[0].label == "ORG" and are_generic({mention.text for mention in group})


def _build(group: list[NameMention], body_start: int) -> EntityGroup | None:
    body = [mention for mention in group if mention.start >= body_start]
    if not body:
        return None
    label = cast("Label", group[0].label)
    name = _fullest(group, label)
    aliases = tuple(text for text in dict.fromkeys(mention.text for mention in body) if text != name)
    acronym = next((text for text in (name, *aliases) if is_acronym(text) and (text != name or not aliases)), None)
    return EntityGroup(
        label=label,
        name=name,
        aliases=aliases,
        mentions=tuple(body),
        acronym=acronym if label == "ORG" else None,
    )


def _fullest(group: list[NameMention], label: Label) -> str:
    """Return the fullest form: most words, rather not in capitals, the most frequent spelling, the longest, the first."""
    if len({mention.text for mention in group}) == 1:
        return group[0].text
    counts = Counter(mention.text for mention in group)
    place = {form: i for i, form in enumerate(counts)}
    # A dateline writes "LOME", the article "Lome"; "UNESCO" and "Unesco" are both written.
    written = {form.casefold() for form in counts if not form.isupper()} if label == "PLACE" else set()

    def rank(form: str) -> tuple[int, bool, int, int, int]:
        words = len(person_form(form).tokens) if label == "PERSON" else len(form.split())
        shouted = form.isupper() and (len(form) > 5 or not is_acronym(form) or form.casefold() in written)
        return (words, not shouted, counts[form], len(form), -place[form])

    return max(place, key=rank)
