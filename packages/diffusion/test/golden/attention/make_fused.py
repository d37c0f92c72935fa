"""Fuses the attention of `../pipelines/lcm` into one operator, as optimizers do: `python make_fused.py`, with onnx.

onnxruntime's own optimizer can't read the shapes of so small a network, so its MultiHeadAttention is put in by hand.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

HERE = Path(__file__).parent
HEADS = 2


def main() -> None:
    model = onnx.load(HERE.parent / "pipelines" / "lcm" / "unet" / "model.onnx")
    graph = model.graph
    producer = {output: node for node in graph.node for output in node.output}
    nodes, dropped = [], []
    graph.initializer.append(numpy_helper.from_array(np.array([0, 0, -1]), "joined"))
    graph.initializer.append(numpy_helper.from_array(np.array([0, 0, HEADS, -1]), "split"))

    def joined(value: str, order: list[int], name: str) -> str:
        """Heads side by side: (batch, places, heads · size)."""
        nodes.append(helper.make_node("Transpose", [value], [f"{name}_places"], perm=order))
        nodes.append(helper.make_node("Reshape", [f"{name}_places", "joined"], [name]))
        return name

    for node in graph.node:
        weighted = [each for each in graph.node if each.op_type == "MatMul" and node.output[0] in each.input]
        if node.op_type == "Softmax" and weighted:
            scores, (after,) = producer[node.input[0]], weighted
            assert scores.op_type == "MatMul", scores
            dropped += [scores.output[0], node.output[0], after.output[0]]
    for node in graph.node:
        if node.output[0] not in dropped:
            nodes.append(node)
        elif node.op_type == "MatMul" and producer.get(node.input[0]) is not None and producer[node.input[0]].op_type == "Softmax":
            scores = producer[producer[node.input[0]].input[0]]
            output = node.output[0]
            inputs = [
                joined(scores.input[0], [0, 2, 1, 3], f"{output}_query"),
                joined(scores.input[1], [0, 3, 1, 2], f"{output}_key"),  # the keys are transposed already
                joined(node.input[1], [0, 2, 1, 3], f"{output}_value"),
            ]
            # Query and key are scaled before.
            nodes.append(helper.make_node("MultiHeadAttention", inputs, [f"{output}_fused"], domain="com.microsoft", num_heads=HEADS, scale=1.0))
            nodes.append(helper.make_node("Reshape", [f"{output}_fused", "split"], [f"{output}_heads"]))
            nodes.append(helper.make_node("Transpose", [f"{output}_heads"], [output], perm=[0, 2, 1, 3]))
    del graph.node[:]
    graph.node.extend(nodes)
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    assert not any(node.op_type == "Softmax" for node in graph.node)
    onnx.save(model, HERE / "fused.onnx")


if __name__ == "__main__":
    main()
