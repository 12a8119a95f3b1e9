"""The component `newsx_dates`: finds and resolves the dates of a Doc and sets `doc._.dates`.

The last component of the pipeline; the entities of the Doc stay as the tagger left them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.components.context import context_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsx.dates import DateMention

DATE_LABEL, PERSON_LABEL = "DATE", "PERSON"
# Rules whose words are names of people too: Robin Friday, April Jones, Easter.
_RULES_OF_NAMES = frozenset({"weekday", "weekday-today", "weekday-ahead", "month", "holiday", "season"})
# Countries whose seasons are those of the southern hemisphere.
SOUTHERN = frozenset(
    {
        "AR",
        "AU",
        "BO",
        "BR",
        "BW",
        "CL",
        "FJ",
        "LS",
        "MG",
        "MU",
        "MZ",
        "NA",
        "NZ",
        "PE",
        "PG",
        "PY",
        "SZ",
        "UY",
        "ZA",
        "ZM",
        "ZW",
    }
)


class DatesComponent:
    """Sets `doc._.dates`, a tuple of `newsx.dates.DateMention` in order of the text.

    Two sources are joined by this rule: what the grammar finds stands, but for a weekday, month or holiday inside the name of a
    person; a DATE span of the tagger is added when it overlaps nothing that was found and the grammar can give it a value or a
    vague time. What the grammar has refused in running text (a count, a name) stays refused, and a tagger's span that no rule can
    read is left out: its words are in `doc.ents` all the same.

    The publication date is `doc.user_data["newsx"].anchor` (a `newsx.records.Context`), the language its `language`; without an
    anchor, only dates that the text itself settles get a value. Seasons are those of the country in focus.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.dates` and return the Doc."""
        from newsx.dates import find_dates, is_refused, is_served, resolve_all

        context = context_of(doc)
        text, anchor, southern = text_of(doc), context.anchor, _is_southern(doc)
        people = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == PERSON_LABEL]
        mentions = outside_names(find_dates(text, anchor=anchor, language=context.language, southern=southern), people)
        if not is_served(context.language):
            tagged = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == DATE_LABEL]
            free = unclaimed(tagged, mentions)
            free = [span for span in free if not is_refused(text, *span, anchor=anchor, southern=southern)]
            added = resolve_all(text, free, anchor=anchor, southern=southern)
            mentions += [mention for mention in added if mention.value is not None]
        doc._.dates = tuple(sorted(mentions, key=lambda mention: mention.start))
        return doc


def _is_southern(doc: Doc) -> bool:
    """Whether the country that the article is most about lies in the southern hemisphere."""
    if not doc.has_extension("focus") or not doc._.focus:
        return False
    return doc._.focus[0].country_code in SOUTHERN


def outside_names(mentions: list[DateMention], people: list[tuple[int, int]]) -> list[DateMention]:
    """Return the mentions without those that are part of a person's longer name; `people` are in order of the text."""
    kept = []
    index = 0
    for mention in mentions:
        while index < len(people) and people[index][1] <= mention.start:
            index += 1
        start, end = people[index] if index < len(people) else (mention.end, mention.end)
        inside = start <= mention.start and mention.end <= end
        longer = inside and (start, end) != (mention.start, mention.end)
        if not (longer and mention.rule in _RULES_OF_NAMES):
            kept.append(mention)
    return kept


def unclaimed(spans: list[tuple[int, int]], mentions: list[DateMention]) -> list[tuple[int, int]]:
    """Return the spans that overlap no mention; both lists in order of the text."""
    free = []
    index = 0
    for start, end in spans:
        while index < len(mentions) and mentions[index].end <= start:
            index += 1
        if index == len(mentions) or mentions[index].start >= end:
            free.append((start, end))
    return free
