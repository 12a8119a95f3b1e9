"""Runs a pipeline over articles, headline and caption before the body as evidence, within bounds of time; `flow` calls it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsx.components.context import USER_DATA_KEY
from newsx.lazy import lazy_pattern
from newsx.pipeline.anchoring import find_anchor
from newsx.pipeline.string_store import refresh
from newsx.records import ArticleText, Context

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from newsx.records import DateFrom, QuoteKinds

# Taggers and parsers made elsewhere take about 1 GB for 100,000 characters (spaCy's error E088): longer texts go in pieces.
# newsx's own taggers work in windows.
_MAX_CHARS_AT_ONCE = 50_000
LABELS_COMPONENT = "newsx_labels"

# A run of this many characters without white space is no word: the tokeniser's time grows with the square of it.
_MAX_RUN = 400
_LONG_RUN = lazy_pattern(rf"\S{{{_MAX_RUN},}}")

# Top-level domains of countries that are sold to anybody, so that they tell nothing of where a publisher is.
_GENERIC_CCTLDS = frozenset(
    {"ai", "am", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "sh", "st", "to", "tv", "vc", "ws", "eu"}
)
_HOST = lazy_pattern(r"^[a-z][a-z0-9+.-]*://(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)


def annotate(
    article_text: ArticleText,
    nlp: Language,
    *,
    anchor: dt.date | None = None,
    date_from: DateFrom = "none",
    quotes: QuoteKinds = "direct",
) -> Doc:
    """Return the Doc of the article after it has run through the pipeline.

    It holds headline and caption as evidence before the body (see `newsx.records.Context`). `anchor` is the day to resolve
    dates against where the page states no publication date, `date_from` what tells it where it is not given either. `quotes` says which quotes
    are looked for.
    """
    refresh(nlp)
    evidence = _evidence(article_text)
    doc = make_doc(evidence + article_text.text, nlp)
    found = find_anchor(article_text, anchor, date_from=date_from)
    doc.user_data[USER_DATA_KEY] = Context(
        body_start=len(evidence),
        anchor=found.day,
        anchor_from=found.source,
        country=publisher_country(article_text.metadata.url or article_text.page.origin.url),
        publisher=article_text.metadata.publisher,
        language=article_text.metadata.language,
        quotes=quotes,
    )
    if len(evidence) + len(article_text.text) > _MAX_CHARS_AT_ONCE and LABELS_COMPONENT in nlp.pipe_names:
        return _annotate_in_pieces(doc, nlp)
    return nlp(doc)


def _annotate_in_pieces(doc: Doc, nlp: Language) -> Doc:
    """Run a long Doc through a pipeline made elsewhere, whose tagger sees it in pieces cut between paragraphs."""
    from spacy.tokens import Span

    names = list(nlp.pipe_names)
    first_own = names.index(LABELS_COMPONENT)
    components = [component for _, component in nlp.pipeline]
    ents = []
    for start, end in _pieces(doc):
        piece = doc[start:end].as_doc()
        for component in components[:first_own]:
            piece = component(piece)
        ents += [Span(doc, start + ent.start, start + ent.end, label=ent.label_) for ent in piece.ents]
    doc.set_ents(ents)
    for component in components[first_own:]:
        doc = component(doc)
    return doc


def _pieces(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield token offsets of pieces: cut at the first line end past half of what is taken at once, anywhere when there is none."""
    start = 0
    for token in doc:
        length = token.idx - doc[start].idx
        if length > _MAX_CHARS_AT_ONCE or (length > _MAX_CHARS_AT_ONCE // 2 and "\n" in token.text):
            yield start, token.i + 1
            start = token.i + 1
            if start == len(doc):
                return
    yield start, len(doc)


def make_doc(text: str, nlp: Language) -> Doc:
    """Return the tokens of the text; runs that are no words are cut, so that the time stays linear in the length."""
    from spacy.tokens import Doc

    if getattr(nlp.tokenizer, "is_linear", False) or not _LONG_RUN.search(text):
        return nlp.tokenizer(text)
    words: list[str] = []
    spaces: list[bool] = []
    for piece in _cut_long_runs(text):
        tokens = nlp.tokenizer(piece)
        words.extend(token.text for token in tokens)
        spaces.extend(bool(token.whitespace_) for token in tokens)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _cut_long_runs(text: str) -> list[str]:
    pieces = []
    last = 0
    for run in _LONG_RUN.finditer(text):
        for cut in range(run.start(), run.end(), _MAX_RUN):
            if cut > last:
                pieces.append(text[last:cut])
                last = cut
    pieces.append(text[last:])
    return pieces


def _evidence(article_text: ArticleText) -> str:
    """Return headline and caption as paragraphs of their own; empty when the page has none."""
    metadata = article_text.metadata
    caption = metadata.image.caption if metadata.image else None
    return "".join(f"{' '.join(part.split())}\n\n" for part in (metadata.headline, caption) if part and part.strip())


def publisher_country(url: str | None) -> str | None:
    """Return the country a web address belongs to by its top-level domain (ISO 3166-1 alpha-2); None when it tells nothing."""
    match = _HOST.match(url or "")
    if not match or "." not in match.group(1):
        return None
    domain = match.group(1).rstrip(".").rsplit(".", 1)[-1].lower()
    if len(domain) != 2 or not domain.isascii() or not domain.isalpha() or domain in _GENERIC_CCTLDS:
        return None
    return "GB" if domain == "uk" else domain.upper()
