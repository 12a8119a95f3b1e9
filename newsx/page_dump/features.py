"""The features of each unit of a text: its shape, its words and its place on the page, as NumPy arrays (called by `labeller`).

Nothing here knows a language: letters are told apart by their Unicode category, sentences by the end marks of many scripts,
function words by being short and frequent in the page's own prose.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newsx.lazy import lazy_pattern
from newsx.page_dump.lines import BULLET, Unit
from newsx.vocabulary.scripts import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Of a long unit only the beginning and the end are split into words: they tell what it is, and time stays linear and small.
HEAD = 220
TAIL = 80
# A unit of prose has at least so many words (a word of an unspaced script counts two characters) and an end mark.
PROSE_WORDS = 8
# What each unit that is no prose takes from a run of prose, in characters.
RUN_PRICE = 25.0
# Function words: no longer than this, and among the most frequent of the page's prose.
FUNCTION_LENGTH = 4
FUNCTION_RANKS = 25
# Words that carry content, for the share of a unit's words that the prose of the page has too.
CONTENT_LENGTH = 5

TOKEN = lazy_pattern(r"[^\W\d_]+|\d+|[©@|:…#]")
_END_MARKS = ".!?…。！？।۔؟‽｡"
_COMMAS = ",、，;:،؛：；"
_QUOTES = "\"“”'‘’«»„‟「」『』‹›)]）】"
_SEPARATORS = "|·•/\\>→—–-_+*#@&=~▪■●"
OTHER, UPPER, LOWER, CASELESS, UNSPACED_LETTER, DIGIT, SPACE, END, COMMA, QUOTE, SEPARATOR, MARK = range(12)
CLASSES = 12


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of the n units of a text.

    `shapes` is n by `len(FEATURE_NAMES)`. `words` are numbers of a vocabulary (0 for a word that is not in it), one for each
    word of the text, and `owners` the units that they belong to, ascending.
    """

    shapes: Floats
    words: Ints
    owners: Ints


FEATURE_NAMES = (
    *(
        "chars",
        "words",
        "word_length",
        "upper",
        "digits",
        "caseless",
        "unspaced",
        "commas",
        "sentences",
        "separators",
        "quotes",
        "capitalised",
    ),
    *(f"first_{name}" for name in ("upper", "lower", "caseless", "digit", "quote", "separator", "other")),
    *(f"last_{name}" for name in ("letter", "caseless", "digit", "end", "comma", "quote", "other")),
    *("bullet", "indent", "gap_before", "gap_after", "repeats", "same_as_before", "ellipsis", "prose"),
    *("function_words", "content_shared", "position", "from_start", "to_end", "page_length"),
    *(
        "prose_before",
        "prose_after",
        "prose_total",
        "since_prose",
        "until_prose",
        "in_run",
        "from_run_start",
        "to_run_end",
    ),
    *("page_gaps", "page_bullets", "nearby_prose", "nearby_bullets"),
)


def extract_features(units: Sequence[Unit], vocabulary: Mapping[str, int]) -> Features:
    """Return shapes and words of all units; linear in the length of the text."""
    count = len(units)
    texts = [unit.text for unit in units]
    chars, starts, stops = _characters(texts)
    own = _shape_columns(chars, starts, stops)
    words_per_unit = own["words"]
    bullets = np.fromiter((BULLET.match(text) is not None for text in texts), dtype=np.float64, count=count)
    prose = (words_per_unit >= PROSE_WORDS) & (own["last_end"] > 0) & (bullets == 0)
    numbers, owners, vocabulary_ids, lengths = _words(texts, vocabulary)
    function, shared = _word_shares(numbers, owners, lengths, prose=prose, count=count)
    columns = {
        **own,
        **_page_columns(units, texts, bullets, prose),
        **_run_columns(own["chars"], prose),
        "function_words": function,
        "content_shared": shared,
    }
    for name in ("chars", "words", "commas", "sentences", "separators", "quotes"):
        columns[name] = np.log1p(columns[name])
    shapes = np.stack([columns[name] for name in FEATURE_NAMES], axis=1).astype(np.float32)
    return Features(shapes, vocabulary_ids[numbers], owners)


_BY_CATEGORY = {
    "Lu": UPPER,
    "Lt": UPPER,
    "Ll": LOWER,
    "Lo": CASELESS,
    "Lm": CASELESS,
    "Nd": DIGIT,
    "Mn": MARK,
    "Mc": MARK,
}
_BY_MARK = {
    mark: name
    for marks, name in (
        (_END_MARKS, END),
        (_COMMAS, COMMA),
        (_QUOTES, QUOTE),
        (_SEPARATORS, SEPARATOR),
        (" \t\n\xa0\u3000", SPACE),
    )
    for mark in marks
}
# The class of every character of the first plane, as far as it has been met, and of all others at the last place.
_UNMET = 255
_ALL_OTHERS = 0x10000
_CLASS_OF = np.full(_ALL_OTHERS + 1, _UNMET, dtype=np.uint8)
_CLASS_OF[_ALL_OTHERS] = OTHER


def _class_of(mark: str) -> int:
    """Return the class of a character."""
    found = _BY_MARK.get(mark)
    if found is not None:
        return found
    known = _BY_CATEGORY.get(unicodedata.category(mark), OTHER)
    return UNSPACED_LETTER if known in (CASELESS, MARK) and UNSPACED.match(mark) else known


def _classes(text: str) -> NDArray[np.uint8]:
    """Return the class of each character of the text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    places = np.minimum(codes, _ALL_OTHERS)
    classes = _CLASS_OF[places]
    if (classes == _UNMET).any():
        for mark in set(text):
            if ord(mark) < _ALL_OTHERS:
                _CLASS_OF[ord(mark)] = _class_of(mark)
        classes = _CLASS_OF[places]
    return classes


def _characters(texts: Sequence[str]) -> tuple[NDArray[np.uint8], Ints, Ints]:
    """Return the classes of the characters of all texts, each followed by one space, and where each text starts and stops."""
    joined = "\n".join(texts) + "\n"
    classes = _classes(joined)
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    stops = np.cumsum(lengths + 1) - 1
    return classes, stops - lengths, stops


def _shape_columns(chars: NDArray[np.uint8], starts: Ints, stops: Ints) -> dict[str, NDArray[np.float64]]:
    """Return columns that follow from the characters of a unit alone."""
    count = len(starts)
    owner = np.repeat(np.arange(count), stops - starts + 1)
    counts = np.bincount(owner * CLASSES + chars, minlength=count * CLASSES).reshape(count, CLASSES).astype(np.float64)
    before = np.concatenate([[SPACE], chars[:-1]])
    after = np.concatenate([chars[1:], [SPACE]])
    length = np.maximum(1.0, stops - starts)
    spaced = counts[:, SPACE]
    words = spaced + counts[:, UNSPACED_LETTER] / 2
    inner_end = (chars == END) & (after == SPACE)
    inner_end[np.maximum(stops - 1, 0)] = False
    inner_end |= (chars == END) & (after == UNSPACED_LETTER)
    titled = np.bincount(owner, weights=(chars == UPPER) & ((before == SPACE) | (before == QUOTE)), minlength=count)
    first = chars[starts]
    last = chars[np.maximum(stops - 1, 0)]
    previous = chars[np.maximum(stops - 2, 0)]
    last = np.where((last == QUOTE) & (stops - starts > 1) & ((previous == END) | (previous == COMMA)), previous, last)
    return {
        "chars": stops - starts.astype(np.float64),
        "words": words,
        "word_length": np.minimum(length / np.maximum(words, 1), 20) / 10,
        "upper": counts[:, UPPER] / length,
        "digits": counts[:, DIGIT] / length,
        "caseless": counts[:, CASELESS] / length,
        "unspaced": counts[:, UNSPACED_LETTER] / length,
        "commas": counts[:, COMMA],
        "sentences": np.bincount(owner, weights=inner_end, minlength=count),
        "separators": counts[:, SEPARATOR],
        "quotes": counts[:, QUOTE],
        "capitalised": titled / np.maximum(spaced, 1),
        "first_upper": first == UPPER,
        "first_lower": first == LOWER,
        "first_caseless": (first == CASELESS) | (first == UNSPACED_LETTER),
        "first_digit": first == DIGIT,
        "first_quote": first == QUOTE,
        "first_separator": first == SEPARATOR,
        "first_other": (first == OTHER) | (first == END) | (first == COMMA),
        "last_letter": (last == UPPER) | (last == LOWER),
        "last_caseless": (last == CASELESS) | (last == UNSPACED_LETTER) | (last == MARK),
        "last_digit": last == DIGIT,
        "last_end": last == END,
        "last_comma": last == COMMA,
        "last_quote": last == QUOTE,
        "last_other": (last == OTHER) | (last == SEPARATOR),
    }


def _words(texts: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the words of all texts as numbers of the page's own word list, their owners, and of each listed word its vocabulary number and length."""
    listed: dict[str, int] = {}
    numbers: list[int] = []
    counts: list[int] = []
    for text in texts:
        part = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
        tokens = TOKEN.findall(part.lower())
        counts.append(len(tokens))
        numbers += [listed.setdefault(token, len(listed)) for token in tokens]
    owners = np.repeat(np.arange(len(texts)), counts)
    ids = np.array([vocabulary.get(_folded(word), 0) for word in listed], dtype=np.int64)
    lengths = np.array([0 if word[0].isdigit() else len(word) for word in listed], dtype=np.int64)
    return np.array(numbers, dtype=np.int64), owners, ids, lengths


def _folded(word: str) -> str:
    """Make numbers alike that have as many digits and, for years, the same century."""
    if not word[0].isdigit():
        return word
    if len(word) == 4 and word[:2] in ("19", "20"):
        return f"{word[:2]}00"
    return "0" * min(len(word), 6)


def _word_shares(
    numbers: Ints, owners: Ints, lengths: Ints, *, prose: NDArray[np.bool_], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return two shares for each unit: of its words those that are function words of the page, of its content words those in other prose."""
    if not len(numbers):
        return np.zeros(count), np.zeros(count)
    in_prose = prose[owners]
    frequency = np.bincount(numbers[in_prose], minlength=len(lengths))
    short = np.where((lengths > 0) & (lengths <= FUNCTION_LENGTH), frequency, 0)
    least = max(2, int(np.partition(short, -FUNCTION_RANKS)[-FUNCTION_RANKS]) if len(short) > FUNCTION_RANKS else 2)
    total = np.maximum(1, np.bincount(owners, minlength=count))
    function = np.bincount(owners, weights=(short >= least)[numbers], minlength=count) / total
    content = lengths[numbers] >= CONTENT_LENGTH
    elsewhere = frequency[numbers] > in_prose
    shared = np.bincount(owners, weights=content & elsewhere, minlength=count)
    return function, shared / np.maximum(1, np.bincount(owners, weights=content, minlength=count))


def _page_columns(
    units: Sequence[Unit], texts: Sequence[str], bullets: NDArray[np.float64], prose: NDArray[np.bool_]
) -> dict[str, NDArray[np.float64]]:
    """Return columns for the place of a unit on its page and its layout."""
    count = len(units)
    lowered = [text.lower() for text in texts]
    repeats = Counter(lowered)
    gaps = np.fromiter((min(unit.gap, 3) for unit in units), dtype=np.float64, count=count)
    index = np.arange(count)
    return {
        "bullet": bullets,
        "indent": np.log1p(np.fromiter((min(unit.indent, 80) for unit in units), dtype=np.float64, count=count)),
        "gap_before": gaps,
        "gap_after": np.concatenate([gaps[1:], [3.0]]),
        "repeats": np.log1p(np.fromiter((repeats[text] for text in lowered), dtype=np.float64, count=count) - 1),
        "same_as_before": np.fromiter(
            (i > 0 and lowered[i] == lowered[i - 1] for i in range(count)), dtype=np.float64, count=count
        ),
        "ellipsis": np.fromiter((text.endswith(("…", "...")) for text in texts), dtype=np.float64, count=count),
        "prose": prose.astype(np.float64),
        "position": index / count,
        "from_start": np.log1p(index),
        "to_end": np.log1p(count - 1 - index),
        "page_length": np.full(count, np.log1p(count)),
        "page_gaps": np.full(count, (gaps > 0).mean()),
        "page_bullets": np.full(count, bullets.mean()),
        "nearby_prose": nearby_means(prose.astype(np.float64), 4),
        "nearby_bullets": nearby_means(bullets, 4),
    }


def nearby_means(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Return the mean over each unit and `reach` units on both sides."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    low, high = np.maximum(0, index - reach), np.minimum(len(values), index + reach + 1)
    mean: NDArray[np.float64] = (sums[high] - sums[low]) / (high - low)
    return mean


def _run_columns(chars: NDArray[np.float64], prose: NDArray[np.bool_]) -> dict[str, NDArray[np.float64]]:
    """Return columns for the place of a unit among the prose of the page and relative to its heaviest run."""
    count = len(chars)
    index = np.arange(count)
    mass = np.where(prose, chars, 0.0)
    sums = np.concatenate([[0.0], np.cumsum(mass)])
    total = max(1.0, float(sums[-1]))
    start, stop = heaviest_run(np.where(prose, np.minimum(chars, 2000.0), -RUN_PRICE))
    last_prose = np.maximum.accumulate(np.where(prose, index, -200))
    next_prose = np.minimum.accumulate(np.where(prose, index, count + 200)[::-1])[::-1]
    return {
        "prose_before": sums[:-1] / total,
        "prose_after": 1 - sums[1:] / total,
        "prose_total": np.full(count, np.log1p(total)),
        "since_prose": np.log1p(np.minimum(index - last_prose, 100)),
        "until_prose": np.log1p(np.minimum(next_prose - index, 100)),
        "in_run": ((index >= start) & (index < stop)).astype(np.float64),
        "from_run_start": np.sign(index - start) * np.log1p(np.abs(index - start)),
        "to_run_end": np.sign(stop - 1 - index) * np.log1p(np.abs(stop - 1 - index)),
    }


def heaviest_run(values: NDArray[np.float64]) -> tuple[int, int]:
    """Return start and stop of the run with the greatest sum (the first of equals)."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    lowest = np.minimum.accumulate(sums)
    stop = int(np.argmax(sums - lowest))
    start = int(np.argmin(sums[: stop + 1]))
    return start, stop
