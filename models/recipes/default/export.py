"""Writes the network as a fused ONNX graph for one window, its weights in eight bits, and the rows of word pieces beside it."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from network import DOUBTED_FROM, NEAR_FROM, WholeAttention
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

    from network import EncoderLayer, Tagger

OPSET = 17
INPUTS = ("vectors", "shapes", "places", "near", "doubted")
# ONNX Runtime adds and normalises faster apart (a seventh of the time of a window of 130 pieces): its fused form is not vectorised.
SLOW_FUSIONS = ["SkipLayerNormFusion"]


class OneWindow(nn.Module):
    """The network for a single window without padding, as `newsx.tagging.network.OnnxNetwork` asks it.

    In come the rows of the pieces, their shapes and places, which of them stay from `NEAR_FROM` on, and which of those from
    `DOUBTED_FROM` on. Out come scores (pieces, tags) of those that stay to the end.
    """

    def __init__(self, net: Tagger) -> None:
        super().__init__()
        self.net = net

    def forward(self, vectors: Tensor, shapes: Tensor, places: Tensor, near: Tensor, doubted: Tensor) -> Tensor:
        net = self.net
        x = vectors + net.positions.weight[: vectors.shape[0]] + net.shapes(shapes) + net.places(places)
        x = net.norm(x)[None]
        for number, layer in enumerate(net.layers):
            if number == NEAR_FROM:
                x = x.index_select(1, near)
            if number == DOUBTED_FROM:
                x = x.index_select(1, doubted)
            x = _layer(layer, x)
        return net.head(x)[0]


def _layer(layer: EncoderLayer, x: Tensor) -> Tensor:
    """The layer with a split of constant sizes, which takes one node of the graph where `chunk` takes ten."""
    width = layer.norm1.normalized_shape[0]
    attended = WholeAttention.apply(*torch.split(layer.qkv(x), [width] * 3, -1), layer.heads)
    x = layer.norm1(x + layer.out(attended))
    return layer.norm2(x + layer.down(F.gelu(layer.up(x))))


def write_onnx(net: Tagger, path: Path) -> None:
    """`path` holds the network in single precision."""
    width = net.positions.weight.shape[1]
    whole = torch.ones(7, dtype=torch.long)
    example = (torch.randn(7, width), whole, whole, torch.arange(5), torch.arange(3))
    axes = ("pieces", "pieces", "pieces", "near", "doubted")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter announces its successor, which needs another package
        torch.onnx.export(
            OneWindow(net.eval()),
            example,
            str(path),
            dynamo=False,
            input_names=list(INPUTS),
            output_names=["scores"],
            dynamic_axes={"scores": {0: "doubted"}}
            | {name: {0: axis} for name, axis in zip(INPUTS, axes, strict=True)},
            opset_version=OPSET,
        )


def quantise(source: Path, target: Path) -> None:
    """`target` holds the graph of `source` with its matrices in eight bits, one scale a column, its nodes fused."""
    unfused = target.with_suffix(".unfused.onnx")
    quantize_dynamic(str(source), str(unfused), weight_type=QuantType.QInt8, per_channel=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(
        str(unfused), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
    )
    unfused.unlink()


def table_bytes(net: Tagger) -> bytes:
    """The rows of the word pieces in eight bits with one scale a row, as a NumPy file."""
    weights = net.pieces.weight.detach().numpy()
    scale = np.abs(weights).max(axis=1) / 127
    table = np.zeros(len(weights), [("row", "i1", (weights.shape[1],)), ("scale", "<f4")])
    table["row"] = np.round(weights / scale[:, None])
    table["scale"] = scale
    buffer = io.BytesIO()
    np.save(buffer, table)
    return buffer.getvalue()
