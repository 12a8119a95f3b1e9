"""Orders the entities of a record for readers; records are kept in the order of first mention. Called by `cli` and `formats`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsx.schema.models import Article, Organisation, Person, Place


def by_salience(article: Article) -> Article:
    """Return the article with its people, places and organisations in the order of their salience, what the article is about first.

    Of equals, and of those in older records that have none, the one named first stands first. Nothing else changes.
    """
    return article.model_copy(
        update={
            "people": sorted(article.people, key=_least),
            "places": sorted(article.places, key=_least),
            "organisations": sorted(article.organisations, key=_least),
        }
    )


def _least(entity: Person | Place | Organisation) -> float:
    return -(entity.salience or 0.0)
