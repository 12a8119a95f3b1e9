"""Makes the record of an article from its ArticleText and its Doc; `flow` calls it, and it alone knows spaCy and the schema."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsx import __version__
from newsx.components.context import context_of, text_of
from newsx.names.nationality import is_state_organisation
from newsx.records import Caution, NameMention, WarningCode
from newsx.salience import MAIN, score_salience
from newsx.schema import models as schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokens import Doc

    from newsx.dates import DateMention
    from newsx.places import Resolved
    from newsx.records import ArticleText, EntityGroup, Role


# How sure the tagger must be of an entity in a language it was not made for, by its best mention: people of several words, other people,
# places that the gazetteer knows, organisations. Read off 60 German, Spanish and French articles: of what lies below, most
# are nouns with a capital.
_FOREIGN_FULL_NAME = 0.6
_FOREIGN_SINGLE_NAME = 0.85
_FOREIGN_PLACE = 0.65
_FOREIGN_ORGANISATION = 0.8


# A country with this share of an article's places is the one of its army, its police and its courts, unless the words say another. Judged.
_SURE_FOCUS = 0.5
_FOCUS_CONFIDENCE = 0.6

_FOREIGN_WARNING = "the article is in {language}, the model was made for {model}: only names it is sure of are given (--model takes other pipelines)"


class _Body:
    """The body of a Doc: shifts offsets past the evidence and looks up how sure the tagger was."""

    def __init__(self, doc: Doc, *, min_confidence: float) -> None:
        self.start = context_of(doc).body_start
        self.min_confidence = min_confidence
        ents = doc.ents
        self.confidence: dict[tuple[int, int], float | None] = (
            {(ent.start_char, ent.end_char): ent._.confidence for ent in ents}
            if ents and ents[0].has_extension("confidence")
            else {}
        )

    def shifted(self, group: EntityGroup) -> EntityGroup:
        """Return an entity with its mentions at their offsets in the body."""
        moved = (NameMention(m.text, m.label, m.start - self.start) for m in group.mentions if m.start >= self.start)
        return replace(group, mentions=tuple(moved))

    def mentions(self, spans: Iterable[NameMention | DateMention], *, sure: bool = False) -> list[schema.Mention]:
        """Return the mentions that lie in the body and are sure enough; `sure` ones carry no confidence and always stay."""
        found = []
        for span in spans:
            if span.start < self.start:
                continue
            confidence = None if sure else self.confidence.get((span.start, span.end))
            if confidence is not None and confidence < self.min_confidence:
                continue
            found.append(
                schema.Mention(
                    start=span.start - self.start,
                    end=span.end - self.start,
                    text=span.text,
                    confidence=None if confidence is None else round(confidence, 3),
                )
            )
        return found


def assemble(article_text: ArticleText, doc: Doc, *, model: str, min_confidence: float = 0.0) -> schema.Article:
    """Return the record of an annotated article, validated.

    `model` names the pipeline. Mentions below
    `min_confidence` are left out, entities without a mention too.
    """
    page, metadata = article_text.page, article_text.metadata
    context = context_of(doc)
    foreign = _is_foreign(metadata.language, doc)
    cautions = [
        *page.warnings,
        *article_text.warnings,
        *(_foreign_cautions(metadata.language, doc) if foreign else ()),
        *_anchor_cautions(doc),
    ]
    image = metadata.image
    return schema.Article(
        id=article_id(page.origin.sha256),
        source=schema.Source(
            path=page.origin.path,
            url=page.origin.url,
            media_type=page.origin.media_type,
            charset=page.origin.charset,
            sha256=page.origin.sha256,
            record=page.origin.record,
            id=page.origin.id,
        ),
        url=metadata.url,
        publisher=metadata.publisher,
        headline=metadata.headline,
        description=metadata.description,
        authors=list(metadata.authors),
        date_published=metadata.date_published,
        date_modified=metadata.date_modified,
        section=metadata.section,
        keywords=list(metadata.keywords),
        language=metadata.language,
        image=schema.Image(url=image.url, caption=image.caption, credit=image.credit) if image else None,
        text=article_text.text,
        **_annotations(doc, article_text.text, metadata.headline, min_confidence=min_confidence, foreign=foreign),
        warnings=[schema.Caution(code=each.code, message=each.message) for each in dict.fromkeys(cautions)],
        provenance=schema.Provenance(
            newsx=__version__,
            model=model,
            extractor=article_text.extractor,
            date_anchor=context.anchor.isoformat() if context.anchor else None,
            anchor_from=context.anchor_from,
            evidence=dict(sorted(metadata.evidence.items())),
        ),
    )


def article_id(sha256: str) -> str:
    """Return the id of an article: 16 hex digits that depend on the bytes of its page alone, wherever they were found."""
    return hashlib.sha256(f"{sha256}#".encode()).hexdigest()[:16]


def _is_foreign(language: str | None, doc: Doc) -> bool:
    """Whether the article is in another language than the pipeline was made for ("xx" is made for all)."""
    return language is not None and doc.lang_ not in (language, "xx")


def _foreign_cautions(language: str | None, doc: Doc) -> tuple[Caution, ...]:
    message = _FOREIGN_WARNING.format(language=language, model=doc.lang_)
    return (Caution(WarningCode.OTHER_LANGUAGE, message),)


# Rules whose dates lean on nothing but the publication date say so by this name when it is not known.
_OPEN_RULE = "no-anchor"


def _anchor_cautions(doc: Doc) -> tuple[Caution, ...]:
    """The warning that relative dates of the body were left open, because no publication date is known."""
    context = context_of(doc)
    count = sum(date.rule == _OPEN_RULE and date.start >= context.body_start for date in doc._.dates or ())
    if not count or context.anchor:
        return ()
    dates = "1 relative date is" if count == 1 else f"{count} relative dates are"
    message = f"no publication date was found: {dates} left open (--date YYYY-MM-DD gives the day)"
    return (Caution(WarningCode.NO_ANCHOR, message),)


def _event_date(doc: Doc) -> schema.EventDate | None:
    """Return the day the article is about, with offsets in the body."""
    from newsx.dates.event import event_day

    context = context_of(doc)
    if context.language not in {None, "en"}:
        return None
    found = event_day(text_of(doc), doc._.dates or (), anchor=context.anchor, body_start=context.body_start)
    if found is None:
        return None
    start, end = found.start - context.body_start, found.end - context.body_start
    return schema.EventDate(value=found.value, start=start, end=end, confidence=found.confidence)


def _annotations(doc: Doc, text: str, headline: str | None, *, min_confidence: float, foreign: bool) -> dict[str, Any]:
    """Return the entities, relations, dates and countries of a Doc as parts of the record, in order of first mention."""
    body = _Body(doc, min_confidence=min_confidence)
    resolved: Mapping[int, Resolved] = doc._.places or {}
    focus = [schema.Focus(country_code=item.country_code, share=round(item.share, 3)) for item in doc._.focus or ()]
    kept = []
    for index, group in enumerate(doc._.entities or ()):
        mentions = body.mentions(group.mentions)
        if mentions and not (foreign and not _is_credible(group, mentions, resolved.get(index))):
            kept.append((group, mentions, resolved.get(index)))
    salience = score_salience(text, [body.shifted(group) for group, _, _ in kept], headline=headline)
    named = _Named(kept, focus)
    people, places, organisations = [], [], []
    for (group, mentions, entry), score in zip(kept, salience, strict=True):
        if group.label == "PERSON":
            people.append(_person(group, mentions, body, named, score))
        elif group.label == "PLACE":
            places.append(_place(group, mentions, entry, score))
        else:
            organisations.append(_organisation(group, mentions, named, score))
    return {
        "people": sorted(people, key=_first),
        "places": sorted(places, key=_first),
        "organisations": sorted(organisations, key=_first),
        "dates": _dates(doc._.dates or (), body, named),
        "event_date": _event_date(doc),
        "focus": focus,
        "relations": _relations(doc, body, named),
    }


class _Named:
    """Looks up the entities that are kept in the record by name."""

    def __init__(
        self, kept: Sequence[tuple[EntityGroup, list[schema.Mention], Resolved | None]], focus: Sequence[schema.Focus]
    ) -> None:
        self.people = {group.name for group, _, _ in kept if group.label == "PERSON"}
        self.countries = {
            group.name: entry.country_code for group, _, entry in kept if group.label == "PLACE" and entry is not None
        }
        self.members: dict[str, list[str]] = {}
        for group, _, _ in kept:
            for role in group.roles:
                if role.organisation and group.name not in self.members.setdefault(role.organisation, []):
                    self.members[role.organisation].append(group.name)
        self.focus = focus[0].country_code if focus and focus[0].share >= _SURE_FOCUS else None
        self.full_names = sorted(
            (m.start, m.end) for group, _, _ in kept if group.label == "PERSON" for m in group.mentions if " " in m.text
        )

    def in_full_name(self, start: int, end: int) -> bool:
        """Tell whether offsets in the Doc lie inside a person's full name: "Robin Friday" holds no date."""
        place = bisect_right(self.full_names, (start, end)) - 1
        return any(a <= start and end <= b for a, b in self.full_names[max(0, place) : place + 2])


def _relations(doc: Doc, body: _Body, named: _Named) -> list[schema.Relation]:
    """Return the relations whose people are kept in the record."""
    return [
        schema.Relation(
            person=relation.person,
            relation=relation.relation,
            role=relation.role,
            organisation=relation.organisation,
            place=relation.place,
            start=relation.start - body.start,
            end=relation.end - body.start,
            confidence=relation.confidence,
            other_person=relation.other_person,
        )
        for relation in doc._.relations or ()
        if relation.start >= body.start
        and relation.person in named.people
        and (relation.other_person is None or relation.other_person in named.people)
    ]


def _is_credible(group: EntityGroup, mentions: list[schema.Mention], entry: Resolved | None) -> bool:
    """Whether an entity of an article in a language the tagger does not know is likely to be one.

    Pipelines that give no confidence are left alone.
    """
    known = [mention.confidence for mention in mentions if mention.confidence is not None]
    if not known:
        return True
    if not group.name[:1].isupper():
        return False
    if group.label == "PERSON":
        return max(known) >= (_FOREIGN_FULL_NAME if " " in group.name else _FOREIGN_SINGLE_NAME)
    if group.label == "PLACE":
        return entry is not None and max(known) >= _FOREIGN_PLACE
    return max(known) >= _FOREIGN_ORGANISATION


def _first(entity: schema.Person | schema.Place | schema.Organisation | schema.Date) -> tuple[int, int]:
    return entity.mentions[0].start, entity.mentions[0].end


def _aliases(group: EntityGroup, mentions: list[schema.Mention]) -> list[str]:
    """Return the other forms that are still mentioned when unsure mentions are left out."""
    left = {mention.text for mention in mentions}
    return [alias for alias in group.aliases if alias in left]


def _person(
    group: EntityGroup, mentions: list[schema.Mention], body: _Body, named: _Named, salience: float
) -> schema.Person:
    age = group.age
    return schema.Person(
        name=group.name,
        aliases=_aliases(group, mentions),
        roles=[_role(role, body, named) for role in group.roles if role.start >= body.start],
        mentions=mentions,
        age=schema.Age(value=age.value, start=age.start - body.start, end=age.end - body.start) if age else None,
        salience=round(salience, 3),
        main=salience >= MAIN,
    )


def _role(role: Role, body: _Body, named: _Named) -> schema.Role:
    return schema.Role(
        text=role.text,
        start=role.start - body.start,
        end=role.end - body.start,
        phrase=role.phrase,
        organisation=role.organisation,
        place=role.place,
        country_code=role.country_code or (named.countries.get(role.place) if role.place else None),
        status=role.status,
    )


def _organisation(
    group: EntityGroup, mentions: list[schema.Mention], named: _Named, salience: float
) -> schema.Organisation:
    country, confidence = group.country_code, group.country_confidence
    if country is None and named.focus and is_state_organisation(group.name):
        country, confidence = named.focus, _FOCUS_CONFIDENCE
    return schema.Organisation(
        name=group.name,
        aliases=_aliases(group, mentions),
        acronym=group.acronym,
        mentions=mentions,
        country_code=country,
        country_confidence=confidence,
        people=named.members.get(group.name, []),
        salience=round(salience, 3),
        main=salience >= MAIN,
    )


def _place(group: EntityGroup, mentions: list[schema.Mention], entry: Resolved | None, salience: float) -> schema.Place:
    return schema.Place(
        name=group.name,
        aliases=_aliases(group, mentions),
        kind=entry.kind if entry else None,
        country_code=entry.country_code if entry else None,
        latitude=_rounded(entry.latitude, 5) if entry else None,
        longitude=_rounded(entry.longitude, 5) if entry else None,
        geonames_id=entry.geonames_id if entry else None,
        population=entry.population if entry else None,
        confidence=_rounded(entry.confidence, 3) if entry else None,
        located=entry.located if entry and entry.country_code else None,
        within=entry.within if entry else None,
        mentions=mentions,
        salience=round(salience, 3),
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _dates(dates: Iterable[DateMention], body: _Body, named: _Named) -> list[schema.Date]:
    """Return one entry a value; expressions without a value are one entry each wording."""
    groups: dict[tuple[str | None, ...], list[DateMention]] = {}
    for date in dates:
        if date.start < body.start or named.in_full_name(date.start, date.end):
            continue
        key = (date.value, date.type, date.mod) if date.value else (None, date.text.lower(), None)
        groups.setdefault(key, []).append(date)
    entries = []
    for group in groups.values():
        first = group[0]
        entries.append(
            schema.Date(
                value=first.value,
                type=first.type.lower(),
                granularity=first.granularity,
                earliest=first.earliest,
                latest=first.latest,
                mod=first.mod,
                anchor=first.anchor,
                rule=first.rule,
                ambiguous=any(date.ambiguous for date in group),
                rejected=next((date.rejected for date in group if date.rejected), None),
                **_base(first, body),
                mentions=body.mentions(group, sure=True),
            )
        )
    return sorted(entries, key=_first)


def _base(date: DateMention, body: _Body) -> dict[str, int]:
    """The offsets of the earlier date that a date is counted from, where it stands in the body."""
    if date.anchor_start is None or date.anchor_end is None or date.anchor_start < body.start:
        return {}
    return {"anchor_start": date.anchor_start - body.start, "anchor_end": date.anchor_end - body.start}
