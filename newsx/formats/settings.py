"""Compares what a resumed run is asked for with what its output was made with. Called by `opening` and by databases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsx.errors import UsageError
from newsx.formats.ownership import OUTPUT, first_record

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_SETTINGS = frozenset({OUTPUT, "format"})
# What a record tells of the settings it was made with, where no side file does.
_MADE = ("newsx", "pipeline")
_MAX_RECORD_BYTES = 1 << 26


def refuse_other_settings(path: str, written: Mapping[str, Any] | None, settings: Mapping[str, Any]) -> None:
    """Raise UsageError when records were made with other settings: one line says which.

    `written` are those, as far as they are known.
    """
    if not written:
        return
    known = {name: value for name, value in written.items() if name not in _NO_SETTINGS}
    names = known if set(known) <= set(_MADE) else {**known, **settings}
    other = [name for name in names if known.get(name) != settings.get(name)]
    if other:
        told = "; ".join(
            f"{_words(name)} {_shown(known.get(name))}, now {_shown(settings.get(name))}" for name in other
        )
        raise UsageError(
            f"{path} was made with other settings ({told}): --resume=anyway mixes them, --overwrite makes all anew"
        )


def made_with(path: str, *, is_folder: bool) -> dict[str, Any] | None:
    """Return version and pipeline that made the first record of an output; None when it holds none."""
    where = first_record(path) if is_folder else path
    if where is None:
        return None
    try:
        with open(where, "rb") as file:
            made = json.loads(file.read(_MAX_RECORD_BYTES) if is_folder else file.readline(_MAX_RECORD_BYTES))[
                "provenance"
            ]
        return {"newsx": str(made["newsx"]), "pipeline": str(made["model"])}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _words(name: str) -> str:
    return name.replace("_", " ")


def _shown(value: object) -> str:
    return "none" if value is None else str(value)
