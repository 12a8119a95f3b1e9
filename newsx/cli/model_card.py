"""Shows the card of a model, for `newsx model`."""

from __future__ import annotations

import shutil
import sys

from newsx.cli.pager import paged
from newsx.errors import EXIT_OK
from newsx.pipeline import model_card


def show_card(model: str | None, *, pages: bool = True) -> int:
    """Print the card: set for reading on a terminal, page by page, as it is elsewhere. Raises ModelNotFoundError."""
    card = model_card(model)
    with paged(wanted=pages) as (file, is_paged):
        if is_paged or sys.stdout.isatty():
            from rich.console import Console
            from rich.markdown import Markdown

            width = shutil.get_terminal_size().columns
            Console(file=file, width=width, force_terminal=True if is_paged else None).print(Markdown(card))
        else:
            file.write(card + "\n")
            file.flush()
    return EXIT_OK
