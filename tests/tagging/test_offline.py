"""Nothing phones home: traced runs of the command and of the library open no network and write only their outputs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SAMPLES

STRACE = shutil.which("strace")
# The kernel's own words for a network, what looks up names, and what changes the file system.
NETWORK = re.compile(r"\bAF_INET6?\b|resolv\.conf|nsswitch\.conf|/etc/hosts|nscd")
WRITES = re.compile(r'(?:openat|open|creat|mkdirat|mkdir|rename\w*|symlink\w*)\((?:AT_FDCWD, |\d+, )?"([^"]+)"(.*)')
# Places that are no files, and the bytecode that Python keeps of modules wherever it may.
NO_FILES = ("/dev/null", "/dev/tty", "/dev/pts", "/dev/shm", "/proc/self")
CALLS = "trace=network,openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,symlink,symlinkat"
# Enough of ONNX Runtime: its telemetry waits some seconds before it looks its host up.
LIBRARY = """
import sys, time, newsx
nlp = newsx.load_pipeline()
(article,) = newsx.process([sys.argv[1]], nlp=nlp)
print(len(article.people))
time.sleep(6)
"""


def traced(folder: Path, home: str, *command: str) -> tuple[list[str], subprocess.CompletedProcess[str]]:
    """The lines of the trace of a command that had `home` for its home folder, and what it gave."""
    trace = folder / "trace"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ORT_", "XDG_"))}
    done = subprocess.run(
        [STRACE, "-f", "-qq", "-s", "4096", "-e", CALLS, "-o", str(trace), *command],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=folder,
        env={**environment, "HOME": home, "TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    return trace.read_text(encoding="utf-8", errors="replace").splitlines(), done


def is_write(call: re.Match[str]) -> bool:
    """Whether the call may have changed a file; one that failed with a word of the kernel's counts, so that trying does."""
    name = call[0].partition("(")[0]
    return not name.startswith("open") or any(flag in call[2] for flag in ("O_WRONLY", "O_RDWR", "O_CREAT"))


def written(trace: list[str]) -> set[str]:
    """The paths that were opened for writing, made or renamed."""
    calls = [call for line in trace if (call := WRITES.search(line))]
    return {call[1] for call in calls if is_write(call) and not call[1].startswith(NO_FILES)}


@pytest.fixture(params=["fresh", "read-only"])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A home folder without anything in it, and one that nobody can write to, root included."""
    return str(tmp_path_factory.mktemp("home")) if request.param == "fresh" else "/proc/newsx-home"


COMMANDS = {
    "extract": ["-m", "newsx", "extract", str(SAMPLES / "article.txt"), str(SAMPLES / "page.html"), "-o", "out.jsonl"],
    "in-process": ["-m", "newsx", "extract", str(SAMPLES / "article.txt"), "-q"],
    "view": ["-m", "newsx", "view", str(SAMPLES / "article.txt")],
    "dossier": ["-m", "newsx", "dossier", "add", "n.dossier", str(SAMPLES / "article.txt")],
    "report": ["-m", "newsx", "report", str(SAMPLES / "article.txt"), "-o", "r.html"],
    "library": ["-c", LIBRARY, str(SAMPLES / "article.txt")],
}


@pytest.mark.slow
@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize("name", COMMANDS)
def test_no_network_is_touched_and_only_outputs_are_written(tmp_path: Path, home: str, name: str) -> None:
    trace, done = traced(tmp_path, home, sys.executable, *COMMANDS[name])
    assert any("network.onnx" in line or "onnxruntime" in line for line in trace)
    assert [line for line in trace if NETWORK.search(line)] == []
    # "." is the working folder, where the output is made without a name first; beside it lies what the output was made with.
    own = ("out.jsonl", ".out.jsonl.newsx", "n.dossier", ".r.html.newsx", "r.html", str(tmp_path))
    assert {path for path in written(trace) if path != "." and not path.startswith(own)} == set()
    if os.path.isdir(home):
        assert os.listdir(home) == []
    assert all(
        line.startswith(("newsx: 2 articles", "newsx: 1 article", "newsx: r.html")) for line in done.stderr.splitlines()
    )


def test_onnx_runtime_is_told_before_it_is_imported() -> None:
    code = (
        "import os, sys\nassert 'ORT_DISABLE_TELEMETRY' not in os.environ\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'onnxruntime':\n"
        "            print(os.environ.get('ORT_DISABLE_TELEMETRY'))\n"
        "sys.meta_path.insert(0, Watch())\n"
        "import newsx\nnewsx.load_pipeline()"
    )
    environment = {key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120, env=environment
    )
    assert done.stdout.splitlines()[:1] == ["1"]
