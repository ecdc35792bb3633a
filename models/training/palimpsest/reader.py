"""A graph in use: contexts encoded once, regions read against them. What the engine does, in Python, for judging."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from .graph import PLAIN_OUTPUTS, layered
from .model import HIDDEN

CACHES = ("past_keys", "past_values", "near_keys", "near_values")


@dataclass(frozen=True)
class Context:
    """Keys and values of fixed text, [L, G, P, d] each."""

    keys: np.ndarray
    values: np.ndarray


@dataclass(frozen=True)
class Near:
    """Keys and values of kept places, [L, B, G, N, d] each."""

    keys: np.ndarray
    values: np.ndarray

    def then(self, other: Near) -> Near:
        return Near(np.concatenate([self.keys, other.keys], 3), np.concatenate([self.values, other.values], 3))


@dataclass(frozen=True)
class Reading:
    """Outputs of a pass, [B, Q] or [B, Q, candidates]. Log-probabilities and entropy in nats."""

    top_ids: np.ndarray
    top_log_probabilities: np.ndarray
    entropy: np.ndarray
    target_log_probabilities: np.ndarray
    near: Near


class Reader:
    def __init__(self, path: Path, threads: int | None = None):
        options = onnxruntime.SessionOptions()
        if threads:
            options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        shapes = {node.name: node.shape for node in self.session.get_inputs()}
        self.stacked = "past_keys" in shapes
        """Whether an input holds all layers, as in the first releases, or there is one for each."""
        if self.stacked:
            self.layers, self.groups, _, self.head_size = shapes["past_keys"]
        else:
            self.layers = sum(name.startswith("past_keys.") for name in shapes)
            self.groups, _, self.head_size = shapes["past_keys.0"]

    def nothing_near(self, batch: int) -> Near:
        empty = np.zeros((self.layers, batch, self.groups, 0, self.head_size), np.float32)
        return Near(empty, empty)

    def nothing(self) -> Context:
        empty = np.zeros((self.layers, self.groups, 0, self.head_size), np.float32)
        return Context(empty, empty)

    def encode(self, ids: np.ndarray, positions: np.ndarray) -> Context:
        """`ids`, `positions` [S] of the fixed text, in the order of the text."""
        near = self.read(self.nothing(), ids[None], positions[None], causal=True, rows=np.zeros((1, 1), np.int64)).near
        return Context(near.keys[:, 0], near.values[:, 0])

    def read(
        self,
        context: Context,
        ids: np.ndarray,
        positions: np.ndarray,
        *,
        causal: bool = False,
        near: Near | None = None,
        rows: np.ndarray | None = None,
        targets: np.ndarray | None = None,
    ) -> Reading:
        """`ids`, `positions` [B, S]; near ones are all visible, `causal` hides later own ones; `rows` defaults to all."""
        batch, length = ids.shape
        near = near or self.nothing_near(batch)
        own = (
            np.triu(np.full((length, length), HIDDEN, np.float32), 1)
            if causal
            else np.zeros((length, length), np.float32)
        )
        bias = np.concatenate([np.zeros((length, near.keys.shape[3]), np.float32), own], 1)
        rows = np.arange(length)[None].repeat(batch, 0) if rows is None else rows
        feeds = dict(
            ids=ids.astype(np.int64),
            positions=positions.astype(np.int64),
            past_keys=context.keys,
            past_values=context.values,
            near_keys=near.keys,
            near_values=near.values,
            self_bias=bias[None].repeat(batch, 0),
            rows=rows.astype(np.int64),
            targets=(np.zeros_like(rows) if targets is None else targets).astype(np.int64),
        )
        out = self._run(feeds)
        return Reading(
            top_ids=out["top_ids"],
            top_log_probabilities=out["top_logits"] - out["log_sum_exp"][..., None],
            entropy=out["entropy"],
            target_log_probabilities=out["target_logits"] - out["log_sum_exp"],
            near=Near(out["keys"], out["values"]),
        )

    def _run(self, feeds: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """`feeds` and what is returned have all layers in one array."""
        if self.stacked:
            names = [*PLAIN_OUTPUTS, "keys", "values"]
            return dict(zip(names, self.session.run(names, feeds)))
        each = {name: array for name, array in feeds.items() if name not in CACHES}
        for name in CACHES:
            each |= zip(layered(name, self.layers), feeds[name])
        names = [*PLAIN_OUTPUTS, *layered("keys", self.layers), *layered("values", self.layers)]
        found = self.session.run(names, each)
        caches = found[len(PLAIN_OUTPUTS) :]
        keys, values = np.stack(caches[: self.layers]), np.stack(caches[self.layers :])
        return dict(zip(PLAIN_OUTPUTS, found)) | dict(keys=keys, values=values)
