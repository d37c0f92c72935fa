"""Makes the towers of models/clip, which was made with QuickGELU, with GELU in its place: the mix-up that nobody notices.

    pip install onnx==1.23.2 numpy
    python make_mixed_up.py

The weights are those of models/clip. In each layer `x * sigmoid(1.702 * x)` becomes `x * 0.5 * (1 + erf(x / sqrt(2)))`, which
is how GELU is exported.
"""

from math import sqrt
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

models = Path(__file__).parent / "models"


def with_gelu(model: onnx.ModelProto) -> onnx.ModelProto:
    graph = model.graph
    users = {name: node for node in graph.node for name in node.input}
    makers = {name: node for node in graph.node for name in node.output}
    nodes, replaced = [], set()
    for node in graph.node:
        if node.op_type != "Sigmoid":
            continue
        scaled, product = makers[node.input[0]], users[node.output[0]]
        x = next(name for name in scaled.input if name in product.input)
        prefix = f"{node.name}/gelu"
        replaced.update(id(each) for each in (scaled, node, product))
        nodes.append((id(product), [
            helper.make_node("Div", [x, "gelu_sqrt2"], [f"{prefix}/div"]),
            helper.make_node("Erf", [f"{prefix}/div"], [f"{prefix}/erf"]),
            helper.make_node("Add", [f"{prefix}/erf", "gelu_one"], [f"{prefix}/add"]),
            helper.make_node("Mul", [x, f"{prefix}/add"], [f"{prefix}/mul"]),
            helper.make_node("Mul", [f"{prefix}/mul", "gelu_half"], [product.output[0]]),
        ]))  # fmt: skip
    assert nodes
    at = dict(nodes)
    kept = [each for node in graph.node for each in at.get(id(node), [] if id(node) in replaced else [node])]
    del graph.node[:]
    graph.node.extend(kept)
    for name, value in (("gelu_sqrt2", sqrt(2)), ("gelu_one", 1), ("gelu_half", 0.5)):
        graph.initializer.append(numpy_helper.from_array(np.float32(value), name))
    onnx.checker.check_model(model, full_check=True)
    return model


if __name__ == "__main__":
    for tower in ("text_model", "vision_model"):
        (models / "mixed-up").mkdir(exist_ok=True)
        onnx.save(with_gelu(onnx.load(models / f"clip/onnx/{tower}.onnx")), models / f"mixed-up/{tower}.onnx")
