"""What is trained, apart from the network that computes with it.

The network holds weights in the precision it computes in. The masters are float32, and optimizer, average and
checkpoints know only them. `full` trains every matrix and norm; `lora` trains low-rank factors beside frozen matrices.
The rows of the special tokens always learn; the vocabulary stays the parent's.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .model import Infiller


class LowRank(nn.Module):
    """A frozen matrix and a trained correction: y = W x + scale * B A x. Begins as W alone, since B is zero."""

    def __init__(self, linear: nn.Linear, rank: int, scale: float = 2.0):
        super().__init__()
        self.weight = nn.Parameter(linear.weight.detach(), requires_grad=False)
        rows, columns = self.weight.shape
        self.narrow = nn.Parameter(torch.randn(rank, columns) / math.sqrt(columns))
        self.widen = nn.Parameter(torch.zeros(rows, rank))
        self.scale = scale

    def forward(self, x: Tensor) -> Tensor:
        flat = x.flatten(0, -2)
        inner = F.linear(flat, self.narrow)
        return torch.addmm(F.linear(flat, self.weight), inner, self.widen.t(), alpha=self.scale).unflatten(
            0, x.shape[:-1]
        )

    def merged(self) -> Tensor:
        return self.weight.float() + self.scale * (self.widen.float() @ self.narrow.float())


def add_low_rank(model: Infiller, rank: int) -> None:
    """Replaces every block matrix by a `LowRank` around it."""
    for block in model.blocks:
        for name, child in list(block.named_children()):
            if isinstance(child, nn.Linear):
                setattr(block, name, LowRank(child, rank))


def merge_low_rank(model: Infiller) -> None:
    """The inverse: plain matrices that compute the same."""
    for block in model.blocks:
        for name, child in list(block.named_children()):
            if isinstance(child, LowRank):
                merged = child.merged()
                linear = nn.Linear(merged.shape[1], merged.shape[0], bias=False)
                linear.weight = nn.Parameter(merged)
                setattr(block, name, linear)


def choose_trained(model: Infiller, method: str) -> None:
    """Marks what learns under `method`, `full` or `lora` (after `add_low_rank`)."""
    model.requires_grad_(method == "full")
    model.embedding.requires_grad_(False)
    model.special.requires_grad_(True)
    for module in model.modules():
        if isinstance(module, LowRank):
            module.weight.requires_grad_(False)
            module.narrow.requires_grad_(True)
            module.widen.requires_grad_(True)


class Masters:
    """Float32 copies of what is trained. `collect` takes gradients from the network, `publish` gives weights back."""

    def __init__(self, model: Infiller):
        self.working = {name: p for name, p in model.named_parameters() if p.requires_grad}
        self.weights = {name: p.detach().float().clone().requires_grad_() for name, p in self.working.items()}

    def groups(self, widen_factor: float = 2.0) -> list[dict]:
        """Parameter groups with their learning-rate factor: low-rank matrices' widening factors learn faster (LoRA+)."""
        wideners = [w for name, w in self.weights.items() if name.endswith(".widen")]
        rest = [w for name, w in self.weights.items() if not name.endswith(".widen")]
        groups = [dict(params=rest, factor=1.0), dict(params=wideners, factor=widen_factor)]
        return [group for group in groups if group["params"]]

    def collect(self) -> None:
        """Adds the network's gradients to the masters' and clears the network's."""
        for name, working in self.working.items():
            if working.grad is None:
                continue
            master = self.weights[name]
            if master.grad is None:
                master.grad = working.grad.float()
            else:
                master.grad += working.grad
            working.grad = None

    @torch.no_grad()
    def publish(self, weights: dict[str, Tensor] | None = None) -> None:
        """Writes `weights`, or the masters' own, into the network."""
        for name, value in (weights or self.weights).items():
            self.working[name].copy_(value)

    def state(self) -> dict[str, Tensor]:
        return {name: weight.detach() for name, weight in self.weights.items()}

    @torch.no_grad()
    def load(self, state: dict[str, Tensor]) -> None:
        """@raises KeyError if the state is of another method or model."""
        for name, weight in self.weights.items():
            weight.copy_(state[name])
        self.publish()


class Average:
    """Exponential moving average of the masters. Young averages forget faster, so that the start does not linger."""

    def __init__(self, masters: Masters, decay: float):
        self.decay = decay
        self.updates = 0
        self.weights = {name: weight.detach().clone() for name, weight in masters.weights.items()}

    @torch.no_grad()
    def update(self, masters: Masters) -> None:
        self.updates += 1
        keep = min(self.decay, (1 + self.updates) / (10 + self.updates))
        for name, mean in self.weights.items():
            mean.lerp_(masters.weights[name], 1 - keep)

    def state(self) -> dict:
        return dict(updates=self.updates, weights=self.weights)

    def load(self, state: dict) -> None:
        self.updates = state["updates"]
        for name, mean in self.weights.items():
            mean.copy_(state["weights"][name])
