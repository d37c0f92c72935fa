import { concatenate } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";
import { bytesField, numberField, textField } from "./wire-bytes.js";
import { type WireField, wireFields } from "./wire-fields.js";

/** Axes of pictures, `[batch, channels, height, width]`. */
export type PictureAxis = "height" | "width";

const axes: Readonly<Record<PictureAxis, { axis: number; spatial: 0 | 1 }>> = {
  height: { axis: 2, spatial: 0 },
  width: { axis: 3, spatial: 1 },
};

/** Operators that pad their first input with zeros. */
const convolutions = new Set(["Conv", "ConvInteger", "QLinearConv", "FusedConv"]);

/**
 * A model whose two-dimensional convolutions see a picture that continues at its opposite edge, where they saw zeros: PyTorch's
 * `padding_mode="circular"`. Before each, its input is extended with `Slice` and `Concat`, which every opset of the last years has
 * (`Pad` can wrap only from opset 19 on). All other bytes stay as they are.
 *
 * @param name of the model, for messages
 * @throws Alt2imgError `onnx/interface` if no convolution is padded along these axes, or one has its padding left to the runtime (`auto_pad`)
 */
export function withCircularPadding(bytes: Uint8Array, name: string, along: readonly PictureAxis[]): Uint8Array {
  if (along.length === 0) return bytes;
  let changed = 0;
  const parts: Uint8Array[] = [];
  for (const part of wireFields(bytes)) {
    const graph = part.field === GRAPH ? part.bytes : undefined;
    if (graph === undefined) parts.push(wholeOf(part, bytes));
    else {
      const constants = new Map<number, Uint8Array>();
      const content: Uint8Array[] = [];
      for (const inner of wireFields(graph)) {
        const node = inner.field === NODE ? inner.bytes : undefined;
        const wrapped = node && wrappedNodes(node, `alt2img/circular/${changed}`, name, along, constants);
        content.push(...(wrapped ?? [wholeOf(inner, graph)]));
        if (wrapped) changed++;
      }
      content.push(...constants.values());
      parts.push(bytesField(GRAPH, concatenate(content)));
    }
  }
  if (changed > 0) return concatenate(parts);
  throw onnxError(
    "interface",
    `${name} has no convolution with zeros along the ${along.join(" and the ")} that could be replaced by the opposite edge.`,
  );
}

/** Numbers of fields: of `ModelProto`, `GraphProto`, `NodeProto`, `AttributeProto` and `TensorProto`. */
const [GRAPH, NODE, INITIALIZER] = [7, 1, 5];
const [INPUT, OUTPUT, OPERATOR, ATTRIBUTE] = [1, 2, 4, 5];
const [NAME, INTEGER, TEXT, INTEGERS, TYPE] = [1, 3, 4, 8, 20];

/** The nodes in place of a padded convolution, as fields of the graph; `undefined` for any other node. */
function wrappedNodes(
  node: Uint8Array,
  prefix: string,
  model: string,
  along: readonly PictureAxis[],
  constants: Map<number, Uint8Array>,
): Uint8Array[] | undefined {
  const fields = [...wireFields(node)];
  if (!convolutions.has(textOf(fields, OPERATOR))) return undefined;
  const attributes = fields.filter(({ field, bytes }) => field === ATTRIBUTE && bytes !== undefined);
  const named = (wanted: string): WireField | undefined =>
    attributes.find(({ bytes }) => textOf([...wireFields(bytes!)], NAME) === wanted);
  const auto = named("auto_pad");
  if (auto !== undefined && /^SAME/.test(textOf([...wireFields(auto.bytes!)], TEXT))) {
    throw onnxError(
      "interface",
      `${model} has a convolution with auto_pad, whose padding can't be changed. Export it again without.`,
    );
  }
  const pads = named("pads");
  const sizes = pads === undefined ? [] : integersOf(pads.bytes!);
  if (sizes.length !== 4) return undefined;
  const padded = along.filter((side) => sizes[axes[side].spatial]! > 0 || sizes[axes[side].spatial + 2]! > 0);
  if (padded.length === 0) return undefined;

  const constant = (value: number): string => {
    if (!constants.has(value)) constants.set(value, bytesField(INITIALIZER, int64Tensor(constantName(value), value)));
    return constantName(value);
  };
  const nodes: Uint8Array[] = [];
  const add = (
    operator: string,
    inputs: readonly string[],
    output: string,
    more: readonly Uint8Array[] = [],
  ): string => {
    const texts = inputs.map((input) => textField(INPUT, input));
    nodes.push(
      bytesField(NODE, concatenate([...texts, textField(OUTPUT, output), textField(OPERATOR, operator), ...more])),
    );
    return output;
  };
  let input = textOf(fields.slice(0, fields.findIndex(({ field }) => field === INPUT) + 1), INPUT);
  const left = [...sizes];
  for (const side of padded) {
    const { axis, spatial } = axes[side];
    const [before, after] = [sizes[spatial]!, sizes[spatial + 2]!];
    left[spatial] = 0;
    left[spatial + 2] = 0;
    const slice = (name: string, from: number, to: number): string =>
      add("Slice", [input, constant(from), constant(to), constant(axis)], `${prefix}/${side}/${name}`);
    const all = [
      ...(before > 0 ? [slice("end", -before, Number.POSITIVE_INFINITY)] : []),
      input,
      ...(after > 0 ? [slice("start", 0, after)] : []),
    ];
    const axisAttribute = concatenate([textField(NAME, "axis"), numberField(INTEGER, axis), numberField(TYPE, 2)]);
    input = add("Concat", all, `${prefix}/${side}`, [bytesField(ATTRIBUTE, axisAttribute)]);
  }
  let isFirst = true;
  const content = fields.map((each) => {
    if (each === pads) return bytesField(ATTRIBUTE, padsAttribute(left));
    if (each.field !== INPUT || !isFirst) return wholeOf(each, node);
    isFirst = false;
    return textField(INPUT, input);
  });
  nodes.push(bytesField(NODE, concatenate(content)));
  return nodes;
}

/** A field with its header. */
const wholeOf = ({ start, end }: WireField, message: Uint8Array): Uint8Array => message.subarray(start, end);

const textOf = (fields: readonly WireField[], wanted: number): string =>
  new TextDecoder().decode(fields.findLast(({ field }) => field === wanted)?.bytes ?? new Uint8Array());

/** One by one or packed into one field: both are valid. */
function integersOf(attribute: Uint8Array): number[] {
  const values: number[] = [];
  for (const { field, value, bytes } of wireFields(attribute)) {
    if (field !== INTEGERS) continue;
    if (bytes === undefined) values.push(value);
    // Paddings are small: each is one byte.
    else values.push(...bytes);
  }
  return values;
}

const padsAttribute = (sizes: readonly number[]): Uint8Array =>
  concatenate([textField(NAME, "pads"), ...sizes.map((size) => numberField(INTEGERS, size)), numberField(TYPE, 7)]);

const constantName = (value: number): string => `alt2img/circular/int64/${value}`;

/** A `TensorProto` of one number. Infinity is the largest one. */
function int64Tensor(name: string, value: number): Uint8Array {
  const raw = new Uint8Array(8);
  new DataView(raw.buffer).setBigInt64(0, value === Number.POSITIVE_INFINITY ? 2n ** 63n - 1n : BigInt(value), true);
  const [dims, type, nameField, rawData] = [1, 2, 8, 9];
  return concatenate([
    numberField(dims, 1),
    numberField(type, 7),
    textField(nameField, name),
    bytesField(rawData, raw),
  ]);
}
