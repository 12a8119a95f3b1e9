"""Several dossiers become one: a copy of the first, to which verdicts and articles of the others are added in order.

So the result is that of one dossier to which everything was added one after another. Costs what adding the others costs.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from newsx.dossier.adding import Added, add_articles
from newsx.dossier.judging import judge, verdicts
from newsx.dossier.store import Store
from newsx.errors import OutputError, UsageError
from newsx.schema import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def merge(paths: Sequence[str], output: str) -> Added:
    """Write a dossier of all that several dossiers hold; it is there whole or not at all.

    Raises UsageError where the output is there already or a path holds no dossier, OutputError when it cannot be written.
    """
    if os.path.exists(output):
        raise UsageError(f"{output} is there already: name a new file")
    for path in paths:
        Store(path, writes=False).close()
    temporary = f"{output}.newsx-{os.getpid()}.tmp"
    try:
        added = _merge_into(temporary, paths)
        os.replace(temporary, output)
    except OSError as error:
        raise OutputError(f"{output}: {error.strerror or error}") from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(temporary + suffix)
    return added


def _merge_into(temporary: str, paths: Sequence[str]) -> Added:
    first, *others = paths
    with closing(Store(first, writes=False)) as store:
        store.copy_to(temporary)
    total = Added()
    with closing(Store(temporary)) as store:
        for path in others:
            with closing(Store(path, writes=False)) as other, other.reading():
                for verdict in verdicts(other):
                    if not verdict["undone"]:
                        judge(store, verdict)
                added = add_articles(store, records(other))
            for name in ("articles", "there", "new_names", "known_names", "questions", "undated"):
                setattr(total, name, getattr(total, name) + getattr(added, name))
    return total


def records(store: Store) -> Iterator[Article]:
    """Yield the records that a dossier was made of, in the order they came."""
    for text, rest in store.each("all_records"):
        record = json.loads(zlib.decompress(rest))
        yield Article.model_validate({**record, "text": zlib.decompress(text).decode()})
