"""The table of word pieces gives what the file holds, in any order, from memory or from disk."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

from newsx.tagging.piece_table import PieceTable

ROWS = np.zeros(5_000, [("row", "|i1", (4,)), ("scale", "<f4")])
ROWS["row"] = np.random.default_rng(1).integers(-128, 128, (5_000, 4))
ROWS["scale"] = np.arange(5_000)


@pytest.fixture(params=["disk", "memory"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> PieceTable:
    file = io.BytesIO()
    np.save(file, ROWS)
    if request.param == "memory":
        return PieceTable(file.getvalue())
    (tmp_path / "pieces.npy").write_bytes(file.getvalue())
    return PieceTable(tmp_path / "pieces.npy")


def test_rows_are_those_of_the_file(table: PieceTable) -> None:
    chance = np.random.default_rng(2)
    for length in (0, 1, 7, 300, 4_000, 9_000):
        ids = chance.integers(0, len(ROWS), length)
        assert (table[ids] == ROWS[ids]).all()
    assert (table[np.arange(len(ROWS))] == ROWS).all()
