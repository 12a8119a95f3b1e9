"""The multilingual network as it is trained: without its table of word pieces, which stays as it came, on an accelerator where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from network import LAYER_NORM_EPS, EncoderLayer
from network import Tagger as Whole
from torch import Tensor, nn

from newsx.tagging.decoding import TAGS
from newsx.tagging.word_pieces import PLACES, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable

DROPOUT = 0.1
WIDTH = 384
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
# Weights that are new and learn faster.
NEW = ("head", "shapes", "places")


class Layer(EncoderLayer):
    """A layer whose attention is computed at once; the weights have the names of `network.EncoderLayer`."""

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return hidden states (batch, pieces, width); `bias` is true where a piece may be looked at."""
        batch, length, width = x.shape
        shape = (batch, length, 3, self.heads, width // self.heads)
        query, key, value = self.qkv(x).view(shape).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        attended = attended.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + F.dropout(self.out(attended), DROPOUT, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), DROPOUT, self.training))


class Tagger(nn.Module):
    """Vectors of word pieces, case shapes and places in, scores of tags out."""

    def __init__(self, *, layers: int = 12, inner: int = 1536, positions: int = 512, heads: int = 12) -> None:
        super().__init__()
        self.positions = nn.Embedding(positions, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.places = nn.Embedding(len(PLACES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, LAYER_NORM_EPS)
        self.layers = nn.ModuleList(Layer(WIDTH, heads, inner) for _ in range(layers))
        self.head = nn.Linear(WIDTH, len(TAGS))
        for new in (self.shapes, self.places, self.head):
            nn.init.normal_(new.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def embed(self, vectors: Tensor, shapes: Tensor, places: Tensor) -> Tensor:
        """Return what goes into the first layer."""
        x = vectors + self.positions.weight[: vectors.shape[1]] + self.shapes(shapes) + self.places(places)
        return F.dropout(self.norm(x), DROPOUT, self.training)

    def forward(self, vectors: Tensor, shapes: Tensor, places: Tensor, mask: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Return scores (batch, pieces, tags) and the states behind every layer; `mask` is true where a piece stands."""
        x = self.embed(vectors, shapes, places)
        states = []
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
            states.append(x)
        return self.head(F.dropout(x, DROPOUT, self.training)), states


def parameter_groups(net: nn.Module, *, rate: float, new_rate: float, layer_decay: float) -> list[dict[str, object]]:
    """Return the groups of weights: lower layers learn more slowly, new rows faster."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, weight in net.named_parameters():
        depth = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
        own = new_rate if name.startswith(NEW) else rate * layer_decay ** (len(net.layers) - depth)
        decay = 0.01 if weight.ndim > 1 and not name.startswith("positions") else 0.0
        groups.setdefault((own, decay), []).append(weight)
    return [{"params": weights, "lr": own, "weight_decay": decay} for (own, decay), weights in groups.items()]


class Run:
    """A network with its optimiser and the running mean of its weights; the rate falls to nothing as progress reaches one."""

    def __init__(
        self, net: nn.Module, *, rate: float, new_rate: float = 1e-3, layer_decay: float = 0.9, mean: float = 0.998
    ) -> None:
        self.net, self.decay, self.steps = net.to(DEVICE).train(), mean, 0
        groups = parameter_groups(net, rate=rate, new_rate=new_rate, layer_decay=layer_decay)
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.peaks = [group["lr"] for group in self.optimizer.param_groups]
        self.live = list(net.parameters())
        self.mean = [weight.detach().clone() for weight in self.live]

    def step(self, loss: Tensor, progress: float, *, warm_up: float = 0.06) -> None:
        """Learn from a loss; `progress` is the share of the run that lies behind."""
        scale = min((progress + 1e-3) / warm_up, 1.0) * max(0.0, 1 - progress)
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * scale
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.live, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.steps += 1
        with torch.no_grad():
            torch._foreach_lerp_(self.mean, self.live, 1 - min(self.decay, self.steps / (self.steps + 10)))

    def done(self) -> nn.Module:
        """Return the network with the mean of its weights."""
        with torch.no_grad():
            for live, mean in zip(self.live, self.mean, strict=True):
                live.copy_(mean)
        return self.net.eval()


def autocast() -> torch.autocast:
    """Return the block in which matrices are multiplied in bfloat16, on accelerators."""
    return torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda")


def mean_probabilities(nets: Iterable[Tagger], columns: tuple[Tensor, ...], first: Tensor) -> Tensor:
    """Return what the networks say on average of the pieces where `first` is true: (pieces, tags)."""
    said = []
    for net in nets:
        with torch.no_grad(), autocast():
            said.append(torch.softmax(net(*columns)[0][first].float(), -1))
    return torch.stack(said).mean(0)


def without_table(whole: Whole) -> Tagger:
    """Return the network of the wheel (`world_start.load_tagger`) without its table."""
    net = Tagger(layers=len(whole.layers), inner=whole.layers[0].up.out_features)
    net.load_state_dict({name: weight for name, weight in whole.state_dict().items() if name != "pieces.weight"})
    return net
