"""A dossier as an output format: `newsx extract … -o news.dossier` adds records as they come. `formats.table` names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.dossier.adding import BATCH, add_articles
from newsx.dossier.store import Store
from newsx.formats.files import refuse_inputs
from newsx.formats.resuming import is_current
from newsx.formats.sink import Sink
from newsx.schema import Article

if TYPE_CHECKING:
    from newsx.formats.sink import Target
    from newsx.records import InputRef


def open_dossier_sink(target: Target) -> Sink:
    """Return a sink that adds records to a dossier."""
    refuse_inputs(target.path, target.inputs)
    return DossierSink(Store(target.path, create=True), resume=target.resume)


class DossierSink(Sink):
    """Adds records to a dossier, 500 at a time: an article that is there already changes nothing.

    With `resume`, inputs whose record is there and whose content has not changed are left out.
    """

    def __init__(self, store: Store, *, resume: bool) -> None:
        self._store = store
        self._resume = resume
        self._held: list[Article] = []

    def begin(self, ref: InputRef) -> bool:
        """Return whether the input is to be worked on."""
        if not self._resume:
            return True
        digests = self._store.rows("digests_of", ref.shown, ref.record)
        return not any(is_current(ref, sha256) for (sha256,) in digests)

    def put(self, record: bytes, ref: InputRef) -> None:  # noqa: ARG002 - records know where they come from
        """Take a record; it is in the dossier when 500 are there, at rest or at the end."""
        self._held.append(Article.model_validate_json(record))
        if len(self._held) >= BATCH:
            self._add()

    def _add(self) -> None:
        held, self._held = self._held, []
        add_articles(self._store, held)

    def rest(self) -> None:
        """Let others see what came, while nothing comes."""
        self._add()

    def finish(self) -> None:
        """Bring every record into the dossier."""
        self._add()

    def close(self) -> None:
        """Bring every record into the dossier and close it."""
        try:
            self._add()
        finally:
            self._store.close()
