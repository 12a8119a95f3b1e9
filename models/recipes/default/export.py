"""Writes the network as an ONNX graph for one window, its weights in eight bits."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

    from network import Tagger

OPSET = 17
INPUTS = ("ids", "shapes", "places")


class OneWindow(nn.Module):
    """The network for a single window without padding: pieces in, scores (pieces, tags) out."""

    def __init__(self, net: Tagger) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor, places: Tensor) -> Tensor:
        return self.net(ids[None], shapes[None], places[None], None)[0]


def write_onnx(net: Tagger, path: Path) -> None:
    """`path` holds the network in single precision."""
    example = torch.ones(7, dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter announces its successor, which needs another package
        torch.onnx.export(
            OneWindow(net.eval()),
            (example,) * len(INPUTS),
            str(path),
            dynamo=False,
            input_names=list(INPUTS),
            output_names=["scores"],
            dynamic_axes={name: {0: "pieces"} for name in (*INPUTS, "scores")},
            opset_version=OPSET,
        )


def quantise(source: Path, target: Path, *, skip: tuple[str, ...] = (), reduce_range: bool = False) -> None:
    """`target` holds the graph of `source` with its matrices in eight bits, one scale a column; nodes in `skip` stay as they are."""
    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=reduce_range,
        nodes_to_exclude=list(skip),
    )
