"""Shows the card of a model, for `newsx model`."""

from __future__ import annotations

import shutil
import sys

from newsx.cli.pager import paged
from newsx.errors import EXIT_OK
from newsx.pipeline import model_card
from newsx.pipeline.models import WORLD_MODEL
from newsx.pipeline.routing import world_languages


def show_card(model: str | None, *, pages: bool = True) -> int:
    """Print the card: set for reading on a terminal, page by page, as it is elsewhere. Raises ModelNotFoundError."""
    card = model_card(model)
    if model == WORLD_MODEL:
        card += f"\n\n## Languages by what was measured\n\n{_languages()}"
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


def _languages() -> str:
    """Return the languages of the model for all languages as a list, by how well it serves them, best first."""
    levels: dict[str, list[tuple[float, str]]] = {"served": [], "fair": [], "weak": []}
    for code, entry in world_languages().items():
        note = ", by an earlier network" if entry.get("by") else ""
        levels[str(entry["level"])].append((-float(str(entry["f"])), f"{code} ({entry['f']}{note})"))
    return "\n".join(f"- {level}: {'; '.join(words for _, words in sorted(each))}" for level, each in levels.items())
