"""How public functions are called: one input or many, and what a wrong keyword was meant to be."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from newsx.lazy import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")
_OPTION = lazy_pattern(r"--([a-z]+(?:-[a-z]+)*)|(?<!\S)-o\b")
# Options whose keywords have other names; those that are switches.
_KEYWORDS = {"format": "output_format", "jobs": "Limits.jobs"}
_SWITCHES = frozenset({"resume", "overwrite", "excel", "safe-cells"})


def as_many(given: Any) -> Iterator[Any]:
    """Yield what is given, one by one: a path alone, or a thing that is no iterable, is the only one; paths are text."""
    alone = isinstance(given, str | bytes | os.PathLike) or not isinstance(given, Iterable)
    for each in (given,) if alone else given:
        yield os.fspath(each) if isinstance(each, os.PathLike) else each


def as_keywords(message: str) -> str:
    """Return what is said of options of the command in words for Python.

    >>> as_keywords("a.jsonl is there already: --resume goes on with it, --overwrite makes it anew")
    'a.jsonl is there already: Outputs(…, resume=True) goes on with it, Outputs(…, overwrite=True) makes it anew'
    >>> as_keywords("--table does not fit json")
    'table does not fit json'
    """
    if "run newsx convert" in message:  # what is advised is the command itself
        return message

    def keyword(hit: re.Match[str]) -> str:
        name = hit[1]
        if name is None:
            return "output"
        if name in _SWITCHES:
            return f"Outputs(…, {name.replace('-', '_')}=True)"
        return _KEYWORDS.get(name, name.replace("-", "_"))

    return _OPTION.sub(keyword, message)


def explains_fields(home: type[_T]) -> type[_T]:
    """Make a dataclass answer a keyword it does not have with what is meant."""
    home.__init__ = explains_keywords()(home.__init__)  # type: ignore[method-assign]
    return home


def explains_keywords(**homes: type[Any]) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Make a function answer a keyword it does not have with what is meant.

    `homes` are dataclasses by the name of the parameter that takes one: their fields are often given to the function itself.
    """
    owners = {item.name: (parameter, home) for parameter, home in homes.items() for item in fields(home)}

    def explained(function: Callable[_P, _R]) -> Callable[_P, _R]:
        names = frozenset(signature(function).parameters) - {"self"}
        shown = function.__qualname__.removesuffix(".__init__").rpartition(".")[2]

        @wraps(function)
        def call(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            if wrong := next((name for name in kwargs if name not in names), None):
                raise TypeError(f"{shown}() has no keyword {wrong!r}{_meant(wrong, names, owners)}")
            return function(*args, **kwargs)

        return call

    return explained


def _meant(wrong: str, names: frozenset[str], owners: Mapping[str, tuple[str, type[Any]]]) -> str:
    """Return the end of the message: where the keyword belongs, or which are like it."""
    if wrong in owners:
        parameter, home = owners[wrong]
        return f": it belongs to {home.__name__}, as in {parameter}=newsx.{home.__name__}({wrong}=…)"
    from difflib import get_close_matches

    near = get_close_matches(wrong, sorted({*names, *owners}), 1)
    if not near:
        return f": it takes {', '.join(sorted(names))}"
    if near[0] in names:
        return f": {near[0]} is meant?"
    parameter, home = owners[near[0]]
    return f": {parameter}=newsx.{home.__name__}({near[0]}=…) is meant?"
