"""Imports that are put off: what stands in for a module, and packages imported without parts of themselves."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from newsx.startup import PLAIN_IMPORTS, deferred, import_lean, unopened

PACKAGE = {
    "__init__.py": "from leanpkg.cli.info import info\nfrom leanpkg.core import run\n",
    "core.py": "def run():\n    return 1\n",
    "cli/__init__.py": "import leanpkg.heavy\n",
    "cli/info.py": "def info():\n    return 'real'\n\nclass Kind:\n    size = 3\n",
    "heavy.py": "LOADED = True\n",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "leanpkg"
    (folder / "cli").mkdir(parents=True)
    for name, code in PACKAGE.items():
        (folder / name).write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "leanpkg"]:
        del sys.modules[name]


def test_a_package_is_imported_without_what_is_put_off(package: Path) -> None:
    module = import_lean("leanpkg", "leanpkg.cli.info.info", "leanpkg.cli.app")
    assert module.run() == 1
    assert "leanpkg.heavy" not in sys.modules
    assert module.info() == "real"
    assert "leanpkg.heavy" in sys.modules
    assert import_lean("leanpkg") is module


def test_a_package_that_needs_it_after_all_is_imported_as_ever(package: Path) -> None:
    (package / "core.py").write_text("import leanpkg.cli\nassert leanpkg.cli.__path__\ndef run():\n    return 2\n")
    module = import_lean("leanpkg", "leanpkg.cli.info.info", "leanpkg.cli.app")
    assert module.run() == 2
    assert module.info() == "real"


def test_what_stands_in_behaves_as_the_real_thing(package: Path) -> None:
    with deferred("leanpkg.cli.info.Kind"):
        from leanpkg.cli.info import Kind
    assert Kind.size == 3
    thing = Kind()
    assert isinstance(thing, Kind)
    from leanpkg.cli.info import Kind as Real

    assert type(thing) is Real


def test_all_names_of_a_module_can_be_put_off(package: Path) -> None:
    with deferred("leanpkg.cli.*", "leanpkg.cli.info.*"):
        from leanpkg import cli
        from leanpkg.cli.info import Kind
    assert not isinstance(3, Kind)
    assert not issubclass(int, Kind)
    assert "leanpkg.cli.info" not in sys.modules
    assert Kind().__class__.__name__ == "Kind"
    assert isinstance(Kind(), Kind)
    assert cli.info.Kind.size == 3


def test_a_package_stays_unopened_until_a_name_of_its_own_is_asked_for(package: Path) -> None:
    unopened("leanpkg")
    import leanpkg.cli.info

    before = set(sys.modules)
    assert leanpkg.cli.info.info() == "real"
    assert "run" not in vars(leanpkg)
    assert leanpkg.run() == 1
    assert sys.modules["leanpkg"] is leanpkg
    assert "leanpkg.core" in set(sys.modules) - before


def test_a_package_that_is_not_there_cannot_be_left_unopened() -> None:
    with pytest.raises(ModuleNotFoundError, match="nosuchpackage"):
        unopened("nosuchpackage")


def test_a_fallback_is_logged_with_its_reason(package: Path, caplog: pytest.LogCaptureFixture) -> None:
    (package / "core.py").write_text("import leanpkg.cli\nassert leanpkg.cli.__path__\ndef run():\n    return 2\n")
    with caplog.at_level(logging.DEBUG, logger="newsx.startup"):
        assert import_lean("leanpkg", "leanpkg.cli.info.info", "leanpkg.cli.app").run() == 2
    (record,) = caplog.records
    assert record.getMessage() == "leanpkg is loaded the ordinary way"
    assert record.exc_info


def test_nothing_is_put_off_when_the_environment_says_so(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLAIN_IMPORTS, "1")
    import_lean("leanpkg", "leanpkg.cli.info.info", "leanpkg.cli.app")
    assert "leanpkg.heavy" in sys.modules


def test_trafilatura_as_installed_needs_no_fallback() -> None:
    """What the reader of HTML pages puts off is still what trafilatura imports and does not use."""
    code = (
        "import logging, sys\nlogging.getLogger('newsx.startup').setLevel(logging.DEBUG)\n"
        "logging.basicConfig(format='LOG %(name)s')\n"
        "from newsx.flow import Flow\nFlow().load_html()\n"
        "assert 'trafilatura' in sys.modules\nprint('courlan' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert "LOG newsx.startup" not in done.stderr
    assert done.stdout == "False\n"
