"""Records in flight between tagging and assembly: the context of an article, mentions, roles, relations, entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

# Where the day was found that relative dates are resolved against.
AnchorSource = Literal["date_published", "given", "mtime", "path"]
Label = Literal["PERSON", "PLACE", "ORG"]
# Which quotes are looked for: none, those with words in marks, or reported speech without marks too.
QuoteKinds = Literal["none", "direct", "all"]


@dataclass(frozen=True, slots=True)
class Context:
    """What the components need to know beyond the words: kept in `doc.user_data["newsx"]`.

    The text of the Doc is evidence (headline and caption, each followed by an empty line) and then the body;
    `body_start` is the offset at which the body begins (0 when there is no evidence). Mentions before it count as
    evidence and never reach the record. `anchor` is the publication date, `anchor_from` where it was found; `country` the ISO 3166 alpha-2 code of the publisher's country;
    `publisher` its name; `language` the ISO 639-1 code of the body's language, None where it is not known. `quotes` says which
    quotes are looked for.
    """

    body_start: int = 0
    anchor: dt.date | None = None
    anchor_from: AnchorSource | None = None
    country: str | None = None
    publisher: str | None = None
    language: str | None = None
    quotes: QuoteKinds = "direct"


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
    """One thing a person is said to be, as a statement: what (`text`), of what, where, and since or until when (`status`).

    `text` is the head ("chairman"), `phrase` the article's whole words at `start`:`end` ("chairman of the Unity Party").
    `organisation` and `place` are the names of entities of the article, or the words where none is one; `country_code` is
    ISO 3166-1 alpha-2. `status` is None, "former", "late", "acting", "designate", "outgoing", "retired" or "honorary".
    `confidence` is the share of right roles among those found in the same way, measured or judged (`newsx.names.relations`).
    """

    text: str
    phrase: str
    start: int
    end: int
    organisation: str | None = None
    place: str | None = None
    country_code: str | None = None
    status: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Age:
    """The age in years that the article gives a person, with the offsets of the words that say so."""

    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A person and what or whom the article ties that person to, with the offsets of the words that say so.

    `relation` is "role" (an office in `organisation` or `place`), "kin" or "allegiance" (both to `other_person`); `role` is the
    word for it ("chairman", "wife", "lawyer").
    """

    person: str
    relation: Literal["role", "kin", "allegiance"]
    role: str
    organisation: str | None
    place: str | None
    other_person: str | None
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class EntityGroup:
    """The mentions of one person, place or organisation in an article.

    `name` is the fullest form; `aliases` the other forms in order of first mention; `mentions` are sorted by start.
    `acronym` is set for organisations whose acronym stands in the article, `country_code` for those whose country the
    words say; `roles` and `age` for people.
    """

    label: Label
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[NameMention, ...]
    roles: tuple[Role, ...] = ()
    acronym: str | None = None
    age: Age | None = None
    country_code: str | None = None
    country_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text and its words."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the name of a person or an organisation of the article, and how the text tells that."""

    kind: Literal["person", "organisation"]
    name: str
    how: Literal["named", "short_form", "pronoun", "previous_speaker"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words somebody said: those within the marks, or for an indirect quote those of the report.

    `cue` is the verb or phrase that tells of speech, `source` the words that name who speaks. `speaker` is None where nobody is
    sure enough; `confidence` is the share of right speakers among quotes attributed by the same `rule`, measured.
    """

    start: int
    end: int
    text: str
    kind: Literal["direct", "mixed", "indirect"]
    cue: Words | None
    source: Words | None
    speaker: Speaker | None
    confidence: float
    rule: str
