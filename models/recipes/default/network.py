"""The tagger's network: a small BERT encoder with rows for letter case and place in the paragraph, and a tag head.

The encoder has the shape of all-MiniLM-L6-v2 (6 layers, 384 wide, 12 heads), whose weights it starts from. That model reads
lower-cased text, so what capitals tell is added to the input as one learnt row a token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from newsx.tagging.decoding import TAGS
from newsx.tagging.word_pieces import PLACES, SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping

DROPOUT = 0.1
INIT_STD = 0.02
LAYER_NORM_EPS = 1e-12
MASKED = -1e4

# Before these layers the pieces leave that have done their part: those more than one word away from a word in doubt, then all
# but those of the words in doubt themselves.
NEAR_FROM = 3
DOUBTED_FROM = 5
# Units between the two matrices of a layer: of the large network that is trained, and of the small one that is used.
LARGE, SMALL = 1536, 768


class WholeAttention(torch.autograd.Function):
    """Attention without padding; in an ONNX graph it is one fused operation of ONNX Runtime."""

    @staticmethod
    def forward(ctx: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """Attended values (batch, pieces, width)."""
        del ctx
        split = [part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (query, key, value)]
        return F.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The node that stands for it."""
        node = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        node.setType(query.type())
        return node


class EncoderLayer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, LAYER_NORM_EPS)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, LAYER_NORM_EPS)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Hidden states (batch, pieces, width) after the layer; `bias` is 0 where a piece may be looked at."""
        batch, length, width = x.shape
        if bias is None:
            attended = WholeAttention.apply(*self.qkv(x).chunk(3, -1), self.heads)
        else:
            qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
            scores = qkv[0] @ qkv[1].transpose(-1, -2) * (width // self.heads) ** -0.5 + bias.to(qkv.dtype)
            attended = (torch.softmax(scores, -1) @ qkv[2]).transpose(1, 2).reshape(batch, length, width)
        attended = self.out(attended)
        x = self.norm1(x + F.dropout(attended, DROPOUT, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, DROPOUT, self.training))


class Tagger(nn.Module):
    """Word pieces, case shapes and places in, one score a tag out."""

    def __init__(
        self,
        *,
        vocab: int = 30522,
        width: int = 384,
        layers: int = 6,
        heads: int = 12,
        inner: int = LARGE,
        positions: int = 512,
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocab, width)
        self.positions = nn.Embedding(positions, width)
        self.shapes = nn.Embedding(len(SHAPES), width)
        self.places = nn.Embedding(len(PLACES), width)
        self.norm = nn.LayerNorm(width, LAYER_NORM_EPS)
        self.layers = nn.ModuleList(EncoderLayer(width, heads, inner) for _ in range(layers))
        self.head = nn.Linear(width, len(TAGS))
        for new in (self.shapes, self.places, self.head):
            nn.init.normal_(new.weight, std=INIT_STD)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, shapes: Tensor, places: Tensor, mask: Tensor | None) -> Tensor:
        """Scores (batch, pieces, tags); all inputs are integers (batch, pieces), `mask` is 0 on padding."""
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes) + self.places(places)
        x = F.dropout(self.norm(x), DROPOUT, self.training)
        bias = None if mask is None else (1 - mask[:, None, None, :].float()) * MASKED
        for layer in self.layers:
            x = layer(x, bias)
        return self.head(F.dropout(x, DROPOUT, self.training))

    def load_bert(self, weights: Mapping[str, Tensor]) -> None:
        """The encoder holds `weights`, a checkpoint with BERT's names; head, shapes and places stay as they are."""
        with torch.no_grad():
            self.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
            segment = weights["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + segment)
            for kind in ("weight", "bias"):
                getattr(self.norm, kind).copy_(weights[f"embeddings.LayerNorm.{kind}"])
                for number, layer in enumerate(self.layers):
                    prefix = f"encoder.layer.{number}."
                    parts = [weights[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    for ours, theirs in _BERT_NAMES.items():
                        getattr(getattr(layer, ours), kind).copy_(weights[f"{prefix}{theirs}.{kind}"])


_BERT_NAMES = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
