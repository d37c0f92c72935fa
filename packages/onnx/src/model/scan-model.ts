import { WireError, type WireField, wireFields } from "./wire-fields.js";

/** What we must know about a model before a runtime gets it. */
export type ModelScan = {
  /** The `location` of every tensor whose data is in another file, without duplicates: relative to the model's folder. */
  readonly externalFiles: readonly string[];
  /** Whether some weights are in half precision. */
  readonly float16: boolean;
  /** What its nodes compute, each kind once, sorted: `"MatMul"`, `"Softmax"`. */
  readonly operators: readonly string[];
};

/** `TensorProto.DataType.FLOAT16` and `TensorProto.DataLocation.EXTERNAL`. */
const FLOAT16 = 10;
const EXTERNAL = 1;

/** Graphs within nodes of graphs: real ones nest two or three deep. */
const MAX_DEPTH = 64;

/**
 * Scans an ONNX file: its graphs, down to the headers of its tensors, but not their data.
 *
 * @throws WireError if it isn't a Protocol Buffers message, or has no graph
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto for the numbers of the fields
 */
export function scanModel(bytes: Uint8Array): ModelScan {
  const externalFiles = new Set<string>();
  const operators = new Set<string>();
  let float16 = false;

  const children = (message: Uint8Array, visits: Record<number, (bytes: Uint8Array) => void>): void => {
    for (const { field, bytes: child } of wireFields(message)) if (child !== undefined) visits[field]?.(child);
  };

  function graph(message: Uint8Array, depth: number): void {
    if (depth > MAX_DEPTH) throw new WireError(`graphs are nested more than ${MAX_DEPTH} deep`);
    children(message, { 1: (child) => node(child, depth), 5: tensor, 15: sparseTensor });
  }
  const node = (message: Uint8Array, depth: number): void =>
    children(message, {
      4: (child) => operators.add(new TextDecoder().decode(child)),
      5: (child) => attribute(child, depth),
    });
  function attribute(message: Uint8Array, depth: number): void {
    const inner = (child: Uint8Array): void => graph(child, depth + 1);
    children(message, { 5: tensor, 6: inner, 10: tensor, 11: inner, 22: sparseTensor, 23: sparseTensor });
  }
  const sparseTensor = (message: Uint8Array): void => children(message, { 1: tensor, 2: tensor });
  function tensor(message: Uint8Array): void {
    const entries: [key: string, value: string][] = [];
    let external = false;
    for (const { field, value, bytes: child } of wireFields(message)) {
      if (field === 2 && value === FLOAT16) float16 = true;
      if (field === 14 && value === EXTERNAL) external = true;
      if (field === 13 && child !== undefined) entries.push(entryOf([...wireFields(child)]));
    }
    for (const [key, value] of entries) if (external && key === "location") externalFiles.add(value);
  }

  let graphs = 0;
  children(bytes, {
    7: (child) => {
      graphs++;
      graph(child, 0);
    },
    25: (child) => children(child, { 7: (each) => node(each, 0) }),
  });
  if (graphs === 0) throw new WireError("it has no graph");
  return { externalFiles: [...externalFiles], float16, operators: [...operators].sort() };
}

function entryOf(fields: readonly WireField[]): [key: string, value: string] {
  const text = (wanted: number): string =>
    new TextDecoder().decode(fields.findLast(({ field }) => field === wanted)?.bytes ?? new Uint8Array());
  return [text(1), text(2)];
}
