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
from torch import Tensor

from .batches import collate
from .corpus import Tokens
from .model import Batch, Infiller
from .regions import IGNORED, NoiseMix, Pass, RegionMix, Window, WindowSource, forward_pass, masked_pass
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
    """Fixed windows of held-out text, the same for every model and at every time. Each is read by one pass per measure,
    all over one encoded context."""

    def __init__(self, tokens: Tokens, kinds: TokenKinds, windows: int = 96, seed: int = 1234, batch: int = 12):
        rng = random.Random(seed)
        source = WindowSource(tokens, kinds, PLAIN)
        drawn = [source.draw(CONTEXT, PLACES + 1, rng) for _ in range(windows)]
        by_measure = [[_read(measure, window, rng) for window in drawn] for measure in MEASURES]
        passes = [list(reads) for reads in zip(*by_measure)]
        self.batches = [collate(drawn[i : i + batch], passes[i : i + batch]) for i in range(0, windows, batch)]

    @torch.no_grad()
    def measure(self, model: Infiller, hide_right: bool = False) -> dict[str, Measure]:
        device = model.embedding.weight.device
        tallies = torch.zeros(len(MEASURES), 3)
        for batch in self.batches:
            given = (_swap_right(batch) if hide_right else batch).to(device)
            hidden, _ = model(given)
            for number in range(len(MEASURES)):
                tallies[number] += _tally(model, hidden[:, number], given.targets[:, number])
        return {
            name: Measure(nats / n, right / n, int(n)) for name, (nats, right, n) in zip(MEASURES, tallies.tolist())
        }


def _tally(model: Infiller, hidden: Tensor, targets: Tensor) -> Tensor:
    """Sum of nats, of right first candidates, and of asked places, [3]."""
    asked = targets != IGNORED
    logits, wanted = model.logits(hidden[asked]).float(), targets[asked]
    nats = F.cross_entropy(logits, wanted, reduction="sum")
    return torch.stack([nats, (logits.argmax(-1) == wanted).sum(), asked.sum()]).float().cpu()


def _read(measure: str, window: Window, rng: random.Random) -> Pass:
    if measure == "forward":
        return forward_pass(window)
    share = 1.0 if measure == "first place" else int(measure.split()[1]) / 100
    read = masked_pass(window, NoiseMix(), rng, share)
    if measure == "first place":
        read.targets[1:] = IGNORED
    return read


def _swap_right(batch: Batch) -> Batch:
    right = batch.context_positions > batch.region_positions.amax(1, keepdim=True)
    return replace(batch, context_ids=torch.where(right, batch.context_ids.roll(1, 0), batch.context_ids))


def compact(measures: dict[str, Measure]) -> dict[str, float]:
    """Nats only, for a log line."""
    return {name: round(measure.nats, 3) for name, measure in measures.items()}
