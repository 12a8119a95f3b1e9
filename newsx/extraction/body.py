"""The tree of a page -> the paragraphs of its article: trafilatura proposes, the blocks of the page decide."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsx.extraction.features import block_features, votes_of
from newsx.metadata.jsonld import clean_text
from newsx.metadata.titles import key
from newsx.trees import load_trees

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsx.metadata.blocks import Block
    from newsx.metadata.page import PageFacts

# The folder of the trained model in models/.
MODEL = "html_body"
# A block is kept from this probability on; the score is flat between 0.45 and 0.55 (models/html_body/README.md).
THRESHOLD = 0.5
# A page with more blocks is a list of something; there trafilatura's own answer is taken, for the time's sake.
MAX_BLOCKS = 5_000
# A longer paragraph that stands on the page twice is shown twice (for phones and for desktops), not said twice.
MAX_REPEATED = 40
# A model that keeps less than this share of trafilatura's precise text has taken a teaser for the article. Cross-validated,
# five of 620 pages fall below it (three gain 0.8 in F1, none loses), and none lies between a third and a half.
MIN_SHARE = 1 / 3
# A stated body shorter than this is a teaser.
MIN_STATED = 200

# "By Wanjiku Kariuki in Garissa and Jean-Marc Kouadio in Abidjan | Tuesday 4 March 2025" has this many words and no more.
MAX_BYLINE_WORDS = 16
_BYLINE = re.compile(r"(?:[Bb]y|BY|Words by|Story by|Written by|Reporting by)\s+[A-ZÀ-Þ]")

# A line that points at another article: such words, and for the most part a link.
_POINTER = re.compile(
    r"(?:read (?:more|also|next|here)|also read|see also|more (?:on|from)|related|recommended|don[’']t miss|watch|lire aussi|à lire|"
    r"lesen sie auch|mehr zum thema|lea también|te puede interesar|leia (?:também|mais)|leggi anche|lees ook|läs (?:mer|också))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of an article in order; subheads and list items are paragraphs of their own."""

    paragraphs: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def extract_body(facts: PageFacts, *, headline: str | None) -> Body:
    """The article's paragraphs are the blocks of the page that a trained model keeps.

    It sees each block's words, markup and place, its neighbours, and what trafilatura keeps in its precise and in its
    generous setting. The tree stays as it is. Where the model keeps next to nothing, trafilatura's precise text
    stands.
    """
    proposals, warnings = propose(facts)
    if facts.blocks and len(facts.blocks) <= MAX_BLOCKS:
        rows = rows_of(facts, proposals, headline=headline)
        kept = _kept(facts.blocks, load_trees(MODEL).probabilities(rows))
        if kept and sum(map(len, kept)) >= MIN_SHARE * len(proposals[0]):
            return Body(tuple(_without_headline(kept, headline)), warnings)
    return Body(tuple(_without_headline(_paragraphs(proposals[0]), headline)), warnings)


def propose(facts: PageFacts) -> tuple[list[str], tuple[str, ...]]:
    """What trafilatura takes for the body, in its precise and its generous setting; empty where it fails, with a warning."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    proposals = []
    for precise in (True, False):
        try:
            document = trafilatura.bare_extraction(
                facts.tree,
                favor_precision=precise,
                favor_recall=not precise,
                include_comments=False,
                with_metadata=False,
            )
        except Exception as error:  # noqa: BLE001 - foreign code on foreign markup; the warning names it and the blocks still decide
            return ["", ""], (f"trafilatura failed ({type(error).__name__})",)
        proposals.append("" if document is None or isinstance(document, dict) else document.text or "")
    return proposals, ()


def rows_of(facts: PageFacts, proposals: Sequence[str], *, headline: str | None) -> list[list[float]]:
    """The features of the page's blocks, one row each: what the model was trained on."""
    stated = facts.jsonld.article.get("articleBody")
    evidence = clean_text(stated) if isinstance(stated, str) and len(stated) > MIN_STATED else ""
    votes = [votes_of(facts.blocks, proposal) for proposal in proposals]
    return block_features(facts.blocks, votes=votes, headline=headline or "", evidence=evidence)


def _kept(blocks: Sequence[Block], probabilities: Iterable[float]) -> list[str]:
    seen: set[str] = set()
    kept = []
    for block, probability in zip(blocks, probabilities, strict=True):
        if probability < THRESHOLD or (_POINTER.match(block.text) and 2 * block.linked > len(block.text)):
            continue
        if not (len(block.text) > MAX_REPEATED and block.text in seen):
            seen.add(block.text)
            kept.append(block.text)
    return kept


def _without_headline(paragraphs: list[str], headline: str | None) -> list[str]:
    """The paragraphs without a repeated headline and a byline before them: those are fields of their own."""
    if headline and len(paragraphs) > 1 and key(paragraphs[0]) == key(headline):
        paragraphs = paragraphs[1:]
    if len(paragraphs) > 1 and _is_byline(paragraphs[0]):
        paragraphs = paragraphs[1:]
    return paragraphs


def _is_byline(paragraph: str) -> bool:
    """A short line that says by whom the article is, and is no sentence."""
    words = paragraph.split()
    return (
        bool(_BYLINE.match(paragraph))
        and len(words) <= MAX_BYLINE_WORDS
        and not paragraph.rstrip('”"’').endswith((".", "?", "!"))
    )


def _paragraphs(text: str) -> list[str]:
    """The lines of a text of trafilatura's, without its bullets."""
    lines = (" ".join(line.removeprefix("- ").split()) for line in text.split("\n"))
    return [line for line in lines if line and line != "-"]
