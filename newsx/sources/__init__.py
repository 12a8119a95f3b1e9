"""Inputs of a run: standard input, files, folders and globs become pages."""

from newsx.sources.decoding import decode
from newsx.sources.listing import list_inputs
from newsx.sources.reading import open_source, page_from_bytes

__all__ = ["decode", "list_inputs", "open_source", "page_from_bytes"]
