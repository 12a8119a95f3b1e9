"""The command as the tests run it: a process of its own each time, forked from one that has its modules loaded."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

_SERVER = Path(__file__).with_name("command_server.py")
_SECONDS = 300


def run_newsx(
    *args: str | Path, stdin: bytes | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command has run in a process of its own, as a person would run it, with no terminal."""
    arguments = [os.fspath(each) for each in args]
    with tempfile.TemporaryDirectory() as folder:
        streams = [os.path.join(folder, name) for name in ("stdin", "stdout", "stderr")]
        for name in streams:
            Path(name).write_bytes(b"")
        if stdin is None:
            streams[0] = os.devnull
        else:
            Path(streams[0]).write_bytes(stdin)
        code = _ask(
            {
                "arguments": [os.fsencode(each).hex() for each in arguments],
                "streams": streams,
                "environment": dict(os.environ),
                "folder": str(cwd or os.getcwd()),
            }
        )
        output, errors = (Path(name).read_bytes() for name in streams[1:])
    return subprocess.CompletedProcess(["newsx", *arguments], code, output, errors)


def _ask(call: dict) -> int:
    server = _server()
    server.stdin.write(json.dumps(call).encode() + b"\n")
    server.stdin.flush()
    if not select.select([server.stdout], [], [], _SECONDS)[0]:
        _server.cache_clear()
        raise subprocess.TimeoutExpired(["newsx", *call["arguments"]], _SECONDS)
    answer = server.stdout.readline()
    if not answer:
        _server.cache_clear()
        raise RuntimeError("the process that runs the command for the tests has ended")
    return int(answer)


@cache
def _server() -> subprocess.Popen[bytes]:
    """Return what started the server, whose streams are the server's: that ends when they are closed, with this process."""
    server = subprocess.Popen(
        [sys.executable, _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    server.wait()
    return server
