"""What stands in the place of an article that there is none of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no article, and why.

    `kind` is "no_article" (nothing found: an index page, a login wall, an empty text), "refused" (not a readable news
    page: a picture, a device, over a limit), "failed" (an error), "timeout" and "memory" (over its limit while it was worked
    on) or "crash" (its worker died twice). `stage` names the step that said so.
    """

    source: str
    stage: str
    kind: Literal["no_article", "refused", "failed", "timeout", "memory", "crash"]
    message: str

    def _repr_html_(self) -> str:
        """Return the failure as notebooks show it: one line."""
        from html import escape

        return f"<p><b>{escape(self.kind)}</b> {escape(self.source)}: {escape(self.message)}</p>"
