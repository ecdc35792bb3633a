"""Activation outliers, moved into the weights before these are quantised (SmoothQuant, Xiao et al. 2023)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .activations import largest_activations
from .model import Batch, Infiller


@torch.no_grad()
def move_outliers(model: Infiller, batches: list[Batch], alpha: float = 0.5) -> None:
    """Moves activation outliers into the weights: the same function, easier to quantise.

    Scales fold into the norms before a matrix, into the up projection before the down projection, and into the value
    projection before the output projection (there per key/value head). `model` must be merged and float32.
    """
    largest = largest_activations(model, batches)
    shape = model.shape
    G, per, d = shape.key_value_heads, shape.heads // shape.key_value_heads, shape.head_size

    def scale(activation: Tensor, weight: Tensor) -> Tensor:
        ratio = activation.clamp(min=1e-4) ** alpha / weight.clamp(min=1e-4) ** (1 - alpha)
        return ratio.clamp(0.02, 50)

    def columns(*matrices: nn.Linear) -> Tensor:
        return torch.stack([matrix.weight.abs().amax(0) for matrix in matrices]).amax(0)

    for number, block in enumerate(model.blocks):
        for norm, readers, first in (
            (block.attention_norm, (block.query, block.key, block.value), "query"),
            (block.feed_norm, (block.gate, block.up), "gate"),
        ):
            factor = scale(largest[f"blocks.{number}.{first}"], columns(*readers))
            norm.weight /= factor
            for matrix in readers:
                matrix.weight *= factor
        factor = scale(largest[f"blocks.{number}.down"], columns(block.down))
        block.up.weight /= factor[:, None]
        block.down.weight *= factor
        by_head = lambda row: row.view(G, per, d).amax(1)
        factor = scale(by_head(largest[f"blocks.{number}.output"]), by_head(columns(block.output)))  # [G, d]
        block.value.weight /= factor.reshape(-1, 1)
        block.output.weight *= factor[:, None].expand(-1, per, -1).reshape(-1)
