"""Blocks of a page -> numbers that tell article text from what stands around it: words, markup, place, neighbours, votes."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from newsx.extraction.cues import CLASS_WORDS, CUES, STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newsx.metadata.blocks import Block

WORD = re.compile(r"\w+")
_NO_CUES = (False,) * len(CLASS_WORDS)
_TAGS = ("p", "h", "li", "div", "td", "blockquote", "figcaption", "section", "br")
_NAMING = ("class", "id", "data-testid", "data-component", "itemprop")
_HEADING = re.compile(r"h[1-6]")
_DIGIT = re.compile(r"\d")
# Steps up the tree beyond which an ancestor says nothing about a block.
_FAR = 50
# Cue words are looked for in the first part of a block only: a long block is judged by its other traits.
_CUE_REACH = 300
_CONTAINERS = (
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "figure",
    "form",
    "table",
    "ul",
    "blockquote",
    "section",
    "button",
)


def shingle_share(
    words: Sequence[str], shingles: frozenset[tuple[str, ...]] | set[tuple[str, ...]], lines: set[str]
) -> float:
    """The share (0 to 1) of the 4-grams of `words` in `shingles`; a text of up to three words must be one of `lines`."""
    if len(words) < 4:
        return 1.0 if " ".join(words) in lines else 0.0
    grams = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
    return sum(gram in shingles for gram in grams) / len(grams)


def votes_of(blocks: Sequence[Block], text: str) -> list[float]:
    """For each block how much of it stands in `text`, the body that another extractor found."""
    lines: set[str] = set()
    shingles: set[tuple[str, ...]] = set()
    for line in text.split("\n"):
        words = WORD.findall(line.lower())
        lines.add(" ".join(words))
    words = WORD.findall(text.lower())
    shingles.update(tuple(words[i : i + 4]) for i in range(len(words) - 3))
    return [shingle_share(WORD.findall(block.text.lower()), shingles, lines) for block in blocks]


def block_features(
    blocks: Sequence[Block], *, votes: Sequence[Sequence[float]], headline: str, evidence: str = ""
) -> list[list[float]]:
    """One row of features a block.

    `votes` holds, for each extractor asked, its vote on each block; `headline` the page's headline; `evidence` the body
    that the page states in its JSON-LD (empty when it states none).
    """
    words = [WORD.findall(block.text.lower()) for block in blocks]
    own = [_own(block, tokens) for block, tokens in zip(blocks, words, strict=True)]
    places = _places(blocks, words, votes, headline)
    stated = votes_of(blocks, evidence) if evidence else [0.0] * len(blocks)
    ancestry = _Ancestry()
    rows = []
    for i, block in enumerate(blocks):
        row = (
            own[i]
            + ancestry.row(block.element)
            + places[i]
            + [vote[i] for vote in votes]
            + [stated[i], float(bool(evidence))]
        )
        for step in (-2, -1, 1, 2):
            j = i + step
            if 0 <= j < len(blocks):
                row += own[j][:5] + [vote[j] for vote in votes]
            else:
                row += [-1.0] * (5 + len(votes))
        rows.append(row)
    return rows


def _own(block: Block, tokens: Sequence[str]) -> list[float]:
    """What a block alone says."""
    text = block.text
    size = len(text)
    cues = [float(bool(pattern.search(text[:_CUE_REACH]))) for pattern in CUES]
    letters = [word for word in text.split() if word[:1].isalpha()]
    visible = max(1, size - text.count(" "))
    row = [
        math.log1p(len(tokens)),
        min(1.0, block.linked / visible),
        float(text[-1] in ".!?。！？…" or text[-2:] in {'."', ".”", '?"', "?”", '!"', "!”", ".’", ".)"}),
        sum(1 for token in tokens if token in STOP_WORDS) / max(1, len(tokens)),
        max(cues[:4]),
        math.log1p(size),
        min(1.0, block.emphasised / visible),
        float(text[-1] == ":"),
        text.count(",") / max(1, len(tokens)),
        len(_DIGIT.findall(text)) / size,
        sum(1 for word in letters if word[0].isupper()) / max(1, len(letters)),
        sum(1 for word in letters if word.isupper() and len(word) > 1) / max(1, len(letters)),
        float(text[0].islower()),
        float(text[0] in "\"“‘'«„"),
        float("?" in text),
        float("|" in text),
        float("@" in text or "http" in text or "www." in text),
    ]
    row += cues
    tag = block.element.tag
    kind = "h" if _HEADING.fullmatch(tag) else "td" if tag in {"td", "th", "dd", "dt"} else tag
    row += [float(kind == name) for name in _TAGS]
    row.append(float(tag[1]) if kind == "h" else 0.0)
    return row


class _Ancestry:
    """What the elements above a block are called: nearness (1 / (1 + steps)) of each container and class cue."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, tuple[int, tuple[int, ...]]] = {}

    def row(self, element: HtmlElement) -> list[float]:
        depth, steps = self._look_up(element)
        parent = element.getparent()
        near = (
            [float(step <= 1) for step in steps[len(_CONTAINERS) :]] if parent is not None else [0.0] * len(CLASS_WORDS)
        )
        return [float(depth), *(1.0 / (1 + step) for step in steps), *near]

    def _look_up(self, element: HtmlElement) -> tuple[int, tuple[int, ...]]:
        chain = []
        node: HtmlElement | None = element
        while node is not None and node not in self._known:
            chain.append(node)
            node = node.getparent()
        found = self._known[node] if node is not None else (0, (_FAR,) * (len(_CONTAINERS) + len(CLASS_WORDS)))
        for step in reversed(chain):
            own = (*self._containers(step.tag), *self._class_cues(step))
            found = (
                found[0] + 1,
                tuple(0 if mine else min(_FAR, above + 1) for mine, above in zip(own, found[1], strict=True)),
            )
            self._known[step] = found
        return found

    @staticmethod
    def _containers(tag: str) -> list[bool]:
        tag = "ul" if tag in {"ol", "dl"} else tag
        return [tag == name for name in _CONTAINERS]

    @staticmethod
    def _class_cues(element: HtmlElement) -> tuple[bool, ...]:
        if element.tag in {"body", "html"}:
            return _NO_CUES
        return _cues_in(" ".join([value for attribute in _NAMING if (value := element.get(attribute))])[:300].lower())


@lru_cache(maxsize=8192)
def _cues_in(name: str) -> tuple[bool, ...]:
    """Which groups of class names `name` holds; cached, for the pages of a site use the same names over and over."""
    if not name:
        return _NO_CUES
    return tuple(any(word in name for word in words) for words in CLASS_WORDS)


def _places(
    blocks: Sequence[Block], words: Sequence[Sequence[str]], votes: Sequence[Sequence[float]], headline: str
) -> list[list[float]]:
    """Where each block stands on its page, and how its kin fare."""
    count = len(blocks)
    sizes = [len(tokens) for tokens in words]
    total = max(1, sum(sizes))
    parents = [_holder(block) for block in blocks]
    signatures = [_signature(block) for block in blocks]
    prose = [
        size if size >= 10 and block.linked * 2 < len(block.text) else 0
        for size, block in zip(sizes, blocks, strict=True)
    ]
    vote = votes[0] if votes else [float(p > 0) for p in prose]
    by_parent: dict[object, list[float]] = {}
    by_grand: dict[object, list[float]] = {}
    by_signature: dict[str, list[float]] = {}
    grands = [parent.getparent() for parent in parents]
    for i in range(count):
        for table, name in ((by_parent, parents[i]), (by_grand, grands[i]), (by_signature, signatures[i])):
            sums = table.setdefault(name, [0.0, 0.0, 0.0, 0.0])
            sums[0] += sizes[i]
            sums[1] += vote[i] * sizes[i]
            sums[2] += prose[i]
            sums[3] += 1
    texts = Counter(block.text for block in blocks)
    title = WORD.findall(headline.lower())
    title_set = set(title)
    joined = " ".join(title)
    heading = next((i for i, tokens in enumerate(words) if tokens and " ".join(tokens) == joined), -1)
    voted = [i for i in range(count) if vote[i] > 0.5 and sizes[i] >= 4]
    first, last = (voted[0], voted[-1]) if voted else (-1, -1)
    voted_total = max(1.0, sum(vote[i] * sizes[i] for i in range(count)))
    before = 0.0
    voted_before = 0.0
    rows = []
    previous_heading = -1
    for i in range(count):
        mine, grand, kin = by_parent[parents[i]], by_grand[grands[i]], by_signature[signatures[i]]
        overlap = len(title_set & set(words[i])) / max(1, len(title_set)) if title_set else 0.0
        if _HEADING.fullmatch(blocks[i].element.tag):
            previous_heading = i
        rows.append(
            [
                i / count,
                before / total,
                voted_before / voted_total,
                math.log1p(mine[0]), mine[1] / max(1, mine[0]), mine[2] / total, math.log1p(mine[3]),
                math.log1p(grand[0]), grand[1] / max(1, grand[0]), grand[2] / total,
                math.log1p(kin[0]), kin[1] / max(1, kin[0]), kin[2] / total, math.log1p(kin[3]),
                mine[1] / voted_total, grand[1] / voted_total, kin[1] / voted_total,
                float(texts[blocks[i].text] > 1),
                overlap,
                float(" ".join(words[i]) == joined and bool(joined)),
                float(heading >= 0), math.copysign(math.log1p(abs(i - heading)), i - heading) if heading >= 0 else 0.0,
                math.copysign(math.log1p(abs(i - first)), i - first) if first >= 0 else 0.0,
                math.copysign(math.log1p(abs(i - last)), i - last) if last >= 0 else 0.0,
                math.log1p(i - previous_heading) if previous_heading >= 0 else -1.0,
                math.log1p(total), math.log1p(voted_total), math.log1p(count),
            ]
        )  # fmt: skip
        before += sizes[i]
        voted_before += vote[i] * sizes[i]
    return rows


def _holder(block: Block) -> HtmlElement:
    """The element that holds a block together with its neighbours."""
    parent = block.element.getparent()
    return parent if parent is not None else block.element


def _signature(block: Block) -> str:
    """Tag and class of a block and of its holder: paragraphs of one text share them."""
    parent = block.element.getparent()
    above = f"{parent.tag}.{(parent.get('class') or '')[:80]}" if parent is not None else ""
    return f"{above}>{block.element.tag}.{(block.element.get('class') or '')[:80]}"
