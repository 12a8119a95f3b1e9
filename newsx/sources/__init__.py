"""Inputs of a run: standard input, files, folders, globs, remote paths and what containers hold become pages."""

from newsx.sources.decoding import decode
from newsx.sources.expanding import expand, form_of_file
from newsx.sources.forms import form_of
from newsx.sources.listing import list_inputs
from newsx.sources.reading import open_source, page_from_bytes, page_from_document
from newsx.sources.sizes import size_of

__all__ = [
    "decode",
    "expand",
    "form_of",
    "form_of_file",
    "list_inputs",
    "open_source",
    "page_from_bytes",
    "page_from_document",
    "size_of",
]
