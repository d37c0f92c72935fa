/** The two activations of CLIPs: exact or approximated GELU, and the `x * sigmoid(1.702 x)` of OpenAI's code. */
export type ClipActivation = "gelu" | "quick_gelu";

const GELU = ["Erf", "Gelu", "BiasGelu", "FastGelu", "Tanh"];
const QUICK_GELU = ["QuickGelu", "Sigmoid"];

/**
 * Which activation a model computes, by the operators of its nodes. GELU is exported as an `Erf` (its approximation as a
 * `Tanh`), QuickGELU as a `Sigmoid`; optimised models have operators of these names.
 *
 * @returns `undefined` where they don't tell
 */
export function activationOf(operators: readonly string[]): ClipActivation | undefined {
  const has = (names: readonly string[]): boolean => operators.some((name) => names.includes(name));
  const [gelu, quick] = [has(GELU), has(QUICK_GELU)];
  // Both are in models whose vision tower is a convolution with gates, or whose towers differ.
  if (gelu === quick) return undefined;
  return gelu ? "gelu" : "quick_gelu";
}

/** Of a name in `config.json`, such as `"gelu_pytorch_tanh"`. */
export function namedActivation(name: string | undefined): ClipActivation | undefined {
  if (name === undefined) return undefined;
  return name.includes("quick") ? "quick_gelu" : name.includes("gelu") ? "gelu" : undefined;
}

/**
 * With which activation a checkpoint was trained, as far as it is published: OpenAI's models with QuickGELU, LAION's own with
 * GELU.
 *
 * @param name a hub's id
 * @see https://github.com/mlfoundations/open_clip#pretrained-models
 */
export function trainedActivation(name: string | undefined): ClipActivation | undefined {
  if (name === undefined) return undefined;
  if (/^openai\/clip-vit/i.test(name)) return "quick_gelu";
  return /^laion\/CLIP-/i.test(name) ? "gelu" : undefined;
}

const NAMES: Record<ClipActivation, string> = { gelu: "GELU", quick_gelu: "QuickGELU" };

export const activationName = (activation: ClipActivation): string => NAMES[activation];
