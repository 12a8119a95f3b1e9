"""Reads inputs: standard input, files, folders, globs, remote paths, containers, addresses. Called by `flow`, engines and runs.

The names are loaded when they are first used: the help of the command asks for the table of forms alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.lazy import lazy_names

if TYPE_CHECKING:
    from newsx.sources.choosing import Choice, describe_passed
    from newsx.sources.decoding import decode
    from newsx.sources.expanding import can_divide, expand, form_of_file
    from newsx.sources.forms import form_of, is_html_name
    from newsx.sources.listing import STDIN, list_inputs
    from newsx.sources.pages import open_source, page_from_bytes, page_from_document
    from newsx.sources.sizes import size_of

__all__ = [
    "STDIN",
    "Choice",
    "can_divide",
    "decode",
    "describe_passed",
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

__getattr__ = lazy_names(
    __name__,
    {
        "STDIN": "listing",
        "Choice": "choosing",
        "can_divide": "expanding",
        "decode": "decoding",
        "describe_passed": "choosing",
        "expand": "expanding",
        "form_of": "forms",
        "form_of_file": "expanding",
        "is_html_name": "forms",
        "list_inputs": "listing",
        "open_source": "pages",
        "page_from_bytes": "pages",
        "page_from_document": "pages",
        "size_of": "sizes",
    },
)
