"""What is doubtful about an article, told from its text and metadata alone (called by `newsx.extraction`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.records import Caution, WarningCode
from newsx.vocabulary.scripts import UNSPACED, letters_worth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsx.records import Metadata

# Characters; shorter than nearly all articles. Judged.
SHORT_BODY = 400


def find_cautions(text: str, metadata: Metadata) -> Iterator[Caution]:
    """Yield the cautions of an article: its length, and fields that were found in places that are often wrong."""
    if letters_worth(text) < SHORT_BODY:
        yield Caution(
            WarningCode.BODY_SHORT, f"the text is short ({len(text)} characters): a brief, or a part of an article"
        )
    unsure = [name for name in metadata.authors if " " not in name and not UNSPACED.search(name)]
    if metadata.authors and (unsure or metadata.evidence.get("authors") in {"link", "dateline"}):
        named = ", ".join(unsure or metadata.authors)
        yield Caution(WarningCode.AUTHOR_UNSURE, f"the author may be another or nobody: {named}")
    if metadata.date_published and metadata.evidence.get("date_published") == "htmldate":
        yield Caution(WarningCode.DATE_UNSURE, "the day of publication is stated nowhere: it was guessed from the page")


def language_caution(stated: str | None, found: str | None) -> Iterator[Caution]:
    """Yield the caution for a page that states another language than its text is in."""
    if stated and found and stated != found:
        yield Caution(WarningCode.LANGUAGE_MISMATCH, f"the page states the language {stated}, the text is in {found}")
