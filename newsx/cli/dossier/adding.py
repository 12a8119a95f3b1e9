"""Runs `newsx dossier add`: records, or pages that become records, into a dossier. Called by the command."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from newsx.cli.console import say, say_failure
from newsx.cli.view.inputs import read_articles
from newsx.dossier import open_dossier
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, UsageError
from newsx.formats.ownership import holds_failures
from newsx.formats.table import format_of_path
from newsx.record_files import form_of_records, is_record_file, list_record_files
from newsx.records import Failure, InputRef, Options
from newsx.runs.failure_log import FailureLog
from newsx.sources.choosing import Choice, describe_passed
from newsx.sources.listing import list_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsx.schema import Article

# What a dossier may be called; a name of another kind of file is a slip.
_DOSSIERS = frozenset({"", ".dossier", ".db", ".sqlite", ".sqlite3"})


def run_add(
    path: str, inputs: Sequence[str], *, errors: str | None, input_format: str, model: str | None, quiet: bool
) -> int:
    """Add everything that is named; return the exit code: whether all of it gave articles. Raises UsageError and OutputError."""
    if os.path.splitext(path)[1].lower() not in _DOSSIERS and not os.path.exists(path):
        raise UsageError(f"{path} is the name of another kind of file: a dossier is called FILE.dossier")
    choice = Choice(records=True)
    items = list(listed(inputs, choice))
    refs = [item for item in items if isinstance(item, InputRef)]
    if not items:
        say_passed(choice)
        say(f"nothing to read was found in {', '.join(inputs)}")
        return EXIT_SOME_FAILED
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
        say_passed(choice)
        say(
            str(added)
            + (f"; {failed} gave none" if failed else "")
            + ("" if os.path.exists(path) else f"; there is no {path} yet")
        )
    return EXIT_SOME_FAILED if failed else EXIT_OK


def say_passed(choice: Choice) -> None:
    """Say which files of folders were passed over, if any were."""
    if choice.passed:
        say(f"passed over {describe_passed(choice.passed)}")


def listed(inputs: Sequence[str], choice: Choice) -> Iterable[InputRef | Failure]:
    """Yield what is named; of folders all that `extract` takes, but what newsx made of the records that lie beside it."""
    for name in inputs:
        if not os.path.isdir(name):
            yield from list_record_files([name])
            continue
        items = list(list_inputs([name], choice=choice))
        has_records = any(isinstance(item, InputRef) and form_of_records(item.path) for item in items)
        for item in items:
            if isinstance(item, Failure) or not (has_records and _is_made_of_records(item.path)):
                yield item


def _is_made_of_records(path: str) -> bool:
    """Return whether a file is a list of failures, or by its name a table that holds no records: no news of its own."""
    if is_record_file(path):
        return holds_failures(path)
    return format_of_path(path) is not None
