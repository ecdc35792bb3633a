"""Curves of runs as pictures."""

from __future__ import annotations

import json
from pathlib import Path


def read_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def plot_curve(run: Path) -> None:
    """`curve.png` of a run: training loss by minute above, held-out loss by minute below."""
    plot_runs([run], run / "curve.png")


def plot_runs(runs: list[Path], picture: Path) -> None:
    """Several runs over the same axes, by minutes of training."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (above, below) = pyplot.subplots(2, 1, figsize=(8, 9), layout="constrained")
    for run in runs:
        label = f"{run.name}: " if len(runs) > 1 else ""
        progress, evaluations = read_lines(run / "progress.jsonl"), read_lines(run / "evaluations.jsonl")
        for mode in ("forward", "masked"):
            above.plot([p["minutes"] for p in progress], [p[mode] for p in progress], label=label + mode)
        for measure in evaluations[0]["both"] if evaluations else ():
            below.plot(
                [e["minutes"] for e in evaluations],
                [e["both"][measure] for e in evaluations],
                ".-",
                label=label + measure,
            )
    for axes, title in ((above, "training"), (below, "held out, averaged weights")):
        axes.set(title=title, xlabel="minutes", ylabel="nats per place")
        axes.grid(alpha=0.3)
        if axes.lines:
            axes.legend(fontsize="small")
    figure.savefig(picture, dpi=110)
    pyplot.close(figure)
