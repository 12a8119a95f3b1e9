"""Output formats: the table of them, and the sinks that write records to files, folders, databases and standard output."""

from newsx.formats.opening import Circumstances, can_resume, is_file_path, is_lines_path, open_output, open_sink
from newsx.formats.sink import Sink, Target, to_json
from newsx.formats.table import FORMATS, Format

__all__ = [
    "FORMATS",
    "Circumstances",
    "Format",
    "Sink",
    "Target",
    "can_resume",
    "is_file_path",
    "is_lines_path",
    "open_output",
    "open_sink",
    "to_json",
]
