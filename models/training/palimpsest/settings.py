"""Settings of a training run: dataclasses with defaults, a TOML file over them, `--set key.key=value` over both."""

from __future__ import annotations

import dataclasses
import tomllib
import typing
from dataclasses import dataclass, field
from pathlib import Path

from .batches import BatchPlan
from .regions import RegionMix
from .schedule import Schedule


@dataclass(frozen=True)
class Optimizer:
    rate: float = 4e-4
    """Highest learning rate. The widening factors of low-rank matrices learn twice as fast."""
    betas: tuple[float, ...] = (0.9, 0.98)
    weight_decay: float = 0.0
    clip: float = 1.0
    """Largest norm of the whole gradient."""
    accumulate: int = 2
    """Batches per step."""
    average: float = 0.98
    """Decay of the moving average of the weights, per step."""


@dataclass(frozen=True)
class Teaching:
    """What the frozen parent teaches besides the text. A weight of 0 switches a part off; both cost one parent's pass."""

    soft_labels: float = 0.0
    """Weight of KL(parent, model) at places whose left side is whole."""
    alignment: float = 0.0
    """Weight of one minus the cosine between hidden states and the parent's for the same token (REPR-ALIGN)."""
    layers: tuple[int, ...] = (9, 19, 29)
    """Whose hidden states are aligned, from 0."""


@dataclass(frozen=True)
class Settings:
    method: str = "lora"
    rank: int = 32
    device: str = "cpu"
    precision: str = "float32"
    """What the network computes in, `float32` or `bfloat16`. Masters are always float32."""
    compile: bool = False
    seed: int = 1
    forward_share: float = 0.5
    """Weight of the forward loss in the sum of the two modes'."""
    context_share: float = 0.0
    """Weight of the loss at the context's own tokens, each predicted by those before it, as in the causal parent. The
    two modes share the rest. It costs the head's products only, since the context is read in any case."""
    held_out_windows: int = 96
    """Of the evaluations during training."""
    minutes_between_saves: float = 5.0
    minutes_between_evaluations: float = 10.0
    regions: RegionMix = field(default_factory=RegionMix)
    batch: BatchPlan = field(default_factory=BatchPlan)
    optimizer: Optimizer = field(default_factory=Optimizer)
    schedule: Schedule = field(default_factory=Schedule)
    teaching: Teaching = field(default_factory=Teaching)


def load_settings(file: Path | None = None, overrides: list[str] = ()) -> Settings:
    """@raises ValueError naming a key that does not exist."""
    tree = tomllib.loads(file.read_text()) if file else {}
    for override in overrides:
        key, _, text = override.partition("=")
        *parents, last = key.split(".")
        branch = tree
        for parent in parents:
            branch = branch.setdefault(parent, {})
        branch[last] = _value(text)
    return _build(Settings, tree, "")


def _value(text: str) -> object:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _build(kind: type, tree: dict, path: str) -> typing.Any:
    types = typing.get_type_hints(kind)
    unknown = tree.keys() - types.keys()
    if unknown:
        raise ValueError(f"no such setting: {path}{sorted(unknown)[0]}")
    values = {}
    for name, value in tree.items():
        if dataclasses.is_dataclass(types[name]):
            value = _build(types[name], value, f"{path}{name}.")
        elif isinstance(value, list):
            value = tuple(value)
        elif types[name] is float:
            value = float(value)
        values[name] = value
    return kind(**values)
