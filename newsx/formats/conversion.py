"""Records that newsx made before, into any sink: what `newsx convert` does, without reading a page or tagging a text again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsx.formats.sink import to_json
from newsx.record_files import read_records
from newsx.records import Failure, InputRef
from newsx.schema import by_salience as sorted_by_salience
from newsx.sources.listing import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.formats.sink import Sink
    from newsx.schema import Article


def convert(
    items: Iterable[InputRef | Failure], sink: Sink, *, by_salience: bool = False
) -> Iterator[InputRef | Failure]:
    """Write every record in the files to the sink, in order: yield the InputRef of its source, or a Failure.

    Records are validated; `by_salience` puts first of their people, places and organisations whom they are about. One that the sink has already, of a run that is being resumed, is left alone. The caller finishes
    and closes the sink. Raises OutputError.
    """
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        for outcome in read_records(item.path):
            if isinstance(outcome, Failure):
                yield outcome
                continue
            ref = ref_of(outcome)
            yield _put(sorted_by_salience(outcome) if by_salience else outcome, ref, sink)


def _put(article: Article, ref: InputRef, sink: Sink) -> InputRef | Failure:
    """Write a record; what the output cannot take of it costs the record alone. Raises OutputError."""
    try:
        if sink.begin(ref):
            sink.put(to_json(article, indent=sink.indent).encode(), ref)
    except (ValueError, OverflowError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        return Failure(
            ref.named, "writing", "failed", f"the record cannot be written ({type(error).__name__}: {reason})"
        )
    return ref


def ref_of(article: Article) -> InputRef:
    """Return the input a record was made from, as it was when it was read; outputs are named after its whole path."""
    source = article.source
    path = source.path or STDIN
    name = article.id if path == STDIN else path
    relative = name if source.record is None else os.path.join(name, source.record)
    return InputRef(path, relative, record=source.record, sha256=source.sha256)
