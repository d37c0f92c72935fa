import type { GraphNode, ModelGraph } from "@alt2img/onnx";

/**
 * The names of a U-Net's cross-attention probabilities: the softmax over a product of which one factor comes from the text alone
 * (the keys), and the other one from the sample. Names of nodes differ from export to export, or are empty; this holds in all.
 *
 * @returns from the first layer to the last one; none, if attention is computed in one fused node
 */
export function crossAttentionOutputs({ nodes }: ModelGraph): string[] {
  const makers = new Map<string, GraphNode>();
  const sources = new Map<string, Sources>([
    ["sample", { sample: true, text: false }],
    ["encoder_hidden_states", { sample: false, text: true }],
  ]);
  const sourcesOf = (value: string): Sources => sources.get(value) ?? nothing;
  for (const node of nodes) {
    // A size isn't what it is the size of.
    const from = node.operator === "Shape" ? [] : node.inputs.map(sourcesOf);
    const all = { sample: from.some(({ sample }) => sample), text: from.some(({ text }) => text) };
    for (const output of node.outputs) {
      makers.set(output, node);
      sources.set(output, all);
    }
  }

  /** The product that a softmax is taken of: what is between them only scales, masks or reshapes it. */
  function productBefore({ inputs }: GraphNode, depth = 0): GraphNode | undefined {
    const value = inputs.find((each) => sourcesOf(each).sample);
    const maker = value === undefined ? undefined : makers.get(value);
    if (maker === undefined || PRODUCTS.includes(maker.operator)) return maker;
    return BETWEEN.includes(maker.operator) && depth < MOST_BETWEEN ? productBefore(maker, depth + 1) : undefined;
  }

  const isKeys = (value: string): boolean => sourcesOf(value).text && !sourcesOf(value).sample;
  return nodes
    .filter(({ operator }) => operator === "Softmax")
    .filter((node) => productBefore(node)?.inputs.some(isKeys))
    .flatMap(({ outputs }) => outputs.slice(0, 1));
}

type Sources = { readonly sample: boolean; readonly text: boolean };
const nothing: Sources = { sample: false, text: false };

const PRODUCTS = ["MatMul", "Gemm", "Einsum", "FusedMatMul"];
const BETWEEN = ["Add", "Cast", "Clip", "Div", "Identity", "Mul", "Reshape", "Squeeze", "Sub", "Unsqueeze", "Where"];
const MOST_BETWEEN = 8;
