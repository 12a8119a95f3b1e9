"""What the rules say of each word, as evidence for the model: the parts of quotes and of reports they have found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsx.quotes.reports import find_reports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.quotes.frames import Frame
    from newsx.quotes.marks import Paragraph
    from newsx.quotes.scene import Scene
    from newsx.tagging.crf.words import Hashes, Ints

# The first word of a part has the code, the others the code behind it.
_SOURCE, _CUE, _REPORT, _FRAMED, _UNFRAMED = 1, 3, 5, 7, 9


def rule_codes(
    scene: Scene, frames: Sequence[Frame | None], starts: Ints, paragraphs: Sequence[Paragraph] | None
) -> Hashes:
    """Return the code of each word (they begin at `starts`, in these paragraphs); later parts go over earlier ones.

    `frames` are those of `scene.marked`.
    """
    parts: list[tuple[int, int, int]] = []
    for marked, frame in zip(scene.marked, frames, strict=True):
        parts.append((marked.left, marked.right, _FRAMED if frame else _UNFRAMED))
    for report in find_reports(scene, paragraphs):
        parts.append((report.start, report.end, _REPORT))
        parts += _named(report.frame)
    for frame in frames:
        parts += _named(frame)
    codes: Hashes = np.zeros(len(starts), dtype=np.uint64)
    if not parts:
        return codes
    table = np.array(parts, dtype=np.int64)
    bounds = np.searchsorted(starts, table[:, :2]).tolist()
    for (first, last), code in zip(bounds, table[:, 2].tolist(), strict=True):
        codes[first:last] = code + 1
        codes[first : min(first + 1, last)] = code
    return codes


def _named(frame: Frame | None) -> list[tuple[int, int, int]]:
    if frame is None:
        return []
    return [(*span, code) for span, code in ((frame.source, _SOURCE), (frame.cue, _CUE)) if span is not None]
