"""Declares the options of the commands for Typer, with their help and panel: how a run goes on and what is shown. Called by the commands."""

from __future__ import annotations

from typing import Annotated

import typer

from newsx.cli.values import Color, EngineName, FailOn, parse_size, refuse_nan, set_color

# Bounds of options: what is beyond them is a slip of the finger. `newsx.engines.limits` has the same for callers from Python.
MAX_TIMEOUT = 1e6
MAX_JOBS = 1024

_RUNNING = "Running"

LogOption = Annotated[
    str | None,
    typer.Option(
        "--log",
        metavar="FILE",
        help="Add a line for each document: time, source, outcome, milliseconds, with tabs between.",
        rich_help_panel=_RUNNING,
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        help="Read and write nothing: list what would be read, say what would be written.",
        rich_help_panel=_RUNNING,
    ),
]
ColorOption = Annotated[
    Color,
    typer.Option(
        "--color",
        metavar="auto|always|never",
        callback=set_color,
        help="Colours: where a terminal shows them, or as said.",
    ),
]
NoPagerOption = Annotated[
    bool,
    typer.Option("--no-pager", help="Print all at once, also where it is longer than the terminal."),
]
QuietOption = Annotated[
    bool,
    typer.Option("-q", "--quiet", help="No progress, no summary; errors still show.", rich_help_panel=_RUNNING),
]
VerboseOption = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        help="On stderr: a line for each document, with its outcome and milliseconds.",
        rich_help_panel=_RUNNING,
    ),
]
FailOnOption = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        metavar="WHAT",
        help="Exit code 1 for any input without article, for failed ones only (not those without or refused), or never.",
        rich_help_panel=_RUNNING,
    ),
]
AllowEmptyOption = Annotated[
    bool,
    typer.Option("--allow-empty", help="Exit code 0 where the inputs hold nothing at all.", rich_help_panel=_RUNNING),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "-j",
        "--jobs",
        min=0,
        max=MAX_JOBS,
        metavar="N",
        show_default="usable cores",
        help="Worker processes; 0: none, and no limits.",
        rich_help_panel=_RUNNING,
    ),
]
TimeoutOption = Annotated[
    float,
    typer.Option(
        min=0.0,
        max=MAX_TIMEOUT,
        callback=refuse_nan,
        metavar="SECONDS",
        help="Give up on a document after so much computing, or ten times as long in all; 0: never.",
        rich_help_panel=_RUNNING,
    ),
]
MaxMemoryOption = Annotated[
    int,
    typer.Option(
        metavar="SIZE",
        parser=parse_size,
        help="Give up on a document when its worker holds more; 0: never.",
        rich_help_panel=_RUNNING,
    ),
]
ShardPartOption = Annotated[
    str | None,
    typer.Option(
        metavar="I/N",
        help="Do part I of N; all parts together are the whole, done ones are skipped.",
        rich_help_panel=_RUNNING,
    ),
]
EngineOption = Annotated[
    EngineName,
    typer.Option(
        metavar="ENGINE", help="local: this machine; dask: the workers of a cluster.", rich_help_panel=_RUNNING
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Of the cluster: tcp://HOST:PORT, or its scheduler file.", rich_help_panel=_RUNNING
    ),
]
