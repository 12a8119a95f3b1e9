"""Records as files an annotation tool opens: brat standoff, NAME.txt and NAME.ann below a folder."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from newsx.errors import UsageError
from newsx.interchange import ANNOTATION_CONF, TOOLS_CONF, to_brat
from newsx.sinks.files import output_error, write_aside
from newsx.sinks.folder import FolderSink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsx.records import InputRef

_NAMED_BY = ".json"  # as the folder sink names files
_TEXT, _ANNOTATIONS = ".txt", ".ann"
_CONFIGURATION = {"annotation.conf": ANNOTATION_CONF, "tools.conf": TOOLS_CONF}


class BratSink(FolderSink):
    """Writes two files an article, named as a folder of records would name them, and what brat must know of the labels.

    A folder that holds annotations already is refused: people may have corrected them.
    """

    def __init__(self, folder: str, *, inputs: Sequence[InputRef] = ()) -> None:
        _refuse_annotated(folder)
        super().__init__(folder, indent=None, inputs=inputs)
        for name, content in _CONFIGURATION.items():
            _write(os.path.join(folder, name), content)

    def put(self, record: bytes, ref: InputRef) -> None:
        """The text and its annotations are files of their own; the text first, for brat shows what has both."""
        if ref not in self._names:
            self.begin(ref)
        base = os.path.join(self._folder, self._names.pop(ref).removesuffix(_NAMED_BY))
        text, annotations = to_brat(json.loads(record))
        _write(base + _TEXT, text)
        _write(base + _ANNOTATIONS, annotations)

    def _take(self, name: str) -> bool:
        """The name is free for both files, and now it is taken."""
        base = os.path.join(self._folder, name.removesuffix(_NAMED_BY))
        if any(os.path.lexists(base + suffix) for suffix in (_TEXT, _ANNOTATIONS)):
            return False
        return super()._take(name)


def _refuse_annotated(folder: str) -> None:
    for _, _, names in os.walk(folder):
        if any(name.endswith(_ANNOTATIONS) for name in names):
            raise UsageError(f"{folder} holds annotations already: name a new folder")


def _write(path: str, content: str) -> None:
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_aside(path, (content.encode(),))
    except OSError as error:
        raise output_error(path, error) from error
