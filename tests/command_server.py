"""Runs the command in forks of a process that has its modules loaded already: what `run_newsx` of the tests asks, a line a call.

Each call is a process of its own, with its own streams, environment and folder; what it saves is the loading, half of a short run.
Tests of the start itself (what is loaded, closed streams, signals, other environments) start Python themselves.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import sys
from importlib import import_module
from pkgutil import walk_packages

# A program, and rooms that need extras or take long to load and are seldom asked for.
_LEFT = ("newsx.__main__", "newsx.engines.dask", "newsx.html_page", "newsx.sources.remote")


def load() -> None:
    """Load the modules of the command, but for a few."""
    import newsx

    for info in walk_packages(newsx.__path__, "newsx."):
        if not info.name.startswith(_LEFT):
            import_module(info.name)
    import_module("typer.rich_utils")
    import_module("pydantic")


def serve() -> None:
    """Answer each line with the exit code of the command that it asks for; in a fork, be that command."""
    before = dict(os.environ)
    load()
    # What loading has set in the environment, each command would have set for itself.
    added = {name: value for name, value in os.environ.items() if before.get(name) != value}
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            become(asked, added)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def become(asked: dict, added: dict[str, str]) -> None:
    """Be the command: it ends this process as it would end its own."""
    for number, (name, flags) in enumerate(zip(asked["streams"], (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
        handle = os.open(name, flags)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - for as long as the command runs
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False, errors="backslashreplace")  # noqa: SIM115
    os.environ.clear()
    os.environ.update({**added, **asked["environment"]})
    os.chdir(asked["folder"])
    sys.argv = ["newsx", *(os.fsdecode(bytes.fromhex(each)) for each in asked["arguments"])]
    runpy.run_module("newsx", run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    # Nobody's child: tests look at what their own processes leave behind. It ends when its standard input does.
    if not os.fork():
        serve()
