"""One scale for each row of activations, in place of one for a whole tensor.

Dynamic quantisation takes its scale from the largest activation of the tensor, so what stands beside a row changes the
row's result: a variant's text would depend on its neighbours in the batch (logits moved by up to 2.7 on the starter,
and three in ten first candidates with them). With a scale a row, the integers and all later sums of a row are its own:
the same to the last bit in any batch. It also costs less: the largest outlier of a tensor no longer coarsens all rows.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import onnx
from onnx import helper, numpy_helper

ZERO_POINT = 128


def scale_rows(model: onnx.ModelProto) -> None:
    """Rewrites, in place, every DynamicQuantizeLinear -> MatMulInteger -> Cast -> Mul of a graph by onnxruntime's
    `quantize_dynamic`. The product becomes MatMulIntegerToFloat with a constant activation scale of 1, times the
    row's own scale [..., S, 1]."""
    graph = model.graph
    constants = {tensor.name for tensor in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    users = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            users[name].append(node)

    one = _constant(graph, "row_one", np.float32(1))
    full = _constant(graph, "row_full", np.float32(127))
    step = _constant(graph, "row_step", np.float32(1 / 127))
    least = _constant(graph, "row_least", np.float32(1e-10))
    zero_point = _constant(graph, "row_zero_point", np.uint8(ZERO_POINT))

    dropped: set[int] = set()
    rewritten: dict[int, list[onnx.NodeProto]] = {}
    for node in graph.node:
        if node.op_type == "DynamicQuantizeLinear":
            rewritten[id(node)] = _quantise(node, full, step, least, one, zero_point)
        elif node.op_type == "MatMulInteger":
            integers, weights, _, weight_zero = node.input
            cast = _only(users[node.output[0]], "Cast")
            product = _only(users[cast.output[0]], "Mul")
            scales = makers[next(name for name in product.input if name != cast.output[0])]
            row_scale = makers[integers].output[1]
            weight_scale = next(name for name in scales.input if name != row_scale)
            if weight_scale not in constants:
                raise ValueError(f"{node.name}: the scale of its weights is no constant")
            dropped |= {id(cast), id(product), id(scales)}
            result = product.output[0]
            rewritten[id(node)] = [
                helper.make_node(
                    "MatMulIntegerToFloat",
                    [integers, weights, one, weight_scale, zero_point, weight_zero],
                    [f"{result}_unscaled"],
                    domain="com.microsoft",
                ),
                helper.make_node("Mul", [f"{result}_unscaled", row_scale], [result]),
            ]
    nodes = [new for node in graph.node if id(node) not in dropped for new in rewritten.get(id(node), [node])]
    del graph.node[:]
    graph.node.extend(nodes)
    if all(opset.domain != "com.microsoft" for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


def _quantise(
    node: onnx.NodeProto, full: str, step: str, least: str, one: str, zero_point: str
) -> list[onnx.NodeProto]:
    """Rows to -127..127 by their own largest magnitude, kept as unsigned bytes around `ZERO_POINT`."""
    (source,), (integers, scale, _) = node.input, node.output
    name = lambda part: f"{integers}_{part}"
    return [
        helper.make_node("Abs", [source], [name("sizes")]),
        helper.make_node("ReduceMax", [name("sizes")], [name("top")], axes=[-1], keepdims=1),
        helper.make_node("Max", [name("top"), least], [name("largest")]),
        helper.make_node("Mul", [name("largest"), step], [scale]),
        helper.make_node("Div", [full, name("largest")], [name("factor")]),
        helper.make_node("Mul", [source, name("factor")], [name("spread")]),
        helper.make_node("QuantizeLinear", [name("spread"), one, zero_point], [integers]),
    ]


def _constant(graph: onnx.GraphProto, name: str, value: np.generic) -> str:
    graph.initializer.append(numpy_helper.from_array(np.array(value), name))
    return name


def _only(nodes: list[onnx.NodeProto], kind: str) -> onnx.NodeProto:
    (node,) = nodes
    if node.op_type != kind:
        raise ValueError(f"expected {kind} and found {node.op_type} ({node.name})")
    return node
