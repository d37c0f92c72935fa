import { onnxError } from "../onnx-error.js";
import { type ModelGraph, readGraph } from "./read-graph.js";
import { withOutputs } from "./with-outputs.js";

/**
 * A model that also gives values that a function chooses.
 *
 * @param name of the model, for messages
 * @throws Alt2imgError `onnx/interface` for a value that no node computes
 */
export function withExtraOutputs(
  bytes: Uint8Array,
  name: string,
  choose: (graph: ModelGraph) => readonly string[],
): Uint8Array {
  const graph = readGraph(bytes);
  const wanted = choose(graph);
  const computed = new Set(graph.nodes.flatMap(({ outputs }) => outputs));
  const unknown = wanted.filter((each) => !computed.has(each));
  if (unknown.length > 0) {
    throw onnxError("interface", `${name} computes no value “${unknown.join("”, “")}” that could be an output.`);
  }
  return withOutputs(
    bytes,
    wanted.filter((each) => !graph.outputs.includes(each)),
  );
}
