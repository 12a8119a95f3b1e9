"""The commands: each reads its options, makes one call, writes. stdout belongs to data, stderr to people."""

from __future__ import annotations

import datetime as dt
import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from newsx import __version__
from newsx.cli.console import say
from newsx.deferral import deferred
from newsx.errors import EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE, NewsxError, UsageError

app = typer.Typer(
    name="newsx",
    help="Who, where, which bodies and when: structured records from news pages, saved HTML or copied text.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class InputFormat(StrEnum):
    """How inputs are read."""

    auto = "auto"
    html = "html"
    text = "text"


class OutputFormat(StrEnum):
    """How records are written."""

    json = "json"
    jsonl = "jsonl"


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
        command(["--help"], prog_name=f"newsx {name}")


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
        typer.Argument(metavar="[INPUT]...", help="Files, folders (recursive) and globs; none or '-': standard input."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="A folder: one NAME.json an article; FILE.jsonl: one line an article.",
        ),
    ] = None,
    output_format: Annotated[
        OutputFormat | None,
        typer.Option(
            "--format", help="json: indented; jsonl: one object a line (the default, unless a person looks on)."
        ),
    ] = None,
    input_format: Annotated[
        InputFormat, typer.Option("--input-format", help="auto tells HTML from text by content.")
    ] = InputFormat.auto,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME_OR_PATH", help="default, fast, or any spaCy pipeline, installed or in a folder."),
    ] = None,
    date: Annotated[
        dt.date | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            parser=_parse_date,
            help="The day to resolve dates against where a page states no publication date.",
        ),
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="The address of the page, where it states none.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out mentions the tagger is less sure of.")
    ] = 0.0,
    max_size: Annotated[
        int, typer.Option(metavar="SIZE", parser=_parse_size, help="Refuse larger inputs, packed or unpacked.")
    ] = "64MB",  # type: ignore[assignment]
    errors: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one JSON line for each input that gave no article.")
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="With -o: keep finished records whose inputs have not changed, make the others."),
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
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.0, metavar="SECONDS", help="Give up on a document after this time; 0: never.")
    ] = 60.0,
    max_memory: Annotated[
        int,
        typer.Option(
            metavar="SIZE", parser=_parse_size, help="Give up on a document when its worker holds more; 0: never."
        ),
    ] = "2G",  # type: ignore[assignment]
    explain: Annotated[
        bool, typer.Option("--explain", help="Show on stderr what each line of a page dump was judged to be, and why.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no summary; errors still show.")] = False,
) -> None:
    r"""Extract articles with their people, places, organisations and dates.

    [bold]Examples[/bold]

      cat page.txt | newsx extract | jq '.people\[].name'

      newsx extract saved-pages/ -o records/

      newsx extract *.html -o all.jsonl --errors errors.jsonl --resume

    Exit code 0: every input gave an article; 1: some did not, each named on stderr; 2: wrong usage; 130, 143: ended by
    SIGINT, SIGTERM.
    """
    from newsx.batch import Limits
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
        errors=errors,
        resume=resume,
        explain=explain,
        quiet=quiet,
    )
    limits = Limits(jobs=jobs, timeout=timeout, max_memory=max_memory)
    try:
        code = run(inputs or ["-"], options, outputs=outputs, limits=limits)
    except UsageError as error:
        say(str(error))
        code = EXIT_USAGE
    except NewsxError as error:
        say(str(error))
        code = EXIT_SOME_FAILED
    except BrokenPipeError:
        # The reader has seen enough; Python would complain when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = EXIT_OK
    raise typer.Exit(code)


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
