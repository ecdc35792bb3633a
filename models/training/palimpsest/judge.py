"""`judge`: held-out numbers of a graph, sanity checks, calibration, and what it writes in the eyes of its parent.

Everything runs on the graph, float32 or quantised, through the same inputs as the engine's, so that both give the same
numbers on the same `cases.json` within rounding.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from .batches import collate
from .cases import Case, draw_cases, load_cases, save_cases
from .checkpoint import load_model
from .evaluate import HeldOut
from .graph import export_graph
from .model import Infiller
from .reader import Context, Reader
from .regions import NoiseMix, RegionMix, WindowSource, masked_pass
from .safety import check_writing
from .vocabulary import MASK, SPECIALS
from .workfolder import WorkFolder
from .writing import Blend, Taste, fit, left_context, write_forward, write_from_left, write_masked

FOLLOWING = 16
"""Tokens after a region whose probability under the parent is judged."""


@dataclass(frozen=True)
class Answer:
    """One asked place of one case."""

    certainty: float
    right: bool
    nats: float


def encode_case(reader: Reader, case: Case) -> Context:
    return reader.encode(case.context_ids(), case.context_positions())


def answers(reader: Reader, context: Context, case: Case, mode: str) -> list[Answer]:
    """`mode`: `forward` asks every place, `masked` those that are open when half are."""
    truth = np.array(case.truth)
    open_places = np.array(case.open)
    held = truth if mode == "forward" else np.where(open_places, MASK, truth)
    ids = np.concatenate([[case.left[-1]], held])
    rows = np.arange(case.places) if mode == "forward" else np.flatnonzero(open_places)
    reading = reader.read(
        context,
        ids[None],
        case.region_positions()[None],
        causal=mode == "forward",
        rows=rows[None],
        targets=truth[rows][None],
    )
    return [
        Answer(float(np.exp(top)), int(first) == int(truth[row]), -float(wanted))
        for row, first, top, wanted in zip(
            rows, reading.top_ids[0, :, 0], reading.top_log_probabilities[0, :, 0], reading.target_log_probabilities[0]
        )
    ]


def judge_losses(reader: Reader, cases: list[Case]) -> dict:
    """Nats and accuracy per asked place by mode and kind, with the right side and with another case's; calibration."""
    seen: dict[str, list[Answer]] = defaultdict(list)
    per_case = []
    for case, other in zip(cases, cases[1:] + cases[:1]):
        numbers = {}
        for side, given in (("both", case), ("no_right", replace(case, right=other.right))):
            context = encode_case(reader, given)
            for mode in ("forward", "masked"):
                found = answers(reader, context, given, mode)
                seen[f"{mode} {side}"] += found
                if side == "both":
                    seen[f"{mode} {case.kind}"] += found
                numbers[f"{mode} {side}"] = round(float(np.mean([a.nats for a in found])), 4)
        per_case.append(numbers)
    summary = {
        name: dict(
            nats=round(float(np.mean([a.nats for a in found])), 4),
            accuracy=round(float(np.mean([a.right for a in found])), 4),
            places=len(found),
        )
        for name, found in seen.items()
    }
    calibration = {mode: reliability(seen[f"{mode} both"]) for mode in ("forward", "masked")}
    return dict(summary=summary, calibration=calibration, per_case=per_case)


def reliability(found: list[Answer], bins: int = 10) -> dict:
    """How often the surest candidate was right, by how sure; and the expected calibration error."""
    certainty = np.array([a.certainty for a in found])
    right = np.array([a.right for a in found])
    which = np.minimum((certainty * bins).astype(int), bins - 1)
    rows = [
        dict(
            certainty=float(certainty[which == b].mean()),
            right=float(right[which == b].mean()),
            places=int((which == b).sum()),
        )
        for b in range(bins)
        if (which == b).any()
    ]
    error = sum(row["places"] * abs(row["certainty"] - row["right"]) for row in rows) / len(found)
    return dict(bins=rows, error=round(error, 4))


def parent_nats(parent: Reader, case: Case, text: np.ndarray) -> tuple[float, float]:
    """Nats per token under the parent of the text, and of what follows it."""
    following = np.array(case.right[:FOLLOWING])
    ids = np.concatenate([case.left, text, following])
    reading = parent.read(
        parent.nothing(), ids[None, :-1], np.arange(len(ids) - 1)[None], causal=True, targets=ids[None, 1:]
    )
    nats = -reading.target_log_probabilities[0, len(case.left) - 1 :]
    return float(nats[: len(text)].mean()), float(nats[len(text) :].mean())


def judge_writing(reader: Reader, parent: Reader, cases: list[Case], tokenizer: Tokenizer, best_of: int = 4) -> dict:
    """Fills every case with several samplers -> their scores, and all texts."""
    taste = Taste()
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    passes: dict[str, float] = defaultdict(float)
    samples = []
    for number, case in enumerate(cases):
        rng = np.random.default_rng(number)
        context = encode_case(reader, case)
        several = write_forward(reader, context, case, best_of, taste, rng)
        masked = write_masked(reader, context, case, taste, rng)
        best = several.texts[int(np.argmax(fit(reader, context, case, several.texts)))]
        texts = {
            "author": np.array(case.truth),
            "parent, from the left": write_from_left(parent, case, taste, rng).texts[0],
            "forward": several.texts[0],
            f"forward, best of {best_of} by fit": best,
            "masked, window of 8": masked.texts[0],
        }
        for how, blend in blends(reader, parent, case).items():
            texts[how] = write_forward(reader, context, case, 1, taste, rng, blend).texts[0]
        passes["masked, window of 8"] += masked.passes
        passes["forward"] += several.passes
        for how, text in texts.items():
            scores[how].append(parent_nats(parent, case, text))
        samples.append(
            dict(
                kind=case.kind,
                left=tokenizer.decode(case.left),
                right=tokenizer.decode(case.right),
                texts={how: tokenizer.decode(list(map(int, text))) for how, text in texts.items()},
            )
        )
    places = sum(case.places for case in cases)
    table = {
        how: dict(
            text=round(float(np.mean([s[0] for s in found])), 3),
            following=round(float(np.mean([s[1] for s in found])), 3),
            passes_per_token=round(passes[how] / places, 3) if how in passes else None,
        )
        for how, found in scores.items()
    }
    return dict(table=table, samples=samples)


def blends(reader: Reader, parent: Reader, case: Case) -> dict[str, Blend]:
    """Tricks that cost a second reading of every place; the parent's also a second set of weights."""
    left = np.array(case.left)
    hidden_right = reader.encode(left, np.arange(len(left)))
    from_parent = left_context(parent, case)
    return {
        "forward, guided 0.5": Blend(reader, hidden_right, 0.5, against=True),
        "forward, guided 1": Blend(reader, hidden_right, 1.0, against=True),
        "forward, parent mixed in 0.3": Blend(parent, from_parent, 0.3, against=False),
    }


# Sanity


def context_ignores_regions(model: Infiller, source: WindowSource, context: int = 48, positions: int = 40) -> float:
    """Largest change of any context key when everything in the regions changes; must be 0."""
    rng = random.Random(3)
    window = source.draw(context, positions, rng)
    read = masked_pass(window, NoiseMix(), rng)
    other = replace(read, ids=np.full_like(read.ids, SPECIALS + 100))
    seen: list[torch.Tensor] = []
    hooks = [
        block.key.register_forward_hook(lambda _m, _i, out: seen.append(out[:, :context])) for block in model.blocks
    ]
    with torch.no_grad():
        for version in (read, other):
            model(collate([window], [[version]]))
    for hook in hooks:
        hook.remove()
    half = len(seen) // 2
    return max(float((a - b).abs().max()) for a, b in zip(seen[:half], seen[half:]))


def order_of_regions_is_free(reader: Reader, source: WindowSource) -> float:
    """Mean change of a true token's log-probability, in nats, when three regions enter a masked pass in another order."""
    rng = random.Random(4)
    three = replace(source, mix=RegionMix(regions=(0, 0, 1)))
    window = three.draw(96, 48, rng)
    read = masked_pass(window, NoiseMix(), rng)
    order = np.concatenate([np.flatnonzero(window.region == r) for r in (2, 0, 1)])
    straight = np.flatnonzero(window.region >= 0)
    context = reader.encode(window.context_ids, window.context_positions)

    def log_probabilities(at: np.ndarray) -> np.ndarray:
        reading = reader.read(
            context,
            read.ids[at][None],
            window.region_positions[at][None],
            targets=np.maximum(read.targets[at], 0)[None],
        )
        by_position = np.zeros(len(read.ids))
        by_position[at] = reading.target_log_probabilities[0]
        return np.where(read.targets != -100, by_position, 0)

    changes = np.abs(log_probabilities(straight) - log_probabilities(order))
    return float(changes[read.targets != -100].mean())


def sanity(reader: Reader, model: Infiller | None, source: WindowSource, losses: dict, is_trained: bool) -> list[dict]:
    """Checks with their numbers. Activations that a quantised graph rounds differently may move it a little where float32
    must not move."""
    summary = losses["summary"]
    checks = []
    for mode in ("forward", "masked"):
        cost = summary[f"{mode} no_right"]["nats"] - summary[f"{mode} both"]["nats"]
        checks.append(
            dict(
                check=f"hiding the right side costs loss, {mode}",
                value=round(cost, 4),
                passed=cost > 0 or not is_trained,
            )
        )
    moved = order_of_regions_is_free(reader, source)
    checks.append(
        dict(check="the order of regions does not matter", value=moved, passed=moved < (1e-3 if model else 0.1))
    )
    if model is not None:
        changed = context_ignores_regions(model, source)
        checks.append(dict(check="regions never move the keys of their context", value=changed, passed=changed == 0.0))
    return checks


def plot_reliability(calibration: dict, picture: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 5), layout="constrained")
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    for mode, found in calibration.items():
        rows = found["bins"]
        axes.plot(
            [r["certainty"] for r in rows],
            [r["right"] for r in rows],
            "o-",
            label=f"{mode} (error {found['error']:.3f})",
        )
    axes.set(xlabel="certainty of the first candidate", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1))
    axes.legend()
    figure.savefig(picture, dpi=110)
    pyplot.close(figure)


# The command


def graph_of(work: WorkFolder, trained: Path | None, path: Path) -> tuple[Path, Infiller]:
    """The float32 graph of a checkpoint (None: of the parent), written to `path`."""
    shape, parent = work.parent()
    model = load_model(shape, parent, trained)
    export_graph(model, path)
    return path, model


def cases_of(work: WorkFolder, per_kind: int) -> list[Case]:
    """The same cases at every call, kept in the working folder."""
    path = work.root / f"cases-{per_kind}.json"
    if not path.exists():
        save_cases(draw_cases(work.texts("dev"), work.tokenizer(), per_kind), path)
    return load_cases(path)


@dataclass(frozen=True)
class Thoroughness:
    """How much is judged."""

    per_kind: int = 60
    """Erased sentences of each kind of text."""
    written: int = 24
    """How many of them are filled and judged by the parent; 0 leaves the writing out."""
    windows: int = 192
    """Held-out windows for the losses by noise level (checkpoints only)."""
    checked: int = 0
    """Regions filled and searched for text copied from the training files and for `listed_words`."""
    listed_words: Path | None = None
    threads: int | None = None


def judge(
    work: WorkFolder, out: Path, how: Thoroughness, trained: Path | None = None, graph: Path | None = None
) -> dict:
    """Judges a checkpoint (as a float32 graph) or a released graph -> the report, also `judged.json` in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model = None
    if graph is None:
        graph, model = graph_of(work, trained, out / "float32.onnx")
    reader = Reader(graph, how.threads)
    cases = cases_of(work, how.per_kind)
    losses = judge_losses(reader, cases)
    source = WindowSource(work.tokens("dev"), work.kinds())
    report = dict(
        losses=losses,
        sanity=sanity(reader, model, source, losses, is_trained=not work.facts()["tiny"]),
        prepared=work.facts(),
    )
    if model is not None:
        held_out = HeldOut(work.tokens("dev"), work.kinds(), how.windows)
        report["held_out"] = {
            side: {name: asdict(m) for name, m in held_out.measure(model, side == "no_right").items()}
            for side in ("both", "no_right")
        }
    if how.written:
        parent_graph = work.root / "parent.onnx"
        if not parent_graph.exists():
            graph_of(work, None, parent_graph)
        some = cases[: how.written] + cases[how.per_kind : how.per_kind + how.written]
        report["writing"] = judge_writing(reader, Reader(parent_graph, how.threads), some, work.tokenizer())
    if how.checked:
        report["safety"] = check_writing(
            reader, cases_of(work, how.checked // 2), work.tokenizer().decode, work.texts("train"), how.listed_words
        )
    plot_reliability(losses["calibration"], out / "reliability.png")
    (out / "judged.json").write_text(json.dumps(report, indent=1, ensure_ascii=False))
    return report
