import { concatenate } from "@alt2img/core";

/** Field 7 of `ModelProto`, 12 of `GraphProto` and 1 of `ValueInfoProto`, each with bytes (wire type 2). */
const GRAPH = (7 << 3) | 2;
const OUTPUT = (12 << 3) | 2;
const NAME = (1 << 3) | 2;

/**
 * An ONNX file that gives more of the values that it computes. Nothing of it is rewritten: a second graph is put behind it that
 * has nothing but these outputs, and a reader of Protocol Buffers merges the two. The runtime infers types and shapes.
 *
 * @param names of values in the main graph; none gives the same bytes
 * @see https://protobuf.dev/programming-guides/encoding/#last-one-wins
 */
export function withOutputs(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  if (names.length === 0) return bytes;
  const outputs = names.map((name) => field(OUTPUT, field(NAME, new TextEncoder().encode(name))));
  return concatenate([bytes, field(GRAPH, concatenate(outputs))]);
}

function field(tag: number, content: Uint8Array): Uint8Array {
  const header = [tag];
  let length = content.length;
  for (; length > 127; length >>>= 7) header.push((length & 127) | 128);
  return concatenate([Uint8Array.of(...header, length), content]);
}
