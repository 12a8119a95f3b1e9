"""What can be doubtful about a record, in flight: the codes of its warnings, declared here only, and the warnings themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    SEVERAL_ARTICLES = "several_articles"
    """The text holds several articles one after another: the record is that of the first."""
    LEFT_OUT = "left_out"
    """Much running text was taken for something else than the article, more than the article itself."""
    LANGUAGE_MISMATCH = "language_mismatch"
    """The page states another language than the text is in."""
    OTHER_LANGUAGE = "other_language"
    """The article is in another language than the model was made for, or in one that it reads badly."""
    NO_ANCHOR = "no_anchor"
    """Relative dates were left open, because nothing says when the article was published."""
    DIGEST_MISMATCH = "digest_mismatch"
    """The page is not what its archive says it was when it was fetched."""
    STATED_DROPPED = "stated_dropped"
    """Something that the page or its container states of the article cannot be meant, and was left out."""
    OTHER = "other"
    """A warning of a record of version 1.0, in words that newsx does not know."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing that is doubtful about an article: the code of its kind, and a message for people in one line."""

    code: WarningCode
    message: str
