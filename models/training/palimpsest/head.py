"""Loss over the vocabulary without ever holding all logits: [N, V] in float32 is most of a step's memory."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from .model import Infiller
from .vocabulary import SPECIALS

CHUNK = 256
"""Rows whose logits are held at a time."""


def weighted_nats(model: Infiller, hidden: Tensor, targets: Tensor, coefficients: Tensor) -> tuple[Tensor, Tensor]:
    """Cross entropy of `targets` [N] given `hidden` [N, D] -> sum of coefficient * nats (differentiable), nats [N].

    The same as through `model.logits`, whose vocabulary rows are frozen; the special rows learn.
    """
    total, nats = _WeightedNats.apply(hidden, model.embedding.weight, model.special, targets, coefficients)
    return total, nats


class _WeightedNats(torch.autograd.Function):
    """Gradients are computed on the way forward, chunk by chunk, while the logits are there."""

    @staticmethod
    def forward(ctx, hidden: Tensor, table: Tensor, special: Tensor, targets: Tensor, coefficients: Tensor):
        nats = torch.empty(len(targets), device=hidden.device)
        hidden_gradient = torch.empty_like(hidden)
        special_gradient = torch.zeros(special.shape, device=hidden.device)
        for start in range(0, len(targets), CHUNK):
            rows = slice(start, start + CHUNK)
            h, wanted = hidden[rows], targets[rows, None]
            logits = F.linear(h, table).float()
            logits[:, :SPECIALS] = F.linear(h, special)
            normaliser = logits.logsumexp(-1, keepdim=True)
            nats[rows] = (normaliser - logits.gather(1, wanted))[:, 0]
            error = logits.sub_(normaliser).exp_()  # from here on the probabilities, then less one at the target
            error.scatter_add_(1, wanted, torch.full_like(wanted, -1, dtype=error.dtype))
            error = error.mul_(coefficients[rows, None]).to(h.dtype)
            at_special = error[:, :SPECIALS].clone()
            error[:, :SPECIALS] = 0
            hidden_gradient[rows] = error @ table + at_special @ special
            special_gradient += at_special.t() @ h
        ctx.save_for_backward(hidden_gradient, special_gradient.to(special.dtype))
        ctx.mark_non_differentiable(nats)
        return (nats * coefficients).sum(), nats

    @staticmethod
    def backward(ctx, gradient: Tensor, _nats_gradient: Tensor):
        hidden_gradient, special_gradient = ctx.saved_tensors
        return hidden_gradient * gradient.to(hidden_gradient.dtype), None, special_gradient * gradient, None, None
