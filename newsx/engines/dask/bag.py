"""Records as a Dask bag, for whatever Dask can do with one. Called by Python users."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from newsx.calls import as_many
from newsx.engines.base import Work
from newsx.engines.dask.cluster import INSTALL
from newsx.engines.dask.reader import working_folder
from newsx.engines.dask.runners import run_parts
from newsx.engines.limits import Limits
from newsx.engines.parts import Part
from newsx.engines.workers.runner import RunnerSettings
from newsx.errors import UsageError
from newsx.records import Document, Failure, InputRef, Options
from newsx.sources import STDIN, form_of_file, list_inputs
from newsx.sources.jsonl import read_json_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dask.bag import Bag

    from newsx.engines.base import Outcome
    from newsx.flow import Item

# Pages in a partition: a few seconds of work, beside which starting a task is nothing.
_PARTITION = 64
# Bytes of a container in a partition, for those that can be read from the middle.
_SPAN_BYTES = 32 << 20
# All bags share their runners: nobody tells when one is done with.
_RUN = "bag"


def extract_bag(
    inputs: str | Sequence[str] | Bag,
    *,
    options: Options | None = None,
    limits: Limits | None = None,
    partition_size: int = _PARTITION,
) -> Bag:
    """Return a Dask bag of records: dicts with the fields of `newsx schema`, in the order of the inputs.

    `inputs` are paths of files, folders, globs and containers (`partition_size` pages, or 32 MB of a container, to a
    partition; they are listed at once and read where the tasks run), or a bag, of which every partition gives one: of texts,
    of HTML (as str or bytes), or of dicts with "text" or "html" and perhaps "url", "date", "id", as lines of JSONL have them.

    An input without an article gives a dict with "source", "stage", "kind" and "message" in its place; records have no
    "kind". `limits` hold for every document; `limits.jobs` has no meaning. Any scheduler of Dask will do: every thread that
    runs tasks keeps one supervised process with the model, for a minute after its last task. With Dask's `processes`, which
    is the default of bags, a script needs its `if __name__ == "__main__":`. Raises UsageError without Dask.

        >>> import dask
        >>> from newsx.engines.dask import extract_bag
        >>> bag = extract_bag(["samples/week", "samples/none.html"])
        >>> articles = bag.filter(lambda record: "kind" not in record)
        >>> with dask.config.set(scheduler="threads", num_workers=1):
        ...     bag.pluck("kind", None).frequencies().compute()
        ...     articles.pluck("people").flatten().pluck("name").take(2)
        [(None, 4), ('refused', 1)]
        ('Faris al-Tarawneh', 'Nasser bin Hamad al-Marri')

    For a data frame, take the columns first: `articles.map(lambda record: {"id": record["id"], "text": record["text"]})`, then
    `.to_dataframe()`.
    """
    bag = _import_bag()
    options = options or Options()
    settings = RunnerSettings(Work(options), limits or Limits())
    records: Bag
    if isinstance(inputs, bag.Bag):
        settings = replace(settings, folder=working_folder((), options))
        numbers = bag.from_sequence(range(inputs.npartitions), npartitions=inputs.npartitions)
        facts = {"settings": pickle.dumps(settings), "limit": options.max_bytes}
        records = inputs.map_partitions(_extract_rows, numbers, **facts)
    else:
        listed = list(list_inputs(as_many(inputs)))
        settings = replace(settings, folder=_folder_of(listed, options))
        partitions = [pickle.dumps(each) for each in _partitions(listed, options, partition_size)]
        parts = bag.from_sequence(partitions, **({"partition_size": 1} if partitions else {"npartitions": 1}))
        records = parts.map_partitions(_extract_parts, settings=pickle.dumps(settings))
    return records


def _folder_of(listed: Sequence[InputRef | Failure], options: Options) -> str | None:
    paths = [item.path for item in listed if isinstance(item, InputRef)]
    if STDIN in paths:
        raise UsageError("a bag cannot be read from standard input: name files or folders")
    return working_folder(paths, options)


def _import_bag() -> Any:
    try:
        import dask.bag
    except ImportError as error:
        raise UsageError(f"extract_bag needs a package that is not installed: {INSTALL}") from error
    return dask.bag


def _partitions(listed: Sequence[InputRef | Failure], options: Options, partition_size: int) -> Iterator[list[Part]]:
    """Yield pages by the number, containers by themselves or in spans, in the order of the inputs."""
    pages: list[Part] = []
    for item in listed:
        if isinstance(item, InputRef) and form_of_file(item, options) != "page":
            if pages:
                yield pages
                pages = []
            container = Part(item, is_container=True)
            yield from ([part] for part in container.split(options, span_bytes=_SPAN_BYTES))
            continue
        pages.append(Part(item))
        if len(pages) >= partition_size:
            yield pages
            pages = []
    if pages:
        yield pages


def _extract_parts(partition: Iterable[bytes], *, settings: bytes) -> list[dict[str, Any]]:
    """Return the records of a partition of paths."""
    return [record for parts in partition for record in _run(pickle.loads(parts), settings)]  # noqa: S301 - made by extract_bag


def _extract_rows(rows: Iterable[Any], numbers: Iterable[int], *, settings: bytes, limit: int) -> list[dict[str, Any]]:
    """Return the records of a partition of a bag of texts or dicts; they name the partition and the row in it."""
    (number,) = numbers
    ref = InputRef(path=f"partition-{number}", relative=f"partition-{number}")
    items = [item for place, row in enumerate(rows, start=1) for item in _read_row(row, ref, place, limit)]
    return _run([Part(item) for item in items], settings)


def _read_row(row: Any, ref: InputRef, place: int, limit: int) -> Iterator[Item]:
    """Yield the row as a Document or a Failure."""
    if isinstance(row, bytes):
        digest = hashlib.sha256(row).hexdigest()
        yield Document(replace(ref, record=str(place), sha256=digest), row, media_type="text/html")
        return
    value = {"text": row} if isinstance(row, str) else row
    # Days and moments may be objects in a dict; anything else that JSON has no room for is refused by name.
    line = json.dumps(value, default=str).encode()
    yield from read_json_lines([line], ref, limit=limit, first=place)


def _run(parts: Sequence[Part], settings: bytes) -> list[dict[str, Any]]:
    """Return the records of the parts, or what stands in their place."""
    return [_record(outcome) for _, outcome in run_parts(parts, (_RUN, settings))]


def _record(outcome: Outcome) -> dict[str, Any]:
    if outcome.failure:
        return asdict(outcome.failure)
    assert outcome.record is not None
    record: dict[str, Any] = json.loads(outcome.record)
    return record
