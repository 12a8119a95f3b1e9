"""Where records go: standard output, files and folders of JSON, tables, databases, annotation tools."""

from newsx.sinks.base import OutputFormat, Sink, TableName, to_json
from newsx.sinks.folder import FolderSink
from newsx.sinks.lines import FileSink, StreamSink
from newsx.sinks.opening import can_resume, is_file_path, is_lines_path, open_sink

__all__ = [
    "FileSink",
    "FolderSink",
    "OutputFormat",
    "Sink",
    "StreamSink",
    "TableName",
    "can_resume",
    "is_file_path",
    "is_lines_path",
    "open_sink",
    "to_json",
]
