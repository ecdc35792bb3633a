"""The network's weights as the graph holds them: matrices in float32, or in integers with a scale for each output channel.

A row of activations is quantised by its own largest magnitude (`graph.py` computes it), not a tensor by its: the integers
and all later sums of a row are then its own, the same to the last bit in any batch. With one scale a tensor, as dynamic
quantisation has it, a variant's text would depend on its neighbours (logits moved by up to 2.7 on the starter, and three
in ten first candidates with them), and the largest outlier would coarsen all rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from torch import nn

from .model import Block, Infiller
from .rounding import rounded
from .vocabulary import SPECIALS

TOGETHER = {
    "attention": ("query", "key", "value"),
    "output": ("output",),
    "gate": ("gate",),
    "up": ("up",),
    "down": ("down",),
}
"""The graph's matrices by the network's: what reads the same input before the same next step is one product."""

SEVEN_BITS = 64
"""The largest integer of which two, each times an activation of up to 255, add up within 16 bits."""
EIGHT_BITS = 127


@dataclass(frozen=True)
class Matrix:
    """`weight` [K, N] float32; or int8 with `scales` [N]: the weight is their product."""

    weight: np.ndarray
    scales: np.ndarray | None = None

    def quantised(self, largest: int, products: np.ndarray | None = None) -> Matrix:
        """To integers from -`largest` to `largest`, every output channel by its own largest weight.

        Each to the nearest; or, given `products` [K, K] of its inputs, as `rounding.py` does.
        """
        scales = (np.maximum(np.abs(self.weight).max(0), 1e-12) / largest).astype(np.float32)
        if products is None:
            return Matrix(np.rint(self.weight / scales).astype(np.int8), scales)
        return Matrix(rounded(self.weight, scales, largest, products), scales)


@dataclass(frozen=True)
class Layer:
    """Norms [D]; matrices by the names of `TOGETHER`. Queries come out already scaled by d ** -0.5."""

    attention_norm: np.ndarray
    feed_norm: np.ndarray
    matrices: dict[str, Matrix]


@dataclass(frozen=True)
class Weights:
    """All that a graph holds. `head` [D, V] is the embedding's table too: a token's row is a column of it."""

    layers: list[Layer]
    norm: np.ndarray
    head: Matrix


def weights_of(model: Infiller) -> Weights:
    """Those of a merged model, in float32."""
    table = _array(model.embedding.weight).copy()
    table[:SPECIALS] = _array(model.special)
    return Weights(
        [_layer(block) for block in model.blocks], _array(model.norm.weight), Matrix(np.ascontiguousarray(table.T))
    )


def quantised(
    weights: Weights,
    seven_bits: bool = True,
    keep: tuple[str, ...] = (),
    products: dict[str, np.ndarray] | None = None,
) -> Weights:
    """`seven_bits` keeps 8-bit products from saturating in 16-bit sums on processors without VNNI. Matrices of which `keep`
    names a part, as `blocks.3.down`, stay float32. `products` are those of `input_products`; the head, whose columns are the
    embedding's rows too, is rounded to the nearest in any case."""
    largest = SEVEN_BITS if seven_bits else EIGHT_BITS

    def layer(number: int, of: Layer) -> Layer:
        kept = {name for name, parts in TOGETHER.items() if any(f"blocks.{number}.{part}" in keep for part in parts)}
        small = {
            name: m if name in kept else m.quantised(largest, products and products[f"blocks.{number}.{name}"])
            for name, m in of.matrices.items()
        }
        return replace(of, matrices=small)

    return Weights([layer(*each) for each in enumerate(weights.layers)], weights.norm, weights.head.quantised(largest))


def _layer(block: Block) -> Layer:
    def columns(part: str) -> np.ndarray:
        linear: nn.Linear = getattr(block, part)
        return _array(linear.weight).T * (block.shape.head_size**-0.5 if part == "query" else 1.0)

    matrices = {
        name: Matrix(np.ascontiguousarray(np.concatenate([columns(part) for part in parts], 1), np.float32))
        for name, parts in TOGETHER.items()
    }
    return Layer(_array(block.attention_norm.weight), _array(block.feed_norm.weight), matrices)


def _array(tensor) -> np.ndarray:
    return tensor.detach().float().numpy()
