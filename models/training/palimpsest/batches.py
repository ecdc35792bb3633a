"""Windows and their passes as one batch of tensors."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
import torch

from .model import Batch
from .regions import NoiseMix, Pass, Window, WindowSource, forward_pass, masked_pass


@dataclass(frozen=True)
class BatchPlan:
    """What one batch holds. Of every window, the first passes are read forward, the others masked."""

    windows: int = 6
    context: int = 112
    positions: int = 96
    forward_passes: int = 1
    masked_passes: int = 1
    noise: NoiseMix = field(default_factory=NoiseMix)

    @property
    def tokens(self) -> int:
        return self.windows * (self.context + (self.forward_passes + self.masked_passes) * self.positions)


def draw_batch(source: WindowSource, plan: BatchPlan, rng: random.Random) -> tuple[Batch, list[Window]]:
    windows = [source.draw(plan.context, plan.positions, rng) for _ in range(plan.windows)]
    passes = [
        [forward_pass(window) for _ in range(plan.forward_passes)]
        + [masked_pass(window, plan.noise, rng) for _ in range(plan.masked_passes)]
        for window in windows
    ]
    return collate(windows, passes), windows


def collate(windows: list[Window], passes: list[list[Pass]]) -> Batch:
    """B windows of equal sizes, each with K passes."""

    def per_window(name: str) -> torch.Tensor:
        return torch.from_numpy(np.stack([getattr(window, name) for window in windows]))

    def per_pass(name: str) -> torch.Tensor:
        return torch.from_numpy(np.stack([[getattr(p, name) for p in row] for row in passes]))

    forward = torch.tensor([[p.forward for p in row] for row in passes])
    return Batch(
        context_ids=per_window("context_ids"),
        context_positions=per_window("context_positions"),
        region_ids=per_pass("ids"),
        region_positions=per_window("region_positions"),
        visible=visibility(per_window("region") >= 0, forward),
        targets=per_pass("targets"),
        weights=per_pass("weights"),
        forward=forward,
    )


def visibility(valid: torch.Tensor, forward: torch.Tensor) -> torch.Tensor:
    """Which positions of its pass a position sees: `valid` [B, R] bool, `forward` [B, K] bool -> [B, K, R, R].

    A forward pass looks back only, a masked one both ways; nobody sees padding (padding itself sees the context).
    """
    positions = valid.shape[1]
    triangle = torch.ones(positions, positions, dtype=torch.bool, device=valid.device).tril()
    return valid[:, None, None, :] & (triangle | ~forward[:, :, None, None])
