"""What the record's models are built of: the base of all parts, spans that quote the text, and how spans are found in any part."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterator


class Record(BaseModel):
    """Base of all parts of the record: unknown fields are refused, values do not change.

    `label` is the field by which a part is listed in one cell beside others.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)

    label: ClassVar[str | None] = None


class Span(Record):
    """Base of the parts that repeat what stands in the article's `text`: they have its words and where these begin and end."""

    if TYPE_CHECKING:
        start: int
        end: int
        text: str

    @property
    def quoted(self) -> str:
        """The words that stand at the offsets."""
        return self.text


def spans_in(part: Record) -> Iterator[Span]:
    """Yield the spans in a part of the record, in order."""
    if isinstance(part, Span):
        yield part
    for name in _fields_with_spans(type(part)):
        value = getattr(part, name)
        for inner in value if isinstance(value, list) else (value,) if value is not None else ():
            yield from spans_in(inner)


@lru_cache
def _fields_with_spans(model: type[Record]) -> tuple[str, ...]:
    """Return the fields of a model that hold spans, themselves or somewhere below: few have to be looked at."""
    return tuple(
        name for name, field in model.model_fields.items() if any(map(_has_spans, _models_in(field.annotation)))
    )


def _models_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _has_spans(model: type[Record]) -> bool:
    return issubclass(model, Span) or bool(_fields_with_spans(model))
