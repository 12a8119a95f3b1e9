"""Runs the transformer over the windows of a text; the only file that knows ONNX Runtime. `pooling` and `transformer` call it.

Every window of a text goes through the network alone. Eight-bit networks scale their activations by the largest value of
a whole batch, so texts sharing one would change each other's mentions; alone, a text gives the same mentions in any batch.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from newsx.tagging.decoding import TAGS, stitch
from newsx.tagging.word_pieces import frame, windows

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from newsx.tagging.piece_table import PieceTable
    from newsx.tagging.word_pieces import Encoded, WordPieces

# Pieces of a window without its frame, as in training, and how many of them neighbours share: measured on the
# development articles, see the model card.
WINDOW = 190
OVERLAP = 24


# The graph was fused when it was made; this one is slower than what it replaces (models/default/README.md).
_SLOW_FUSIONS = ["SkipLayerNormFusion"]


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
        """Return the scores of one window."""
        ...


class OnnxNetwork:
    """A network in ONNX form on one thread: workers share out articles, not windows.

    `table` has one row a word piece, eight-bit numbers (`row`) and their unit (`scale`). It lies outside of the graph, so
    that only the rows of words that occur are read from disk.
    """

    def __init__(self, graph: bytes | Path, table: PieceTable) -> None:
        onnxruntime = _import_onnxruntime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Windows differ in length, and a plan of memory would be kept for each length.
        options.enable_mem_pattern = False
        # Processors without VNNI add up products of eight bits in sixteen, which overflows and loses names. This makes them as exact as the
        # others, which it does not touch; it is one of the changes to the graph that are made from this level on.
        options.add_session_config_entry("session.x64quantprecision", "1")
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        self._session = onnxruntime.InferenceSession(
            graph if isinstance(graph, bytes) else str(graph),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOW_FUSIONS,
        )
        self._table = table

    def __call__(
        self,
        ids: NDArray[np.int64],
        shapes: NDArray[np.int64],
        places: NDArray[np.int64],
        distances: NDArray[np.int64],
        /,
    ) -> NDArray[np.float32]:
        """Return the scores of one window; zeros for pieces of words that are not in doubt."""
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


def _import_onnxruntime() -> Any:
    """Return ONNX Runtime with its telemetry off, whoever calls: newsx works offline and writes what it is told to write.

    Version 1.32 keeps a device id and a database of events in the home folder and looks up its maker's host unless the
    variable stands in the environment when it is imported; the call stops the sockets where somebody imported it before.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


def score_words(
    encoded: Encoded,
    network: Network,
    pieces: WordPieces,
    *,
    distances: NDArray[np.int64] | None = None,
    size: int = WINDOW,
    overlap: int = OVERLAP,
) -> NDArray[np.float32]:
    """Return the log-probabilities (words, tags) of the words of `encoded`, read in windows of `size` pieces.

    All words are in doubt unless `distances` says how far each is from one that is. Time and memory grow with the number
    of words, however long a paragraph is.
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
