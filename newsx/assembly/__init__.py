"""Makes the record of an article from its ArticleText and its Doc; `flow` calls it, and it alone knows spaCy and the schema."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from newsx import __version__
from newsx.assembly.body import Body, Named, first_offsets
from newsx.assembly.dates import make_dateline, make_dates, make_event_date
from newsx.assembly.entities import is_credible, make_organisation, make_person, make_place, make_relations, unsigned
from newsx.assembly.groups import make_groups
from newsx.assembly.offices import Offices
from newsx.assembly.quotes import make_quotes
from newsx.components.context import context_of
from newsx.records import Caution, WarningCode
from newsx.salience import score_salience
from newsx.schema import models as schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

    from newsx.places import Resolved
    from newsx.records import ArticleText


_FOREIGN_WARNING = "the article is in {language}, the model was made for {model}: only names it is sure of are given (--model takes other pipelines)"


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
    """Return the warning that relative dates of the body were left open, because no publication date is known."""
    context = context_of(doc)
    count = sum(date.rule == _OPEN_RULE and date.start >= context.body_start for date in doc._.dates or ())
    if not count or context.anchor:
        return ()
    dates = "1 relative date is" if count == 1 else f"{count} relative dates are"
    message = f"no publication date was found: {dates} left open (--date YYYY-MM-DD gives the day)"
    return (Caution(WarningCode.NO_ANCHOR, message),)


def _annotations(doc: Doc, text: str, headline: str | None, *, min_confidence: float, foreign: bool) -> dict[str, Any]:
    """Return the entities, relations, dates and countries of a Doc as parts of the record, in order of first mention."""
    body = Body(doc, min_confidence=min_confidence)
    resolved: Mapping[int, Resolved] = doc._.places or {}
    focus = [schema.Focus(country_code=item.country_code, share=round(item.share, 3)) for item in doc._.focus or ()]
    kept = []
    for index, group in enumerate(doc._.entities or ()):
        mentions = body.mentions(group.mentions)
        if mentions and not (foreign and not is_credible(group, mentions, resolved.get(index))):
            kept.append((group, mentions, resolved.get(index)))
    salience = score_salience(text, [body.shifted(group) for group, _, _ in kept], headline=headline)
    named = Named(kept, focus)
    offices = Offices(doc, kept, focus, start=body.start)
    people, places, organisations = [], [], []
    for (group, mentions, entry), score in zip(kept, salience, strict=True):
        if group.label == "PERSON":
            people.append(make_person(group, mentions, body, named, score, offices))
        elif group.label == "PLACE":
            places.append(make_place(group, mentions, entry, score))
        else:
            organisations.append(make_organisation(group, mentions, named, score))
    dates = make_dates(doc._.dates or (), body, named)
    dateline = make_dateline(text, places, dates)
    organisations = [unsigned(each, dateline) for each in organisations]
    return {
        "people": sorted(people, key=first_offsets),
        "places": sorted(places, key=first_offsets),
        "organisations": sorted(organisations, key=first_offsets),
        "dates": dates,
        "dateline": dateline,
        "event_date": make_event_date(doc),
        "focus": focus,
        "relations": make_relations(doc, body, named),
        "quotes": make_quotes(doc, body, named),
        "groups": make_groups(doc, body),
    }
