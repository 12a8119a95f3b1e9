"""The body of an HTML page: trafilatura proposes, a trained model decides block by block (called by `newsx.html_page.article`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from newsx.boilerplate import is_prompt, strip_edges
from newsx.bylines import is_byline_line
from newsx.html_page.data_tables import join_rows, read_tables
from newsx.html_page.edges import combine, edge_rows, find_candidates
from newsx.html_page.ending import choose_end, ending_rows
from newsx.html_page.features import block_features, blocks_worth_asking, read_layout, read_wording, votes_of
from newsx.html_page.jsonld import clean_text, paragraphs_of
from newsx.html_page.proposal import propose_body
from newsx.html_page.titles import key
from newsx.lazy import lazy_pattern
from newsx.resources.trees import load_trees
from newsx.stamps import is_date_line
from newsx.vocabulary.scripts import letters_worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement
    from numpy.typing import NDArray

    from newsx.html_page.blocks import Block
    from newsx.html_page.data_tables import DataTable
    from newsx.html_page.features.layout import Floats
    from newsx.html_page.page import HtmlPage
    from newsx.records import Caution

# The folder of the trained model in models/.
MODEL = "html_body"
# The files of the second and third ones beside it.
EDGES = "edges.npz"
ENDING = "ending.npz"
# A block is kept from this probability on; the score is flat between 0.45 and 0.55 (models/html_body/README.md).
THRESHOLD = 0.5
# A page with more blocks is a list of something; there trafilatura's own answer is taken, for the time's sake.
MAX_BLOCKS = 5_000
# A longer paragraph that stands on the page twice is shown twice (for phones and for desktops), not said twice.
MAX_REPEATED = 40
# A model that keeps less than this share of trafilatura's text has taken a teaser for the article, or the article is hidden.
# Cross-validated, four of 620 pages fall below it (all gain, 0.7 to 0.9 in F1), and none lies between a third and a half.
MIN_SHARE = 1 / 3
# A stated body shorter than this is a teaser.
MIN_STATED = 200

# The frames of pictures that are looked at one after another; what stands in them describes those.
_GALLERY = lazy_pattern(
    r"(?:^|[\s_-])(?:gallery|galleries|slideshow|slide|lightbox|galerie|galeria|galería|bildergalerie|diashow)(?:$|[\s_-])",
    re.IGNORECASE,
)
# An article of captions is a gallery itself: they stay where less than this is said beside them.
MIN_BESIDE_GALLERY = 250
# Elements that hold a whole article: a class of theirs says nothing of the part.
_WHOLES = frozenset({"article", "main", "body", "html"})

# A line that points at another article: such words, and for the most part a link.
_POINTER = lazy_pattern(
    r"(?:read (?:more|also|next|here)|also read|see also|more (?:on|from)|related|recommended|don[’']t miss|watch|lire aussi|à lire|"
    r"lesen sie auch|mehr zum thema|lea también|te puede interesar|leia (?:também|mais)|leggi anche|lees ook|läs (?:mer|också))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of an article in order; subheads and list items are paragraphs of their own."""

    paragraphs: tuple[str, ...]
    warnings: tuple[Caution, ...] = ()


def extract_body(page: HtmlPage, *, headline: str | None, description: str | None = None) -> Body:
    """Return the article's paragraphs: the blocks of the page that a trained model keeps.

    It sees each block's words, markup and place, its neighbours, and what trafilatura keeps in its precise setting. Where
    the model keeps next to nothing, trafilatura's text stands. The page's tree is no more whole afterwards (`propose_body`).
    """
    if not page.blocks or len(page.blocks) > MAX_BLOCKS:
        proposal, warnings = propose_body(page.tree, page.blocks)
        kept = _paragraphs(proposal)
    else:
        tables = read_tables(page.blocks)
        read = _read_rows(page, headline=headline)
        proposal, warnings = read.proposal, read.warnings
        kept = _kept(page.blocks, _look_again(page.blocks, read, description), tables, read.tokens)
        if not kept or sum(map(len, kept)) < MIN_SHARE * len(proposal):
            kept = _paragraphs(proposal)
    return Body(tuple(_trimmed(_or_stated(kept, page), headline)), warnings)


def _or_stated(kept: list[str], page: HtmlPage) -> list[str]:
    """Return the body that the page's JSON-LD states where the page itself shows next to nothing of it."""
    stated = page.jsonld.article.get("articleBody")
    if not isinstance(stated, str) or len(stated) < MIN_STATED or sum(map(len, kept)) >= MIN_SHARE * len(stated):
        return kept
    return paragraphs_of(stated)


def rows_of(page: HtmlPage, *, headline: str | None) -> tuple[Floats, str, tuple[Caution, ...]]:
    """Return the features of the page's blocks, one row each, as the model is trained on; and trafilatura's text with its warnings."""
    read = _read_rows(page, headline=headline, everything=True)
    return read.rows, read.proposal, read.warnings


@dataclass(frozen=True, slots=True)
class _Read:
    """What the models read of a page: which blocks are asked, their features, the words of all blocks, and trafilatura's text."""

    asked: NDArray[np.bool_]
    rows: Floats
    tokens: list[tuple[str, ...]]
    proposal: str
    warnings: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """The probability of each block to be body; which were looked at again, and how likely each of those is the last."""

    probabilities: NDArray[np.float64]
    chosen: NDArray[np.intp]
    endings: NDArray[np.float64]


def _look_again(blocks: Sequence[Block], read: _Read, description: str | None) -> _Judged:
    """Return what the models say of each block: the first of all of them, the second and third near those that it keeps."""
    probabilities = np.zeros(len(blocks))
    probabilities[read.asked] = load_trees(MODEL).probabilities(read.rows)
    chosen = find_candidates(probabilities, read.asked)
    endings = np.zeros(len(chosen))
    if len(chosen):
        rows = read.rows[(np.cumsum(read.asked) - 1)[chosen]]
        table = edge_rows(blocks, probabilities, rows, tokens=read.tokens, chosen=chosen, description=description)
        second = load_trees(MODEL, EDGES).probabilities(table)
        chances = combine(blocks, chosen, probabilities[chosen], second)
        probabilities[chosen] = chances
        endings = load_trees(MODEL, ENDING).probabilities(ending_rows(table, chances))
    return _Judged(probabilities, chosen, endings)


def _read_rows(page: HtmlPage, *, headline: str | None, everything: bool = False) -> _Read:
    """Return what the models read of a page; of `everything`, or only of the blocks that may be body."""
    words, layout = read_wording(page.blocks), read_layout(page.blocks)
    proposal, warnings = propose_body(page.tree, page.blocks)
    tokens = [word.tokens for word in words]
    vote = votes_of(tokens, proposal)
    asked = np.full(len(vote), fill_value=True) if everything else blocks_worth_asking(page.blocks, vote)
    stated = page.jsonld.article.get("articleBody")
    rows = block_features(
        page.blocks,
        words,
        layout,
        vote=vote,
        headline=headline or "",
        stated=votes_of(tokens, clean_text(stated)) if isinstance(stated, str) and len(stated) > MIN_STATED else None,
        asked=asked,
    )
    return _Read(asked, rows, tokens, proposal, warnings)


def _kept(
    blocks: Sequence[Block], judged: _Judged, tables: Sequence[DataTable], tokens: Sequence[Sequence[str]]
) -> list[str]:
    """Return the texts of the blocks that the models keep, without pointers to other articles, prompts, galleries and long repetitions.

    The rows of `tables` of figures are one line each. `tokens` are the words of each block.
    """
    seen: set[str] = set()
    kept: list[int] = []
    for index, block in enumerate(blocks):
        if judged.probabilities[index] < THRESHOLD or _is_furniture(block):
            continue
        if len(block.text) > MAX_REPEATED and block.text in seen:
            continue
        seen.add(block.text)
        kept.append(index)
    if kept:
        last = kept[-1]
        end = choose_end(kept, judged.chosen, judged.probabilities, judged.endings, [len(words) for words in tokens])
        behind = [index for index in judged.chosen.tolist() if last < index <= end and not _is_furniture(blocks[index])]
        kept = [index for index in kept if index <= end] + behind
    galleries: dict[HtmlElement, bool] = {}
    beside = [index for index in kept if not _in_gallery(blocks[index].element, galleries)]
    if sum(letters_worth(blocks[index].text) for index in beside) >= MIN_BESIDE_GALLERY:
        kept = beside
    return join_rows(blocks, kept, tables)


def _is_furniture(block: Block) -> bool:
    """Return whether a block is a pointer to another article, for the most part a link, or a prompt."""
    return bool(_POINTER.match(block.text) and 2 * block.linked > len(block.text)) or is_prompt(block.text)


def _in_gallery(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Return whether an element is or stands in a gallery of pictures; `known` holds what has been told of elements of the page."""
    chain = []
    node: HtmlElement | None = element
    while node is not None and node not in known:
        chain.append(node)
        node = node.getparent()
    inside = node is not None and known[node]
    for step in reversed(chain):
        inside = inside or (step.tag not in _WHOLES and _GALLERY.search(step.get("class") or "") is not None)
        known[step] = inside
    return inside


def _trimmed(paragraphs: list[str], headline: str | None) -> list[str]:
    """Return the paragraphs without a repeated headline, byline, day and buttons before them, and what sites put behind them."""
    start = 0
    while start < len(paragraphs) - 1 and _is_head(paragraphs[start], headline):
        start += 1
    return strip_edges(paragraphs[start:])


def _is_head(paragraph: str, headline: str | None) -> bool:
    """Return whether a paragraph repeats a field of its own: headline, byline or day."""
    if headline and key(paragraph) == key(headline):
        return True
    return is_byline_line(paragraph) or is_date_line(paragraph)


def _paragraphs(text: str) -> list[str]:
    """Return the lines of a text of trafilatura's, without its bullets."""
    lines = (" ".join(line.removeprefix("- ").split()) for line in text.split("\n"))
    return [line for line in lines if line and line != "-"]
