"""Names of a room that are loaded when they are first used: the faces of `newsx`, `newsx.sources` and `newsx.formats` are made so."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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
