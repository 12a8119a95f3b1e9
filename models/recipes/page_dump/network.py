"""The labeller's network in PyTorch; `newsx.page_dump.labeller` runs the same arithmetic in NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from documents import TASKS
from torch import nn

if TYPE_CHECKING:
    import numpy as np

WORD_SIZE = 12
WIDTH = 48
KERNEL = 3
DILATIONS = (1, 1, 2, 4, 8, 16)
HEAD = 32


class Labeller(nn.Module):
    """Each unit alone (shape and words), then with its neighbours (dilated convolutions), then with the page (attention pooling)."""

    def __init__(self, shapes: int, vocabulary: int, *, dropout: float = 0.3) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WORD_SIZE, padding_idx=0)
        nn.init.normal_(self.words.weight, std=0.02)
        with torch.no_grad():
            self.words.weight[0] = 0
        self.unit = nn.Linear(shapes + 3 * WORD_SIZE, WIDTH)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(WIDTH, WIDTH, KERNEL, dilation=d, padding=d * (KERNEL // 2)) for d in DILATIONS
        )
        self.attention = nn.Linear(WIDTH, 2)
        self.hidden = nn.Linear(WIDTH * 3, HEAD)
        self.out = nn.Linear(HEAD, len(TASKS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, shapes, bags, owners, firsts, lasts, mask):
        """Logits of pages by units by tasks; `bags` and `owners` are the words of all units of the batch, flattened."""
        pages, length, _ = shapes.shape
        offsets = torch.searchsorted(owners, torch.arange(pages * length))
        sums = torch.nn.functional.embedding_bag(bags, self.words.weight, offsets, mode="sum")
        counts = torch.bincount(owners, minlength=pages * length).clamp(min=1).unsqueeze(1)
        bag = (sums / counts.sqrt()).view(pages, length, WORD_SIZE)
        x = torch.cat([shapes, self.dropout(torch.cat([bag, self.words(firsts), self.words(lasts)], dim=2))], dim=2)
        keep = mask.unsqueeze(1)
        h = torch.relu(self.unit(x)).transpose(1, 2) * keep
        for convolution in self.convolutions:
            h = (h + torch.relu(convolution(self.dropout(h)))) * keep
        scores = self.attention(h.transpose(1, 2)).masked_fill(~mask.bool().unsqueeze(2), -1e9)
        pooled = torch.bmm(h, torch.softmax(scores, dim=1)).transpose(1, 2).reshape(pages, 1, 2 * WIDTH)
        joined = torch.cat([h.transpose(1, 2), pooled.expand(-1, length, -1)], dim=2)
        return self.out(torch.relu(self.hidden(self.dropout(joined))))

    def weights(self) -> dict[str, np.ndarray]:
        return {name: value.detach().numpy() for name, value in self.state_dict().items()}
