"""A few rounds of the tools that disturb runs; all of them by hand (`tests.evaluation.kills`, `tests.evaluation.torture`)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT


def run_tool(name: str, *args: str) -> None:
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        [sys.executable, "-m", f"tests.evaluation.{name}", *args],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode()


def test_runs_end_and_are_continued_whichever_of_their_processes_die() -> None:
    run_tool("kills", "5")


@pytest.mark.skipif(not shutil.which("cc") or not sys.platform.startswith("linux"), reason="calls fail in C, on Linux")
def test_runs_bear_calls_that_fail() -> None:
    run_tool("torture", "0")
