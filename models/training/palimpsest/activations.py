"""What the matrices of a model read: ranges and correlations of their inputs, which quantisation goes by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from .matrices import TOGETHER
from .model import Batch, Infiller


@torch.no_grad()
def watch_inputs(model: Infiller, batches: list[Batch], see: Callable[[str, Tensor], None]) -> None:
    """Shows `see` what every matrix reads, with its name, while the model reads `batches`."""

    def hook_of(name: str):
        return lambda _module, inputs: see(name, inputs[0])

    hooks = [linear.register_forward_pre_hook(hook_of(name)) for name, linear in model.linears().items()]
    for batch in batches:
        model(batch)
    for hook in hooks:
        hook.remove()


def largest_activations(model: Infiller, batches: list[Batch]) -> dict[str, Tensor]:
    """Per matrix, the largest magnitude of each of its input columns over `batches`."""
    largest: dict[str, Tensor] = {}

    def see(name: str, inputs: Tensor) -> None:
        seen = inputs.abs().flatten(0, -2).amax(0)
        largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

    watch_inputs(model, batches, see)
    return largest


def input_products(model: Infiller, batches: list[Batch]) -> dict[str, np.ndarray]:
    """Sum of x x^T over the inputs x [K] of every product of the graph, [K, K] by names as `blocks.3.attention`."""
    product_of = {parts[0]: product for product, parts in TOGETHER.items()}
    sums: dict[str, Tensor] = {}

    def add(name: str, inputs: Tensor) -> None:
        block, part = name.rsplit(".", 1)
        if part in product_of:
            rows = inputs.flatten(0, -2).float()
            key = f"{block}.{product_of[part]}"
            sums[key] = torch.addmm(sums[key], rows.t(), rows) if key in sums else rows.t() @ rows

    watch_inputs(model, batches, add)
    for name in [name for name in sums if name.endswith(".gate")]:
        sums[name.replace(".gate", ".up")] = sums[name]  # read the same
    return {name: found.numpy() for name, found in sums.items()}
