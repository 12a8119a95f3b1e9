"""Examines what newsx runs with, for `newsx doctor`: versions, models, extras, the machine, and what is slow, and why."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

from newsx import __version__
from newsx.engines import usable_cores
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, NewsxError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = ("spacy", "trafilatura", "lxml", "onnxruntime", "numpy", "pydantic", "typer", "rich")
_FEW_CORES = 2
_GIB = 1 << 30
_LITTLE_SPACE = _GIB
_SLOW_LOAD = 3.0  # seconds; on one core of an ordinary machine it is half of one
_SAMPLE = (
    "Amina Diallo opened the new studio of Radio Teranga in Dakar on Friday, two years after the old one burned down. "
    "The station will broadcast in Wolof, Pulaar and French from 1 March 2025."
)

# What is examined: its name, what was found, and whether something is wrong with it.
_Finding = tuple[str, str, bool]


def examine() -> int:
    """Print what was found, a line each, faults marked; return the exit code: 1 where newsx cannot work as it is."""
    is_broken = False
    for name, found, is_wrong in _findings():
        is_broken = is_broken or is_wrong
        sys.stdout.write(f"{'!' if is_wrong else ' '} {name:<12} {found}\n")
        sys.stdout.flush()
    return EXIT_SOME_FAILED if is_broken else EXIT_OK


def _findings() -> Iterator[_Finding]:
    yield "newsx", f"{__version__} in {os.path.dirname(os.path.dirname(__file__))}", False
    yield "Python", f"{platform.python_version()} in {sys.prefix}, {platform.system()} {platform.machine()}", False
    for package in _PACKAGES:
        found = _version(package)
        yield package, found or "missing: pip install newsx brings it", found is None
    yield from _extras()
    yield from _folders()
    yield from _machine()
    yield from _models()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _extras() -> Iterator[_Finding]:
    """Yield the extras, as the package states them, with what is there of each."""
    import re

    try:
        stated = requires("newsx") or []
    except PackageNotFoundError:
        stated = []
    by_extra: dict[str, list[str]] = {}
    for line in stated:
        match = re.match(r"([\w.-]+).*extra == ['\"](\w+)['\"]", line)
        if match and match[1].lower() != "newsx" and match[2] not in ("dev", "all"):
            by_extra.setdefault(match[2], []).append(match[1])
    for extra, packages in by_extra.items():
        missing = [package for package in packages if _version(package) is None]
        found = ", ".join(f"{package} {_version(package)}" for package in packages if package not in missing)
        yield f"[{extra}]", f"not installed: pip install 'newsx[{extra}]'" if missing else found, False


def _folders() -> Iterator[_Finding]:
    """Yield the folders that are needed; newsx writes into none of its own, so that a home folder may be read-only."""
    home = os.path.expanduser("~")
    yield (
        "home",
        f"{home}{'' if os.access(home, os.W_OK) else ' (cannot be written to: newsx does not need it)'}",
        False,
    )
    temporary = tempfile.gettempdir()
    try:
        with tempfile.TemporaryFile():
            status = os.statvfs(temporary)
    except OSError as error:
        yield "temporary", f"{temporary}: {error.strerror}: what is read from pipes and fetched waits there", True
        return
    free = status.f_bavail * status.f_frsize
    note = " (little: large runs may fill it)" if free < _LITTLE_SPACE else ""
    yield "temporary", f"{temporary}, {free / _GIB:.1f} GB free{note}", False


def _machine() -> Iterator[_Finding]:
    cores = usable_cores()
    note = " (few: --model fast does twice as much in the same time)" if cores <= _FEW_CORES else ""
    yield "cores", f"{cores} for newsx, of {os.cpu_count()} in the machine{note}", False
    if hasattr(os, "getloadavg"):
        load = os.getloadavg()[0]
        note = " (others are at work: everything takes longer)" if load > cores else ""
        yield "load", f"{load:.1f}{note}", False
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    yield "memory", f"{memory:.1f} GB", False


def _models() -> Iterator[_Finding]:
    """Yield the models, loaded and tried with two sentences."""
    from newsx.flow import extract_text
    from newsx.pipeline.models import BUILT_IN_MODELS

    for model in BUILT_IN_MODELS:
        started = time.perf_counter()
        try:
            extract_text(_SAMPLE, model=model)
            loaded = time.perf_counter()
            article = extract_text(_SAMPLE, model=model)
        except (NewsxError, OSError, ImportError) as error:
            yield model, f"does not work: {error}", True
            continue
        seconds, again = loaded - started, time.perf_counter() - loaded
        note = " (slow: a busy machine, or files that are read for the first time)" if seconds > _SLOW_LOAD else ""
        yield (
            model,
            f"{article.provenance.model}: loaded in {seconds:.1f} s{note}, then {1000 * again:.0f} ms a short text",
            False,
        )
