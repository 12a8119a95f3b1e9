"""`newsx view`: articles for a person to read, in the terminal or as a page of HTML."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from newsx.cli.console import say, say_failure, say_waiting
from newsx.cli.view.inputs import read_articles
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED
from newsx.formats.files import is_stdout
from newsx.formats.ownership import refuse_filled
from newsx.records import Failure, InputRef
from newsx.schema import by_salience as sorted_by_salience
from newsx.sources import STDIN, Choice, describe_passed, list_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsx.records import Options
    from newsx.schema import Article


def run_view(
    inputs: Sequence[str],
    options: Options,
    *,
    html: str | None = None,
    overwrite: bool = False,
    pages: bool = True,
    by_salience: bool = False,
) -> int:
    """Show every input, or name it on stderr with the reason; return the exit code, which says whether all were shown.

    Inputs are pages, which go through the whole flow, and records of newsx, one or many a file; "-" is standard input. They
    are shown in the terminal one after another (`pages`: with a pager), or together in one page of HTML: `html` is its path, "-" for standard output;
    what stands there already is replaced only with `overwrite`, or where newsx made it.
    `by_salience` lists people, places and organisations by how much the article is about them.
    Raises UsageError for options that cannot be met, OutputError when the page cannot be written.
    """
    say_waiting(inputs, "a page or records")
    choice = Choice(records=True)
    listed = list(list_inputs(inputs, choice=choice))
    if choice.passed:
        say(f"passed over {describe_passed(choice.passed)}")
    if html is not None and not is_stdout(html):
        from newsx.sources.starts import is_own_page

        allowed = overwrite or is_own_page(html)
        for item in listed:
            refuse_filled(html, allowed=allowed, own=item.path if isinstance(item, InputRef) else None)
    if not listed:
        say(f"nothing to read was found in {', '.join(inputs)}")
        return EXIT_SOME_FAILED
    told = _Told()
    articles = told.failures(read_articles(listed, options))
    if by_salience:
        articles = map(sorted_by_salience, articles)
    if html is None:
        _show(articles, pages=pages and inputs != [STDIN])
    elif shown := list(articles):
        _write_page(html, shown)
    return EXIT_SOME_FAILED if told.any else EXIT_OK


def _show(articles: Iterator[Article], *, pages: bool) -> None:
    """Show the articles on standard output; page by page where it is a terminal, unless records come from a pipe of a person."""
    from newsx.cli.pager import paged
    from newsx.cli.view.terminal import show

    with paged(wanted=pages) as (file, is_paged):
        show(articles, file, width=shutil.get_terminal_size().columns if is_paged else None, is_terminal=is_paged)


class _Told:
    """Names failures on stderr and remembers that there were any."""

    def __init__(self) -> None:
        self.any = False

    def failures(self, outcomes: Iterator[Article | Failure]) -> Iterator[Article]:
        """Yield the articles among the outcomes; each failure has its line on stderr in its turn."""
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self.any = True
                say_failure(outcome)
            else:
                yield outcome


def _write_page(path: str, articles: Sequence[Article]) -> None:
    """Write the page of the articles, whole; raises OutputError."""
    from newsx.formats.files import write_aside
    from newsx.report import to_html

    page = to_html(articles).encode()
    if is_stdout(path):
        sys.stdout.flush()
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
        return
    write_aside(path, [page], make_folder=False)
