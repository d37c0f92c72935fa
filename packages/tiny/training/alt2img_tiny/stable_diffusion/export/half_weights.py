"""ONNX whose weights are stored in half precision and computed with in single.

Each weight is an initializer of float16 and a `Cast`; runtimes fold the two when they load. Where the folder has the
same weights as safetensors already, the initializers point into that file (ONNX's external data: a location, an
offset, a length), so that they are there once.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

#: Below this many numbers a tensor stays inside the model, as it was.
_SMALL = 16


@dataclass(frozen=True, slots=True)
class StoredTensor:
    dtype: str
    shape: tuple[int, ...]
    #: Of its first byte in the file.
    offset: int
    length: int


def safetensors_index(path: Path) -> dict[str, StoredTensor]:
    """Where each tensor of a safetensors file is. https://huggingface.co/docs/safetensors"""
    with path.open("rb") as file:
        (header_length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(header_length))
    first = 8 + header_length
    return {
        name: StoredTensor(entry["dtype"], tuple(entry["shape"]), first + entry["data_offsets"][0],
                           entry["data_offsets"][1] - entry["data_offsets"][0])
        for name, entry in header.items()
        if name != "__metadata__"
    }  # fmt: skip


def store_weights_as_half(model: onnx.ModelProto, prefix: str, stored_in: Path | None, stored_prefix: str = "") -> None:
    """Changes `model` in place. `stored_in`: a safetensors file of float16 that will be next to the model; weights
    that are not in it are kept inside. What is `<prefix>a.b` in the model is `<stored_prefix>a.b` in the file."""
    index = {} if stored_in is None else safetensors_index(stored_in)
    casts: list[NodeProto] = []
    for number, initializer in enumerate(model.graph.initializer):
        if initializer.data_type != TensorProto.FLOAT or np.prod(initializer.dims, dtype=int) < _SMALL:
            continue
        name = initializer.name
        half = TensorProto(name=f"half_{number}", data_type=TensorProto.FLOAT16, dims=initializer.dims)
        stored = index.get(stored_prefix + name.removeprefix(prefix))
        if stored is not None and stored_in is not None:
            if stored.dtype != "F16" or stored.shape != tuple(initializer.dims):
                raise ValueError(
                    f"{name}: {stored.dtype} {stored.shape} in {stored_in}, float16 {initializer.dims} needed"
                )
            half.data_location = TensorProto.EXTERNAL
            entries = {"location": stored_in.name, "offset": str(stored.offset), "length": str(stored.length)}
            for key, value in entries.items():
                half.external_data.add(key=key, value=value)
        else:
            half.raw_data = numpy_helper.to_array(initializer).astype("<f2").tobytes()
        initializer.CopyFrom(half)
        casts.append(helper.make_node("Cast", [half.name], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def shorten_names(model: onnx.ModelProto) -> None:
    """Names of inner values become numbers, and nodes lose theirs: they are a third of a small model's bytes."""
    graph = model.graph
    kept = {value.name for value in [*graph.input, *graph.output]}
    numbers: dict[str, str] = {}

    def short(name: str) -> str:
        return name if not name or name in kept else numbers.setdefault(name, str(len(numbers)))

    for initializer in graph.initializer:
        initializer.name = short(initializer.name)
    for node in graph.node:
        if any(attribute.HasField("g") for attribute in node.attribute):
            raise ValueError(f"{node.op_type} has a graph of its own, whose names are not followed")
        node.name = ""
        node.doc_string = ""
        node.input[:] = [short(name) for name in node.input]
        node.output[:] = [short(name) for name in node.output]
    del graph.value_info[:]
