"""Weights of a parent model: from a GGUF file, or from a Llama-layout folder of safetensors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from .model import Shape
from .vocabulary import build_tokenizer

_FOLDER_NAMES = {
    "attention_norm": "input_layernorm",
    "query": "self_attn.q_proj",
    "key": "self_attn.k_proj",
    "value": "self_attn.v_proj",
    "output": "self_attn.o_proj",
    "feed_norm": "post_attention_layernorm",
    "gate": "mlp.gate_proj",
    "up": "mlp.up_proj",
    "down": "mlp.down_proj",
}
_GGUF_NAMES = {
    "attention_norm": "attn_norm",
    "query": "attn_q",
    "key": "attn_k",
    "value": "attn_v",
    "output": "attn_output",
    "feed_norm": "ffn_norm",
    "gate": "ffn_gate",
    "up": "ffn_up",
    "down": "ffn_down",
}


@dataclass(frozen=True)
class Parent:
    """A causal model to adapt. `weights` are float32, named as in `model.Infiller`."""

    shape: Shape
    weights: dict[str, Tensor]
    tokenizer: Tokenizer


def load_parent(path: Path) -> Parent:
    """@raises ValueError for a parent whose embedding and head are not tied."""
    return _from_folder(path) if path.is_dir() else _from_gguf(path)


def _from_gguf(path: Path) -> Parent:
    from gguf import GGUFReader
    from gguf.quants import dequantize

    reader = GGUFReader(path)
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    if "output.weight" in tensors:
        raise ValueError(f"{path.name}: embedding and head are not tied")

    def number(key: str) -> float:
        field = reader.fields[f"llama.{key}"]
        return field.parts[field.data[0]][0].item()

    def strings(key: str) -> list[str]:
        field = reader.fields[key]
        return [bytes(field.parts[i]).decode("utf-8") for i in field.data]

    def weight(name: str) -> Tensor:
        tensor = tensors[name]
        dense = torch.tensor(dequantize(tensor.data, tensor.tensor_type)).float()
        return dense.reshape(tuple(int(size) for size in reversed(tensor.shape)))

    tokens = strings("tokenizer.ggml.tokens")
    shape = Shape(
        width=int(number("embedding_length")),
        feed=int(number("feed_forward_length")),
        layers=int(number("block_count")),
        heads=int(number("attention.head_count")),
        key_value_heads=int(number("attention.head_count_kv")),
        vocabulary=len(tokens),
        rope_theta=float(number("rope.freq_base")),
        norm_epsilon=round(float(number("attention.layer_norm_rms_epsilon")), 9),
    )
    weights = {"embedding.weight": weight("token_embd.weight"), "norm.weight": weight("output_norm.weight")}
    for layer in range(shape.layers):
        for ours, theirs in _GGUF_NAMES.items():
            dense = weight(f"blk.{layer}.{theirs}.weight")
            if ours in ("query", "key"):
                dense = _halves(dense, shape.heads if ours == "query" else shape.key_value_heads)
            weights[f"blocks.{layer}.{ours}.weight"] = dense
    return Parent(shape, weights, build_tokenizer(tokens, strings("tokenizer.ggml.merges")))


def _halves(weight: Tensor, heads: int) -> Tensor:
    """GGUF interleaves the rows of queries and keys for its rotary embedding; ours pairs the two halves of a head."""
    rows, columns = weight.shape
    return weight.view(heads, rows // heads // 2, 2, columns).transpose(1, 2).reshape(rows, columns)


def _from_folder(path: Path) -> Parent:
    from safetensors.torch import load_file

    config = json.loads((path / "config.json").read_text())
    if not config.get("tie_word_embeddings", False):
        raise ValueError(f"{path.name}: embedding and head are not tied")
    theirs: dict[str, Tensor] = {}
    for file in sorted(path.glob("*.safetensors")):
        theirs |= {name: tensor.float() for name, tensor in load_file(file).items()}
    shape = Shape(
        width=config["hidden_size"],
        feed=config["intermediate_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        key_value_heads=config.get("num_key_value_heads", config["num_attention_heads"]),
        vocabulary=config["vocab_size"],
        rope_theta=float(config.get("rope_theta", 10_000.0)),
        norm_epsilon=config["rms_norm_eps"],
    )
    weights = {"embedding.weight": theirs["model.embed_tokens.weight"], "norm.weight": theirs["model.norm.weight"]}
    for layer in range(shape.layers):
        for ours, name in _FOLDER_NAMES.items():
            weights[f"blocks.{layer}.{ours}.weight"] = theirs[f"model.layers.{layer}.{name}.weight"]
    return Parent(shape, weights, Tokenizer.from_file(str(path / "tokenizer.json")))
