"""Loss and accuracy on held-out regions, by noise level, with the right side and with another text's in its place.

Every measure is over the same windows: one region of `PLACES` places, no blanks, `CONTEXT` tokens around it. Numbers are
nats per asked place. The `no right` column gives the region the right side of another window: what it costs is what the
right side gives.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F

from .batches import collate
from .corpus import Tokens
from .model import Batch, Infiller
from .regions import NoiseMix, Pass, RegionMix, Window, WindowSource, forward_pass, masked_pass
from .vocabulary import TokenKinds

CONTEXT = 112
PLACES = 48
MEASURES = ("forward", "masked 15 %", "masked 50 %", "masked 100 %", "first place")
PLAIN = RegionMix(
    regions=(1.0,), sentence_aligned=0.6, with_blanks=0.0, empty=0.0, no_right=0.0, little_left=0.0, paragraph_start=0.0
)


@dataclass(frozen=True)
class Measure:
    nats: float
    accuracy: float
    places: int


class HeldOut:
    """Fixed windows of held-out text, the same for every model and at every time."""

    def __init__(self, tokens: Tokens, kinds: TokenKinds, windows: int = 96, seed: int = 1234, batch: int = 12):
        rng = random.Random(seed)
        source = WindowSource(tokens, kinds, PLAIN)
        drawn = [source.draw(CONTEXT, PLACES + 1, rng) for _ in range(windows)]
        self.batches: dict[str, list[Batch]] = {}
        for measure in MEASURES:
            passes = [[_read(measure, window, rng)] for window in drawn]
            self.batches[measure] = [
                collate(drawn[i : i + batch], passes[i : i + batch]) for i in range(0, windows, batch)
            ]

    @torch.no_grad()
    def measure(self, model: Infiller, hide_right: bool = False) -> dict[str, Measure]:
        device = model.embedding.weight.device
        return {
            name: _score(model, [(_swap_right(b) if hide_right else b).to(device) for b in batches])
            for name, batches in self.batches.items()
        }


def _read(measure: str, window: Window, rng: random.Random) -> Pass:
    if measure == "forward":
        return forward_pass(window)
    share = 1.0 if measure == "first place" else int(measure.split()[1]) / 100
    read = masked_pass(window, NoiseMix(), rng, share)
    if measure == "first place":
        read.targets[1:] = -100
    return read


def _swap_right(batch: Batch) -> Batch:
    right = batch.context_positions > batch.region_positions.amax(1, keepdim=True)
    return replace(batch, context_ids=torch.where(right, batch.context_ids.roll(1, 0), batch.context_ids))


def _score(model: Infiller, batches: list[Batch]) -> Measure:
    nats, right, places = 0.0, 0, 0
    for batch in batches:
        hidden, _ = model(batch)
        asked = batch.targets != -100
        logits, targets = model.logits(hidden[asked]).float(), batch.targets[asked]
        nats += F.cross_entropy(logits, targets, reduction="sum").item()
        right += int((logits.argmax(-1) == targets).sum())
        places += targets.numel()
    return Measure(nats / places, right / places, places)


def compact(measures: dict[str, Measure]) -> dict[str, float]:
    """Nats only, for a log line."""
    return {name: round(measure.nats, 3) for name, measure in measures.items()}
