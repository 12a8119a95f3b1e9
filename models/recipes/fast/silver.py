"""Texts labelled by the default model: what the small model learns from beyond the gold articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus import DISTRACTOR, Text

from newsx.components.transformer_ner import TransformerNer
from newsx.tagging.consistency import count_votes, elect, fill, trim
from newsx.tagging.decoding import DISTRACTORS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

# The raw text has no borders of articles; this many lines in a row are taken for one.
BLOCK_LINES = 12
# Half of the raw text is no news (manuals, shops). A block is news when this many lines have a word of reporting.
NEWS_LINES = 3
NEWS_WORD = re.compile(r"\b(?:said|told|police|minister|government|President|officials?|according)\b")


def news_blocks(lines: Iterable[str], *, without: Collection[str]) -> Iterator[str]:
    """Runs of lines that read like news, none of them in `without`."""
    block: list[str] = []
    for line in lines:
        if line in without:
            continue
        block.append(line)
        if len(block) == BLOCK_LINES:
            if sum(bool(NEWS_WORD.search(line)) for line in block) >= NEWS_LINES:
                yield "\n\n".join(block)
            block = []


def label_texts(texts: Iterable[str], teacher: Path) -> Iterator[Text]:
    """Each text with what the pipeline in the folder `teacher` marks, made to agree within the text, distractors kept."""
    import spacy

    nlp = spacy.load(teacher)
    tagger = next(component for _, component in nlp.pipeline if isinstance(component, TransformerNer))
    for text in texts:
        mentions = list(trim(text, tagger.find(nlp.make_doc(text))))
        votes = count_votes(text, mentions, body_start=0)
        voted = [elect(text, mention, votes) for mention in mentions]
        spans = [(m.start, m.end, m.label) for m in [*voted, *fill(text, voted, votes)]]
        yield Text(
            text, sorted((start, end, DISTRACTOR if label in DISTRACTORS else label) for start, end, label in spans)
        )
