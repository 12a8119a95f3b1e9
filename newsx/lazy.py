"""What is made when it is first used: names of a room (the faces of `newsx`, `newsx.sources`, `newsx.formats`), regular expressions."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_names(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package: it loads a name from the module of the package in which `modules` says it stands.

    The names belong into imports for type checkers and into `__all__` as well. Any other name raises AttributeError.
    """

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return load


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return a regular expression that is compiled when it is first used.

    A room has dozens, and a short text needs few of them: compiling all was a tenth of what a run of one text costs. Functions
    of `re` that take a compiled pattern do not take this one; its methods are all there.

    >>> word = lazy_pattern(r"\w+")
    >>> word.findall("one two"), word.pattern
    (['one', 'two'], '\\w+')
    """
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))


class LazyPattern:
    """What `lazy_pattern` returns: from its first use on it has the methods of the compiled pattern as its own."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern and return its attribute. Raises AttributeError for what patterns have not, re.error for one that is none."""
        if name not in _ATTRIBUTES:
            raise AttributeError(f"a regular expression has no attribute {name!r}")
        compiled = re.compile(self.pattern, self._given)
        vars(self).update({each: getattr(compiled, each) for each in _OF_PATTERNS}, compiled=compiled)
        return vars(self)[name]

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how it is made anew in another process."""
        return LazyPattern, (self.pattern, self._given)

    def __repr__(self) -> str:
        """Return it as code."""
        return f"lazy_pattern({self.pattern!r}, {self._given!r})"


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner")
_OF_PATTERNS = (*_METHODS, "flags", "groups", "groupindex")
_ATTRIBUTES = frozenset({*_OF_PATTERNS, "compiled"})
