"""The default tagger: a small transformer run by ONNX Runtime, as a spaCy component that sets `doc.ents`.

Every window of a text goes through the network alone. Eight-bit networks scale their activations by the largest value of
a whole batch, so texts sharing one would change each other's mentions; alone, a text gives the same mentions in any batch.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from spacy.language import Language
from spacy.tokens import Span
from spacy.util import filter_spans

from newsx.components.consistency import settle
from newsx.components.context import context_of, text_of
from newsx.components.decoding import TAGS, Mention, decode, stitch
from newsx.components.pieces import PieceTable
from newsx.components.wordpieces import Encoded, WordPieces, encode, frame, windows
from newsx.errors import ModelNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from newsx.components.crf_ner.tagger import CrfTagger

# Pieces of a window without its frame, as in training, and how many of them neighbours share: measured on the
# development articles, see the model card.
WINDOW = 190
OVERLAP = 24

# How much the linear model of another pipeline counts beside the network (log-linear pooling). They err differently: on the
# development articles FOUR is 85.6 at 0.3, 86.0 at 0.4, 86.4 at 0.45 and 86.1 at 0.5.
SECOND_OPINION_WEIGHT = 0.45
# The least probability the second opinion gives a tag, so that it can doubt and never forbid.
_DOUBT = 1e-6

# A word is certain when the second opinion holds it to be outside of every mention with more than this: five of six words, and
# two of a thousand in annotated mentions. Leaving the network unheard on them changes no score of the development articles.
CERTAIN = 0.999
# The network reads the other words and this many certain ones on either side of them, as if nothing stood between: less than
# half of a text. With the large network it was made of, FOUR on the development articles is 86.1 with all words, 86.4 with four
# neighbours, 86.4 with three, 86.0 with two and 85.0 with one.
NEIGHBOURS = 2

_GRAPH = "network.onnx"
_TABLE = "pieces.npy"
_VOCABULARY = "vocab.txt"
_CALIBRATION = "calibration.json"
_FILES = (_GRAPH, _TABLE, _VOCABULARY, _CALIBRATION)


class Network(Protocol):
    """What scores a window: ids, shapes and places of its pieces in, and how far each is from a word in doubt.

    Out come scores (pieces, tags); what they are for words that are not in doubt (distance 0) has no meaning.
    """

    def __call__(
        self,
        ids: NDArray[np.int64],
        shapes: NDArray[np.int64],
        places: NDArray[np.int64],
        distances: NDArray[np.int64],
        /,
    ) -> NDArray[np.float32]:
        """The scores of one window."""
        ...


class OnnxNetwork:
    """A network in ONNX form on one thread: workers share out articles, not windows.

    `table` has one row a word piece, eight-bit numbers (`row`) and their unit (`scale`). It lies outside of the graph, so
    that only the rows of words that occur are read from disk.
    """

    def __init__(self, graph: bytes | Path, table: PieceTable) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Windows differ in length, and a plan of memory would be kept for each length.
        options.enable_mem_pattern = False
        # The graph was fused when it was made.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        source = graph if isinstance(graph, bytes) else str(graph)
        self._session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
        self._table = table

    def __call__(
        self,
        ids: NDArray[np.int64],
        shapes: NDArray[np.int64],
        places: NDArray[np.int64],
        distances: NDArray[np.int64],
        /,
    ) -> NDArray[np.float32]:
        """The scores of one window; zeros for pieces of words that are not in doubt."""
        entries = self._table[ids]
        near = np.flatnonzero(distances <= 1)
        doubted = np.flatnonzero(distances[near] == 0)
        inputs = {
            "vectors": entries["row"] * entries["scale"][:, None],
            "shapes": shapes,
            "places": places,
            "near": near,
            "doubted": doubted,
        }
        found: NDArray[np.float32] = self._session.run(None, inputs)[0]
        scores = np.zeros((len(ids), found.shape[1]), np.float32)
        scores[near[doubted]] = found
        return scores


def score_words(
    encoded: Encoded,
    network: Network,
    pieces: WordPieces,
    *,
    distances: NDArray[np.int64] | None = None,
    size: int = WINDOW,
    overlap: int = OVERLAP,
) -> NDArray[np.float32]:
    """Log-probabilities (words, tags) of the words of `encoded`, read in windows; all of them are in doubt unless `distances` says other.

    Time and memory grow with the number of words, however long a paragraph is.
    """
    ranges = list(windows(encoded.firsts, size=size, overlap=overlap))
    if not ranges:
        return np.empty((0, len(TAGS)), np.float32)
    if distances is None:
        distances = np.zeros(len(encoded.tokens), np.int64)
    scores = []
    for start, end in ranges:
        firsts = encoded.firsts[start : end + 1]
        # The marks that frame a window stay to the end.
        far = np.pad(np.repeat(distances[start:end], np.diff(firsts)), 1)
        ids, shapes, places = frame(encoded, start, end, pieces)
        scores.append(network(ids, shapes, places, far)[firsts[:-1] - firsts[0] + 1])
    return stitch(ranges, scores, len(encoded.tokens))


def distances_to(words: NDArray[np.bool_], reach: int) -> NDArray[np.int64]:
    """How many words each is away from one that is true, 0 for that itself; `reach` + 1 for all that are farther."""
    distances: NDArray[np.int64] = np.where(words, 0, reach + 1)
    for distance in range(reach, 0, -1):
        near = np.zeros(len(words), np.bool_)
        near[distance:] |= words[:-distance]
        near[:-distance] |= words[distance:]
        distances[near & ~words] = distance
    return distances


class TransformerNer:
    """Sets `doc.ents` to the people, places, organisations, dates and nationalities of a text.

    Each entity carries `ent._.confidence`, the calibrated probability, 0 to 1, that its characters and label are right.
    """

    def __init__(
        self,
        name: str = "newsx_transformer_ner",
        *,
        size: int = WINDOW,
        overlap: int = OVERLAP,
        min_confidence: float = 0.0,
        second_opinion: str | None = None,
    ) -> None:
        self.name = name
        self.second_opinion = second_opinion
        self._second: CrfTagger | None = None
        self.size = size
        self.overlap = overlap
        self.min_confidence = min_confidence
        self.calibration: list[tuple[float, float]] = []
        self._files: dict[str, bytes | Path] = {}
        self._network: Network | None = None
        self._pieces: WordPieces | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with its entities set."""
        taken = list(doc.ents)
        spans = []
        mentions = settle(text_of(doc), self.find(doc), body_start=context_of(doc).body_start)
        for mention, confidence in zip(mentions, self._calibrate([mention.score for mention in mentions]), strict=True):
            span = _word_span(doc, mention)
            if span is None or confidence < self.min_confidence or any(_overlap(span, ent) for ent in taken):
                continue
            span._.confidence = confidence
            spans.append(span)
        doc.ents = [*taken, *filter_spans(spans)]
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """The Docs of `stream` one after another; `batch_size` changes nothing."""
        del batch_size
        return map(self, stream)

    def find(self, doc: Doc) -> list[Mention]:
        """What the network, and the second opinion where one is set, mark in `doc`: by characters, uncalibrated, distractors left in."""
        network, pieces = self._ready()
        strings = doc.vocab.strings
        encoded = encode((strings[orth] for orth in doc.to_array("ORTH").tolist()), pieces)
        if self.second_opinion:
            opinion = self._second_tagger(doc).probabilities(doc)[encoded.tokens]
            log_probs = self._hear_both(encoded, opinion, network, pieces)
        else:
            log_probs = score_words(encoded, network, pieces, size=self.size, overlap=self.overlap)
        tokens = encoded.tokens.tolist()
        found = []
        for start, end, label, score in decode(log_probs, encoded.lines):
            first, last = doc[tokens[start]], doc[tokens[end - 1]]
            found.append(Mention(first.idx, last.idx + len(last), label, score))
        return found

    def _hear_both(
        self, encoded: Encoded, opinion: NDArray[np.float32], network: Network, pieces: WordPieces
    ) -> NDArray[np.float32]:
        """Log-probabilities (words, tags), the network being heard where `opinion`, the other tagger's probabilities, is not certain."""
        distances = distances_to(opinion[:, 0] <= CERTAIN, NEIGHBOURS)
        doubted, read = distances == 0, distances <= NEIGHBOURS
        scores = score_words(
            encoded.having(read), network, pieces, distances=distances[read], size=self.size, overlap=self.overlap
        )
        log_probs: NDArray[np.float32] = np.log(opinion + np.float32(_DOUBT))
        log_probs[doubted] = pool(scores[doubted[read]], opinion[doubted])
        return log_probs

    def _ready(self) -> tuple[Network, WordPieces]:
        if self._network is None or self._pieces is None:
            raise ModelNotFoundError(f"the component '{self.name}' has no network: load it from a trained pipeline")
        return self._network, self._pieces

    def _second_tagger(self, doc: Doc) -> CrfTagger:
        """The linear model of the pipeline that the setting `second_opinion` names; loaded when it is first asked."""
        if self._second is None:
            from newsx.components.crf_ner.tagger import CrfTagger
            from newsx.resources import resource_path

            folder = resource_path(f"{self.second_opinion}/newsx_crf_ner")
            self._second = CrfTagger(doc.vocab).from_disk(folder)
        return self._second

    def _calibrate(self, scores: list[float]) -> list[float]:
        if not self.calibration:
            return scores
        raw, probability = zip(*self.calibration, strict=True)
        calibrated: list[float] = np.interp(scores, raw, probability).tolist()
        return calibrated

    def load(self, files: Mapping[str, bytes | Path]) -> TransformerNer:
        """The component with the network, vocabulary and calibration in `files`: by file name, what it holds or where it lies."""
        self._files = dict(files)
        self._network = OnnxNetwork(files[_GRAPH], PieceTable(files[_TABLE]))
        self._pieces = WordPieces(_content(files[_VOCABULARY]).decode("utf-8").rstrip("\n").split("\n"))
        self.calibration = [(raw, probability) for raw, probability in json.loads(_content(files[_CALIBRATION]))]
        return self

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> TransformerNer:
        """The component with what `to_disk` wrote to the folder `path`, which must stay where it is: copies read it again."""
        del exclude
        return self.load({name: Path(path).absolute() / name for name in _FILES})

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """The folder `path` holds the network, its vocabulary and its calibration."""
        del exclude
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, file in self._files.items():
            (Path(path) / name).write_bytes(_content(file))

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_network": None, "_pieces": None, "_second": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if self._files:
            self.load(self._files)


def _content(file: bytes | Path) -> bytes:
    return file if isinstance(file, bytes) else file.read_bytes()


def _word_span(doc: Doc, mention: Mention) -> Span | None:
    """The words of `mention`; None where it would take in letters that are not its own."""
    span = doc.char_span(mention.start, mention.end, label=mention.label)
    if span is not None:
        return span
    # An edge that was trimmed lies inside a word, such as the full stop of "Okafor.".
    span = doc.char_span(mention.start, mention.end, label=mention.label, alignment_mode="expand")
    if span is None:
        return None
    text = text_of(doc)
    added = text[span.start_char : mention.start] + text[mention.end : span.end_char]
    return None if any(map(str.isalnum, added)) else span


def pool(log_probs: NDArray[np.float32], opinion: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log-probabilities (words, tags) of two taggers as one: the weighted mean of their logarithms, made to sum to one."""
    pooled = (1 - SECOND_OPINION_WEIGHT) * log_probs + SECOND_OPINION_WEIGHT * np.log(opinion + _DOUBT)
    pooled -= np.log(np.exp(pooled).sum(axis=1, keepdims=True))
    joined: NDArray[np.float32] = pooled.astype(np.float32)
    return joined


def _overlap(one: Span, other: Span) -> bool:
    return bool(one.start < other.end and other.start < one.end)


@Language.factory(
    "newsx_transformer_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"size": WINDOW, "overlap": OVERLAP, "min_confidence": 0.0, "second_opinion": None},
)
def make_transformer_ner(
    nlp: Language, name: str, size: int, overlap: int, min_confidence: float, second_opinion: str | None = None
) -> TransformerNer:
    """An untrained component; `nlp.from_disk` gives it its network.

    `second_opinion` names the pipeline in `models/` whose linear model is heard beside the network, or none.
    """
    del nlp
    if not Span.has_extension("confidence"):
        Span.set_extension("confidence", default=None)
    return TransformerNer(
        name, size=size, overlap=overlap, min_confidence=min_confidence, second_opinion=second_opinion
    )
