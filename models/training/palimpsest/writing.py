"""Samplers, as simple as they can be: enough to judge what a model writes. The engine's own are richer.

Every function fills a case's region at its true length and forbids blanks. Candidates are the graph's top 64.
A `Blend` lets a second reading of the same places correct the candidates' probabilities: the model's own with the right
side hidden (contrastive guidance) or the parent's, from the left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .cases import Case
from .reader import Context, Reader
from .vocabulary import BLANK, MASK


@dataclass(frozen=True)
class Taste:
    temperature: float = 0.7
    nucleus: float = 0.95


@dataclass(frozen=True)
class Blend:
    """log p + weight * (log p - log q) if `against`, else (1 - weight) * log p + weight * log q; q is `reader`'s."""

    reader: Reader
    context: Context
    weight: float
    against: bool

    def mixed(self, log_p: np.ndarray, log_q: np.ndarray) -> np.ndarray:
        if self.against:
            return log_p + self.weight * (log_p - log_q)
        return (1 - self.weight) * log_p + self.weight * log_q


@dataclass(frozen=True)
class Written:
    """B variants of a region."""

    texts: np.ndarray  # [B, places]
    passes: int


def choose(ids: np.ndarray, log_probabilities: np.ndarray, taste: Taste, rng: np.random.Generator) -> int:
    """One of the candidates [n] (descending) by temperature and nucleus; blank left out."""
    keep = ids != BLANK
    ids, scores = ids[keep], log_probabilities[keep].astype(np.float64) / taste.temperature
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    shares[np.cumsum(shares) - shares > taste.nucleus] = 0
    return int(rng.choice(ids, p=shares / shares.sum()))


def write_forward(
    reader: Reader,
    context: Context,
    case: Case,
    variants: int,
    taste: Taste,
    rng: np.random.Generator,
    blend: Blend | None = None,
) -> Written:
    """Place by place, each from both sides and the places before it; earlier places are kept, not computed again."""
    positions = case.region_positions()
    texts = np.zeros((variants, case.places), np.int64)
    held = np.full((variants, 1), case.left[-1])
    near = other_near = None
    for place in range(case.places):
        at = np.full((variants, 1), positions[place])
        reading = reader.read(context, held, at, near=near)
        near = near.then(reading.near) if near else reading.near
        candidates, scores = reading.top_ids[:, 0], reading.top_log_probabilities[:, 0]
        if blend:
            other = blend.reader.read(
                blend.context, held, at, near=other_near, rows=np.zeros_like(candidates), targets=candidates
            )
            other_near = other_near.then(other.near) if other_near else other.near
            scores = blend.mixed(scores, other.target_log_probabilities)
            order = np.argsort(-scores, axis=1, kind="stable")
            candidates, scores = np.take_along_axis(candidates, order, 1), np.take_along_axis(scores, order, 1)
        for variant in range(variants):
            texts[variant, place] = choose(candidates[variant], scores[variant], taste, rng)
        held = texts[:, place : place + 1]
    return Written(texts, case.places)


def write_masked(
    reader: Reader,
    context: Context,
    case: Case,
    taste: Taste,
    rng: np.random.Generator,
    window: int = 8,
    gamma: float = 0.3,
) -> Written:
    """One variant, entropy-bounded within the first `window` open places."""
    ids = np.array([case.left[-1], *[MASK] * case.places])
    passes = 0
    while len(still_open := np.flatnonzero(ids == MASK)):
        chosen = still_open[:window]
        reading = reader.read(context, ids[None], case.region_positions()[None], rows=chosen[None] - 1)
        passes += 1
        entropy = reading.entropy[0]
        order = np.argsort(entropy, kind="stable")
        before = np.cumsum(entropy[order]) - entropy[order]
        for row in order[(before <= gamma) | (np.arange(len(order)) == 0)]:
            ids[chosen[row]] = choose(reading.top_ids[0, row], reading.top_log_probabilities[0, row], taste, rng)
    return Written(ids[None, 1:], passes)


def write_from_left(parent: Reader, case: Case, taste: Taste, rng: np.random.Generator) -> Written:
    """What the causal parent writes without seeing the right side."""
    return write_forward(parent, left_context(parent, case), case, 1, taste, rng)


def left_context(reader: Reader, case: Case) -> Context:
    """The text before the lead, as a causal model reads it (there the lead has no twin in its context)."""
    left = np.array(case.left)
    return reader.encode(left[:-1], np.arange(len(left) - 1))


def fit(reader: Reader, context: Context, case: Case, texts: np.ndarray) -> np.ndarray:
    """Mean forward log-probability per place of each variant [B], given both sides."""
    leads = np.full((len(texts), 1), case.left[-1])
    reading = reader.read(
        context,
        np.concatenate([leads, texts], 1)[:, :-1],
        case.region_positions()[None, :-1].repeat(len(texts), 0),
        causal=True,
        targets=texts,
    )
    return reading.target_log_probabilities.mean(1)
