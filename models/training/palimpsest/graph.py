"""The released graph: one ONNX file that encodes a context and reads regions against it.

    input                        shape               meaning
    ids, positions               [B, S] int64        context tokens, or leads and places; explicit positions
    past_keys, past_values       [L, G, P, d]        the context's, shared by all B; P may be 0
    near_keys, near_values       [L, B, G, N, d]     of places computed before and kept; N may be 0
    self_bias                    [B, S, N + S]       added to scores on near and own positions: 0 visible, -1e9 hidden
    rows                         [B, Q] int64        which of the S to read
    targets                      [B, Q] int64        tokens whose logit is wanted

    output                       shape
    top_ids, top_logits          [B, Q, candidates]
    log_sum_exp, entropy         [B, Q]              entropy in nats
    target_logits                [B, Q]
    keys, values                 [L, B, G, S, d]     of the S positions

The output at a position predicts the next one. Specials other than blank are suppressed.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper
from torch import Tensor, nn

from .model import HIDDEN, Batch, Infiller, Shape, rotate
from .row_scales import scale_rows
from .vocabulary import SPECIALS, SUPPRESSED

CANDIDATES = 64
INPUTS = (
    "ids", "positions", "past_keys", "past_values", "near_keys", "near_values", "self_bias", "rows", "targets",
)  # fmt: skip
OUTPUTS = ("top_ids", "top_logits", "log_sum_exp", "entropy", "target_logits", "keys", "values")
_AXES = {
    "ids": {0: "B", 1: "S"},
    "positions": {0: "B", 1: "S"},
    "past_keys": {2: "P"},
    "past_values": {2: "P"},
    "near_keys": {1: "B", 3: "N"},
    "near_values": {1: "B", 3: "N"},
    "self_bias": {0: "B", 1: "S", 2: "N+S"},
    "rows": {0: "B", 1: "Q"},
    "targets": {0: "B", 1: "Q"},
    "top_ids": {0: "B", 1: "Q"},
    "top_logits": {0: "B", 1: "Q"},
    "log_sum_exp": {0: "B", 1: "Q"},
    "entropy": {0: "B", 1: "Q"},
    "target_logits": {0: "B", 1: "Q"},
    "keys": {1: "B", 3: "S"},
    "values": {1: "B", 3: "S"},
}


class _Norm(nn.Module):
    """As `model.Norm`, in the plain operations that every runtime has."""

    def __init__(self, weight: Tensor, epsilon: float):
        super().__init__()
        self.weight = nn.Parameter(weight.detach().float())
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


class Denoiser(nn.Module):
    """The network as the graph computes it, from a merged float32 `Infiller`."""

    def __init__(self, model: Infiller, suppressed: list[int] = SUPPRESSED):
        super().__init__()
        self.shape = model.shape
        table = model.embedding.weight.detach().clone()
        table[:SPECIALS] = model.special.detach()
        self.table = nn.Parameter(table)
        self.head = nn.Parameter(table.t().contiguous())
        bias = torch.zeros(model.shape.vocabulary)
        bias[suppressed] = HIDDEN
        self.register_buffer("bias", bias)
        steps = torch.arange(0, model.shape.head_size, 2).float() / model.shape.head_size
        self.register_buffer("frequencies", model.shape.rope_theta**-steps)
        self.blocks = model.blocks
        epsilon = model.shape.norm_epsilon
        self.norms = nn.ModuleList(_Norm(block.attention_norm.weight, epsilon) for block in model.blocks)
        self.feed_norms = nn.ModuleList(_Norm(block.feed_norm.weight, epsilon) for block in model.blocks)
        self.last_norm = _Norm(model.norm.weight, epsilon)

    def forward(
        self, ids, positions, past_keys, past_values, near_keys, near_values, self_bias, rows, targets
    ) -> tuple[Tensor, ...]:
        s = self.shape
        H, G, d, per = s.heads, s.key_value_heads, s.head_size, s.heads // s.key_value_heads
        B, S = ids.shape
        P, N = past_keys.shape[2], near_keys.shape[3]
        angles = positions[..., None].float() * self.frequencies
        angles = torch.cat([angles, angles], -1)[:, :, None]
        cos, sin = angles.cos(), angles.sin()
        bias = self_bias[None, :, None]
        x = F.embedding(ids, self.table)
        all_keys, all_values = [], []
        for i, block in enumerate(self.blocks):
            normed = self.norms[i](x)
            query = rotate(block.query(normed).view(B, S, H, d), cos, sin) * d**-0.5
            key = rotate(block.key(normed).view(B, S, G, d), cos, sin)
            value = block.value(normed).view(B, S, G, d)
            query = query.view(B, S, G, per, d).permute(2, 0, 3, 1, 4)  # [G, B, per, S, d]
            key, value = key.permute(2, 0, 1, 3), value.permute(2, 0, 1, 3)  # [G, B, S, d]
            all_keys.append(key.transpose(0, 1))
            all_values.append(value.transpose(0, 1))
            key = torch.cat([near_keys[i].transpose(0, 1), key], 2)
            value = torch.cat([near_values[i].transpose(0, 1), value], 2)
            far = (query.reshape(G, B * per * S, d) @ past_keys[i].transpose(1, 2)).view(G, B, per, S, P)
            near = (query.reshape(G, B, per * S, d) @ key.transpose(2, 3)).view(G, B, per, S, N + S) + bias
            shares = torch.cat([far, near], -1).softmax(-1)
            attended = (shares[..., :P].reshape(G, B * per * S, P) @ past_values[i]).view(G, B, per, S, d)
            attended = attended + (shares[..., P:].reshape(G, B, per * S, N + S) @ value).view(G, B, per, S, d)
            x = x + block.output(attended.permute(1, 3, 0, 2, 4).reshape(B, S, s.width))
            normed = self.feed_norms[i](x)
            gated = F.silu(block.gate(normed)) * block.up(normed)
            x = x + block.down(gated)
        read = self.last_norm(torch.gather(x, 1, rows[..., None].expand(-1, -1, s.width)))
        logits = read @ self.head + self.bias
        log_sum_exp = torch.logsumexp(logits, -1)
        entropy = log_sum_exp - (logits.softmax(-1) * logits).sum(-1)
        top = logits.topk(CANDIDATES, -1)
        wanted = torch.gather(logits, 2, targets[..., None])[..., 0]
        return top.indices, top.values, log_sum_exp, entropy, wanted, torch.stack(all_keys), torch.stack(all_values)


def example_inputs(shape: Shape, B: int, S: int, P: int, Q: int, N: int = 5) -> tuple[Tensor, ...]:
    """Random inputs in the order of `INPUTS`."""
    L, G, d = shape.layers, shape.key_value_heads, shape.head_size
    return (
        torch.randint(SPECIALS, shape.vocabulary, (B, S)),
        torch.arange(P, P + S).repeat(B, 1),
        torch.randn(L, G, P, d),
        torch.randn(L, G, P, d),
        torch.randn(L, B, G, N, d),
        torch.randn(L, B, G, N, d),
        torch.zeros(B, S, N + S),
        torch.arange(Q).repeat(B, 1),
        torch.randint(SPECIALS, shape.vocabulary, (B, Q)),
    )


def export_graph(model: Infiller, path: Path) -> None:
    """Writes the float32 graph of a merged model."""
    denoiser = Denoiser(model.float()).eval()
    with torch.no_grad():
        torch.onnx.export(
            denoiser,
            example_inputs(model.shape, 2, 12, 20, 7),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=_AXES,
            dynamo=False,
            opset_version=17,
        )
    graph = onnx.load(path)
    for node in graph.graph.node:
        if node.op_type == "Reshape":  # an empty past has a zero in its shapes
            del node.attribute[:]
            node.attribute.append(helper.make_attribute("allowzero", 1))
    onnx.save(graph, path)


@torch.no_grad()
def move_outliers(model: Infiller, batches: list[Batch], alpha: float = 0.5) -> None:
    """Moves activation outliers into the weights (SmoothQuant): the same function, easier to quantise.

    Scales fold into the norms before a matrix, into the up projection before the down projection, and into the value
    projection before the output projection (there per key/value head). `model` must be merged and float32.
    """
    largest = largest_activations(model, batches)
    shape = model.shape
    G, per, d = shape.key_value_heads, shape.heads // shape.key_value_heads, shape.head_size

    def scale(activation: Tensor, weight: Tensor) -> Tensor:
        ratio = activation.clamp(min=1e-4) ** alpha / weight.clamp(min=1e-4) ** (1 - alpha)
        return ratio.clamp(0.02, 50)

    def columns(*matrices: nn.Linear) -> Tensor:
        return torch.stack([matrix.weight.abs().amax(0) for matrix in matrices]).amax(0)

    for number, block in enumerate(model.blocks):
        for norm, readers, first in (
            (block.attention_norm, (block.query, block.key, block.value), "query"),
            (block.feed_norm, (block.gate, block.up), "gate"),
        ):
            factor = scale(largest[f"blocks.{number}.{first}"], columns(*readers))
            norm.weight /= factor
            for matrix in readers:
                matrix.weight *= factor
        factor = scale(largest[f"blocks.{number}.down"], columns(block.down))
        block.up.weight /= factor[:, None]
        block.down.weight *= factor
        by_head = lambda row: row.view(G, per, d).amax(1)
        factor = scale(by_head(largest[f"blocks.{number}.output"]), by_head(columns(block.output)))  # [G, d]
        block.value.weight /= factor.reshape(-1, 1)
        block.output.weight *= factor[:, None].expand(-1, per, -1).reshape(-1)


def largest_activations(model: Infiller, batches: list[Batch]) -> dict[str, Tensor]:
    """Per matrix, the largest magnitude of each of its input columns over `batches`."""
    largest: dict[str, Tensor] = {}

    def watch(name: str):
        def hook(_module: nn.Module, inputs: tuple[Tensor]) -> None:
            seen = inputs[0].abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

        return hook

    hooks = [linear.register_forward_pre_hook(watch(name)) for name, linear in model.linears().items()]
    for batch in batches:
        model(batch)
    for hook in hooks:
        hook.remove()
    return largest


def node_of(matrix: str) -> str:
    """Name of the graph's node for a matrix of the network: `blocks.3.down` is `/down_3/MatMul`."""
    _, layer, part = matrix.split(".")
    return f"/{part}/MatMul" if layer == "0" else f"/{part}_{layer}/MatMul"


def quantise(source: Path, target: Path, seven_bits: bool = True, keep: tuple[str, ...] = ()) -> None:
    """Weights to signed integers per output channel, activations row by row as they come; embedding and head share one matrix.

    `seven_bits` keeps 8-bit products from saturating in 16-bit sums on processors without VNNI. `keep` names matrices,
    as `blocks.3.down`, that stay float32.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    beside = target.with_suffix(".part")
    quantize_dynamic(
        str(source),
        str(beside),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=seven_bits,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=[node_of(matrix) for matrix in keep],
        extra_options={"MatMulConstBOnly": True},
    )
    graph = onnx.load(beside)
    os.remove(beside)
    _share_embedding_with_head(graph.graph)
    scale_rows(graph)
    onnx.save(graph, target)


def _share_embedding_with_head(graph: onnx.GraphProto) -> None:
    """Replaces the float32 embedding by columns of the quantised head [D, V], gathered and scaled."""
    initial = {tensor.name: tensor for tensor in graph.initializer}
    gather = next(n for n in graph.node if n.op_type == "Gather" and _is_table(initial.get(n.input[0])))
    rows, columns = initial[gather.input[0]].dims
    head = next(t for t in graph.initializer if list(t.dims) == [columns, rows] and t.name.endswith("_quantized"))
    base = head.name.removesuffix("_quantized")
    if numpy_helper.to_array(initial[base + "_zero_point"]).any():
        raise ValueError("the head must be quantised symmetrically")
    ids, embedded = gather.input[1], gather.output[0]
    graph.initializer.append(numpy_helper.from_array(np.array([-1], np.int64), "embedding_axis"))
    nodes = [
        helper.make_node("Gather", [head.name, ids], ["embedding_columns"], axis=1, name="embedding"),
        helper.make_node("Cast", ["embedding_columns"], ["embedding_float"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Transpose", ["embedding_float"], ["embedding_rows"], perm=[1, 2, 0]),
        helper.make_node("Gather", [base + "_scale", ids], ["embedding_scale"], axis=0),
        helper.make_node("Unsqueeze", ["embedding_scale", "embedding_axis"], ["embedding_scales"]),
        helper.make_node("Mul", ["embedding_rows", "embedding_scales"], [embedded]),
    ]
    at = list(graph.node).index(gather)
    graph.node.remove(gather)
    for offset, node in enumerate(nodes):
        graph.node.insert(at + offset, node)
    graph.initializer.remove(initial[gather.input[0]])


def _is_table(tensor: onnx.TensorProto | None) -> bool:
    """Whether this is the embedding: by far the largest table that is gathered from."""
    return tensor is not None and len(tensor.dims) == 2 and tensor.dims[0] > 10_000
