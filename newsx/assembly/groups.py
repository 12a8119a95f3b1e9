"""The peoples, nationalities, religious and political groups of an article, as parts of its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.places import demonym_country
from newsx.records import NameMention
from newsx.schema import models as schema

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsx.assembly.body import Body

GROUP = "NORP"


def make_groups(doc: Doc, body: Body) -> list[schema.Group]:
    """Return the groups that the body names, in order of first mention; forms of one word are one group ("Malian", "Malians")."""
    marked: dict[str, list[NameMention]] = {}
    for ent in doc.ents:
        if ent.label_ == GROUP:
            marked.setdefault(_key(ent.text), []).append(NameMention(ent.text, GROUP, ent.start_char))
    groups = []
    for spans in marked.values():
        if mentions := body.mentions(spans):
            forms = list(dict.fromkeys(mention.text for mention in mentions))
            groups.append(
                schema.Group(
                    name=forms[0], aliases=forms[1:], mentions=mentions, country_code=demonym_country(forms[0])
                )
            )
    return sorted(groups, key=lambda group: group.mentions[0].start)


def _key(words: str) -> str:
    """Return what the forms of one group share: small letters without the ending of the plural."""
    low = words.casefold().removeprefix("the ")
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else low
