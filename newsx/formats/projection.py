"""Some fields of records, where not all are wanted: what `--fields headline,people.name` leaves of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsx.errors import UsageError
from newsx.formats.json_lines import open_json
from newsx.formats.translation import TranslatedSink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsx.formats.sink import Sink, Target
    from newsx.schema.shapes import Shape

# Fields that are kept, each with those of its parts; {}: all of them.
_Tree = dict[str, Any]


def open_records(target: Target) -> Sink:
    """Return the sink of JSON that fits a target: of whole records, or of some of their fields."""
    return open_json(target) if target.fields is None else TranslatedSink(target, projection(target.fields))


def projection(fields: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return what leaves the named fields of a record, in the order they are named: "headline,people.name,people.mentions.text".

    Raises UsageError for a field that records do not have.
    """
    from newsx.schema.shapes import article_shape

    tree: _Tree = {}
    for name in (each.strip() for each in fields.split(",")):
        _check(name, name.split("."), article_shape())
        _add(tree, name.split("."))
    return lambda record: _picked(record, tree)


def _check(name: str, parts: Sequence[str], shapes: Sequence[Shape]) -> None:
    known = {shape.name: shape for shape in shapes}
    if parts[0] not in known:
        raise UsageError(f"--fields {name}: there is no field {parts[0]!r}: name one of {', '.join(known)}")
    if len(parts) > 1:
        inner = known[parts[0]]
        if inner.form not in ("object", "objects"):
            raise UsageError(f"--fields {name}: {parts[0]} has no parts")
        _check(name, parts[1:], inner.fields)


def _add(tree: _Tree, parts: Sequence[str]) -> None:
    """Keep a field in the tree; one that is kept whole stays whole."""
    first, rest = parts[0], parts[1:]
    if first in tree and not tree[first]:
        return
    inner = tree.setdefault(first, {})
    if rest:
        _add(inner, rest)
    else:
        inner.clear()


def _picked(value: dict[str, Any], tree: _Tree) -> dict[str, Any]:
    return {name: _inner(value.get(name), inner) for name, inner in tree.items()}


def _inner(value: Any, tree: _Tree) -> Any:
    if not tree or value is None:
        return value
    return [_picked(each, tree) for each in value] if isinstance(value, list) else _picked(value, tree)
