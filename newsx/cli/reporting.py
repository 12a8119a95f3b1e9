"""Runs `newsx report`: a dossier, or one made of records or pages, as pages that people look at. Called by the command."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsx.cli.console import say, say_failure, say_waiting
from newsx.dossier import is_dossier, open_dossier
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, InputError, UsageError
from newsx.formats.files import is_device, is_stdout
from newsx.formats.ownership import is_filled_file, refuse_filled
from newsx.records import Failure, InputRef, Options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.dossier import Dossier

_FIRST_PAGE = "index.html"
_PAGES = (".html", ".htm")


def run_report(
    inputs: Sequence[str], output: str, options: Options, *, title: str | None, since: str | None, overwrite: bool
) -> int:
    """Write the report; return the exit code, which says whether all inputs are in it. Raises UsageError and OutputError."""
    if not is_stdout(output):
        _refuse(output, inputs, overwrite=overwrite)
    failures: list[Failure] = []
    with _opened(inputs, options, failures) as dossier:
        _write(dossier, output, title, since)
    return EXIT_SOME_FAILED if failures else EXIT_OK


def _write(dossier: Dossier, output: str, title: str | None, since: str | None) -> None:
    from newsx.report.dossier import one_file, write_report

    if is_stdout(output):
        sys.stdout.flush()
        for part in one_file(dossier, name=title, since=since):
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return
    files = write_report(dossier, output, name=title, since=since)
    say(f"{output}: {files} {'file' if files == 1 else 'files'}; open {_first(output)}")


def _refuse(output: str, inputs: Sequence[str], *, overwrite: bool) -> None:
    """Raise UsageError for an output that is no page and no folder, is an input, or holds what newsx did not make."""
    from newsx.sources.starts import is_own_page

    first = _first(output)
    for path in inputs:
        refuse_filled(first, allowed=overwrite, own=path)
    if is_filled_file(first) and not is_own_page(first):
        raise UsageError(f"{first} was not written by newsx: it is left alone, name another file")
    if not first.lower().endswith(_PAGES) and not is_device(first):
        raise UsageError(f"{output}: a report is one file, FILE.html, or a folder, FOLDER/ (with the slash)")


def _first(output: str) -> str:
    from newsx.report.dossier import is_folder

    return os.path.join(output, _FIRST_PAGE) if is_folder(output) else output


@contextmanager
def _opened(inputs: Sequence[str], options: Options, failures: list[Failure]) -> Iterator[Dossier]:
    """Open the dossier that is named, or one made of everything that is, for as long as it is read."""
    dossiers = [path for path in inputs if is_dossier(path)]
    if dossiers and len(inputs) > 1:
        raise UsageError(f"{dossiers[0]} is a dossier: a report shows one of them (newsx dossier merge, or add)")
    if dossiers:
        with open_dossier(dossiers[0], create=False, writes=False) as dossier:
            yield dossier
        return
    with (
        tempfile.TemporaryDirectory(prefix="newsx-") as folder,
        open_dossier(os.path.join(folder, "made.dossier")) as made,
    ):
        added = made.add(_told(inputs, options, failures))
        if not added.articles:
            raise InputError("nothing to report: no input gave an article")
        yield made


def _told(inputs: Sequence[str], options: Options, failures: list[Failure]) -> Iterator[object]:
    """Yield the articles of all inputs; what gives none has its line."""
    from newsx.cli.dossier.adding import listed, say_passed
    from newsx.cli.view.inputs import read_articles
    from newsx.sources.choosing import Choice

    say_waiting(inputs, "a dossier, records or pages")
    choice = Choice(records=True)
    items: list[InputRef | Failure] = list(listed(inputs, choice))
    say_passed(choice)
    for outcome in read_articles(items, options):
        if isinstance(outcome, Failure):
            failures.append(outcome)
            say_failure(outcome)
        else:
            yield outcome
