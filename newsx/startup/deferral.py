"""Puts off the import of modules that other packages load at once and newsx may never use; called where those are imported."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


# The environment variable that turns this room off.
PLAIN_IMPORTS = "NEWSX_PLAIN_IMPORTS"


def is_plain() -> bool:
    """Return whether the environment asks for ordinary imports."""
    return os.environ.get(PLAIN_IMPORTS, "") not in {"", "0"}


def log_fallback(what: str, error: Exception) -> None:
    """Say in the log, at the level DEBUG, that `what` is loaded the ordinary way because of an error."""
    import logging

    logging.getLogger("newsx.startup").debug("%s is loaded the ordinary way", what, exc_info=error)


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """Let `from MODULE import NAME` load nothing within the block, for names given as "MODULE.NAME", or as "MODULE.*" for all names.

    What is imported instead is a class that loads the module when it is called, looked into or tested against, and then
    behaves as the real one. Afterwards the modules can be imported as ever. Modules that are loaded already stay. Nothing is put off
    when the environment asks for ordinary imports.
    """
    placed: dict[str, ModuleType] = {}
    for module, _, name in (full.rpartition(".") for full in names if not is_plain()):
        if module not in sys.modules:
            sys.modules[module] = placed[module] = _Placeholder(module)
        if module in placed and name == "*":
            placed[module].__path__ = []
        elif module in placed:
            setattr(placed[module], name, _later(module, name))
    try:
        yield
    finally:
        for module, placeholder in placed.items():
            if sys.modules.get(module) is placeholder:
                del sys.modules[module]


def import_lean(package: str, *names: str) -> ModuleType:
    """Import the package without the modules that `names` stand in ("MODULE.NAME"), or with them if it needs them after all."""
    if package in sys.modules:
        return sys.modules[package]
    try:
        with deferred(*names):
            return importlib.import_module(package)
    except Exception as error:  # noqa: BLE001 - whatever another version of it stumbles over, the ordinary import will tell better
        log_fallback(package, error)
        for module in [module for module in sys.modules if module == package or module.startswith(f"{package}.")]:
            del sys.modules[module]
        return importlib.import_module(package)


def unopened(package: str) -> None:
    """Make the package's modules importable; its own code runs when somebody asks for a name that is none of them.

    Raises ModuleNotFoundError when it is not installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    module = importlib.util.module_from_spec(spec)
    module.__class__ = _Unopened
    sys.modules[package] = module


class _Unopened(ModuleType):
    """A package whose code has not run."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        full = f"{self.__name__}.{name}"
        if full in sys.modules or importlib.util.find_spec(full):
            return importlib.import_module(full)
        assert self.__spec__
        assert self.__spec__.loader
        self.__class__ = ModuleType  # type: ignore[assignment]
        self.__spec__.loader.exec_module(self)
        return getattr(self, name)


class _Placeholder(ModuleType):
    """A module that is not loaded yet."""

    __path__: list[str]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "__path__" not in vars(self):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is not self:
            return getattr(importlib.import_module(self.__name__), name)
        stand_in = _later(self.__name__, name)
        setattr(self, name, stand_in)
        return stand_in


def _is_loaded(module: str) -> bool:
    return not isinstance(sys.modules.get(module), _Placeholder | None)


def _later(module: str, name: str) -> type:
    """Return a class that stands for one that is not loaded yet."""

    def real() -> Any:
        return getattr(importlib.import_module(module), name)

    class Later(type):
        def __call__(cls, *args: Any, **kwargs: Any) -> Any:
            return real()(*args, **kwargs)

        def __getattr__(cls, attribute: str) -> Any:
            return getattr(real(), attribute)

        # There is no instance and no subclass of what has not been loaded.
        def __instancecheck__(cls, instance: object) -> bool:
            return _is_loaded(module) and isinstance(instance, real())

        def __subclasscheck__(cls, subclass: type) -> bool:
            return _is_loaded(module) and issubclass(subclass, real())

    return Later(name, (), {"__module__": module})
