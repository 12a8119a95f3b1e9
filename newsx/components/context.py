"""Reads what a Doc carries besides its words (`newsx.records.Context`); every component and `assembly` ask here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.records import Context

if TYPE_CHECKING:
    from spacy.tokens import Doc

USER_DATA_KEY = "newsx"
# Where the text of a Doc is kept: spaCy puts it together from the words each time it is asked.
_TEXT_KEY = "newsx_text"


def context_of(doc: Doc) -> Context:
    """Return the Context in `doc.user_data`, or one that knows nothing where there is none."""
    context = doc.user_data.get(USER_DATA_KEY)
    return context if isinstance(context, Context) else Context()


def text_of(doc: Doc) -> str:
    """Return the text of the Doc, put together once."""
    text = doc.user_data.get(_TEXT_KEY)
    if not isinstance(text, str):
        text = doc.user_data[_TEXT_KEY] = doc.text
    return text
