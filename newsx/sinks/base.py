"""What every sink can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from newsx.records import InputRef
    from newsx.schema import Article

OutputFormat = Literal["json", "jsonl", "csv", "sqlite", "parquet", "jsonld", "ninjs", "brat", "docbin"]
# Tables a CSV or Parquet file can hold; "articles" is what it holds unless asked otherwise.
TableName = Literal["articles", "people", "places", "organisations", "dates", "mentions"]


class Sink(ABC):
    """Takes records one at a time, in the order of the inputs; finished when all are written, closed in any case.

    `indent` is that of the JSON it takes: None for one line.
    """

    indent: int | None = None

    def begin(self, ref: InputRef) -> bool:  # noqa: ARG002 - for sinks that know no places
        """The input has its place; False when its finished record is there already, from a run that is being resumed.

        Called for every input in order, before any of them is worked on. Raises OutputError.
        """
        return True

    @abstractmethod
    def put(self, record: bytes, ref: InputRef) -> None:
        """The JSON of a record, without a final line end, is in its place; raises OutputError when it cannot be."""

    def write(self, article: Article, ref: InputRef) -> None:
        """The article is in its place; raises OutputError when it cannot be."""
        self.put(to_json(article, indent=self.indent).encode(), ref)

    def finish(self) -> None:  # noqa: B027 - for sinks that have nothing left to do
        """All inputs have been through: the output is what one undisturbed run would have left. Raises OutputError."""

    def close(self) -> None:  # noqa: B027 - as above
        """What was written is on disk and everything is released. Raises OutputError."""


def to_json(article: Article, *, indent: int | None = None) -> str:
    """The record as JSON text, fields in the order of the schema."""
    return article.model_dump_json(indent=indent)
