"""The public names as a program uses them: the examples of the package's own documentation, run."""

from __future__ import annotations

import doctest
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLES

import newsx


@pytest.fixture
def beside_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with the samples in it as in the repository."""
    shutil.copytree(SAMPLES, tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_of_the_package_are_true(beside_samples: Path) -> None:
    pytest.importorskip("pandas")
    results = doctest.testmod(newsx, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert results.attempted > 15
    assert results.failed == 0


def test_every_public_name_is_in_the_examples() -> None:
    examples = "".join(example.source for example in doctest.DocTestParser().get_examples(newsx.__doc__ or ""))
    assert sorted(newsx.__all__) == newsx.__all__
    assert all(f"newsx.{name}" in examples for name in newsx.__all__)


def test_every_public_name_is_documented() -> None:
    for name in newsx.__all__:
        assert (getattr(newsx, name).__doc__ or "").strip()
        assert f"`{name}" in (newsx.__doc__ or "")
    assert set(newsx.__all__) <= set(dir(newsx))
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        newsx.summarise  # noqa: B018


def test_two_lines_of_a_notebook_give_a_table(beside_samples: Path) -> None:
    pytest.importorskip("pandas")
    cells = (
        "import newsx, pandas as pd\n"
        "frame = pd.json_normalize([a.model_dump() for a in newsx.process(['samples/']) if isinstance(a, newsx.Article)])\n"
        "print(*frame.columns)\n"
        "print(*sorted(frame['source.path']))\n"
        "print(frame.explode('people')['people'].str['name'].value_counts().max())\n"
    )
    done = subprocess.run([sys.executable, "-c", cells], capture_output=True, text=True, check=True, timeout=300)
    columns, paths, count = done.stdout.splitlines()
    assert {"headline", "date_published", "text", "people", "provenance.model"} <= set(columns.split())
    assert "samples/page.html" in paths.split()
    assert "samples/week/tbilisi.txt.gz" in paths.split()
    assert int(count) == 2  # each article once as a page and once as its expected record
