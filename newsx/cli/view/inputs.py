"""What `newsx view` is given: pages, which are worked on, and records made before, which are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsx.flow import Flow
from newsx.record_files import form_of_records, read_records
from newsx.records import Failure, InputRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.records import Options
    from newsx.schema import Article


def read_articles(items: Iterable[InputRef | Failure], options: Options) -> Iterator[Article | Failure]:
    """Yield the article or articles of every input, or a Failure, in order.

    A file that begins like records of newsx holds records; any other input is a page or a container of pages. The model is
    loaded for the first of those.
    """
    flow = Flow(options)
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif form_of_records(item.path):
            yield from read_records(item.path)
        else:
            yield from flow.outcomes([item])
