"""What the frozen parent says of the same text, read from left to right without any region."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .corpus import Tokens
from .model import Batch, Infiller
from .regions import Window
from .settings import Teaching


@dataclass(frozen=True)
class Lesson:
    """The parent's states at the region positions of a batch; `known` where it has one (not at blanks and padding)."""

    hidden: Tensor  # [B, R, D], after the last norm: its logits predict the token after the one held
    layers: list[Tensor]  # of [B, R, D], at the tapped layers
    known: Tensor  # [B, R] bool


class Teacher:
    def __init__(self, parent: Infiller, tokens: Tokens, teaching: Teaching):
        self.parent = parent.eval().requires_grad_(False)
        self.tokens = tokens
        self.teaching = teaching

    @property
    def taps(self) -> tuple[int, ...]:
        return self.teaching.layers if self.teaching.alignment else ()

    @torch.no_grad()
    def teach(self, windows: list[Window]) -> Lesson:
        """Reads the whole text of every window, from its first context token to the end of its last region."""
        sources = np.stack([window.source for window in windows])
        ends = sources.max(1) + 1
        reach = max(int(end - first) for end, first in zip(ends, _first_tokens(windows)))
        starts = np.maximum(ends - reach, 0)
        text = np.stack([self.tokens.ids[start : start + reach] for start in starts]).astype(np.int64)
        device = self.parent.embedding.weight.device
        hidden, tapped = self.parent.causal(torch.from_numpy(text).to(device), self.taps)
        at = torch.from_numpy(np.where(sources < 0, 0, sources - starts[:, None])).to(device)

        def gather(states: Tensor) -> Tensor:
            return states.gather(1, at[..., None].expand(-1, -1, states.shape[-1]))

        return Lesson(gather(hidden), [gather(t) for t in tapped], torch.from_numpy(sources >= 0).to(device))

    def soft_label_loss(self, logits: Tensor, batch: Batch, lesson: Lesson, rows: Tensor) -> Tensor:
        """KL(parent, model) in nats over `rows` [B, K, R], those of `logits` [rows, V] whose left side is whole."""
        usable = (rows & whole_left(batch) & lesson.known[:, None])[rows]
        if not usable.any():
            return logits.new_zeros(())
        hidden = lesson.hidden[:, None].expand(-1, rows.shape[1], -1, -1)[rows][usable]
        wanted = self.parent.logits(hidden).float().log_softmax(-1)
        return F.kl_div(logits[usable].log_softmax(-1), wanted, log_target=True, reduction="batchmean")

    def alignment_loss(self, layers: list[Tensor], lesson: Lesson) -> Tensor:
        """Mean of 1 - cosine over tapped layers and known positions; `layers` of [B, K, R, D]."""
        losses = [
            1
            - F.cosine_similarity(mine.float(), theirs[:, None].float(), dim=-1)[
                lesson.known[:, None].expand(mine.shape[:3])
            ]
            for mine, theirs in zip(layers, lesson.layers)
        ]
        return torch.stack([loss.mean() for loss in losses]).mean()


def whole_left(batch: Batch) -> Tensor:
    """[B, K, R] bool: no place is hidden at or before this position of its pass (so its left side is as in the text).

    Leads come in the order of the text, so an open place in an earlier region counts too.
    """
    hidden_after = (batch.targets != -100) & ~batch.forward[..., None]
    hidden = torch.cat([torch.zeros_like(hidden_after[..., :1]), hidden_after[..., :-1]], -1)
    return hidden.cumsum(-1) == 0


def _first_tokens(windows: list[Window]) -> list[int]:
    """Corpus offset of the first context token of each window."""
    return [int(w.source[0] - w.region_positions[0]) for w in windows]
