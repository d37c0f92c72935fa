import { onnxError } from "../onnx-error.js";
import { describeTensors, type TensorInfo, type TensorType } from "./tensor.js";

/** What a caller expects of an input or output. */
export type ExpectedTensor = {
  /** `"float32"` also accepts half precision, which is converted. Default: any type. */
  readonly type?: TensorType;
  /** A number must be equal, or free in the model; a name means any size. Default: any shape. */
  readonly shape?: readonly (number | string)[];
  /** Whether the model may lack it. */
  readonly optional?: boolean;
};

/** The inputs and outputs that a model must have, by name. It may have more outputs, but not more inputs. */
export type ExpectedInterface = {
  readonly inputs?: Readonly<Record<string, ExpectedTensor>>;
  readonly outputs?: Readonly<Record<string, ExpectedTensor>>;
};

type Interface = { readonly inputs: readonly TensorInfo[]; readonly outputs: readonly TensorInfo[] };

/** @throws Alt2imgError `onnx/interface`, with what the model has and what was expected */
export function checkInterface(model: string, found: Interface, expected: ExpectedInterface): void {
  const wrong = [
    ...(expected.inputs === undefined ? [] : differences("input", found.inputs, expected.inputs)),
    ...(expected.inputs === undefined ? [] : unexpected(found.inputs, expected.inputs)),
    ...(expected.outputs === undefined ? [] : differences("output", found.outputs, expected.outputs)),
  ];
  if (wrong.length === 0) return;
  const { inputs = {}, outputs = {} } = expected;
  throw onnxError(
    "interface",
    `${model} isn't the model that was expected: ${wrong.join(", ")}. ` +
      `It takes ${describeTensors(found.inputs)} and gives ${describeTensors(found.outputs)}. ` +
      `Expected was one that takes ${describe(inputs)} and gives ${describe(outputs)}.`,
  );
}

function differences(
  kind: "input" | "output",
  found: readonly TensorInfo[],
  expected: Readonly<Record<string, ExpectedTensor>>,
): string[] {
  return Object.entries(expected).flatMap(([name, { type, shape, optional = false }]) => {
    const info = found.find((each) => each.name === name);
    if (info === undefined) return optional ? [] : [`it has no ${kind} “${name}”`];
    return [
      ...(type === undefined || fits(info.type, type) ? [] : [`“${name}” is ${info.type}, not ${type}`]),
      ...(shape === undefined || fitsShape(info.shape, shape)
        ? []
        : [`“${name}” has the shape [${info.shape.join(", ")}], not [${shape.join(", ")}]`]),
    ];
  });
}

function unexpected(found: readonly TensorInfo[], expected: Readonly<Record<string, ExpectedTensor>>): string[] {
  return found.filter(({ name }) => !Object.hasOwn(expected, name)).map(({ name }) => `it also wants “${name}”`);
}

const fits = (found: TensorType, expected: TensorType): boolean =>
  found === expected || (found === "float16" && expected === "float32");

/** A shape that the model doesn't declare has no dims. */
const fitsShape = (found: readonly (number | string)[], expected: readonly (number | string)[]): boolean =>
  found.length === 0 ||
  (found.length === expected.length &&
    expected.every(
      (size, axis) => typeof size === "string" || typeof found[axis] === "string" || found[axis] === size,
    ));

function describe(expected: Readonly<Record<string, ExpectedTensor>>): string {
  const all = Object.entries(expected).map(([name, { type, shape, optional }]) =>
    [name, type, shape && `[${shape.join(", ")}]`, optional && "(optional)"].filter(Boolean).join(" "),
  );
  return all.join("; ") || "anything";
}
