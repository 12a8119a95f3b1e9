"""Errors newsx raises for its callers, and the exit codes of its command."""

from __future__ import annotations

EXIT_OK = 0
EXIT_SOME_FAILED = 1
EXIT_USAGE = 2
EXIT_NOT_WRITTEN = 3

# What is said of an input without a single byte.
EMPTY = "empty"


class NewsxError(Exception):
    """Base of every error newsx raises on purpose; its text is one line for people."""


class UsageError(NewsxError):
    """The command or a function was called with options that cannot be met."""


class ModelNotFoundError(UsageError):
    """The named spaCy pipeline is neither a folder nor an installed package."""


class InputError(NewsxError):
    """An input cannot be read as a page: the text says why."""


class DamagedError(InputError):
    """An input, or a record of one, is torn or broken: it was meant to be read."""


class OutputError(NewsxError):
    """Results cannot be written: a full disk, a read-only folder, a name in the way."""
