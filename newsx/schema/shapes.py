"""The record's models as plain data: what a field holds and how tables call it, for whoever derives columns from them.

`tables` and `database` beside it, and the Arrow types of `formats.parquet`, walk these shapes instead of naming fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from newsx.schema.base import Record
from newsx.schema.markers import IsDay
from newsx.schema.models import Article

ShapeForm = Literal["text", "integer", "number", "boolean", "day", "mapping", "object", "texts", "objects"]
SCALARS = ("text", "integer", "number", "boolean", "day")

_Marker = TypeVar("_Marker")


@dataclass(frozen=True, slots=True)
class Shape:
    """A field of the record.

    `fields` are those of an object, or of each of the objects of a list, `label` the one among them that stands for the
    object in a cell, `kind` what such an object is called ("person"). "mapping" is from text to text, "texts" a list.
    """

    name: str
    form: ShapeForm
    meaning: str
    is_required: bool
    fields: tuple[Shape, ...] = ()
    label: str | None = None
    kind: str = ""
    markers: tuple[Any, ...] = ()

    @property
    def is_scalar(self) -> bool:
        """Whether the field fits into one cell as it is."""
        return self.form in SCALARS

    @property
    def mentions(self) -> Shape | None:
        """The mentions of each of the objects of a list, where these are things the text names."""
        return next((shape for shape in self.fields if shape.name == "mentions"), None)

    def marker(self, kind: type[_Marker]) -> _Marker | None:
        """Return the field's marker of a kind, or None."""
        return next((marker for marker in self.markers if isinstance(marker, kind)), None)


@lru_cache(maxsize=1)
def article_shape() -> tuple[Shape, ...]:
    """Return the fields of a whole record, in order."""
    return fields_of(Article)


def fields_of(model: type[Record]) -> tuple[Shape, ...]:
    """Return the fields of one of the record's models, in order. Raises TypeError for a field that no table could hold."""
    return tuple(
        _shape(name, field.annotation, field.description or "", tuple(field.metadata))
        for name, field in model.model_fields.items()
    )


def _shape(name: str, annotation: Any, meaning: str, markers: tuple[Any, ...]) -> Shape:
    base, is_optional, more = _unwrap(annotation)
    markers += more
    if get_origin(base) is list:
        item, _, _ = _unwrap(get_args(base)[0])
        if _is_record(item):
            return _object(name, "objects", item, meaning, markers, is_required=True)
        return Shape(name, "texts", meaning, is_required=True, markers=markers)
    if _is_record(base):
        return _object(name, "object", base, meaning, markers, is_required=not is_optional)
    return Shape(name, _scalar_type(base, markers), meaning, is_required=not is_optional, markers=markers)


def _object(
    name: str, kind: ShapeForm, model: type[Record], meaning: str, markers: tuple[Any, ...], *, is_required: bool
) -> Shape:
    return Shape(
        name,
        kind,
        meaning,
        is_required,
        fields=fields_of(model),
        label=model.label,
        kind=model.__name__.lower(),
        markers=markers,
    )


def _unwrap(annotation: Any) -> tuple[Any, bool, tuple[Any, ...]]:
    """Return the type under `Annotated` and `| None`, whether None is allowed, and what stood in the annotations."""
    markers: tuple[Any, ...] = ()
    is_optional = False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            markers += tuple(more)
        elif origin in (Union, UnionType):
            (annotation,) = (kind for kind in get_args(annotation) if kind is not NoneType)
            is_optional = True
        else:
            return annotation, is_optional, markers


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


def _scalar_type(kind: Any, markers: tuple[Any, ...]) -> ShapeForm:
    """Return the type of a cell; raises TypeError for a field that no table could hold."""
    if get_origin(kind) is dict:
        return "mapping"
    if any(isinstance(marker, IsDay) for marker in markers):
        return "day"
    if get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, str)):
        return "text"
    types: dict[Any, ShapeForm] = {bool: "boolean", int: "integer", float: "number"}
    if kind not in types:
        raise TypeError(f"a field of the record cannot be {kind}")
    return types[kind]
