"""The component `newsx_dates`: finds and resolves the dates of a Doc and sets `doc._.dates`.

The entities of the Doc stay as the tagger left them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.components.context import context_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsx.dates import DateMention

DATE_LABEL = "DATE"


class DatesComponent:
    """Sets `doc._.dates`, a tuple of `newsx.dates.DateMention` in order of the text.

    Two sources are joined by this rule: what the grammar finds stands; a DATE span of the tagger is added when it
    overlaps nothing that was found and the grammar can give it a value or a vague time. A tagger's span that no rule
    can read is left out: its words are in `doc.ents` all the same.

    The publication date is `doc.user_data["newsx"].anchor` (a `newsx.records.Context`); without one,
    only dates that the text itself settles get a value.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.dates` and return the Doc."""
        from newsx.dates import find_dates, resolve

        anchor = context_of(doc).anchor
        text = text_of(doc)
        mentions = find_dates(text, anchor=anchor)
        tagged = [ent for ent in doc.ents if ent.label_ == DATE_LABEL]
        free = unclaimed([(ent.start_char, ent.end_char) for ent in tagged], mentions)
        added = [resolve(text, start, end, anchor=anchor) for start, end in free]
        mentions += [mention for mention in added if mention.value is not None]
        doc._.dates = tuple(sorted(mentions, key=lambda mention: mention.start))
        return doc


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
