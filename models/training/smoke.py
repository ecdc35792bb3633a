"""Runs the whole pipeline on a tiny random model and generated text: prepare, 20 steps, judge, release.

    python smoke.py OUT [--tokenizer tokenizer.json]

Leaves `OUT/model`, a model folder as the studio loads it, with `golden.json` to compare an engine with, and
`OUT/work/cases-4.json` with their numbers in `OUT/judged-release/judged.json`. Under a minute on two idle cores; nothing is
downloaded.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOKENIZER = HERE.parent / "starter" / "tokenizer.json"

WHO = "the keeper,a boy from the harbour,my sister,the old clerk,nobody,the postmistress,her uncle,the captain".split(
    ","
)
DID = "opened,forgot,remembered,carried,lost,mended,wanted,described".split(",")
WHAT = "the lamp,a letter,the blue door,his coat,the last boat,that story,an answer,the garden".split(",")
WHEN = "before noon,in the rain,after the storm,at the end of winter,on Sunday,without a word,again,too late".split(",")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tokenizer", type=Path, default=TOKENIZER)
    args = parser.parse_args()
    out = args.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    corpus = out / "corpus"
    corpus.mkdir(parents=True)
    write_archive(corpus / "corpus.tar.xz", documents=12, seed=1)
    write_archive(corpus / "dev.tar.xz", documents=6, seed=2)
    work, run, trained = out / "work", out / "run", out / "run" / "last.pt"
    command("prepare", "--parent", args.tokenizer.resolve(), "--corpus", corpus, "--work", work)
    tiny = [f"--set={pair}" for pair in ("method=full", "schedule.steps=20", "batch.windows=1", "held_out_windows=6")]
    command("train", "--work", work, "--run", run, "--minutes", 10, *tiny)
    judged = out / "judged"
    command(
        "judge", "--work", work, "--trained", trained, "--out", judged, "--per-kind", 4, "--written", 1, "--windows", 6
    )  # fmt: skip
    command(
        "release", "--work", work, "--trained", trained, "--run", run, "--judged", judged / "judged.json",
        "--out", out / "model", "--per-kind", 4, "--id", "palimpsest-tiny", "--title", "Tiny random model",
    )  # fmt: skip
    command(
        "judge", "--work", work, "--graph", out / "model" / "model.onnx", "--out", out / "judged-release",
        "--per-kind", 4, "--written", 0,
    )  # fmt: skip
    print(f"released {out / 'model'}")


def command(*arguments: object) -> None:
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "palimpsest", *map(str, arguments)], cwd=HERE, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{arguments[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    print(f"{arguments[0]}: {time.monotonic() - begun:.1f} s", flush=True)


def write_archive(path: Path, documents: int, seed: int) -> None:
    """Made-up sentences as a corpus archive of two kinds of text."""
    rng = random.Random(seed)
    folder = path.with_suffix(".folder")
    for kind in ("fiction", "docs"):
        (folder / kind).mkdir(parents=True)
        text = "\n\n".join("\n".join(_paragraph(rng) for _ in range(30)) for _ in range(documents))
        (folder / kind / "made-up.txt").write_text(text)
    with tarfile.open(path, "w:xz", preset=0) as tar:
        for kind in ("fiction", "docs"):
            tar.add(folder / kind, kind)
    shutil.rmtree(folder)


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(3, 6)))


def _sentence(rng: random.Random) -> str:
    words = " ".join(rng.choice(part) for part in (WHO, DID, WHAT, WHEN))
    return words[0].upper() + words[1:] + rng.choice(".....!?")


if __name__ == "__main__":
    main()
