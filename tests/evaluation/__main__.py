"""Measures newsx on labelled data and compares every figure with its pinned floor.

    python -m tests.evaluation [--data FOLDER] [--only PART ...] [--pin]

Without --data, only what lies in the repository is measured (`slice`, `date_sentences`), as in every test run. FOLDER holds
`pages/`, `ner/`, `dates/`, `linking/` and `quotes/` in the layout that the first lines of each scorer describe. Exit code 1: a figure is below its floor.
--pin writes the figures measured as the new floors; a floor that is lowered this way needs a line in CHANGELOG.md.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from .figures import Figure, read_floors, show, write_floors

# Scorers by name: the module's `figures(folder)` gives the figures; all but the first two need labelled data.
IN_REPOSITORY = ("slice", "date_sentences")
PARTS = (*IN_REPOSITORY, "pages", "dumps", "entities", "names", "places", "dates", "quotes")


def measure(parts: list[str], data: Path | None) -> list[Figure]:
    """Return the figures of the named parts; those that need data are left out without it."""
    found = []
    for part in parts:
        scorer = import_module(f".{part}", __package__)
        if part in IN_REPOSITORY:
            found += scorer.figures()
        elif data is not None:
            found += scorer.figures(data)
    return found


def main() -> int:
    """Print all figures; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--pin", action="store_true", help="write the figures as the new floors")
    options = parser.parse_args()
    figures = measure(options.only, options.data)
    if options.pin:
        for name in write_floors(figures):
            print(f"lowered: {name}")
    return 1 if show(figures, read_floors()) else 0


if __name__ == "__main__":
    sys.exit(main())
