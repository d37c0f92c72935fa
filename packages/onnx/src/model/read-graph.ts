import { wireFields } from "./wire-fields.js";

/** A node of a model's graph. Plain data. */
export type GraphNode = {
  /** Often empty. */
  readonly name: string;
  /** What it computes, such as `"MatMul"`. */
  readonly operator: string;
  /** The names of the values that it takes; an empty one is left out. */
  readonly inputs: readonly string[];
  /** The names of the values that it gives. */
  readonly outputs: readonly string[];
};

/** What a model computes, without its weights and without the graphs inside of nodes. Plain data. */
export type ModelGraph = {
  /** Each node comes after those whose values it takes. */
  readonly nodes: readonly GraphNode[];
  /** The names of the values that the model gives. */
  readonly outputs: readonly string[];
};

/**
 * The main graph of an ONNX file.
 *
 * @throws WireError if it isn't a Protocol Buffers message
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto for the numbers of the fields
 */
export function readGraph(bytes: Uint8Array): ModelGraph {
  const nodes: GraphNode[] = [];
  const outputs: string[] = [];
  for (const graph of parts(bytes, 7)) {
    for (const { field, bytes: part } of wireFields(graph)) {
      if (part === undefined) continue;
      if (field === 1) nodes.push(nodeOf(part));
      if (field === 12) outputs.push(textOf(part, 1));
    }
  }
  return { nodes, outputs };
}

const nodeOf = (message: Uint8Array): GraphNode => ({
  name: textOf(message, 3),
  operator: textOf(message, 4),
  inputs: textsOf(message, 1),
  outputs: textsOf(message, 2),
});

const textOf = (message: Uint8Array, field: number): string => textsOf(message, field).at(-1) ?? "";

const textsOf = (message: Uint8Array, field: number): string[] =>
  Array.from(parts(message, field), (bytes) => new TextDecoder().decode(bytes));

function* parts(message: Uint8Array, wanted: number): Generator<Uint8Array, void, void> {
  for (const { field, bytes } of wireFields(message)) if (field === wanted && bytes !== undefined) yield bytes;
}
