"""Defines the commands: each reads its options, makes one call, writes. stdout belongs to data, stderr to people.

Called by `newsx.__main__`.
"""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated

import typer

from newsx import __version__
from newsx.cli.console import say
from newsx.cli.options import (
    AllowEmptyOption,
    AllowPrivateOption,
    BySalienceOption,
    DateFromOption,
    DateOption,
    DelayOption,
    EngineOption,
    ErrorsOption,
    ExcelOption,
    ExcludeOption,
    ExplainOption,
    FailOnOption,
    FormatOption,
    IncludeOption,
    InputFormatOption,
    InputsArgument,
    JobsOption,
    MaxMemoryOption,
    MaxSizeOption,
    MinConfidenceOption,
    ModelOption,
    OutputOption,
    OverwriteOption,
    QuietOption,
    QuotesOption,
    ResumeAnywayOption,
    ResumeOption,
    SafeCellsOption,
    SchedulerOption,
    ShardPartOption,
    TableOption,
    TimeoutOption,
    UrlOption,
    UrlsOption,
    UserAgentOption,
    VerboseOption,
)
from newsx.cli.values import DateSource, EngineName, FailOn, Quotes
from newsx.errors import EXIT_NOT_WRITTEN, EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE, NewsxError, OutputError, UsageError
from newsx.sources.forms import AUTO
from newsx.startup import deferred

if TYPE_CHECKING:
    from collections.abc import Callable

_HELP_OPTIONS = ["-h", "--help"]

app = typer.Typer(
    name="newsx",
    help="Who, where, which bodies and when: structured records from news pages, saved HTML or copied text.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": _HELP_OPTIONS},
)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"newsx {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


def prepare_help() -> None:
    """Load what Typer's help needs, without what it imports beside: Markdown and tracebacks are never shown here."""
    with deferred("rich.markdown.Markdown", "rich.traceback.Traceback"):
        import typer.rich_utils  # noqa: F401


def print_help(name: str) -> None:
    """Print the help of a command and raise SystemExit, if there is such a command.

    Called the ordinary way, Typer first converts the options of the program itself and loads pydantic for it.
    """
    import typer.main

    command = getattr(typer.main.get_command(app), "commands", {}).get(name)
    if command:
        command(["--help"], prog_name=f"newsx {name}", help_option_names=_HELP_OPTIONS)


@app.command()
def extract(
    inputs: InputsArgument = None,
    input_format: InputFormatOption = AUTO,
    include: IncludeOption = None,
    exclude: ExcludeOption = None,
    url: UrlOption = None,
    max_size: MaxSizeOption = "64MB",  # type: ignore[assignment]
    urls: UrlsOption = None,
    delay: DelayOption = 1.0,
    user_agent: UserAgentOption = None,
    allow_private: AllowPrivateOption = False,
    model: ModelOption = None,
    date: DateOption = None,
    date_from: DateFromOption = DateSource.none,
    min_confidence: MinConfidenceOption = 0.0,
    quotes: QuotesOption = Quotes.direct,
    explain: ExplainOption = False,
    output: OutputOption = None,
    output_format: FormatOption = None,
    table: TableOption = None,
    safe_cells: SafeCellsOption = False,
    excel: ExcelOption = False,
    errors: ErrorsOption = None,
    resume: ResumeOption = False,
    resume_anyway: ResumeAnywayOption = False,
    overwrite: OverwriteOption = False,
    jobs: JobsOption = None,
    timeout: TimeoutOption = 60.0,
    max_memory: MaxMemoryOption = "2G",  # type: ignore[assignment]
    shard: ShardPartOption = None,
    engine: EngineOption = EngineName.local,
    scheduler: SchedulerOption = None,
    fail_on: FailOnOption = FailOn.any,
    allow_empty: AllowEmptyOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    r"""Extract articles with their people, places, organisations, dates and quotes.

    [bold]Examples[/bold]

      cat page.txt | newsx extract | jq '.people\[].name'

      newsx extract saved-pages/ -o records/

      newsx extract crawl.warc.gz -o news.sqlite --errors errors.jsonl

    Exit code 0: every input gave an article; 1: some did not (see --fail-on); 2: wrong usage, nothing was changed;
    3: results could not be written; 130, 143: ended by a signal.
    """
    asked = SimpleNamespace(**locals())

    def work() -> int:
        from newsx.cli.extracting import run_asked

        return run_asked(asked)

    raise typer.Exit(_exit_code(work))


def _exit_code(work: Callable[[], int]) -> int:
    """Return the exit code of a piece of work; errors newsx knows are one line on stderr."""
    try:
        return work()
    except UsageError as error:
        say(str(error))
        return EXIT_USAGE
    except OutputError as error:
        say(str(error))
        return EXIT_NOT_WRITTEN
    except NewsxError as error:
        say(str(error))
        return EXIT_SOME_FAILED
    except BrokenPipeError:
        # The reader has seen enough; Python would complain when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return EXIT_OK
    except MemoryError:
        say("memory ran out")
        return EXIT_SOME_FAILED
    except OSError as error:  # no more files or processes to be had, no space for temporary ones
        where = f"{error.filename}: " if error.filename else ""
        say(f"{where}{error.strerror or error}")
        return EXIT_NOT_WRITTEN


@app.command()
def convert(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RECORDS]...",
            help="Files and folders of records: JSON (packed too), SQLite, Parquet; none or '-': standard input.",
            show_default=False,
        ),
    ] = None,
    output: OutputOption = None,
    output_format: FormatOption = None,
    table: TableOption = None,
    safe_cells: SafeCellsOption = False,
    excel: ExcelOption = False,
    by_salience: BySalienceOption = False,
    overwrite: OverwriteOption = False,
) -> None:
    """Write records that newsx has made in another format.

    [bold]Examples[/bold]

      newsx convert all.jsonl -o news.parquet

      newsx convert records/ --format csv --table people > people.csv
    """

    def work() -> int:
        from newsx.cli.converting import run_convert

        return run_convert(
            inputs or ["-"],
            output,
            output_format=output_format,
            table=table,
            safe_cells=safe_cells,
            excel=excel,
            by_salience=by_salience,
            overwrite=overwrite,
        )

    raise typer.Exit(_exit_code(work))


@app.command()
def view(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="Pages, or records that newsx has made; none or '-': standard input.",
            show_default=False,
        ),
    ] = None,
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one self-contained page of HTML; '-': standard output.")
    ] = None,
    by_salience: BySalienceOption = False,
    input_format: InputFormatOption = AUTO,
    model: ModelOption = None,
    date: DateOption = None,
) -> None:
    """Show articles with their people, places, organisations and dates marked.

    [bold]Examples[/bold]

      newsx view page.txt

      newsx view all.jsonl --html report.html
    """
    from newsx.records import Options

    options = Options(input_format=input_format, model=model, date=date)

    def work() -> int:
        from newsx.cli.view import run_view

        return run_view(inputs or ["-"], options, html=html, by_salience=by_salience)

    raise typer.Exit(_exit_code(work))


@app.command()
def schema() -> None:
    """Print the JSON Schema that every record validates against."""
    import json

    from newsx.schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@app.command("model")
def show_model(
    model: ModelOption = None,
) -> None:
    """Show which model is in use, its card and its scores."""
    from newsx.pipeline import model_card

    try:
        card = model_card(model)
    except NewsxError as error:
        say(str(error))
        raise typer.Exit(EXIT_USAGE) from error
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(card))
    else:
        typer.echo(card)
