"""Puts off the import of modules that other packages load at once and newsx may never use."""

from __future__ import annotations

import importlib
import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """Within the block, `from MODULE import NAME` loads nothing for names given as "MODULE.NAME".

    What is imported instead is a class that loads the module when it is called, looked into or tested against, and then
    behaves as the real one. Afterwards the modules can be imported as ever. Modules that are loaded already stay.
    """
    placed: dict[str, ModuleType] = {}
    for module, _, name in (full.rpartition(".") for full in names):
        if module not in sys.modules:
            sys.modules[module] = placed[module] = ModuleType(module)
        if module in placed:
            setattr(placed[module], name, _later(module, name))
    try:
        yield
    finally:
        for module, placeholder in placed.items():
            if sys.modules.get(module) is placeholder:
                del sys.modules[module]


def import_lean(package: str, *names: str) -> ModuleType:
    """The package is imported without the modules that `names` stand in ("MODULE.NAME"), or with them if it needs them after all."""
    if package in sys.modules:
        return sys.modules[package]
    try:
        with deferred(*names):
            return importlib.import_module(package)
    except Exception:  # noqa: BLE001 - whatever another version of it stumbles over, the ordinary import will tell better
        for module in [module for module in sys.modules if module == package or module.startswith(f"{package}.")]:
            del sys.modules[module]
        return importlib.import_module(package)


def _later(module: str, name: str) -> type:
    """A class that stands for one that is not loaded yet."""

    def real() -> Any:
        return getattr(importlib.import_module(module), name)

    class Later(type):
        def __call__(cls, *args: Any, **kwargs: Any) -> Any:
            return real()(*args, **kwargs)

        def __getattr__(cls, attribute: str) -> Any:
            return getattr(real(), attribute)

        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, real())

    return Later(name, (), {"__module__": module})
