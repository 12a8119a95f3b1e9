"""Declares the commands of `newsx dossier` for Typer; what they do is in `adding` and `asking`, loaded when one runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsx.cli.dossier.options import (
    CountryOption,
    DossierArgument,
    ErrorsOption,
    ExportFormat,
    ExportOutputOption,
    FormatOption,
    KindArgument,
    Kinds,
    LimitOption,
    NameArgument,
    Period,
    RoleOption,
    RowFormat,
    SinceOption,
    UntilOption,
)
from newsx.cli.options import InputFormatOption, ModelOption, ReplaceOption  # noqa: TC001 - Typer reads them
from newsx.cli.program import exit_code
from newsx.cli.running_options import QuietOption  # noqa: TC001 - as above
from newsx.sources.forms import AUTO

if TYPE_CHECKING:
    from collections.abc import Callable


def declare(app: typer.Typer) -> None:
    """Give the group its commands."""
    asking = (top, show, with_, timeline, stories, changes, trend, search, quotes, new, why)
    deciding = (questions, judge, join, split, rename)
    commands: tuple[Callable[..., None], ...] = (add, *asking, *deciding, merge, export)
    for command in commands:
        app.command(command.__name__.strip("_"))(command)


def _ask(path: str, output_format: RowFormat | None, question: str, *values: object, **options: object) -> None:
    def work() -> int:
        from newsx.cli.dossier.asking import ask

        return ask(path, output_format.value if output_format else None, question, *values, **options)

    _run(work)


def _run(work: Callable[[], int]) -> None:
    raise typer.Exit(exit_code(work))


def add(
    file: DossierArgument,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RECORDS]...",
            help="Records (JSON lines, folders, SQLite, Parquet), or pages, which are extracted first; none or '-': standard input.",
            show_default=False,
        ),
    ] = None,
    errors: ErrorsOption = None,
    input_format: InputFormatOption = AUTO,
    model: ModelOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add articles to a dossier; those it has already change nothing.

    [bold]Examples[/bold]

      newsx dossier add news.dossier all.jsonl

      newsx extract saved-pages/ | newsx dossier add news.dossier

    A run that was interrupted has lost at most its last 500 articles: the same command goes on.
    """

    def work() -> int:
        from newsx.cli.dossier.adding import run_add

        return run_add(file, inputs or ["-"], errors=errors, input_format=input_format, model=model, quiet=quiet)

    _run(work)


def top(
    file: DossierArgument,
    kind: KindArgument,
    since: SinceOption = None,
    until: UntilOption = None,
    country: CountryOption = None,
    role: RoleOption = None,
    limit: LimitOption = 20,
    output_format: FormatOption = None,
) -> None:
    """List who or what stands in most articles.

    [bold]Example[/bold]

      newsx dossier top news.dossier people --since 2025-01-01 --country GH
    """
    _ask(file, output_format, "top", kind.value, limit=limit, since=since, until=until, country=country, role=role)


def show(file: DossierArgument, name: NameArgument, output_format: FormatOption = None) -> None:
    """Show a profile: forms, roles with first and last day, company, articles."""
    _ask(file, output_format, "profile", name)


def with_(
    file: DossierArgument, name: NameArgument, limit: LimitOption = 20, output_format: FormatOption = None
) -> None:
    """List who and what is named with somebody more than chance would have it."""
    _ask(file, output_format, "with_", name, limit=limit)


def timeline(file: DossierArgument, name: NameArgument, output_format: FormatOption = None) -> None:
    """List what happened when around a name or in a story (story-7): the sentence, its sources, and other days they give."""
    _ask(file, output_format, "timeline", name)


def stories(
    file: DossierArgument,
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="Stories that last over this day: YYYY-MM-DD.", show_default=False)
    ] = None,
    least: Annotated[int, typer.Option(metavar="N", min=1, help="Stories of so many articles or more.")] = 2,
    limit: LimitOption = 20,
    output_format: FormatOption = None,
) -> None:
    """List stories: articles of the same days about the same thing."""
    _ask(file, output_format, "stories", date=date, least=least, limit=limit)


def changes(
    file: DossierArgument,
    story: Annotated[str, typer.Argument(metavar="STORY", help="A story, by the id that `stories` shows: story-7.")],
    output_format: FormatOption = None,
) -> None:
    """List the near copies of a story with what they changed: sentences added, left out and worded otherwise."""
    _ask(file, output_format, "changes", story)


def trend(
    file: DossierArgument,
    name: NameArgument,
    by: Annotated[Period, typer.Option(help="What is counted by.")] = Period.month,
    output_format: FormatOption = None,
) -> None:
    """Count the articles that name somebody, by day, month or year."""
    _ask(file, output_format, "trend", name, by=by.value)


def search(
    file: DossierArgument,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words that all stand in the article.")],
    limit: LimitOption = 20,
    output_format: FormatOption = None,
) -> None:
    """List the articles that hold all the words."""
    _ask(file, output_format, "search", " ".join(words), limit=limit)


def quotes(file: DossierArgument, name: NameArgument, output_format: FormatOption = None) -> None:
    """List what somebody is quoted as saying, where the records have quotes."""
    _ask(file, output_format, "quotes", name)


def new(
    file: DossierArgument,
    since: Annotated[str, typer.Option(metavar="DAY", help="First seen on this day or after it: YYYY-MM-DD.")],
    kind: Annotated[
        Kinds | None, typer.Option(metavar="KIND", help="people, organisations or places.", show_default=False)
    ] = None,
    limit: LimitOption = 20,
    output_format: FormatOption = None,
) -> None:
    """List names that were never seen before a day."""
    _ask(file, output_format, "new", since, kind=kind.value if kind else None, limit=limit)


def questions(
    file: DossierArgument,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.", show_default=False)] = None,
    output_format: FormatOption = None,
) -> None:
    """Ask, pair by pair, whether two names are one; in a pipe, print the pairs as JSON lines for `judge`.

    [bold]Examples[/bold]

      newsx dossier questions news.dossier

      newsx dossier questions news.dossier > pairs.jsonl
    """

    def work() -> int:
        from newsx.cli.dossier.judging import run_questions

        return run_questions(file, limit, output_format.value if output_format else None)

    _run(work)


def judge(
    file: DossierArgument,
    verdicts: Annotated[
        str | None,
        typer.Argument(
            metavar="[VERDICTS.jsonl]", help="Pairs with a verdict; '-': standard input.", show_default=False
        ),
    ] = None,
    undo: Annotated[int | None, typer.Option(metavar="NUMBER", help="Take a verdict back.", show_default=False)] = None,
) -> None:
    """Carry out verdicts ("same", "different"), which hold for ever, or take one back; alone, print those there are."""

    def work() -> int:
        from newsx.cli.dossier.judging import run_judge

        return run_judge(file, verdicts, undo)

    _run(work)


def _decide(path: str, verdict: str, *names: str) -> None:
    def work() -> int:
        from newsx.cli.dossier.judging import run_decide

        return run_decide(path, verdict, *names)

    _run(work)


_Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other name or id.")]
_Form = Annotated[str, typer.Argument(metavar="FORM", help="The form that is somebody else.")]
_NewName = Annotated[str, typer.Argument(metavar="NEW", help="The name to show.")]


def join(file: DossierArgument, name: NameArgument, other: _Other) -> None:
    """Say that two profiles are one."""
    _decide(file, "join", name, other)


def split(file: DossierArgument, name: NameArgument, form: _Form) -> None:
    """Say that a form of a profile is somebody else."""
    _decide(file, "split", name, form)


def rename(file: DossierArgument, name: NameArgument, new_name: _NewName) -> None:
    """Give a profile the name it is shown by."""
    _decide(file, "rename", name, new_name)


def why(file: DossierArgument, name: NameArgument, output_format: FormatOption = None) -> None:
    """Say why each article's name was taken for this profile, with the sentence."""
    _ask(file, output_format, "why", name)


def merge(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Dossiers, in the order they are added.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The new dossier.")],
) -> None:
    """Make one dossier of several: articles and verdicts of all, as if one had been made of everything."""

    def work() -> int:
        from newsx.cli.console import say
        from newsx.dossier.merging import merge as merge_files

        say(str(merge_files(files, output)))
        return 0

    _run(work)


def export(
    file: DossierArgument,
    output_format: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format", help="What is written; without it, what the suffix of -o says, else jsonl.", show_default=False
        ),
    ] = None,
    output: ExportOutputOption = None,
    overwrite: ReplaceOption = False,
) -> None:
    """Write the dossier for other programs.

    [bold]Example[/bold]

      newsx dossier export news.dossier --format jsonl > profiles.jsonl
    """

    def work() -> int:
        from newsx.cli.dossier.exporting import run_export

        return run_export(file, output_format.value if output_format else None, output, overwrite=overwrite)

    _run(work)
