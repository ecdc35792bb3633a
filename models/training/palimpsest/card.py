"""The model card: what the model is, how it was made, how it was judged, and samples chosen by a stated rule."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import torch

SAMPLES = 5
"""The first so many judged cases of each kind: not chosen."""


def write_card(
    folder: Path,
    identity,
    facts: dict,
    trained: Path,
    judged: Path | None,
    run: Path | None,
    quantised: dict,
    date: datetime.date,
) -> None:
    """`README.md` of a model folder. `judged` is a `judged.json`, `run` a run's folder (for its curve)."""
    report = json.loads(judged.read_text()) if judged else {}
    parts = [
        f"# {identity.title}, version {identity.version}\n\nMade on {date.isoformat()}.",
        "A small English infilling model: it rewrites a passage between fixed text, seeing both sides.",
        _origin(identity, facts, trained),
        _files(),
        _measured(report, quantised),
        _writing(report),
        _safety(report),
        _limits(),
    ]
    if run and (run / "curve.png").exists():
        shutil.copy(run / "curve.png", folder / "curve.png")
        parts.insert(4, "## Training curve\n\n![loss by minute](curve.png)")
    (folder / "README.md").write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def _origin(identity, facts: dict, trained: Path) -> str:
    train = facts["tokens"]["train"]
    lines = [
        "## Origin",
        "",
        f"- **Parent:** {identity.parent}."
        if not facts["tiny"]
        else "- **Parent:** none: small random weights, to try the pipeline.",
        f"- **Text:** {train['files']} files, {train['tokens'] / 1e6:.1f} M tokens: public-domain fiction and openly "
        "licensed documentation. Sources and licences, file by file: `SOURCES.tsv` of the corpus. Held-out files were "
        "never trained on.",
        f"- **Licence:** {identity.licence}.",
    ]
    if trained.suffix == ".pt":
        state = torch.load(trained, map_location="cpu", weights_only=False)
        settings = state["settings"]
        plan = settings["batch"]
        lines.insert(
            4,
            f"- **Method:** {settings['method']}"
            + (f" (rank {settings['rank']}, merged)" if settings["method"] == "lora" else "")
            + f", {state['step']} steps of {settings['optimizer']['accumulate']} x {plan['windows']} windows with "
            f"{plan['context']} context tokens and {plan['forward_passes']} forward and {plan['masked_passes']} masked "
            f"passes over {plan['positions']} region positions; {state['tokens'] / 1e6:.2f} M tokens computed, "
            f"{state['places'] / 1e6:.2f} M of them with loss; {state['seconds'] / 3600:.1f} hours ({settings['device']}, {settings['precision']}). "
            "Weights are the moving average. What was continued from another release adds to that release's own training.",
        )
    return "\n".join(lines)


def _files() -> str:
    return (
        "## Files\n\n`model.onnx` and `weights-*.bin` (7-bit weights per output channel, dynamic 8-bit activations, outliers "
        "moved into the weights first, which are rounded so as to make up for their errors), "
        "`tokenizer.json` (without added tokens, so that no text ever becomes a special "
        "id), `golden.json` (what a right implementation computes), `manifest.json` (sizes, special ids, hashes), `checkpoint/` (trained factors, float16)."
    )


def _measured(report: dict, quantised: dict) -> str:
    lines = ["## Measured", ""]
    if losses := report.get("losses"):
        summary = losses["summary"]
        lines += [
            "One sentence of a held-out file erased, its true length given, nats per token:",
            "",
            "| | both sides | right side of another case | fiction | documents | accuracy |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for mode, title in (("forward", "forward, all places"), ("masked", "masked, half of the places open")):
            cells = [summary.get(f"{mode} {part}", {}).get("nats") for part in ("both", "no_right", "fiction", "docs")]
            shown = " | ".join("" if cell is None else f"{cell:.3f}" for cell in cells)
            lines.append(f"| {title} | {shown} | {summary[f'{mode} both']['accuracy']:.3f} |")
        errors = ", ".join(f"{mode} {found['error']:.3f}" for mode, found in losses["calibration"].items())
        lines += ["", f"Expected calibration error of the first candidate: {errors}."]
    if held_out := report.get("held_out"):
        lines += [
            "",
            "Regions of at most 48 places between 112 tokens of context:",
            "",
            "| | both sides | right side of another text |",
            "| --- | --- | --- |",
        ]
        lines += [
            f"| {name} | {m['nats']:.3f} | {held_out['no_right'][name]['nats']:.3f} |"
            for name, m in held_out["both"].items()
        ]
    cost = ", ".join(f"{mode} {nats:+.3f}" for mode, nats in quantised["cost"].items())
    lines += ["", f"Quantisation, against float32 on the same cases, nats: {cost}."]
    if checks := report.get("sanity"):
        lines += ["", "Sanity checks:", ""]
        lines += [f"- {c['check']}: {'yes' if c['passed'] else 'NO'} ({c['value']:.3g})" for c in checks]
    return "\n".join(lines)


def _writing(report: dict) -> str:
    writing = report.get("writing")
    if not writing:
        return ""
    lines = [
        "## What it writes",
        "",
        "The erased sentences, filled; nats per token under the parent of the text itself and of the 16 tokens after it:",
        "",
        "| | text | what follows | passes a token |",
        "| --- | --- | --- | --- |",
    ]
    for how, row in writing["table"].items():
        lines.append(f"| {how} | {row['text']:.2f} | {row['following']:.2f} | {row['passes_per_token'] or ''} |")
    lines += ["", f"Samples: the first {SAMPLES} cases of each kind, not chosen.", ""]
    seen: dict[str, int] = {}
    for sample in writing["samples"]:
        seen[sample["kind"]] = seen.get(sample["kind"], 0) + 1
        if seen[sample["kind"]] > SAMPLES:
            continue
        left, right = _one_line(sample["left"])[-90:], _one_line(sample["right"])[:70]
        lines.append(f"- ({sample['kind']}) … {left} **[ ]** {right} …")
        lines += [f"  - {how}: {_one_line(text)}" for how, text in sample["texts"].items()]
    return "\n".join(lines)


def _safety(report: dict) -> str:
    safety = report.get("safety")
    if not safety:
        return ""
    return (
        f"## Copying and slurs\n\nOf {safety['regions']} held-out regions filled, {safety['copied']} hold a run of 12 or "
        f"more words from the training text and {safety['with_listed_word']['model']} a word of the list of slurs, which "
        f"{safety['with_listed_word']['author']} of the erased sentences do themselves."
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _limits() -> str:
    return (
        "## Limits\n\nEnglish only. Small: it keeps tone and grammar over a sentence, not facts, names or plots. Its fiction "
        "is mostly of before 1930, with the views and the manners of that time; text was filtered for slurs, not for "
        "opinions. It does not follow instructions. Masked passes at high noise are weak: short windows beside known text work best."
    )
