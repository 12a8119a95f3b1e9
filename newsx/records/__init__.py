"""Records in flight: one small frozen dataclass a stage, standard library only.

Plain dataclasses are used here because they are made by the thousand in the hot loop; pydantic models (`newsx.schema`)
stand at the door where an article leaves the program.

Offsets everywhere are Unicode code points, end exclusive.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, NamedTuple, TypeVar

from newsx.calls import explains_fields
from newsx.errors import UsageError
from newsx.records.annotations import (
    Age,
    AnchorSource,
    Context,
    EntityGroup,
    Label,
    NameMention,
    Quote,
    QuoteKinds,
    Relation,
    Role,
    Speaker,
    Words,
)
from newsx.records.cautions import Caution, WarningCode
from newsx.records.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LINE_ROLES",
    "METADATA_FIELDS",
    "ROUTES",
    "SCHEMA_VERSION",
    "Age",
    "AnchorSource",
    "ArticleText",
    "Caution",
    "Context",
    "DateFrom",
    "Document",
    "EntityGroup",
    "EvidenceSource",
    "Extractor",
    "Failure",
    "Image",
    "InputRef",
    "Label",
    "Line",
    "Metadata",
    "NameMention",
    "Options",
    "Origin",
    "Page",
    "Quote",
    "QuoteKinds",
    "Relation",
    "Role",
    "Sourced",
    "Speaker",
    "WarningCode",
    "Words",
    "as_day",
    "named",
    "shown_path",
]

# Of the record's shape: raised when older programs would not understand a record.
SCHEMA_VERSION: Final = "2.0"
# What the meta of a pipeline says when `flow` may hand articles in other languages on (`load_pipeline("auto")`).
ROUTES: Final = "newsx_routes"
# The way an article was cut out of its input.
Extractor = Literal["html", "page_dump", "plain_text"]
# Where a field of an article's metadata was found: in the markup of its page (JSON-LD, a meta tag, the title element, marks of
# microdata, a link element or a link's rel, the lang attribute, a figure, the voice of htmldate), in what the page shows (a
# heading, the byline, the line with the day, a caption, a labelled line of section or keywords, the copyright line), in its
# address, in the words of the text; or it came from the caller or from the container of the page.
EvidenceSource = Literal[
    "json_ld", "meta", "title", "microdata", "link", "lang", "figure", "htmldate",
    "heading", "byline", "dateline", "caption", "label", "copyright",
    "url", "text", "given", "feed", "jsonl", "mail",
]  # fmt: skip


# What tells the day of an article that states none: nothing, the day its file was last changed, or a day in its path.
DateFrom = Literal["none", "mtime", "path"]


@explains_fields
@dataclass(frozen=True, slots=True)
class Options:
    """Settings of one run that stages need beyond their input.

    `input_format` is "auto", "html", "text" or the name of a container's form (`newsx.sources.forms.INPUT_FORMATS`). `date` is
    the day relative dates are resolved against where the page states no publication date, `date_from` what tells it where
    neither does; `quotes` which quotes are looked for; `url` the address of the page where it states none. `max_bytes` bounds the size of an input, before and after
    decompression.
    """

    input_format: str = "auto"
    model: str | None = None
    date: dt.date | None = None
    date_from: DateFrom = "none"
    url: str | None = None
    min_confidence: float = 0.0
    max_bytes: int = 64 * 1024 * 1024
    quotes: QuoteKinds = "direct"

    def __post_init__(self) -> None:
        """Take a day in words, or a moment, for the day that it is. Raises UsageError for what is none."""
        if self.date is not None and type(self.date) is not dt.date:
            object.__setattr__(self, "date", as_day(self.date))


def as_day(given: object) -> dt.date:
    """Return the day that "2025-05-09", a `datetime.date` or a `datetime.datetime` means. Raises UsageError for anything else."""
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    try:
        return dt.date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError as error:
        raise UsageError(f"{given!r} is not a day: write YYYY-MM-DD") from error


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an input came from: everything needed to find it again.

    `path` is the path as it was given (or "-" for standard input); `record` tells records of one container apart.
    `sha256` is the hex digest of the bytes as they were read, before decompression and decoding; for a record of a
    container, of the record's own bytes. `id` is the name the container gives the record, if any.
    """

    path: str | None
    media_type: str
    charset: str
    sha256: str
    url: str | None = None
    record: str | None = None
    id: str | None = None

    @property
    def named(self) -> str:
        """The path, and the record in it where there are several, as messages name them."""
        return named(self.path or "-", self.record)


@dataclass(frozen=True, slots=True)
class Page:
    """One input, decoded: the HTML of a page or the text of a page or article.

    `stated` is what the container says of the article (a feed of its items, say): it wins over what the page says. `fetched`
    is the day the page was fetched: nothing on it was published later.
    """

    origin: Origin
    content: str
    is_html: bool
    warnings: tuple[Caution, ...] = ()
    stated: Metadata | None = None
    fetched: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """The lead image of an article; unknown parts are None."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page dump with what it was judged to be and why.

    `role` is one of the names in `LINE_ROLES`; `score` the probability (0 to 1) that the line is body text; `reason` a few
    words for people (`--explain`); `number` the line's index in the input, from 0.
    """

    number: int
    text: str
    role: str
    score: float
    reason: str


LINE_ROLES = (
    "body",
    "headline",
    "byline",
    "dateline",
    "caption",
    "section",
    "keywords",
    "related",
    "navigation",
    "boilerplate",
)


T_co = TypeVar("T_co", covariant=True)


class Sourced(NamedTuple, Generic[T_co]):
    """A value of a metadata field and where it was found."""

    value: T_co
    source: EvidenceSource


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article; unknown is None or empty, never invented.

    Dates are ISO 8601 strings (date, or date and time with offset where the page gives one).
    `evidence` tells for every field that has a value, in the order of the fields, where that was found, such as
    {"date_published": "json_ld"}.
    """

    headline: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    image: Image | None = None
    url: str | None = None
    evidence: dict[str, EvidenceSource] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Mapping[str, Sourced[Any] | None]) -> Metadata:
        """Make the metadata of the fields that were found, each with its source; values that are empty count as not found."""
        values = {name: item for name in METADATA_FIELDS if (item := found.get(name)) and item.value}
        return cls(
            **{name: item.value for name, item in values.items()},
            evidence={name: item.source for name, item in values.items()},
        )

    def sourced(self) -> dict[str, Sourced[Any]]:
        """Return the fields that have a value, each with its source; what carries no evidence was given by the caller."""
        values = {name: value for name in METADATA_FIELDS if (value := getattr(self, name))}
        return {name: Sourced(value, self.evidence.get(name, "given")) for name, value in values.items()}


METADATA_FIELDS = tuple(item.name for item in fields(Metadata) if item.name != "evidence")


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article cut out of its page: text with paragraphs joined by one empty line, and what the page says of it.

    `extractor` names the way it was found: in the markup of an HTML page ("html"), among the lines of a page's text
    ("page_dump"), or as a text that is an article and nothing else ("plain_text"). `lines` holds the judged lines of a page
    dump (empty for other inputs), for `--explain`.
    """

    page: Page
    text: str
    metadata: Metadata
    extractor: Extractor
    warnings: tuple[Caution, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class InputRef:
    """An input that was listed but not yet read.

    `path` is the path as it was given or found ("-" for standard input); `relative` the path below the folder it was
    found in (the file's name for a file given by itself), which names the output. `record` tells records of one container
    apart (None: the input is no container); `sha256` is the digest of the record's bytes, where they have been read: what is
    known of an input does not change which it is.
    """

    path: str
    relative: str
    record: str | None = None
    sha256: str | None = field(default=None, compare=False)

    @property
    def shown(self) -> str:
        """The path as text that fits into JSON: bytes that are no UTF-8 are spelled out."""
        return shown_path(self.path)

    @property
    def named(self) -> str:
        """The path, and the record in it where there are several, as messages name them: "crawl.warc.gz#1423"."""
        return named(self.path, self.record)


@dataclass(frozen=True, slots=True)
class Document:
    """An input that has been taken out of its container, but not yet decoded: what readers of containers give.

    `media_type` is "text/html", "text/plain" or None where the content must tell; `charset` what the container says of the
    bytes (an HTTP header, a MIME part), None where it says nothing. `url` is the address the page was fetched from and
    `fetched` the day; `id` the name the container gives the record. `stated` is what the container says of the article, and
    wins over what the page says; `warnings` tell what of it had to be left out.
    """

    ref: InputRef
    data: bytes
    media_type: Literal["text/html", "text/plain"] | None = None
    charset: str | None = None
    url: str | None = None
    fetched: dt.date | None = None
    id: str | None = None
    stated: Metadata | None = None
    warnings: tuple[Caution, ...] = ()


def shown_path(path: str) -> str:
    """Return a path as text that fits into JSON: bytes of the file system that are no UTF-8, and lone surrogates, are spelled out."""
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # no path of the file system: a record says so
        return path.encode("utf-8", "backslashreplace").decode("utf-8")


def named(path: str, record: str | None) -> str:
    """Return a path, and a record in it where there are several: "crawl.warc.gz#1423"."""
    return path if record is None else f"{path}#{record}"
