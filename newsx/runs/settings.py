"""The settings that records depend on: a run that is resumed must have those of the run before. Called by `execution`."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from newsx import __version__
from newsx.errors import ModelNotFoundError
from newsx.pipeline import model_file
from newsx.records import SCHEMA_VERSION, InputRef
from newsx.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import Failure, Options


def settings_of(options: Options, inputs: Sequence[InputRef], *, is_shared: bool = False) -> dict[str, Any]:
    """Return what the records of a run depend on beside its inputs, by names for people.

    The working folder is among them where inputs are named relative to it: a record is known again by the path it was made
    from. Parts of a run that share an output (`is_shared`) may stand in different ones.
    """
    is_relative = any(not os.path.isabs(ref.path) and "://" not in ref.path and ref.path != STDIN for ref in inputs)
    return {
        "newsx": __version__,
        "schema_version": SCHEMA_VERSION,
        "pipeline": _pipeline_name(options.model),
        "input_format": options.input_format,
        "date": options.date.isoformat() if options.date else None,
        "url": options.url,
        "min_confidence": options.min_confidence,
        "quotes": options.quotes,
        **(
            {"folder": os.fsencode(os.getcwd()).decode("utf-8", "backslashreplace")}
            if is_relative and not is_shared
            else {}
        ),
    }


def _pipeline_name(model: str | None) -> str | None:
    """Return name and version of a pipeline, as its records will have them; None where it is not here (workers may have it).

    Raises OSError where it is here and cannot be read.
    """
    with suppress(ModelNotFoundError, FileNotFoundError, NotADirectoryError, ValueError):
        with open(model_file(model, "meta.json"), encoding="utf-8") as file:
            meta = json.load(file)
        return f"{meta.get('lang', 'xx')}_{meta.get('name', 'pipeline')}-{meta.get('version', '0')}"
    return model


def told_listing(items: Sequence[InputRef | Failure]) -> str:
    """Return in a few words which listing a shard is cut from: how many inputs, and digits that change with any of them."""
    names = [item.path if isinstance(item, InputRef) else item.source for item in items]
    digest = sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()
    return f"of {len(names)} input{'' if len(names) == 1 else 's'} ({digest[:8]})"
