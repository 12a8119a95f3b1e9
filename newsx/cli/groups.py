"""Commands that have commands of their own: declared by name here, and in full only for who asks for them. Called by `entry`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from newsx.cli.program import app

if TYPE_CHECKING:
    from collections.abc import Sequence

dossier_app = typer.Typer(
    help="Who, where and which bodies across articles: one file that grows, questions to it, and what people decide.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(dossier_app, name="dossier")


def load_commands(arguments: Sequence[str]) -> None:
    """Declare the commands of a group where a command line asks for them, or completion."""
    if list(arguments[:1]) == ["dossier"] or "_NEWSX_COMPLETE" in os.environ:
        from newsx.cli.dossier import declare

        declare(dossier_app)
