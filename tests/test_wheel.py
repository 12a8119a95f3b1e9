"""The built wheel: it carries the models, and works in an environment of its own, from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES

# Each megabyte weighs on every download: default model 23, gazetteer 20 at most, fast model 15 at most, dump cleaner and code.
MAX_WHEEL_MB = 70


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=300,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment that holds the wheel and sees this one's libraries, but not the checkout."""
    folder = tmp_path_factory.mktemp("env")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=120)
    interpreter = folder / "bin" / "python"
    (site,) = (folder / "lib").glob("python*/site-packages")
    # Folders named in a .pth file have their own .pth files ignored: the checkout's editable install stays out of sight.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", interpreter, "install", "--quiet", "--no-deps", wheel],
        check=True,
        timeout=300,
    )
    return interpreter


def test_the_wheel_holds_models_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    (data,) = {top for top in tops if top.endswith(".data")}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"newsx", data}
    # What goes beside the package where it is installed: the manual and the completions.
    shared = {
        "man/man1/newsx.1",
        "bash-completion/completions/newsx",
        "zsh/site-functions/_newsx",
        "fish/vendor_completions.d/newsx.fish",
    }
    assert {name for name in names if name.startswith(data)} == {f"{data}/data/share/{name}" for name in shared}
    for model in ("default", "fast"):
        assert f"newsx/models/{model}/config.cfg" in names
    assert any(name.startswith("newsx/models/page_dump/") for name in names)
    assert any(name.startswith("newsx/models/gazetteer/") for name in names)
    assert "newsx/models/quotes/spans.npz" in names
    assert not [name for name in names if "recipes" in name or "tests" in name]
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert wheel.stat().st_size < MAX_WHEEL_MB * 1024 * 1024


@pytest.mark.parametrize("model", ["default", "fast"])
def test_the_installed_wheel_extracts_from_another_folder(python: Path, tmp_path: Path, model: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = subprocess.run(
        [python, "-c", "import newsx; print(newsx.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    assert not Path(where.stdout).is_relative_to(ROOT)
    command = [python.parent / "newsx", "extract", "--model", model, SAMPLES / "dump.txt", SAMPLES / "page.html"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()
    dump, page = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert dump["headline"] == "Chilean Miners Rescued After 31 Hours Below Ground"
    assert page["authors"] == ["Akosua Frimpong", "Jean-Marc Kouadio"]
    assert {place["country_code"] for place in page["places"] if place["name"] == "Abidjan"} == {"CI"}
