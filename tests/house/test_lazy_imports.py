"""Cold start: a command loads only what it uses."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("spacy", "trafilatura", "lxml", "numpy", "onnxruntime", "pydantic", "htmldate", "py3langid")


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys\n{code}\nprint('|'.join(sorted({{m.split('.')[0] for m in sys.modules}})))",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return set(done.stdout.strip().splitlines()[-1].split("|"))


def command(*args: str) -> str:
    return (
        "from newsx.__main__ import main\n"
        f"sys.argv = ['newsx', *{list(args)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )


@pytest.mark.parametrize(
    "code",
    [command("--version"), command("--help"), command("extract", "--help"), "import newsx", "import newsx.cli"],
    ids=["version", "help", "extract-help", "package", "cli"],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert not loaded_by(code) & set(HEAVY)


def test_version_loads_no_command_line_library() -> None:
    assert not loaded_by(command("--version")) & {"typer", "rich", "click"}


def test_schema_loads_no_model() -> None:
    assert not loaded_by(command("schema")) & {"spacy", "trafilatura", "lxml", "onnxruntime"}


def test_text_is_cut_without_html_parsers() -> None:
    code = (
        "from newsx.sources import page_from_bytes\n"
        "from newsx.extraction import extract\n"
        "from newsx.records import Options\n"
        "page = page_from_bytes(b'One sentence of a clean text stands here, and it is long enough.\\n' * 3)\n"
        "extract(page, options=Options())"
    )
    assert not loaded_by(code) & {"spacy", "trafilatura", "lxml"}


def test_component_modules_are_light() -> None:
    """spaCy imports every registered factory whenever any pipeline is made."""
    code = (
        "import spacy\nbefore = set(sys.modules)\n"
        "from newsx.components import factories\n"
        "heavy = {'onnxruntime', 'rapidfuzz', 'anyascii', 'sqlite3', 'trafilatura', 'lxml', 'pebble'}\n"
        "print('HEAVY', sorted(heavy & {m.split('.')[0] for m in set(sys.modules) - before}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}"], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "HEAVY []"
