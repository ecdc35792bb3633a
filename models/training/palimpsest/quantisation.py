"""Ways to make the graph small, compared by what each costs in nats on the same cases.

On a processor without VNNI, products of unsigned activations (up to 255) and signed weights are added in pairs in 16
bits, and saturate beyond 32,767: `saturates` tells whether any pair of a graph's weights can get there. 7-bit weights
never do; that is what emulates such a processor here, since arithmetic that cannot saturate is the same on both.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from .activations import input_products, largest_activations
from .batches import BatchPlan, draw_batch
from .checkpoint import load_model
from .graph import export_graph, write_graph
from .judge import cases_of, judge_losses
from .matrices import quantised, weights_of
from .model import Batch, Infiller
from .outliers import move_outliers
from .reader import Reader
from .regions import WindowSource
from .workfolder import WorkFolder

LARGEST_ACTIVATION = 255
LARGEST_SUM = 32_767


@dataclass(frozen=True)
class Recipe:
    """One way: smoothing strength (0: none), bits, and how many of the widest-ranged matrices stay float32."""

    name: str
    smoothing: float = 0.0
    seven_bits: bool = True
    kept: int = 0
    compensated: bool = False
    """Rounded as `rounding.py` does, and not to the nearest."""
    block: int = 0
    """Weights per scale for MatMulNBits with 8 bits; 0: one scale per output channel, MatMulInteger."""


RECIPES = (
    Recipe("8 bits a channel", seven_bits=False),
    Recipe("7 bits a channel"),
    Recipe("7 bits, smoothed 0.5", smoothing=0.5),
    Recipe("7 bits, smoothed 0.7", smoothing=0.7),
    Recipe("7 bits, smoothed 0.5, compensated", smoothing=0.5, compensated=True),
    Recipe("7 bits, smoothed 0.5, 4 widest kept", smoothing=0.5, kept=4),
    Recipe("7 bits, smoothed 0.5, 12 widest kept", smoothing=0.5, kept=12),
    Recipe("8 bits a block of 64", block=64),
)


def calibration_batches(work: WorkFolder, count: int = 16) -> list[Batch]:
    """Training windows to see activations on: their ranges, and which are large together."""
    source, rng = WindowSource(work.tokens("train"), work.kinds()), random.Random(5)
    return [draw_batch(source, BatchPlan(windows=4), rng)[0] for _ in range(count)]


def apply(recipe: Recipe, make_model: Callable[[], Infiller], batches: list[Batch], target: Path) -> None:
    """Writes the graph of a fresh model, quantised by `recipe`, to `target`."""
    model = make_model()
    if recipe.smoothing:
        move_outliers(model, batches, recipe.smoothing)
    if recipe.block:
        export_graph(model, target)
        _quantise_blocks(target, recipe.block)
    else:
        kept = widest(model, batches, recipe.kept) if recipe.kept else ()
        products = input_products(model, batches) if recipe.compensated else None
        write_graph(model.shape, quantised(weights_of(model), recipe.seven_bits, kept, products), target)


def widest(model: Infiller, batches: list[Batch], count: int) -> tuple[str, ...]:
    """The `count` matrices whose input ranges widest against its typical size: the hardest to quantise."""
    ranges = {
        name: float(columns.max() / columns.median().clamp(min=1e-6))
        for name, columns in largest_activations(model, batches).items()
    }
    return tuple(sorted(ranges, key=ranges.get, reverse=True)[:count])


def _quantise_blocks(graph: Path, block: int) -> None:
    """In place."""
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    quantiser = MatMulNBitsQuantizer(onnx.load(graph), bits=8, block_size=block, is_symmetric=True, accuracy_level=4)
    quantiser.process()
    quantiser.model.save_model_to_file(str(graph))


def saturates(graph: Path) -> bool:
    """Whether a pair of neighbouring weights could overflow 16-bit sums (see the top of this file)."""
    for tensor in onnx.load(graph).graph.initializer:
        if tensor.data_type == onnx.TensorProto.INT8 and len(tensor.dims) == 2:
            sizes = np.abs(numpy_helper.to_array(tensor).astype(np.int32))
            pairs = sizes[0::2][: len(sizes) // 2] + sizes[1::2]
            if LARGEST_ACTIVATION * int(pairs.max(initial=0)) > LARGEST_SUM:
                return True
    return False


def compare(work: WorkFolder, trained: Path, out: Path, per_kind: int, threads: int | None, say=print) -> list[dict]:
    """Every recipe's loss on the cases against float32's; also written to `quantisation.json` in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    shape, parent = work.parent()
    cases, batches = cases_of(work, per_kind), calibration_batches(work)

    def losses(graph: Path) -> dict[str, float]:
        summary = judge_losses(Reader(graph, threads), cases)["summary"]
        return {mode: summary[f"{mode} both"]["nats"] for mode in ("forward", "masked")}

    graph = out / "compared.onnx"
    export_graph(load_model(shape, parent, trained), graph)
    exact = losses(graph)
    rows = [dict(recipe="float32", megabytes=graph.stat().st_size / 1e6, **exact)]
    for recipe in RECIPES:
        apply(recipe, lambda: load_model(shape, parent, trained), batches, graph)
        found = losses(graph)
        cost = {f"{mode}_cost": round(found[mode] - exact[mode], 4) for mode in found}
        rows.append(
            dict(recipe=recipe.name, megabytes=graph.stat().st_size / 1e6, saturates=saturates(graph), **found, **cost)
        )
        say(json.dumps(rows[-1]))
    graph.unlink()
    (out / "quantisation.json").write_text(json.dumps(rows, indent=1))
    return rows
