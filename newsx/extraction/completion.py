"""What is added to the metadata that a page gives, and how two of them become one (called by the other files of this room)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.extraction.language import confirm
from newsx.records import Failure, Metadata, Sourced

if TYPE_CHECKING:
    from newsx.records import Options, Page

STAGE = "extraction"


def no_article(page: Page, reason: str) -> Failure:
    """Return the outcome for a page that holds no article."""
    return Failure(page.origin.named, STAGE, "no_article", reason)


def complete(metadata: Metadata, *, text: str, page: Page, options: Options) -> Metadata:
    """Return `metadata` with the language of the text and the address the caller knows, where the page is silent.

    `options.date` is no date of publication: it is the day relative dates are resolved against, and never enters here.
    """
    found = metadata.sourced()
    language = confirm(metadata.language, text)
    if language != metadata.language:
        found["language"] = Sourced(language, "text")
    address = page.origin.url or options.url
    if metadata.url is None and address:
        found["url"] = Sourced(address, "given")
    return Metadata.of(found)


def merge(first: Metadata, second: Metadata) -> Metadata:
    """Return `first` with every field it leaves empty taken from `second`."""
    return Metadata.of({**second.sourced(), **first.sourced()})
