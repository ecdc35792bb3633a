"""Rounding of weights that makes up, in those not yet rounded, for the error of those that are (GPTQ, Frantar et al. 2023)."""

from __future__ import annotations

import numpy as np
import torch

BLOCK = 128
"""Rows rounded before their errors reach all the rows after them."""


def rounded(
    weight: np.ndarray, scales: np.ndarray, largest: int, products: np.ndarray, damping: float = 0.01
) -> np.ndarray:
    """`weight` [K, N] as integers [K, N] of at most `largest`, to be taken times `scales` [N].

    `products` [K, K] is the sum of x x^T over what it reads, as `input_products` has it.

    Input by input, those of the largest activations first: what its rounding changes in the output is taken from the
    weights of the inputs that follow, as far as these tend to be active together with it.
    """
    moments = torch.from_numpy(products).double()
    order = moments.diagonal().argsort(descending=True)
    moments = moments[order][:, order]
    moments.diagonal().add_(max(1e-12, damping * float(moments.diagonal().mean())))
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(moments))
    spread = torch.linalg.cholesky(inverse, upper=True).float()  # [K, K]
    rest, scale = torch.from_numpy(weight)[order], torch.from_numpy(scales)
    integers = torch.empty_like(rest)
    for start in range(0, len(rest), BLOCK):
        end = min(len(rest), start + BLOCK)
        errors = torch.empty_like(rest[start:end])
        for row in range(start, end):
            integers[row] = (rest[row] / scale).round().clamp(-largest, largest)
            errors[row - start] = (rest[row] - integers[row] * scale) / spread[row, row]
            rest[row + 1 : end] -= spread[row, row + 1 : end, None] * errors[row - start]
        rest[end:] -= spread[start:end, end:].t() @ errors
    unordered = torch.empty_like(integers)
    unordered[order] = integers
    return unordered.to(torch.int8).numpy()
