"""What is pasted into a terminal ends with one Ctrl-D."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
from conftest import SAMPLES


@pytest.mark.parametrize(
    "command", [["extract"], ["extract", "-j", "0", "--input-format", "text"], ["view", "--no-pager"]]
)
def test_one_ctrl_d_ends_the_input(command: list[str]) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "newsx", *command, "--model", "fast"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        for line in (SAMPLES / "article.txt").read_bytes().splitlines(keepends=True):
            # A terminal takes a few thousand bytes a line.
            os.write(ours, line[:1000].rstrip(b"\n") + b"\n")
        os.write(ours, b"\x04")
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        os.close(ours)
        os.close(theirs)
    assert (process.returncode, b"Ratna Kusumawardani" in out) == (0, True), err
