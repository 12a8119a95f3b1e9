"""JSON lines: profiles with everything that tells them apart."""

from __future__ import annotations

import json
from contextlib import closing
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from newsx.dossier.dossier import Dossier, Row


def write_profiles(dossier: Dossier, file: IO[bytes]) -> None:
    """Write one JSON object a profile."""
    _write(dossier.profiles(), file)


def write_stories(dossier: Dossier, file: IO[bytes]) -> None:
    """Write one JSON object a story."""
    _write(dossier.all_stories(), file)


def _write(rows: Generator[Row], file: IO[bytes]) -> None:
    with closing(rows):  # a reader that has seen enough leaves them half read
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
