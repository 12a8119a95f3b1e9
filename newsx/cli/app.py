"""The commands: each reads its options, makes one call, writes. stdout belongs to data, stderr to people."""

from __future__ import annotations

import datetime as dt
import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsx import __version__
from newsx.cli.console import say
from newsx.deferral import deferred
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE, NewsxError, UsageError

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


class InputFormat(StrEnum):
    """How inputs are read."""

    auto = "auto"
    html = "html"
    text = "text"
    jsonl = "jsonl"
    warc = "warc"
    feed = "feed"
    mail = "mail"


class OutputFormat(StrEnum):
    """How records are written."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    sqlite = "sqlite"
    parquet = "parquet"
    jsonld = "jsonld"
    ninjs = "ninjs"
    brat = "brat"
    docbin = "docbin"


class Table(StrEnum):
    """What a row of a table is about."""

    people = "people"
    places = "places"
    organisations = "organisations"
    dates = "dates"
    mentions = "mentions"


class EngineName(StrEnum):
    """What runs the documents."""

    local = "local"
    dask = "dask"


_READING = "Reading"
_ANALYSIS = "Analysis"
_WRITING = "Writing"
_RUNNING = "Running"

_ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_PATH",
        help="default, fast, or any spaCy pipeline, installed or in a folder.",
        rich_help_panel=_ANALYSIS,
    ),
]
_InputFormatOption = Annotated[
    InputFormat,
    typer.Option(
        "--input-format",
        metavar="FORM",
        help="html, text, jsonl, warc, feed or mail; auto tells by content.",
        rich_help_panel=_READING,
    ),
]
_OutputOption = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="PATH",
        help="A folder: one file an article; FILE.jsonl, .csv, .sqlite, .parquet, .spacy: all in one.",
        rich_help_panel=_WRITING,
    ),
]
_FormatOption = Annotated[
    OutputFormat | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="jsonl (default), json (indented), csv, sqlite, parquet, jsonld, ninjs, brat, docbin.",
        rich_help_panel=_WRITING,
    ),
]
_TableOption = Annotated[
    Table | None,
    typer.Option(
        "--table",
        metavar="TABLE",
        help="CSV, Parquet: a row for each of people, places, organisations, dates or mentions.",
        rich_help_panel=_WRITING,
    ),
]
_SafeCellsOption = Annotated[
    bool,
    typer.Option(
        "--safe-cells",
        help="CSV: cells a spreadsheet would run as a formula get a leading apostrophe.",
        rich_help_panel=_WRITING,
    ),
]
_QuietOption = Annotated[
    bool,
    typer.Option("-q", "--quiet", help="No progress, no summary; errors still show.", rich_help_panel=_RUNNING),
]


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
    """What Typer's help needs is loaded, without what it imports beside: Markdown and tracebacks are never shown here."""
    with deferred("rich.markdown.Markdown", "rich.traceback.Traceback"):
        import typer.rich_utils  # noqa: F401


def print_help(name: str) -> None:
    """The help of a command was printed and SystemExit raised, if there is such a command.

    Called the ordinary way, Typer first converts the options of the program itself and loads pydantic for it.
    """
    import typer.main

    command = getattr(typer.main.get_command(app), "commands", {}).get(name)
    if command:
        command(["--help"], prog_name=f"newsx {name}", help_option_names=_HELP_OPTIONS)


def _parse_date(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is not a day: write YYYY-MM-DD") from error


def _parse_size(value: str) -> int:
    """A number of bytes from "500000", "64K", "100MB" or "1G"."""
    import re

    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMG]?)(?:i?B)?", value.strip(), re.IGNORECASE)
    if not match:
        raise typer.BadParameter(f"{value!r} is not a size: write for example 100MB")
    return int(float(match.group(1)) * {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}[match.group(2).upper()])


@app.command()
def extract(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="Pages, folders (recursive), globs, JSON lines, WARC, feeds, mail; none or '-': standard input.",
            show_default=False,
        ),
    ] = None,
    input_format: _InputFormatOption = InputFormat.auto,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The address of the page, where it states none.", rich_help_panel=_READING),
    ] = None,
    max_size: Annotated[
        int,
        typer.Option(
            metavar="SIZE",
            parser=_parse_size,
            help="Refuse larger pages, packed or unpacked.",
            rich_help_panel=_READING,
        ),
    ] = "64MB",  # type: ignore[assignment]
    urls: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Fetch the addresses in FILE, one a line, politely; '-': standard input.",
            rich_help_panel=_READING,
        ),
    ] = None,
    delay: Annotated[
        float,
        typer.Option(
            min=0.0,
            metavar="SECONDS",
            help="Between requests to one host; robots.txt may ask for more.",
            rich_help_panel=_READING,
        ),
    ] = 1.0,
    user_agent: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What servers are told of who asks.", rich_help_panel=_READING),
    ] = None,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Fetch from private networks too.", rich_help_panel=_READING),
    ] = False,
    model: _ModelOption = None,
    date: Annotated[
        dt.date | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            parser=_parse_date,
            help="The day relative dates lean on where a page states none.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            metavar="P",
            help="Leave out mentions the tagger is less sure of.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = 0.0,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="On stderr: what each line of a page dump was judged to be, and why.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = False,
    output: _OutputOption = None,
    output_format: _FormatOption = None,
    table: _TableOption = None,
    safe_cells: _SafeCellsOption = False,
    errors: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="One JSON line for each input that gave no article.", rich_help_panel=_WRITING
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="With -o: keep the records of inputs that have not changed, make the others.",
            rich_help_panel=_WRITING,
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "-j",
            "--jobs",
            min=0,
            metavar="N",
            show_default="usable cores",
            help="Worker processes; 0: none, and no limits.",
            rich_help_panel=_RUNNING,
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            min=0.0,
            metavar="SECONDS",
            help="Give up on a document after this time; 0: never.",
            rich_help_panel=_RUNNING,
        ),
    ] = 60.0,
    max_memory: Annotated[
        int,
        typer.Option(
            metavar="SIZE",
            parser=_parse_size,
            help="Give up on a document when its worker holds more; 0: never.",
            rich_help_panel=_RUNNING,
        ),
    ] = "2G",  # type: ignore[assignment]
    shard: Annotated[
        str | None,
        typer.Option(
            metavar="I/N",
            help="Do part I of N; all parts together are the whole, done ones are skipped.",
            rich_help_panel=_RUNNING,
        ),
    ] = None,
    engine: Annotated[
        EngineName,
        typer.Option(
            metavar="ENGINE", help="local: this machine; dask: the workers of a cluster.", rich_help_panel=_RUNNING
        ),
    ] = EngineName.local,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Of the cluster: tcp://HOST:PORT, or its scheduler file.", rich_help_panel=_RUNNING
        ),
    ] = None,
    quiet: _QuietOption = False,
) -> None:
    r"""Extract articles with their people, places, organisations and dates.

    [bold]Examples[/bold]

      cat page.txt | newsx extract | jq '.people\[].name'

      newsx extract saved-pages/ -o records/

      newsx extract crawl.warc.gz -o news.sqlite --errors errors.jsonl

    Exit code 0: every input gave an article; 1: some did not; 2: wrong usage; 130, 143: ended by a signal.
    """
    from newsx.batch import Limits
    from newsx.cli.planning import Selection
    from newsx.cli.run import Outputs, run
    from newsx.records import Options

    options = Options(
        input_format=input_format.value,
        model=model,
        date=date,
        url=url,
        min_confidence=min_confidence,
        max_bytes=max_size,
    )
    if output_format is None and output is None and sys.stdout.isatty():
        output_format = OutputFormat.json
    outputs = Outputs(
        path=output,
        output_format=output_format.value if output_format else None,
        table=table.value if table else None,
        safe_cells=safe_cells,
        errors=errors,
        resume=resume,
        explain=explain,
        quiet=quiet,
    )
    limits = Limits(jobs=jobs, timeout=timeout, max_memory=max_memory)

    def work() -> int:
        from dataclasses import replace

        from newsx.batch.shards import parse_shard

        policy = None
        if urls is not None:
            from newsx.sources.fetching import FetchPolicy

            policy = FetchPolicy(delay=delay, allow_private=allow_private, max_bytes=max_size)
            policy = replace(policy, user_agent=user_agent) if user_agent else policy
        selection = Selection(
            tuple(inputs or ["-"]), urls=urls, policy=policy, shard=parse_shard(shard) if shard else None
        )
        return run(selection, options, outputs=outputs, limits=limits, make_engine=_engine(engine, scheduler, jobs))

    raise typer.Exit(_exit_code(work))


def _engine(name: EngineName, scheduler: str | None, jobs: int | None) -> Callable[..., Any]:
    """What makes the engine; raises UsageError when the options do not fit each other."""
    if name is EngineName.local:
        if scheduler is not None:
            raise UsageError("--scheduler belongs to --engine dask")
        from newsx.batch import Batch

        return Batch
    if scheduler is None:
        raise UsageError("--engine dask needs --scheduler ADDRESS, such as tcp://10.0.0.1:8786")
    if jobs is not None:
        raise UsageError("--jobs is for this machine: the workers of a cluster have threads (dask worker --nthreads N)")
    from functools import partial

    from newsx.cluster import DaskEngine

    return partial(DaskEngine, scheduler=scheduler)


def _exit_code(work: Callable[[], int]) -> int:
    """The exit code of a piece of work; errors newsx knows are one line on stderr."""
    try:
        return work()
    except UsageError as error:
        say(str(error))
        return EXIT_USAGE
    except NewsxError as error:
        say(str(error))
        return EXIT_SOME_FAILED
    except BrokenPipeError:
        # The reader has seen enough; Python would complain when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK


@app.command()
def convert(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RECORDS]...",
            help="JSON lines, files and folders of records; none or '-': standard input.",
            show_default=False,
        ),
    ] = None,
    output: _OutputOption = None,
    output_format: _FormatOption = None,
    table: _TableOption = None,
    safe_cells: _SafeCellsOption = False,
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
            output_format=output_format.value if output_format else None,
            table=table.value if table else None,
            safe_cells=safe_cells,
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
    input_format: _InputFormatOption = InputFormat.auto,
    model: _ModelOption = None,
    date: Annotated[
        dt.date | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            parser=_parse_date,
            help="The day relative dates lean on where a page states none.",
            rich_help_panel=_ANALYSIS,
        ),
    ] = None,
) -> None:
    """Show articles with their people, places, organisations and dates marked.

    [bold]Examples[/bold]

      newsx view page.txt

      newsx view all.jsonl --html report.html
    """
    from newsx.records import Options

    options = Options(input_format=input_format.value, model=model, date=date)

    def work() -> int:
        from newsx.cli.view import run_view

        return run_view(inputs or ["-"], options, html=html)

    raise typer.Exit(_exit_code(work))


@app.command()
def schema() -> None:
    """Print the JSON Schema that every record validates against."""
    import json

    from newsx.schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@app.command("model")
def show_model(
    model: Annotated[
        str | None, typer.Option(metavar="NAME_OR_PATH", help="default, fast, or any spaCy pipeline.")
    ] = None,
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
