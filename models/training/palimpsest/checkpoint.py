"""Checkpoints: everything needed to go on as if nothing had happened, written so that a crash leaves the old or the new."""

from __future__ import annotations

import os
import random
from pathlib import Path

import torch
from torch import Tensor

from .masters import LowRank
from .model import Infiller, Shape

FORMAT = 1


def save_atomically(state: dict, path: Path) -> None:
    """Written beside `path`, flushed to disk, then renamed over it."""
    beside = path.with_suffix(".part")
    with beside.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def load_checkpoint(path: Path) -> dict:
    state = torch.load(path, map_location="cpu", weights_only=False)
    if state.get("format") != FORMAT:
        raise ValueError(f"{path.name}: not a checkpoint of format {FORMAT}")
    return state


def random_from(state: tuple) -> random.Random:
    rng = random.Random()
    rng.setstate(state)
    return rng


_STARTER_NAMES = {
    "q": "query", "k": "key", "v": "value", "o": "output", "g": "gate", "u": "up", "d": "down",
    "n1": "attention_norm", "n2": "feed_norm",
}  # fmt: skip
_STARTER_LEAVES = {"A": "narrow", "B": "widen", "weight": "weight"}


def read_adapter(path: Path) -> dict[str, Tensor]:
    """The trained weights beside a release, float32. Those of the first starter are renamed (`blocks.0.q.A`, `spec`)."""
    from safetensors.torch import load_file

    loaded = load_file(path)
    if "spec" not in loaded:
        return {name: tensor.float() for name, tensor in loaded.items()}
    renamed = {}
    for name, tensor in loaded.items():
        if name == "spec":
            renamed["special"] = tensor.float()
            continue
        *_, layer, part, leaf = name.split(".")
        renamed[f"blocks.{layer}.{_STARTER_NAMES[part]}.{_STARTER_LEAVES[leaf]}"] = tensor.float()
    return renamed


def read_weights(path: Path, averaged: bool = True) -> dict[str, Tensor]:
    """Trained weights of a run's checkpoint (their average, or as they stand) or of a release's adapter."""
    if path.suffix == ".safetensors":
        return read_adapter(path)
    state = load_checkpoint(path)
    return state["average"]["weights"] if averaged else state["masters"]


def rank_of(weights: dict[str, Tensor]) -> int | None:
    """Rank of the low-rank factors in `weights`, None if there are none."""
    return next((w.shape[0] for name, w in weights.items() if name.endswith(".query.narrow")), None)


@torch.no_grad()
def apply_weights(model: Infiller, weights: dict[str, Tensor]) -> None:
    """Loads trained weights; low-rank factors are added into the matrices of a model without any."""
    plain = {name: w for name, w in weights.items() if not _is_factor(name)}
    unexpected = model.load_state_dict(plain, strict=False).unexpected_keys
    if unexpected:
        raise ValueError(f"unknown weights, first {unexpected[0]}")
    if rank := rank_of(weights):
        for name, linear in model.linears().items():
            factors = LowRank(linear, rank)
            factors.narrow.copy_(weights[f"{name}.narrow"])
            factors.widen.copy_(weights[f"{name}.widen"])
            linear.weight.copy_(factors.merged())


def _is_factor(name: str) -> bool:
    return name.endswith((".narrow", ".widen"))


def load_model(shape: Shape, parent: dict[str, Tensor], trained: Path | None, averaged: bool = True) -> Infiller:
    """The parent with what was trained merged in, float32, ready to read."""
    model = Infiller.from_parent(shape, parent)
    if trained:
        apply_weights(model, read_weights(trained, averaged))
    return model.eval()
