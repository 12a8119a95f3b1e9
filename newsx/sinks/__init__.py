"""Where records go: standard output, a file of JSON lines, a folder with one file an article."""

from newsx.sinks.base import OutputFormat, Sink, to_json
from newsx.sinks.folder import FolderSink
from newsx.sinks.lines import FileSink, StreamSink
from newsx.sinks.opening import is_lines_path, open_sink

__all__ = ["FileSink", "FolderSink", "OutputFormat", "Sink", "StreamSink", "is_lines_path", "open_sink", "to_json"]
