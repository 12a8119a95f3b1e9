"""The house: a file imports only from lower layers, and only its owner knows a foreign package."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "newsx"

LAYERS = {
    "calls": -1,
    "errors": -1,
    "lazy": -2,
    "records": 0,
    "startup": 0,
    "vocabulary": 0,
    "boilerplate": 1,
    "bylines": 1,
    "datelines": 2,
    "stamps": 2,
    "resources": 1,
    "tagging": 2,
    "names": 1,
    "salience": 1,
    "schema": 1,
    "stated_fields": 1,
    "dates": 2,
    "places": 2,
    "sources": 3,
    "html_page": 3,
    "page_dump": 3,
    "quotes": 3,
    "record_files": 4,
    "components": 4,
    "extraction": 5,
    "pipeline": 5,
    "assembly": 6,
    "formats": 7,
    "flow": 8,
    "wishes": 7,
    "report": 9,
    "dossier": 8,
    "engines": 9,
    "runs": 10,
    "cli": 11,
    "__main__": 12,
    "__init__": 13,  # the front door: its imports are lazy
}

# Who may import a foreign package: rooms, or files of a room.
OWNERS = {
    "trafilatura": {"html_page"},
    "lxml": {"html_page"},
    "htmldate": {"html_page"},
    "py3langid": {"extraction"},
    "spacy": {"components", "pipeline", "startup", "assembly", "flow", "formats", "wishes"},
    "thinc": {"components", "pipeline"},
    "onnxruntime": {"tagging"},
    "rich": {"cli"},
    "typer": {"cli"},
    "multiprocessing": {"engines"},
    "idna": {"sources"},
    "certifi": {"sources"},
    "fastwarc": {"sources"},
    "fsspec": {"sources"},
    "pyarrow": {"schema", "formats", "record_files"},
    "xlsxwriter": {"formats"},
    "dask": {"engines"},
    "distributed": {"engines"},
    "pydantic": {"schema"},
    "jinja2": {"report"},
    "markupsafe": {"report"},
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            if node.module == "newsx":
                found += [(f"newsx.{alias.name}", node.lineno) for alias in node.names]
            else:
                found.append((node.module or "", node.lineno))
    return found


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_come_from_lower_layers(path: Path) -> None:
    here = room(path)
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "newsx" and len(parts) > 1 and parts[1] in LAYERS and parts[1] != here:
            assert LAYERS[parts[1]] < LAYERS[here], f"{path.name}:{line}: {here} imports {name} from above or beside it"
        elif parts[0] in OWNERS:
            assert here in OWNERS[parts[0]], f"{path.name}:{line}: only {OWNERS[parts[0]]} may know {parts[0]}"


def test_every_room_has_a_layer() -> None:
    assert {room(path) for path in FILES} <= set(LAYERS)


def test_top_level_holds_nothing_else() -> None:
    allowed = {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "NOTICE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "newsx",
        "models",
        "tests",
        "samples",
    }
    ignored = {"venv", "build", "dist"}
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - ignored <= allowed
