"""Output formats: the table of them, and the sinks that write records to files, folders, databases and standard output.

The names are loaded when they are first used: the help of the command asks for the table of formats alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_names

if TYPE_CHECKING:
    from newsx.formats.opening import (
        Circumstances,
        can_resume,
        check_output,
        is_file_path,
        is_lines_path,
        open_output,
        open_sink,
        refuse_output,
    )
    from newsx.formats.sink import Sink, Target, to_json
    from newsx.formats.table import FORMATS, Format

__all__ = [
    "FORMATS",
    "Circumstances",
    "Format",
    "Sink",
    "Target",
    "can_resume",
    "check_output",
    "is_file_path",
    "is_lines_path",
    "open_output",
    "open_sink",
    "refuse_output",
    "to_json",
]

__getattr__ = lazy_names(
    __name__,
    {
        "FORMATS": "table",
        "Circumstances": "opening",
        "Format": "table",
        "Sink": "sink",
        "Target": "sink",
        "can_resume": "opening",
        "check_output": "opening",
        "is_file_path": "opening",
        "is_lines_path": "opening",
        "open_output": "opening",
        "open_sink": "opening",
        "refuse_output": "opening",
        "to_json": "sink",
    },
)
