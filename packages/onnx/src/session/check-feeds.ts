import { onnxError } from "../onnx-error.js";
import { ARRAYS, describeTensor, describeTensors, type ModelTensor, type TensorInfo } from "./tensor.js";

/**
 * Checks that each input has a tensor of its type and shape, and that there are no others. Sizes with the same name
 * must be equal.
 *
 * @throws Alt2imgError `onnx/feeds`
 */
export function checkFeeds(
  model: string,
  inputs: readonly TensorInfo[],
  feeds: Readonly<Record<string, ModelTensor>>,
): void {
  const names = inputs.map(({ name }) => name);
  const missing = names.filter((name) => feeds[name] === undefined);
  const unknown = Object.keys(feeds).filter((name) => !names.includes(name));
  if (missing.length > 0 || unknown.length > 0) {
    const wrong = [
      ...missing.map((name) => `“${name}” is missing`),
      ...unknown.map((name) => `it has no input “${name}”`),
    ].join(", ");
    throw onnxError("feeds", `Can't run ${model}: ${wrong}. It takes: ${describeTensors(inputs)}.`);
  }
  const sizes = new Map<string, { size: number; input: string }>();
  for (const info of inputs) {
    const { name, shape } = info;
    const { dims, data } = feeds[name]!;
    const fail = (found: string): never => {
      throw onnxError("feeds", `Can't run ${model}: “${name}” ${found}. It takes ${describeTensor(info)}.`);
    };
    const kinds = ARRAYS[info.type];
    if (!kinds.some((kind) => data instanceof kind)) {
      const found = data?.constructor?.name ?? typeof data;
      fail(`is given as ${found}, not as ${kinds.map((kind) => kind.name).join(" or ")}`);
    }
    if (!Array.isArray(dims) || !dims.every((size) => Number.isSafeInteger(size) && size >= 0)) {
      fail(`has the dims ${JSON.stringify(dims)}, which aren't whole numbers`);
    }
    const product = dims.reduce((all, size) => all * size, 1);
    if (product !== data.length) fail(`has ${data.length} numbers, but its dims [${dims.join(", ")}] make ${product}`);
    // A shape without dims may also be one that the model doesn't declare.
    if (shape.length > 0 && shape.length !== dims.length) fail(`has the dims [${dims.join(", ")}]`);
    shape.forEach((expected, axis) => {
      const size = dims[axis]!;
      if (typeof expected === "number" && expected !== size) fail(`has the dims [${dims.join(", ")}]`);
      if (typeof expected !== "string" || expected === "") return;
      const known = sizes.get(expected);
      if (known === undefined) sizes.set(expected, { size, input: name });
      else if (known.size !== size) {
        fail(`has ${size} as its size “${expected}”, but “${known.input}” has ${known.size}`);
      }
    });
  }
}
