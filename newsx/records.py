"""Records in flight: one small frozen dataclass a stage, standard library only.

Plain dataclasses are used here because they are made by the thousand in the hot loop; pydantic models (`newsx.schema`)
stand at the door where an article leaves the program.

Offsets everywhere are Unicode code points, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

# Of the record's shape: raised when older programs would not understand a record.
SCHEMA_VERSION: Final = "2.0"
Label = Literal["PERSON", "PLACE", "ORG"]
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


class WarningCode(StrEnum):
    """What can be doubtful about a record: the codes of its warnings, declared here only.

    A new one stands here and where it is given; the record's schema follows.
    """

    CHARSET_MISMATCH = "charset_mismatch"
    """The page declares another encoding than the one it is in."""
    CHARSET_REPLACED = "charset_replaced"
    """Bytes that no encoding explains became U+FFFD."""
    CHARSET_GUESSED = "charset_guessed"
    """The encoding is stated nowhere that holds: it was told by how the text reads."""
    CONTROLS_REMOVED = "controls_removed"
    """Control characters were taken out of the text."""
    MARKUP_MENDED = "markup_mended"
    """Broken markup was read in another way than it stands there."""
    MARKUP_INCOMPLETE = "markup_incomplete"
    """A part of the markup was not read: the article may lack something."""
    EXTRACTOR_FAILED = "extractor_failed"
    """One of the witnesses to the body failed: the others decided."""
    CUT_FROM_TEXT = "cut_from_text"
    """The article was cut out of the text of the page, not its markup."""
    AUTHOR_UNSURE = "author_unsure"
    """The author was named in one place only, and not as authors are named."""
    HEADLINE_FROM_CAPTION = "headline_from_caption"
    """No line heads the text but one that reads like the caption of a picture."""
    DATE_UNSURE = "date_unsure"
    """The day of publication was guessed, or two places state days far apart."""
    PAYWALL = "paywall"
    """The page offers the whole article to subscribers only: the text may be its beginning."""
    BODY_SHORT = "body_short"
    """The text is shorter than nearly all articles: a brief, or only a part was found."""
    LANGUAGE_MISMATCH = "language_mismatch"
    """The page states another language than the text is in."""
    OTHER_LANGUAGE = "other_language"
    """The article is in another language than the model was made for."""
    OTHER = "other"
    """A warning of a record of version 1.0, in words that newsx does not know."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing that is doubtful about an article: the code of its kind, and a message for people in one line."""

    code: WarningCode
    message: str


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of one run that stages need beyond their input.

    `input_format` is "auto", "html", "text" or the name of a container's form (`newsx.sources.forms.INPUT_FORMATS`). `date` is the day relative dates are resolved against where the page states no publication date; `url` the address of
    the page where it states none. `max_bytes` bounds the size of an input, before and after decompression.
    """

    input_format: str = "auto"
    model: str | None = None
    date: dt.date | None = None
    url: str | None = None
    min_confidence: float = 0.0
    max_bytes: int = 64 * 1024 * 1024


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
class Failure:
    """An input that gave no article, and why.

    `kind` is "no_article" (nothing found: an index page, a login wall, an empty text), "refused" (not a readable news
    page: a picture, a device, over a limit), "failed" (an error), "timeout" and "memory" (over its limit while it was worked
    on) or "crash" (its worker died twice). `stage` names the step that said so.
    """

    source: str
    stage: str
    kind: Literal["no_article", "refused", "failed", "timeout", "memory", "crash"]
    message: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the components need to know beyond the words: kept in `doc.user_data["newsx"]`.

    The text of the Doc is evidence (headline and caption, each followed by an empty line) and then the body;
    `body_start` is the offset at which the body begins (0 when there is no evidence). Mentions before it count as
    evidence and never reach the record. `anchor` is the publication date; `country` the ISO 3166 alpha-2 code of the publisher's country;
    `publisher` its name.
    """

    body_start: int = 0
    anchor: dt.date | None = None
    country: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class NameMention:
    """A mention of a name: its words, its label and where it starts in the text."""

    text: str
    label: str
    start: int

    @property
    def end(self) -> int:
        """Offset just after the mention."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is said to be, in the article's own words, with the offsets of those words."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """The mentions of one person, place or body in an article.

    `name` is the fullest form; `aliases` the other forms in order of first mention; `mentions` are sorted by start.
    `acronym` is set for bodies whose acronym stands in the article.
    """

    label: Label
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[NameMention, ...]
    roles: tuple[Role, ...] = ()
    acronym: str | None = None


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
    wins over what the page says.
    """

    ref: InputRef
    data: bytes
    media_type: Literal["text/html", "text/plain"] | None = None
    charset: str | None = None
    url: str | None = None
    fetched: dt.date | None = None
    id: str | None = None
    stated: Metadata | None = None


def shown_path(path: str) -> str:
    """A path of the file system as text that fits into JSON: bytes that are no UTF-8 are spelled out in hex."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def named(path: str, record: str | None) -> str:
    """A path, and a record in it where there are several: "crawl.warc.gz#1423"."""
    return path if record is None else f"{path}#{record}"
