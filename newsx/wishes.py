"""What callers of the library wish for, checked before anything is read: called by `newsx.flow`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from newsx.errors import UsageError
from newsx.records import DateFrom, Options, QuoteKinds

if TYPE_CHECKING:
    from spacy.language import Language


def checked_options(options: object) -> Options:
    """Return the options. Raises UsageError for what are none, or ask for what there is not."""
    if not isinstance(options, Options):
        raise UsageError(f"options are newsx.Options(…), not {kind_of(options)}")
    from newsx.sources.forms import INPUT_FORMATS

    for name, allowed in (
        ("input_format", tuple(INPUT_FORMATS)),
        ("date_from", get_args(DateFrom)),
        ("quotes", get_args(QuoteKinds)),
    ):
        if getattr(options, name) not in allowed:
            raise UsageError(f"{name} is one of {', '.join(allowed)}, not {getattr(options, name)!r}")
    least, size = options.min_confidence, options.max_bytes
    if not isinstance(least, int | float) or not 0 <= least <= 1:
        raise UsageError(f"min_confidence is a number from 0 to 1, not {least!r}")
    if not isinstance(size, int) or size <= 0:
        raise UsageError(f"max_bytes is a number of bytes, not {size!r}")
    for name in ("url", "model"):
        if not isinstance(getattr(options, name), str | None):
            raise UsageError(f"{name} is words, not {kind_of(getattr(options, name))}")
    return options


def checked_pipeline(nlp: object) -> Language | None:
    """Return the pipeline. Raises UsageError for the name of one: that is an option."""
    if nlp is not None and not hasattr(nlp, "pipe_names"):
        raise UsageError(f"nlp is a pipeline that was loaded, not {kind_of(nlp)}: newsx.load_pipeline(NAME) loads one")
    return cast("Language | None", nlp)


def kind_of(value: object) -> str:
    """Return what a value is, for a message: "str 'fast'"."""
    return repr(value) if value is None else f"{type(value).__name__} {str(value)[:40]!r}"
