"""The learning rate over the steps of a run, as a factor of the highest."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Schedule:
    """`wsd`: warm up, stay, fall linearly over the last `decay` share. `cosine`: warm up, then half a cosine."""

    kind: str = "wsd"
    steps: int = 2000
    warmup: int = 30
    decay: float = 0.25
    floor: float = 0.03

    def factor(self, step: int) -> float:
        """Of the step about to be taken, counted from 0; at its floor past the end."""
        warm = min(1.0, (step + 1) / max(1, self.warmup))
        progress = min(1.0, step / max(1, self.steps))
        if self.kind == "wsd":
            falling = (1 - progress) / self.decay if self.decay else 1.0
            return warm * max(self.floor, min(1.0, falling))
        if self.kind == "cosine":
            return warm * (self.floor + (1 - self.floor) * 0.5 * (1 + math.cos(math.pi * progress)))
        raise ValueError(f"unknown schedule {self.kind!r}")
