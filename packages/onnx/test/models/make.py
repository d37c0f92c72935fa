"""Makes the models of this folder: python3 -m pip install onnx==1.23.2 numpy==2.4.6, then python3 make.py"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper, numpy_helper

HERE = Path(__file__).parent
OPSET = [helper.make_opsetid("", 17)]


def save(name, nodes, inputs, outputs, weights=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(weights))
    model = helper.make_model(graph, opset_imports=OPSET, ir_version=8, producer_name="alt2img")
    onnx.checker.check_model(model)
    onnx.save(model, HERE / f"{name}.onnx")
    return model


def value(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


# y = x @ w + b
w = np.arange(6, dtype=np.float32).reshape(3, 2) / 4
b = np.array([0.5, -1], dtype=np.float32)
affine = [helper.make_node("MatMul", ["x", "w"], ["xw"]), helper.make_node("Add", ["xw", "b"], ["y"])]
weights = [numpy_helper.from_array(w, "w"), numpy_helper.from_array(b, "b")]
save("affine", affine, [value("x", T.FLOAT, ["batch", 3])], [value("y", T.FLOAT, ["batch", 2])], weights)

# The same in half precision, in and out
half = [numpy_helper.from_array(each.astype(np.float16), name) for each, name in ((w, "w"), (b, "b"))]
save("affine_fp16", affine, [value("x", T.FLOAT16, ["batch", 3])], [value("y", T.FLOAT16, ["batch", 2])], half)

# Half precision that overflows, and one that gives nothing: 300 * 300 > 65504, and a weight of zero
square = [helper.make_node("Mul", ["x", "x"], ["y"])]
save("overflow_fp16", square, [value("x", T.FLOAT16, ["n"])], [value("y", T.FLOAT16, ["n"])])
zero = [numpy_helper.from_array(np.zeros(1, np.float16), "w")]
save("zero_fp16", [helper.make_node("Mul", ["x", "w"], ["y"])], [value("x", T.FLOAT16, ["n"])], [value("y", T.FLOAT16, ["n"])], zero)

# The same with its weights in other files: beside it, below it, and where no model may look
for name, location in (
    ("external", "external.onnx_data"),
    ("external_below", "./data/weights.bin"),
    ("external_outside", "../outside.bin"),
    ("external_absolute", "/etc/passwd"),
):
    tensors = []
    for each, key, offset in ((w, "w", 0), (b, "b", 64)):
        tensor = T(name=key, data_type=T.FLOAT, dims=each.shape, data_location=T.EXTERNAL)
        for entry in (("location", location), ("offset", str(offset)), ("length", str(each.nbytes))):
            tensor.external_data.add(key=entry[0], value=entry[1])
        tensors.append(tensor)
    graph = helper.make_graph(affine, name, [value("x", T.FLOAT, ["batch", 3])], [value("y", T.FLOAT, ["batch", 2])], tensors)
    (HERE / f"{name}.onnx").write_bytes(
        helper.make_model(graph, opset_imports=OPSET, ir_version=8, producer_name="alt2img").SerializeToString()
    )
data = w.tobytes().ljust(64, b"\0") + b.tobytes()
(HERE / "external.onnx_data").write_bytes(data)
(HERE / "data").mkdir(exist_ok=True)
(HERE / "data/weights.bin").write_bytes(data)

# A graph within a node, with external data there: y = x + w if flag else x
inner = T(name="w", data_type=T.FLOAT, dims=[1], data_location=T.EXTERNAL)
for entry in (("location", "inner.bin"), ("length", "4")):
    inner.external_data.add(key=entry[0], value=entry[1])
then = helper.make_graph(
    [helper.make_node("Constant", [], ["c"], value=inner), helper.make_node("Add", ["x", "c"], ["t"])],
    "then", [], [value("t", T.FLOAT, ["n"])],
)
other = helper.make_graph([helper.make_node("Identity", ["x"], ["e"])], "else", [], [value("e", T.FLOAT, ["n"])])
branch = helper.make_graph(
    [helper.make_node("If", ["flag"], ["y"], then_branch=then, else_branch=other)],
    "nested", [value("x", T.FLOAT, ["n"]), value("flag", T.BOOL, [1])], [value("y", T.FLOAT, ["n"])],
)
(HERE / "nested_external.onnx").write_bytes(
    helper.make_model(branch, opset_imports=OPSET, ir_version=8, producer_name="alt2img").SerializeToString()
)

# Tokens: int64 in, their sum and a pick from a table out
table = numpy_helper.from_array(np.arange(20, dtype=np.float32).reshape(10, 2), "table")
save(
    "tokens",
    [
        helper.make_node("Gather", ["table", "input_ids"], ["picked"]),
        helper.make_node("ReduceSum", ["input_ids", "axis"], ["sums"], keepdims=0),
    ],
    [value("input_ids", T.INT64, ["batch", "length"])],
    [value("picked", T.FLOAT, ["batch", "length", 2]), value("sums", T.INT64, ["batch"])],
    [table, numpy_helper.from_array(np.array([1]), "axis")],
)

# Two inputs that share a size; a string input, which nobody can feed
save(
    "add", [helper.make_node("Add", ["a", "b"], ["y"])],
    [value("a", T.FLOAT, ["n", 2]), value("b", T.FLOAT, ["n", 2])], [value("y", T.FLOAT, ["n", 2])],
)
save(
    "strings", [helper.make_node("Identity", ["text"], ["same"])],
    [value("text", T.STRING, ["n"])], [value("same", T.STRING, ["n"])],
)
# Every type that can go in and come out
kinds = (T.FLOAT, T.FLOAT16, T.DOUBLE, T.INT8, T.UINT8, T.INT16, T.UINT16, T.INT32, T.UINT32, T.INT64, T.UINT64, T.BOOL)
names = [T.DataType.Name(kind).lower() for kind in kinds]
save(
    "types",
    [helper.make_node("Identity", [f"{name}_in"], [f"{name}_out"]) for name in names],
    [value(f"{name}_in", kind, ["n"]) for name, kind in zip(names, kinds)],
    [value(f"{name}_out", kind, ["n"]) for name, kind in zip(names, kinds)],
)

# Convolutions: with zeros above and on the left, and with padding that the runtime chooses
kernel = [numpy_helper.from_array(np.arange(6, dtype=np.float32).reshape(1, 1, 3, 2), "w")]
picture = [value("x", T.FLOAT, ["batch", 1, "height", "width"])], [value("y", T.FLOAT, ["batch", 1, "height", "width"])]
save("conv", [helper.make_node("Conv", ["x", "w"], ["y"], pads=[2, 1, 0, 0], kernel_shape=[3, 2])], *picture, kernel)
save("conv_same", [helper.make_node("Conv", ["x", "w"], ["y"], auto_pad="SAME_UPPER")], *picture, kernel)
