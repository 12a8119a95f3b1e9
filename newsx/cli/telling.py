"""The commands that tell about newsx itself: the shape of records, the model, defaults of options, the machine."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from newsx.cli.options import ModelOption
from newsx.cli.program import app, exit_code
from newsx.cli.running_options import ColorOption, NoPagerOption
from newsx.cli.values import Color


@app.command()
def schema() -> None:
    """Print the JSON Schema that every record validates against."""
    import json

    from newsx.schema import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@app.command("model")
def show_model(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", show_default=False, help="The model to show, as --model names it.")
    ] = None,
    model: ModelOption = None,
    no_pager: NoPagerOption = False,
    color: ColorOption = Color.auto,  # noqa: ARG001 - its callback has seen to it
) -> None:
    """Show which model is in use, its card and its scores."""

    def work() -> int:
        from newsx.cli.model_card import show_card

        return show_card(name or model, pages=not no_pager)

    raise typer.Exit(exit_code(work))


@app.command("config")
def show_config() -> None:
    r"""Show the defaults of options: newsx.toml, \[tool.newsx] of pyproject.toml, NEWSX_… variables, and what is built in."""
    from newsx.cli.defaults import describe

    raise typer.Exit(exit_code(lambda: describe(app)))


@app.command()
def doctor() -> None:
    """Show versions, models, extras and the machine, and what is missing or slow, and why."""

    def work() -> int:
        from newsx.cli.doctor import examine

        return examine()

    raise typer.Exit(exit_code(work))
