"""Every path of the project that its documents name is there."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "models").glob("**/*.md"))]
_PATH = re.compile(r"`(?:python )?((?:newsx|tests|models|samples)/[\w./-]+)")
# Paths that stand for what a reader makes.
_MADE = re.compile(r"NAME|newsx/quotes/")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_named_paths_exist(path) -> None:
    named = {name for name in _PATH.findall(path.read_text(encoding="utf-8")) if not _MADE.search(name)}
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
