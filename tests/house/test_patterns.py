"""Regular expressions of modules are compiled when they are first used, and all of them can be."""

from __future__ import annotations

import ast
import pickle
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import newsx
from newsx.lazy import LazyPattern, lazy_pattern

ROOT = Path(newsx.__file__).parent
OTHERS = {"newsx.__main__", "newsx.engines.dask"}  # a program, and a room that needs an extra


def test_patterns_of_text_wait_for_their_first_use() -> None:
    eager = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in ROOT.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _compiles_text(node.value)
    ]
    assert not eager


def _compiles_text(value: ast.expr | None) -> bool:
    return (
        isinstance(value, ast.Call)
        and ast.unparse(value.func) == "re.compile"
        and not any(isinstance(part, ast.Constant) and isinstance(part.value, bytes) for part in ast.walk(value))
    )


def test_every_pattern_can_be_compiled() -> None:
    found = 0
    for info in walk_packages([str(ROOT)], "newsx."):
        if info.name in OTHERS:
            continue
        for name, value in vars(import_module(info.name)).items():
            if isinstance(value, LazyPattern):
                assert isinstance(value.compiled, re.Pattern), f"{info.name}.{name}"
                found += 1
    assert found > 500


def test_a_lazy_pattern_is_a_pattern() -> None:
    lazy, plain = lazy_pattern(r"(?P<word>\w+) ", re.IGNORECASE), re.compile(r"(?P<word>\w+) ", re.IGNORECASE)
    assert vars(lazy).keys() == {"pattern", "_given"}
    text = "One two three"
    assert [match["word"] for match in lazy.finditer(text)] == [match["word"] for match in plain.finditer(text)]
    assert lazy.sub("-", text) == plain.sub("-", text)
    assert (lazy.pattern, lazy.flags, lazy.groups) == (plain.pattern, plain.flags, plain.groups)
    assert dict(lazy.groupindex) == dict(plain.groupindex)
    assert pickle.loads(pickle.dumps(lazy)).search(text, 4)["word"] == "two"
    with pytest.raises(AttributeError, match="no attribute 'serach'"):
        lazy.serach("")
    with pytest.raises(re.error):
        lazy_pattern("(").search("")
