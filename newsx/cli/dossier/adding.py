"""Runs `newsx dossier add`: records, or pages that become records, into a dossier. Called by the command."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from newsx.cli.console import say, say_failure
from newsx.cli.view.inputs import read_articles
from newsx.dossier import open_dossier
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED
from newsx.record_files import list_record_files
from newsx.records import Failure, InputRef, Options
from newsx.runs.failure_log import FailureLog
from newsx.sources.listing import list_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsx.schema import Article


def run_add(
    path: str, inputs: Sequence[str], *, errors: str | None, input_format: str, model: str | None, quiet: bool
) -> int:
    """Add everything that is named; return the exit code: whether all of it gave articles. Raises UsageError and OutputError."""
    items = list(listed(inputs))
    refs = [item for item in items if isinstance(item, InputRef)]
    failed = 0
    log = FailureLog(errors, replace=True, inputs=refs)

    def articles() -> Iterator[Article]:
        nonlocal failed
        for outcome in read_articles(items, Options(input_format=input_format, model=model)):
            if isinstance(outcome, Failure):
                failed += 1
                log.add(outcome)
                say_failure(outcome)
            else:
                yield outcome

    with closing(log), open_dossier(path) as dossier:
        log.open()
        added = dossier.add(articles())
    if not quiet:
        say(str(added) + (f"; {failed} gave none" if failed else ""))
    return EXIT_SOME_FAILED if failed else EXIT_OK


def listed(inputs: Sequence[str]) -> Iterable[InputRef | Failure]:
    """Yield the files of records in folders; a folder that holds none is one of pages."""
    for name in inputs:
        found = list(list_record_files([name]))
        if any(isinstance(item, Failure) for item in found):
            found = list(list_inputs([name]))
        yield from found
