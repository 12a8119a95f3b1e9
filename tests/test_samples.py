"""The samples and the records expected of them: what a new user sees first."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from conftest import SAMPLES
from newsx_command import run_newsx

from newsx.schema import json_schema

EXPECTED = SAMPLES / "expected"
INPUTS = [
    "page.html",
    "dump.txt",
    "article.txt",
    "week/doha.txt",
    "week/malmo.txt",
    "week/nairobi.html",
    "week/tbilisi.txt.gz",
    *(f"world/{language}.txt" for language in ("ar", "es", "id", "ru", "zh")),
]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The README's first command has run."""
    folder = tmp_path_factory.mktemp("records")
    inputs = [SAMPLES / name for name in ("page.html", "dump.txt", "article.txt", "week", "world")]
    done = run_newsx("extract", *inputs, "-o", folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder


def expected_of(name: str) -> Path:
    stem = Path(name.removesuffix(".gz")).stem
    return EXPECTED / f"{stem}.json"


# Activations of eight bits are rounded by what came before them: between processors one confidence of several hundred moved by .055.
CONFIDENCE_MARGIN = 0.08


def same(found: object, wanted: object, path: str = "record") -> None:
    if isinstance(wanted, dict):
        assert isinstance(found, dict), path
        assert list(found) == list(wanted), path
        for key, value in wanted.items():
            if key == "path":
                continue
            same(found[key], value, f"{path}.{key}")
    elif isinstance(wanted, list):
        assert isinstance(found, list), path
        assert len(found) == len(wanted), f"{path}: {found}"
        for number, (one, other) in enumerate(zip(found, wanted, strict=True)):
            same(one, other, f"{path}[{number}]")
    elif path.endswith(".confidence") and wanted is not None:
        assert found == pytest.approx(wanted, abs=CONFIDENCE_MARGIN), path
    else:
        assert found == wanted, path


@pytest.mark.parametrize("name", INPUTS)
def test_sample_gives_the_expected_record(output: Path, name: str) -> None:
    found = json.loads((output / expected_of(name).name).read_text(encoding="utf-8"))
    same(found, json.loads(expected_of(name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", INPUTS)
def test_record_validates_and_quotes_its_text(output: Path, name: str) -> None:
    record = json.loads((output / expected_of(name).name).read_text(encoding="utf-8"))
    jsonschema.validate(record, json_schema())
    for kind in ("people", "places", "organisations", "dates"):
        starts = [entity["mentions"][0]["start"] for entity in record[kind]]
        assert starts == sorted(starts), f"{kind} are not in order of first mention"
        for entity in record[kind]:
            for mention in entity["mentions"]:
                assert record["text"][mention["start"] : mention["end"]] == mention["text"]
            for role in entity.get("roles", []):
                assert record["text"][role["start"] : role["end"]] == role["phrase"]


def test_there_is_an_expected_record_for_each_sample() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == {expected_of(name).name for name in INPUTS}
