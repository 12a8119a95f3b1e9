"""The models of a quote: the words, the verb beside them, the words that name who speaks, and who that is."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from newsx.schema.base import Record, Span
from newsx.schema.markers import Column
from newsx.schema.values import End, Share, Start  # noqa: TC001 - pydantic reads them


class Words(Span):
    """A stretch of `text` and its words."""

    label: ClassVar[str | None] = "text"

    text: str = Field(description="the words themselves: text[start:end]")
    start: Start = Field(description="offset of the first character")
    end: End = Field(description="offset after the last character")


class Speaker(Record):
    """Who says a quote."""

    label: ClassVar[str | None] = "name"

    kind: Literal["person", "organisation"] = Field(description="what speaks")
    name: str = Field(description="name of a person or an organisation of this record")
    how: Literal["named", "short_form", "pronoun", "previous_speaker"] = Field(
        description="how the text tells: the name in full, a shorter form, he or she, or whoever spoke before"
    )


class Quote(Span):
    """Words that somebody said or wrote."""

    label: ClassVar[str | None] = "text"

    start: Start = Field(description="offset of the first character within the marks")
    end: End = Field(description="offset after the last character within the marks")
    text: str = Field(description="the words within the marks; several paragraphs of one quote are one")
    kind: Annotated[Literal["direct", "mixed", "indirect"], Column(database="quote_kind")] = Field(
        description="direct: a quoted sentence; mixed: quoted words within a sentence of the reporter's; indirect: reported without marks"
    )
    cue: Words | None = Field(default=None, description="the verb or phrase that tells of speech")
    source: Words | None = Field(default=None, description="the words that name who speaks")
    speaker: Speaker | None = Field(default=None, description="who speaks; null where that is not sure")
    confidence: Share = Field(description="how sure the speaker is; below 0.8 there is none")
    rule: str = Field(description="the way the source was found")
