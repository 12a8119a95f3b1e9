"""Records that newsx wrote before, into any sink: no page is read, no text is tagged again."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, BinaryIO

from newsx.interchange import MAX_LINE, BrokenRecord, parse_records
from newsx.records import Failure, InputRef
from newsx.sinks.base import to_json
from newsx.sources import list_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

    from newsx.schema import Article
    from newsx.sinks.base import Sink

_STDIN = "-"
_STAGE = "conversion"
_SUFFIXES = (".json", ".jsonl", ".ndjson")


def list_records(inputs: Iterable[str]) -> Iterator[InputRef | Failure]:
    """The files that hold records: files as they are named, of folders all .json, .jsonl and .ndjson, "-" for standard input.

    A name that is missing gives a Failure in its place. Hand the files to `open_sink` as `inputs` too: it writes to none.
    """
    for name in inputs:
        of_folder = os.path.isdir(name)
        for item in list_inputs([name]):
            if isinstance(item, Failure) or not of_folder or item.path.lower().endswith(_SUFFIXES):
                yield item


def convert(items: Iterable[InputRef | Failure], sink: Sink) -> Iterator[InputRef | Failure]:
    """Every record in the files is in the sink, in order: the InputRef of its source, or a Failure that says what is wrong.

    Records are validated. One that the sink has already, of a run that is being resumed, is left alone. The caller finishes
    and closes the sink. Raises OutputError.
    """
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        for outcome in _articles(item.path):
            if isinstance(outcome, Failure):
                yield outcome
                continue
            ref = ref_of(outcome)
            if sink.begin(ref):
                sink.put(to_json(outcome, indent=sink.indent).encode(), ref)
            yield ref


def ref_of(article: Article) -> InputRef:
    """The input a record was made from, as it was when it was read; outputs are named after its whole path."""
    source = article.source
    path = source.path or _STDIN
    name = article.id if path == _STDIN else path
    relative = name if source.record is None else os.path.join(name, source.record)
    return InputRef(path, relative, record=source.record, sha256=source.sha256)


def _articles(path: str) -> Iterator[Article | Failure]:
    """The records in a file, and what is wrong in it, with the line."""
    try:
        with _opened(path) as stream:
            for outcome in parse_records(_lines(stream)):
                line = outcome.line
                yield (
                    _failure(f"{path}:{line}", outcome.message)
                    if isinstance(outcome, BrokenRecord)
                    else _validated(outcome.value, f"{path}:{line}")
                )
    except OSError as error:
        yield _failure(path, error.strerror or str(error))


def _validated(value: dict[str, Any], source: str) -> Article | Failure:
    from pydantic_core import ValidationError

    from newsx.schema import Article

    try:
        return Article.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        return _failure(source, f"not a record of newsx: {place}: {first['msg']}" if place else first["msg"])


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is longer than any record, what shows that it is."""
    while line := stream.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE + 1)


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if path == _STDIN else open(path, "rb")


def _failure(source: str, message: str) -> Failure:
    return Failure(source=source, stage=_STAGE, kind="failed", message=message)
