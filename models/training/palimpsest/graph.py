"""The released graph: one ONNX file that encodes a context and reads regions against it.

    input                          shape               meaning
    ids, positions                 [B, S] int64        context tokens, or leads and places; explicit positions
    past_keys.l, past_values.l     [G, P, d]           layer l of the context's, shared by all B; P may be 0
    near_keys.l, near_values.l     [B, G, N, d]        of places computed before and kept; N may be 0
    self_bias                      [B, S, N + S]       added to scores on near and own positions: 0 visible, -1e9 hidden
    rows                           [B, Q] int64        which of the S to read
    targets                        [B, Q] int64        tokens whose logit is wanted

    output                         shape
    top_ids, top_logits            [B, Q, candidates]
    log_sum_exp, entropy           [B, Q]              entropy in nats
    target_logits                  [B, Q]
    keys.l, values.l               [B, G, S, d]        of the S positions

The output at a position predicts the next one. Specials other than blank are suppressed.

The graph is written node by node and not exported, since a step of one place is mostly the cost of starting nodes: on two
cores it took 1.5 times as long with 3,400 of them, two thirds of which came of shapes and of splitting stacked layers.
Matrices that read the same are one product, a row's quantisation is four nodes, and a scale that a later quantisation
takes out again is multiplied as one number a row.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .matrices import Layer, Matrix, Weights, weights_of
from .model import HIDDEN, Infiller, Shape
from .vocabulary import SUPPRESSED

CANDIDATES = 64
PLAIN_OUTPUTS = ("top_ids", "top_logits", "log_sum_exp", "entropy", "target_logits")
ZERO_POINT = 128
"""Of activations, which are unsigned bytes."""


def export_graph(model: Infiller, path: Path) -> None:
    """Writes the float32 graph of a merged model."""
    write_graph(model.shape, weights_of(model), path)


def write_graph(shape: Shape, weights: Weights, path: Path, suppressed: list[int] = SUPPRESSED) -> None:
    graph = _Graph()
    inputs, outputs = _signature(shape)
    _network(graph, shape, weights, suppressed)
    model = helper.make_model(
        helper.make_graph(graph.nodes, "palimpsest", inputs, outputs, graph.initializers),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)],
        ir_version=8,
    )
    onnx.save(model, path)


def layered(name: str, layers: int) -> list[str]:
    """Names of an input or output that each layer has."""
    return [f"{name}.{layer}" for layer in range(layers)]


def _signature(s: Shape) -> tuple[list[onnx.ValueInfoProto], list[onnx.ValueInfoProto]]:
    def tensor(name: str, *dims: int | str, kind: int = TensorProto.FLOAT) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, dims)

    def each_layer(names: tuple[str, str], *dims: int | str) -> list[onnx.ValueInfoProto]:
        return [tensor(name, *dims) for of in names for name in layered(of, s.layers)]

    G, d, integers = s.key_value_heads, s.head_size, TensorProto.INT64
    inputs = [
        tensor("ids", "B", "S", kind=integers),
        tensor("positions", "B", "S", kind=integers),
        *each_layer(("past_keys", "past_values"), G, "P", d),
        *each_layer(("near_keys", "near_values"), "B", G, "N", d),
        tensor("self_bias", "B", "S", "N+S"),
        tensor("rows", "B", "Q", kind=integers),
        tensor("targets", "B", "Q", kind=integers),
    ]
    candidates = min(CANDIDATES, s.vocabulary)
    outputs = [
        tensor("top_ids", "B", "Q", candidates, kind=integers),
        tensor("top_logits", "B", "Q", candidates),
        *(tensor(name, "B", "Q") for name in PLAIN_OUTPUTS[2:]),
        *each_layer(("keys", "values"), "B", G, "S", d),
    ]
    return inputs, outputs


class _Graph:
    """Nodes and constants as they are added. Names of values are returned and passed on."""

    def __init__(self):
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self._small: dict[tuple, str] = {}

    def add(self, kind: str, *inputs: str, called: str | None = None, domain: str = "", **attributes) -> str:
        """A node of one output, `called` so if that is given."""
        return self.add_many(kind, *inputs, called=(called,), domain=domain, **attributes)[0]

    def add_many(
        self, kind: str, *inputs: str, called: tuple[str | None, ...], domain: str = "", **attributes
    ) -> list[str]:
        name = f"{kind}_{len(self.nodes)}"
        outputs = [f"{name}_{number}" if given is None else given for number, given in enumerate(called)]
        if kind == "Reshape":
            attributes["allowzero"] = 1  # nothing near or far has a zero in its shapes
        self.nodes.append(helper.make_node(kind, inputs, outputs, name, domain=domain, **attributes))
        return outputs

    def constant(self, value: np.ndarray, name: str | None = None) -> str:
        """Small ones without a name are kept once."""
        value = np.ascontiguousarray(value)
        key = (value.dtype.str, value.shape, value.tobytes()) if name is None else name
        if key not in self._small:
            self._small[key] = name or f"constant_{len(self._small)}"
            self.initializers.append(numpy_helper.from_array(value, self._small[key]))
        return self._small[key]

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def part(self, vector: str, at: int) -> str:
        """Element `at` of a vector, as a vector of one."""
        return self.add("Slice", vector, self.integers(at), self.integers(at + 1))

    def joined(self, *vectors: str) -> str:
        return self.add("Concat", *vectors, axis=0)

    def up_to(self, count: str) -> str:
        """0, 1, ... below `count`, a vector of one."""
        zero, one = self.constant(np.int64(0)), self.constant(np.int64(1))
        return self.add("Range", zero, self.add("Squeeze", count, self.integers(0)), one)

    def divided(self, values: str, sizes: str, axis: int) -> tuple[str, str]:
        first, second = self.add_many("Split", values, sizes, called=(None, None), axis=axis)
        return first, second


class _Rows:
    """Products of a matrix with `count` rows of activations."""

    def __init__(self, graph: _Graph, count: str):
        self.graph = graph
        self.zero_points = graph.add("Expand", graph.constant(np.array([ZERO_POINT], np.uint8)), count)

    def quantised(self, rows: str) -> tuple[str, str]:
        """Unsigned bytes [R, K] around `ZERO_POINT` and what one of them is worth [R, 1], for rows [R, K]."""
        g = self.graph
        largest = g.add("ReduceMax", g.add("Abs", rows), axes=[-1], keepdims=0)
        scale = g.add("Mul", largest, g.constant(np.float32(1 / 127)))
        return g.add("QuantizeLinear", rows, scale, self.zero_points, axis=0), g.add("Unsqueeze", scale, g.integers(1))

    def unscaled(self, integers: str, matrix: Matrix, name: str, bias: str | None = None) -> str:
        """The product [R, N] but for the rows' scales."""
        g = self.graph
        inputs = [
            integers,
            g.constant(matrix.weight, name),
            g.constant(np.float32(1)),
            g.constant(matrix.scales, f"{name}.scales"),
            g.constant(np.uint8(ZERO_POINT)),
            g.constant(np.zeros(matrix.weight.shape[1], np.int8), f"zeros_{matrix.weight.shape[1]}"),
        ]
        return g.add("MatMulIntegerToFloat", *inputs, *([bias] if bias else []), domain="com.microsoft")

    def times(self, rows: str, *matrices: tuple[Matrix, str]) -> list[tuple[str, str | None]]:
        """For each matrix its product with `rows` and the scale [R, 1] by which that is still to be multiplied, if any."""
        g = self.graph
        integers, scale = self.quantised(rows) if any(matrix.scales is not None for matrix, _ in matrices) else ("", "")
        return [
            (g.add("MatMul", rows, g.constant(matrix.weight, name)), None)
            if matrix.scales is None
            else (self.unscaled(integers, matrix, name), scale)
            for matrix, name in matrices
        ]

    def scaled(self, product: tuple[str, str | None]) -> str:
        values, scale = product
        return values if scale is None else self.graph.add("Mul", values, scale)


def _network(g: _Graph, s: Shape, weights: Weights, suppressed: list[int]) -> None:
    sizes = g.add("Shape", "ids")
    B, S = g.part(sizes, 0), g.part(sizes, 1)
    R = g.add("Mul", B, S)
    P = g.part(g.add("Shape", "past_keys.0"), 1)
    own = g.add("Add", g.part(g.add("Shape", "near_keys.0"), 2), S)
    rows = _Rows(g, R)
    attend = _Attention(g, s, B, S, P, own)

    x = _embedded(g, weights.head, g.add("Reshape", "ids", g.integers(-1)))
    change: str | None = None  # to be added to x
    for number, layer in enumerate(weights.layers):
        x, change = _layer(g, s, rows, attend, layer, number, x, change)
    _read(g, s, weights, g.add("Add", x, change), B, S, suppressed)


def _layer(
    g: _Graph, s: Shape, rows: _Rows, attend: _Attention, layer: Layer, number: int, x: str, change: str | None
) -> tuple[str, str]:
    """`x` [R, D] and what is still to be added to it, before a layer -> the same after it."""

    def times(values: str, *parts: str) -> list[tuple[str, str | None]]:
        return rows.times(values, *((layer.matrices[part], f"blocks.{number}.{part}") for part in parts))

    x, normed = _normed(g, s, x, change, layer.attention_norm, f"blocks.{number}.attention_norm")
    [projected] = times(normed, "attention")
    [change] = times(attend(rows.scaled(projected), number), "output")
    x, normed = _normed(g, s, x, rows.scaled(change), layer.feed_norm, f"blocks.{number}.feed_norm")
    gate, (up, up_scale) = times(normed, "gate", "up")
    gate = rows.scaled(gate)
    gated = g.add("Mul", g.add("Mul", gate, g.add("Sigmoid", gate)), up)
    [(down, down_scale)] = times(gated, "down")  # a scale left out of `gated` goes into the product just as well
    scales = [scale for scale in (down_scale, up_scale) if scale is not None]
    scale = g.add("Mul", *scales) if len(scales) == 2 else (*scales, None)[0]
    return x, rows.scaled((down, scale))


class _Attention:
    """Of rotated queries to the context, which all sequences share, and to each sequence's near and own positions.

    Scores against the context are one product for all sequences; shapes below have `per` query heads to a key head.
    """

    def __init__(self, g: _Graph, s: Shape, B: str, S: str, P: str, own: str):
        self.g, self.s = g, s
        G, d, per = s.key_value_heads, s.head_size, s.heads // s.key_value_heads
        sizes = g.joined(B, S)
        R, asked = g.add("Mul", B, S), g.add("Mul", S, g.integers(per))
        steps = s.rope_theta ** -(np.arange(0, d, 2, dtype=np.float32) / d)
        positions = g.add("Reshape", g.add("Cast", "positions", to=TensorProto.FLOAT), g.integers(-1, 1))
        angles = g.add("Mul", positions, g.constant(steps[None].astype(np.float32)))
        self.rotation = g.add("Reshape", g.up_to(R), sizes), g.add("Cos", angles), g.add("Sin", angles)
        self.flat = g.integers(-1, s.width)
        self.in_sequence = g.joined(sizes, g.integers(-1))
        self.queries = g.joined(sizes, g.integers(G, per, d))
        self.keys = g.joined(sizes, g.integers(G, d))
        self.far_queries = g.integers(G, -1, d)
        self.near_queries = g.joined(g.integers(G), B, asked, g.integers(d))
        self.flat_scores = g.joined(g.integers(G), g.add("Mul", B, asked), own)
        self.near_scores = g.joined(g.integers(G), B, asked, own)
        self.attended = g.joined(g.integers(G), B, g.integers(per), S, g.integers(d))
        self.both = g.joined(P, own)
        self.bias = g.add("Unsqueeze", g.add("Tile", "self_bias", g.integers(1, per, 1)), g.integers(0))

    def __call__(self, projected: str, layer: int) -> str:
        """`projected` [R, (H + 2 G) d]: queries, keys and values -> [R, D]."""
        g, s = self.g, self.s
        G, d = s.key_value_heads, s.head_size
        turned, values = g.divided(projected, g.integers(s.width + G * d, G * d), axis=-1)
        turned = g.add(
            "RotaryEmbedding", g.add("Reshape", turned, self.in_sequence), *self.rotation,
            domain="com.microsoft", num_heads=s.heads + G,
        )  # fmt: skip
        queries, keys = g.divided(turned, g.integers(s.width, G * d), axis=-1)
        queries = g.add("Transpose", g.add("Reshape", queries, self.queries), perm=[2, 0, 3, 1, 4])  # [G, B, per, S, d]
        keys, values = self._own(keys, "keys", layer), self._own(values, "values", layer)  # [G, B, N + S, d]
        far = g.add(
            "FusedMatMul", g.add("Reshape", queries, self.far_queries), f"past_keys.{layer}",
            domain="com.microsoft", transB=1,
        )  # fmt: skip
        near = g.add(
            "FusedMatMul", g.add("Reshape", queries, self.near_queries), keys, domain="com.microsoft", transB=1
        )
        near = g.add("Reshape", g.add("Add", near, self.bias), self.flat_scores)
        shares = g.add("Softmax", g.add("Concat", far, near, axis=-1), axis=-1)
        far, near = g.divided(shares, self.both, axis=-1)
        far = g.add("Reshape", g.add("MatMul", far, f"past_values.{layer}"), self.attended)
        near = g.add("MatMul", g.add("Reshape", near, self.near_scores), values)
        attended = g.add("Add", far, g.add("Reshape", near, self.attended))
        return g.add("Reshape", g.add("Transpose", attended, perm=[1, 3, 0, 2, 4]), self.flat)

    def _own(self, projected: str, name: str, layer: int) -> str:
        """Hands out `name` of the S positions, and puts the near ones before them: [G, B, N + S, d]."""
        g = self.g
        own = g.add("Transpose", g.add("Reshape", projected, self.keys), perm=[2, 0, 1, 3])
        g.add("Transpose", own, called=f"{name}.{layer}", perm=[1, 0, 2, 3])
        return g.add("Concat", g.add("Transpose", f"near_{name}.{layer}", perm=[1, 0, 2, 3]), own, axis=2)


def _embedded(g: _Graph, head: Matrix, ids: str) -> str:
    """Rows [R, D] of the tokens: columns of the head."""
    columns = g.add("Gather", g.constant(head.weight, "head"), ids, axis=1)
    if head.scales is None:
        return g.add("Transpose", columns, perm=[1, 0])
    rows = g.add("Transpose", g.add("Cast", columns, to=TensorProto.FLOAT), perm=[1, 0])
    scales = g.add("Gather", g.constant(head.scales, "head.scales"), ids, axis=0)
    return g.add("Mul", rows, g.add("Unsqueeze", scales, g.integers(1)))


def _normed(g: _Graph, s: Shape, x: str, change: str | None, weight: np.ndarray, name: str) -> tuple[str, str]:
    """The sum of `x` and `change`, and its root-mean-square norm."""
    held = g.constant(weight, name)
    if change is None:
        return x, g.add("SimplifiedLayerNormalization", x, held, axis=-1, epsilon=s.norm_epsilon)
    normed, _, _, total = g.add_many(
        "SkipSimplifiedLayerNormalization", x, change, held,
        called=(None, "", "", None), domain="com.microsoft", epsilon=s.norm_epsilon,
    )  # fmt: skip
    return total, normed


def _read(g: _Graph, s: Shape, weights: Weights, x: str, B: str, S: str, suppressed: list[int]) -> None:
    """The outputs of the vocabulary for the rows that are asked for."""
    sizes = g.add("Shape", "rows")
    firsts = g.add("Mul", g.add("Unsqueeze", g.up_to(B), g.integers(1)), S)
    asked = g.add("Reshape", g.add("Add", "rows", firsts), g.integers(-1))
    _, normed = _normed(g, s, g.add("Gather", x, asked, axis=0), None, weights.norm, "norm")
    hidden = np.zeros(s.vocabulary, np.float32)
    hidden[suppressed] = HIDDEN
    bias = g.constant(hidden, "suppressed")
    if weights.head.scales is None:
        logits = g.add("Add", g.add("MatMul", normed, "head"), bias)
    else:
        rows = _Rows(g, g.add("Shape", asked))
        integers, scale = rows.quantised(normed)
        logits = g.add("Mul", rows.unscaled(integers, weights.head, "head", bias), scale)  # hidden ones stay far below
    shares = g.add("Softmax", logits, axis=-1)
    count = g.integers(min(CANDIDATES, s.vocabulary))
    top_logits, top_ids = g.add_many("TopK", logits, count, called=(None, None), axis=-1)
    first = lambda of: g.add("Slice", of, g.integers(0), g.integers(1), g.integers(1))
    # cheaper than a sum of exponentials over the vocabulary, which the shares are already divided by
    log_sum_exp = g.add("Sub", first(top_logits), g.add("Log", g.add("GatherElements", shares, first(top_ids), axis=1)))
    mean_logit = g.add("ReduceSum", g.add("Mul", shares, logits), g.integers(-1), keepdims=1)
    wanted = g.add("GatherElements", logits, g.add("Reshape", "targets", g.integers(-1, 1)), axis=1)
    each = g.joined(sizes, g.integers(-1))
    g.add("Reshape", top_ids, each, called="top_ids")
    g.add("Reshape", top_logits, each, called="top_logits")
    g.add("Reshape", log_sum_exp, sizes, called="log_sum_exp")
    g.add("Reshape", g.add("Sub", log_sum_exp, mean_logit), sizes, called="entropy")
    g.add("Reshape", wanted, sizes, called="target_logits")
