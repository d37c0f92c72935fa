import { concatenate } from "@alt2img/core";
import { bytesField, textField } from "./wire-bytes.js";

/** Numbers of fields: of `ModelProto`, `GraphProto` and `ValueInfoProto`. */
const [GRAPH, OUTPUT, NAME] = [7, 12, 1];

/**
 * An ONNX file that gives more of the values that it computes. Nothing of it is rewritten: a second graph is put behind it that
 * has nothing but these outputs, and a reader of Protocol Buffers merges the two. The runtime infers types and shapes.
 *
 * @param names of values in the main graph; none gives the same bytes
 * @see https://protobuf.dev/programming-guides/encoding/#last-one-wins
 */
export function withOutputs(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  if (names.length === 0) return bytes;
  const outputs = names.map((name) => bytesField(OUTPUT, textField(NAME, name)));
  return concatenate([bytes, bytesField(GRAPH, concatenate(outputs))]);
}
