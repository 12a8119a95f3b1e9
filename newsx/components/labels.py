"""The component `newsx_labels`: maps the labels of pipelines made elsewhere to PERSON, PLACE, ORG, DATE and NORP."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The label sets of the pipelines published for spaCy 3 (OntoNotes for English, Chinese and Japanese; WikiNER for most European
# languages; NKJP for Polish, SUC for Swedish, NorNE for Norwegian, RONEC for Romanian), from their model pages.
LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "PRS": "PERSON",
    "PS": "PERSON",
    "persName": "PERSON",
    "PLACE": "PLACE",
    "GPE": "PLACE",
    "GPE_LOC": "PLACE",
    "LOC": "PLACE",
    "LC": "PLACE",
    "FAC": "PLACE",
    "FACILITY": "PLACE",
    "placeName": "PLACE",
    "geogName": "PLACE",
    "ORG": "ORG",
    "OG": "ORG",
    "GPE_ORG": "ORG",
    "ORGANIZATION": "ORG",
    "orgName": "ORG",
    "DATE": "DATE",
    "DT": "DATE",
    "TME": "DATE",
    "DATETIME": "DATE",
    "date": "DATE",
    "NORP": "NORP",
    "NAT_REL_POL": "NORP",
    "DRV": "NORP",
}


def map_labels(doc: Doc) -> Doc:
    """Return the Doc with newsx's labels on its entities, those of other kinds (money, products, numbers …) left out."""
    from spacy.tokens import Span

    doc.ents = tuple(
        Span(doc, ent.start, ent.end, label=LABELS[ent.label_]) for ent in doc.ents if ent.label_ in LABELS
    )
    return doc
