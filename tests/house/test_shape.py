"""The shape of the code: no import cycles, modules and functions short enough to read at a glance."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "newsx"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_MODULE = 350
MAX_FUNCTION = 60
# Nine functions of ten are not longer.
USUAL_FUNCTION = 20


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def imported(module: str, tree: ast.Module) -> set[str]:
    """The modules of the package that a module names anywhere, for typing and inside functions too; `from ROOM import x` names the room's face.

    Importing `newsx.a.b` from another room runs the faces of `newsx.a` as well. The front door loads lazily and does not count.
    """
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    own = {name for name in found if name in MODULES and name not in ("newsx", module)}
    faces = {face for name in own for face in _faces(name) if not module.startswith(f"{face}.")}
    return own | (faces - {module})


def _faces(module: str) -> Iterator[str]:
    parts = module.split(".")
    for end in range(2, len(parts)):
        yield ".".join(parts[:end])


GRAPH = {module: imported(module, tree) for module, tree in MODULES.items()}


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules each of which reaches all others of its group."""
    reach: dict[str, set[str]] = {}
    for module in graph:
        seen: set[str] = set()
        stack = [module]
        while stack:
            for other in graph.get(stack.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    stack.append(other)
        reach[module] = seen
    groups = {frozenset([m, *(o for o in reach[m] if m in reach.get(o, ()))]) for m in graph if m in reach[m]}
    return sorted(sorted(group) for group in groups)


def test_no_import_cycles() -> None:
    assert cycles(GRAPH) == []


def test_cycles_are_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}
    assert cycles(graph) == [["b", "c"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE


def functions() -> list[tuple[str, int]]:
    return [
        (f"{module}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for module, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_functions_are_short() -> None:
    lengths = functions()
    assert [entry for entry in lengths if entry[1] > MAX_FUNCTION] == []
    ordered = sorted(length for _, length in lengths)
    assert ordered[int(len(ordered) * 0.9)] <= USUAL_FUNCTION
