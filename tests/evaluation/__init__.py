"""Scores newsx on labelled data: one command for all figures, a floor for each (`python -m tests.evaluation --help`)."""

import sys
from pathlib import Path

# What it shares with the tests (`stub_flow`), which pytest finds by itself and `python -m` does not.
_TESTS = str(Path(__file__).parents[1])
if _TESTS not in sys.path:
    sys.path.append(_TESTS)
