"""Turns the words of articles into the feature keys of the linear model, 32-bit numbers; `model` and the recipe of `fast` call it.

A feature is a hash of a template and the values in it; the model is a table from such keys to one weight a label. There
are four kinds of template: properties of one word at a distance of up to two words (`unigram_keys`), properties of
several neighbouring words together (`CONJUNCTIONS`), what the word does elsewhere in the article (`article_codes`,
after Chieu and Ng 2002 and Krishnan and Manning 2006), and the kind of line (headline, capitals).

Everything that hangs on a word's spelling alone is computed once per distinct word and kept (`WordTable`); all else is
array arithmetic over a whole batch of articles, all templates of a kind at once: for one article the number of NumPy calls
is what costs, not the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from newsx.tagging.crf.words import SLOT_COUNT, Case, Flag, Kind, Slot, hash_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from newsx.tagging.crf.words import Bits, Hashes, Ints, Keys, Lexicon, Spellings, WordTable

# How many of the slots, from the first, are looked at in a word this far away: the farther, the coarser.
SLOTS_AT: Final = {-2: Slot.SUFFIX3, -1: Slot.SUFFIX1, 0: SLOT_COUNT, 1: Slot.SUFFIX1, 2: Slot.SUFFIX3}
# Edge positions between lines: as many as the farthest distance looked at.
PAD: Final = 3

_W, _S, _K, _C = Slot.LOWER, Slot.SHAPE, Slot.CLUSTER_LARGE, Slot.CLUSTER_MIDDLE
# Neighbouring words looked at together: (slot, distance) pairs.
CONJUNCTIONS: Final = (
    ((_W, -1), (_W, 0)),
    ((_W, 0), (_W, 1)),
    ((_W, -2), (_W, -1)),
    ((_W, 1), (_W, 2)),
    ((_W, -1), (_S, 0)),
    ((_S, 0), (_W, 1)),
    ((_S, -1), (_S, 0)),
    ((_S, 0), (_S, 1)),
    ((_S, -1), (_S, 0), (_S, 1)),
    ((_S, 0), (_S, 1), (_S, 2)),
    ((_S, -2), (_S, -1), (_S, 0)),
    ((_C, -1), (_C, 0)),
    ((_C, 0), (_C, 1)),
    ((_C, -1), (_S, 0), (_C, 1)),
    ((_K, -1), (_S, 0)),
    ((_S, 0), (_K, 1)),
    ((Slot.FLAGS, -1), (Slot.FLAGS, 0)),
    ((Slot.FLAGS, 0), (Slot.FLAGS, 1)),
    ((_W, -1), (_W, 0), (_W, 1)),
    ((_W, 0), (_W, 1), (_W, 2)),
    ((_W, -2), (_W, -1), (_W, 0)),
    ((_W, -1), (_S, 0), (_W, 1)),
    ((_W, -1), (_C, 0)),
    ((_C, 0), (_W, 1)),
    ((_W, -2), (_W, -1), (_S, 0)),
    ((_S, 0), (_W, 1), (_W, 2)),
    ((_S, 0), (_S, 1), (_W, 2)),
    ((_W, -2), (_S, -1), (_S, 0)),
    ((_S, -2), (_S, -1), (_S, 0), (_S, 1), (_S, 2)),
    ((_C, -2), (_C, -1), (_S, 0)),
    ((_S, 0), (_C, 1), (_C, 2)),
    ((_W, 3), (_S, 0)),
    ((_W, -3), (_S, 0)),
)

# What a word does elsewhere in the article, one bit each.
ARTICLE_BITS: Final = (
    "lower case",
    "capitalised within a sentence",
    "after a title",
    "after a first name",
    "before a capitalised word",
    "after a capitalised word",
    "after a preposition of place",
    "beside a verb of speech",
    "before a word of organisations",
    "after 'the'",
    "before a possessive",
    "in brackets",
)
# Letters in capitals, of all words with letters: above this a line is a headline (title case) or all in capitals.
HEADLINE_SHARE: Final = 0.6
HEADLINE_WORDS: Final = 4

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_HIGH = np.uint64(32)


def mix(*parts: Hashes | Ints | int) -> Keys:
    """Return one 32-bit key for each tuple of values (broadcast), evenly spread (multiply and xor-shift)."""
    state: Hashes = np.full((), 0x51ED270B0A1F39C1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for part in parts:
            state = (state ^ np.asarray(part, dtype=np.uint64)) * _MULTIPLIER
            state = state ^ (state >> _SHIFT)
    return (state >> _HIGH).astype(np.uint32)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a batch of texts in one row of positions, PAD edge positions before, between and after them.

    `rows` has the word-table row of each position; `places` the position of every word, and `texts` and `tokens` say which
    word that is. `starts` and `lengths` tell where the lines are.
    """

    rows: Ints
    places: Ints
    texts: Ints
    tokens: Ints
    starts: Ints
    lengths: Ints

    @property
    def size(self) -> int:
        """Return the number of positions."""
        return len(self.rows)


def lay_out(table: WordTable, texts: Sequence[Hashes], spellings: Spellings) -> Lines:
    """Lay the words of the texts (numbers in `spellings`) out in lines; white space is left out, a line break ends a line."""
    flat = table.rows_of(texts, spellings)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    text_of: Ints = np.repeat(np.arange(len(texts)), lengths)
    token_of = np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    kind = table.kind[flat]
    line_of = np.cumsum(kind == Kind.LINE_BREAK) + text_of
    keep = kind == Kind.WORD
    _, line, count = np.unique(line_of[keep], return_inverse=True, return_counts=True)
    places: Ints = np.arange(keep.sum()) + PAD * (line + 1)
    starts: Ints = np.cumsum(count) - count + PAD * (np.arange(len(count)) + 1)
    padded: Ints = np.zeros(int(keep.sum()) + PAD * (len(count) + 1), dtype=np.int64)
    padded[places] = flat[keep]
    return Lines(padded, places, text_of[keep], token_of[keep], starts, count.astype(np.int64))


def unigram_keys(slots: Hashes, distance: int) -> tuple[Keys, Bits]:
    """Return the key of every row of `slots` for each slot looked at from that distance (columns), and where there is one."""
    values = slots[:, : SLOTS_AT[distance]]
    return mix(np.arange(1, values.shape[1] + 1), distance + PAD, values), values != 0


def _by_length() -> list[tuple[Ints, list[list[int]]]]:
    """Return the templates of CONJUNCTIONS by their number of parts: their numbers, and for each part their rows in `_VIEWS`."""
    groups = []
    for length in sorted({len(parts) for parts in CONJUNCTIONS}):
        numbers = [number for number, parts in enumerate(CONJUNCTIONS) if len(parts) == length]
        views = [[_VIEWS.index(CONJUNCTIONS[number][part]) for number in numbers] for part in range(length)]
        groups.append((1000 + np.array(numbers), views))
    return groups


# What the conjunctions look at, each once, and the conjunctions in terms of it.
_VIEWS: Final = sorted({part for parts in CONJUNCTIONS for part in parts})
_GROUPS: Final = _by_length()


# Positions whose keys are made at once: bounds what a text of a million words takes.
_BLOCK: Final = 1 << 13


def conjunction_keys(table: WordTable, lines: Lines) -> Keys:
    """Return the key of every position (rows) for each template of CONJUNCTIONS and for the kind of line (columns)."""
    return np.concatenate(list(iter_conjunction_keys(table, lines)))


def iter_conjunction_keys(table: WordTable, lines: Lines) -> Iterator[Keys]:
    """Yield the same for some positions after others: no template looks further than PAD positions."""
    kinds = line_kinds(table, lines)
    for low in range(0, max(1, lines.size), _BLOCK):
        first, high = max(0, low - PAD), min(lines.size, low + _BLOCK)
        block = slice(first, high + PAD)
        yield _conjunction_keys(table, lines.rows[block], kinds[block])[low - first : high - first]


def _conjunction_keys(table: WordTable, rows: Ints, kinds: Hashes) -> Keys:
    slots = table.slots
    columns = {slot: slots[rows, slot] for slot in {slot for slot, _ in _VIEWS}}
    views = np.stack([shift(columns[slot], distance) for slot, distance in _VIEWS])
    keys = [mix(numbers[:, None], *(views[part] for part in parts)) for numbers, parts in _GROUPS]
    last = (
        mix(2000, kinds, columns[Slot.SHAPE]),
        mix(2001, kinds, columns[Slot.LOWER]),
        mix(2002, _place_pairs(table.lexicon, columns[Slot.LOWER]), columns[Slot.SHAPE]),
    )
    return np.concatenate([*keys, last]).T


def pair_key(first: Hashes, second: Hashes) -> Keys:
    """Return the key of two words (hashes of their lower case) that follow each other."""
    return mix(4000, first, second)


def _place_pairs(lexicon: Lexicon, lower: Hashes) -> Hashes:
    """Return for every position 1 when it begins a known pair, 2 when it ends one, 3 when both, else 0."""
    keys = pair_key(lower, shift(lower, 1))
    begins: Hashes = np.zeros(len(keys), dtype=np.uint64)
    if len(lexicon.pairs):
        place = np.minimum(np.searchsorted(lexicon.pairs, keys), len(lexicon.pairs) - 1)
        begins = (lexicon.pairs[place] == keys).astype(np.uint64)
    ends = np.zeros_like(begins)
    ends[1:] = begins[:-1]
    return begins + ends + ends


def shift(values: Hashes, distance: int) -> Hashes:
    """Return for every position the value of the position `distance` to its right; 1 where there is none."""
    if not distance:
        return values
    out = np.ones_like(values)
    if distance > 0:
        out[:-distance] = values[distance:]
    else:
        out[-distance:] = values[:distance]
    return out


def line_kinds(table: WordTable, lines: Lines) -> Hashes:
    """Return for every position 0, or 1 in a line in title case, or 2 in a line in capitals."""
    case = table.case[lines.rows[lines.places]]
    line = np.repeat(np.arange(len(lines.starts)), lines.lengths)
    count = len(lines.starts)
    letters = np.bincount(line, case != Case.NONE, count)
    capitals = np.bincount(line, case >= Case.TITLE, count)
    upper = np.bincount(line, case == Case.UPPER, count)
    kinds = np.zeros(count, dtype=np.uint64)
    kinds[(letters >= HEADLINE_WORDS) & (capitals > HEADLINE_SHARE * letters)] = 1
    kinds[(letters >= HEADLINE_WORDS) & (upper > HEADLINE_SHARE * letters)] = 2
    out: Hashes = np.zeros(lines.size, dtype=np.uint64)
    out[lines.places] = kinds[line]
    return out


def article_codes(table: WordTable, lines: Lines) -> Ints:
    """Return for every position a number: its ARTICLE_BITS, and its Case above them; 0 beyond the edges.

    A bit is set when another occurrence of the word (case ignored) in the same text does it.
    """
    at, rows = lines.places, lines.rows
    case, flags = table.case[rows], table.flags[rows]
    lower = table.slots[rows, Slot.LOWER]
    _, group = np.unique(mix(lower[at], lines.texts.astype(np.uint64)), return_inverse=True)
    signs = _signs(table, lines, case, flags)
    codes: Ints = np.zeros(lines.size, dtype=np.int64)
    capital = case[at] >= Case.TITLE
    for bit, sign in enumerate(signs):
        here = sign[at] & (capital if bit else True)
        other = np.bincount(group, here)[group] > here
        codes[at] |= (other & capital).astype(np.int64) << bit
    codes[at] |= case[at].astype(np.int64) << len(ARTICLE_BITS)
    return codes


def _signs(table: WordTable, lines: Lines, case: NDArray[np.uint8], flags: NDArray[np.uint16]) -> Iterator[Bits]:
    """Yield for each of ARTICLE_BITS where it holds (positions)."""
    rows = lines.rows
    capital = case >= Case.TITLE
    lower = table.slots[rows, Slot.LOWER]
    before, after = np.roll(np.arange(len(rows)), 1), np.roll(np.arange(len(rows)), -1)
    yield case == Case.LOWER
    yield capital & ~table.ends[rows][before]
    yield (flags[before] & Flag.TITLE) > 0
    yield capital[before] & ((flags[before] & Flag.FIRST_NAME) > 0)
    yield capital[after]
    yield capital[before]
    yield (flags[before] & Flag.PREPOSITION) > 0
    yield ((flags[before] | flags[after]) & Flag.SPEECH) > 0
    yield capital[after] & ((flags[after] & Flag.ORG_WORD) > 0)
    yield lower[before] == hash_text("the")
    yield (lower[after] == hash_text("'s")) | (lower[after] == hash_text("’s"))
    yield (lower[before] == hash_text("(")) & (lower[after] == hash_text(")"))


def code_keys(codes: Ints, distance: int) -> tuple[Keys, Bits]:
    """Return the keys of every code seen from that distance: all of it, then each of ARTICLE_BITS; and where there is one."""
    case = (codes >> len(ARTICLE_BITS))[:, None]
    bits = (codes & ((1 << len(ARTICLE_BITS)) - 1))[:, None]
    each = np.arange(len(ARTICLE_BITS))
    whole = mix(3000, distance + PAD, bits, case)
    single = mix(3001 + each, distance + PAD, case)
    return np.hstack([whole, single]), np.hstack([case > 0, (codes[:, None] >> each) & 1 > 0])
