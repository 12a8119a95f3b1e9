"""Makes newsx's spaCy components by their names; spaCy calls it through the entry points in pyproject.toml.

spaCy imports every registered factory whenever any pipeline is made, so nothing is imported here but spaCy itself: each
factory imports its component when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from newsx.components.crf_ner import CrfNer
    from newsx.components.dates import DatesComponent
    from newsx.components.names import NamesComponent
    from newsx.components.places import PlacesComponent
    from newsx.components.quotes import QuotesComponent
    from newsx.components.transformer_ner import TransformerNer
    from newsx.components.world_ner import WorldNer

_ENTITIES = ["doc.ents", "token.ent_iob", "token.ent_type"]


@Language.factory("newsx_crf_ner", assigns=_ENTITIES, default_config={"min_confidence": 0.0})
def make_crf_ner(nlp: Language, name: str, min_confidence: float) -> CrfNer:
    """Return a linear tagger without a model; `spacy.load` gives it the one in the pipeline's folder."""
    from spacy.tokens import Span

    from newsx.components.crf_ner import CrfNer

    del nlp
    _extend(Span, confidence=None)
    return CrfNer(name, min_confidence=min_confidence)


# `size` and `overlap` are those of `newsx.tagging.network`, repeated so that nothing need be imported; a test compares them.
@Language.factory(
    "newsx_transformer_ner",
    assigns=_ENTITIES,
    default_config={
        "size": 190,
        "overlap": 24,
        "min_confidence": 0.0,
        "second_opinion": None,
        "third_opinion": None,
        "network_of": None,
    },
)
def make_transformer_ner(
    nlp: Language,
    name: str,
    size: int,
    overlap: int,
    min_confidence: float,
    second_opinion: str | None = None,
    third_opinion: str | None = None,
    network_of: str | None = None,
) -> TransformerNer:
    """Return a transformer tagger without a network; `spacy.load` gives it the one in the pipeline's folder.

    `second_opinion` names the pipeline in `models/` whose linear model is heard beside the network, `third_opinion` that whose multilingual
    network is heard beside both, or none; `network_of` that whose files are used where the folder has none.
    """
    from spacy.tokens import Span

    from newsx.components.transformer_ner import TransformerNer

    del nlp
    _extend(Span, confidence=None)
    return TransformerNer(
        name,
        size=size,
        overlap=overlap,
        min_confidence=min_confidence,
        second_opinion=second_opinion,
        third_opinion=third_opinion,
        network_of=network_of,
    )


@Language.factory("newsx_world_ner", assigns=_ENTITIES, default_config={"min_confidence": 0.0})
def make_world_ner(nlp: Language, name: str, min_confidence: float) -> WorldNer:
    """Return a tagger for all languages without a network; `spacy.load` gives it the one in the pipeline's folder."""
    from spacy.tokens import Span

    from newsx.components.world_ner import WorldNer

    del nlp
    _extend(Span, confidence=None)
    return WorldNer(name, min_confidence=min_confidence)


@Language.factory("newsx_labels", assigns=["doc.ents"], requires=["doc.ents"])
def make_labels(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that maps the labels of other pipelines to newsx's."""
    from newsx.components.labels import map_labels

    del nlp, name
    return map_labels


@Language.factory("newsx_names", assigns=["doc._.entities", "doc._.relations"], requires=["doc.ents"])
def make_names(nlp: Language, name: str) -> NamesComponent:
    """Return the component that joins mentions to entities and relates them; it needs no data but the tables that come with the package."""
    from spacy.tokens import Doc

    from newsx.components.names import NamesComponent

    del nlp, name
    _extend(Doc, entities=(), relations=())
    return NamesComponent()


@Language.factory("newsx_places", assigns=["doc._.places", "doc._.focus"], requires=["doc.ents"])
def make_places(nlp: Language, name: str) -> PlacesComponent:
    """Return the component that puts places on the map."""
    from spacy.tokens import Doc

    from newsx.components.places import PlacesComponent

    del nlp, name
    _extend(Doc, places=None, focus=())
    return PlacesComponent()


@Language.factory("newsx_dates", assigns=["doc._.dates"])
def make_dates(nlp: Language, name: str) -> DatesComponent:
    """Return the component that finds and resolves dates."""
    from spacy.tokens import Doc

    from newsx.components.dates import DatesComponent

    del nlp, name
    _extend(Doc, dates=())
    return DatesComponent()


@Language.factory("newsx_quotes", assigns=["doc._.quotes"])
def make_quotes(nlp: Language, name: str) -> QuotesComponent:
    """Return the component that finds quotes and who says them among the entities of the Doc."""
    from spacy.tokens import Doc

    from newsx.components.quotes import QuotesComponent

    del nlp, name
    _extend(Doc, quotes=())
    return QuotesComponent()


def _extend(kind: Any, **extensions: Any) -> None:
    """Register extension attributes of `Doc` or `Span` with their default values, unless they are there."""
    for extension, empty in extensions.items():
        if not kind.has_extension(extension):
            kind.set_extension(extension, default=empty)
