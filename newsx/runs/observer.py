"""What a run tells whoever watches it: the command line shows it to people, other callers as they please."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import Failure, Line


class Observer:
    """Hears of a run as it goes on; does nothing with it. Override what is of interest.

    `wants_lines` asks for the judged lines of page dumps.
    """

    wants_lines: bool = False

    def start(self, total: int | None) -> None:
        """Hear that the outputs are open; `total` is the number of outcomes, None where nobody knows it yet."""

    def show_notice(self, message: str) -> None:
        """Hear of something that is no failure, but should be known."""

    def show_lines(self, source: str, lines: Sequence[Line]) -> None:
        """Hear what each line of a page dump was judged to be; none where the page is no dump."""

    def show_failure(self, failure: Failure) -> None:
        """Hear of an input that gave no article."""

    def count(self, outcome: str) -> None:
        """Hear of one more outcome: "article", "before" for a record of an earlier run, or a Failure's kind."""
