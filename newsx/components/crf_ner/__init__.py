"""The fast tagger: a linear-chain CRF as a spaCy component, in NumPy alone.

It sets `doc.ents` (PERSON, PLACE, ORG, DATE, NORP) and `ent._.confidence`, the calibrated probability (0 to 1) that the
mention is right. The features are in `features`, the arithmetic in `model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from newsx.components.crf_ner.tagger import CrfTagger


@Language.factory(
    "newsx_crf_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"min_confidence": 0.0},
)
def make_crf_ner(nlp: Language, name: str, min_confidence: float) -> CrfTagger:
    """An empty tagger; `spacy.load` fills it from the model's folder."""
    from spacy.tokens import Span

    from newsx.components.crf_ner.tagger import CrfTagger

    if not Span.has_extension("confidence"):
        Span.set_extension("confidence", default=None)
    return CrfTagger(nlp.vocab, name, min_confidence=min_confidence)
