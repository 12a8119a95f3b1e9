"""Reads inputs: standard input, files, folders, globs, remote paths, containers, addresses. Called by `flow`, engines and runs."""

from newsx.sources.decoding import decode
from newsx.sources.expanding import can_divide, expand, form_of_file
from newsx.sources.forms import form_of, is_html_name
from newsx.sources.listing import STDIN, list_inputs
from newsx.sources.pages import open_source, page_from_bytes, page_from_document
from newsx.sources.sizes import size_of

__all__ = [
    "STDIN",
    "can_divide",
    "decode",
    "expand",
    "form_of",
    "form_of_file",
    "is_html_name",
    "list_inputs",
    "open_source",
    "page_from_bytes",
    "page_from_document",
    "size_of",
]
