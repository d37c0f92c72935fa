import type { ModelFolder, Tensor } from "@alt2img/core";
import type { Condition } from "./condition.js";
import type { OpenNetworkOptions } from "./open-network.js";
import type { PipelineConfig } from "./pipeline-config.js";
import type { PipelineFiles } from "./pipeline-files.js";
import { weighStates } from "./prompt/weigh-states.js";
import type { PromptTokenizer } from "./prompt-tokenizer.js";
import { openTextEncoder, type TextEncoder, type TextEncoderOptions, type TextStates } from "./text-encoder.js";
import type { EncodeOptions } from "./text-to-image.js";

/** All text encoders of a pipeline. */
export type PromptEncoder = {
  /** The tokenizer of the encoder that sees most of a prompt. */
  readonly tokenizer: PromptTokenizer;
  encode(prompt: string, options?: EncodeOptions): Promise<Condition>;
};

/** Opens a network and remembers to close it. */
export type Opener = <T extends { close(): Promise<void> }>(opening: Promise<T>) => Promise<T>;

/** How many tokens of T5 diffusers takes. */
const T5_LENGTH = { sd3: 256, flux: 512 } as const;

/** Opens the text encoders that a kind of pipeline has, and joins what they say as diffusers does. */
export async function openPromptEncoder(
  folder: ModelFolder,
  { kind, network, t5 }: Pick<PipelineConfig, "kind" | "network" | "t5">,
  paths: PipelineFiles,
  { open, ...options }: OpenNetworkOptions & { open: Opener },
): Promise<PromptEncoder> {
  const openText = (more: TextEncoderOptions): Promise<TextEncoder> => open(openTextEncoder(folder, more, options));
  const clip = { model: paths.textEncoder, tokenizer: "tokenizer" };
  const second = { model: paths.textEncoder2, tokenizer: "tokenizer_2" };
  const third = { model: paths.textEncoder3, tokenizer: "tokenizer_3" };
  switch (kind) {
    case "pixels":
      return noPrompt;
    case "sd": {
      const encoder = await openText({ ...clip, hiddenSize: network.textSize });
      return { tokenizer: encoder.tokenizer, encode: (prompt, options) => encodeWith(encoder, prompt, options) };
    }
    case "xl": {
      const one = await openText({ ...clip, layer: "second last" });
      const two = await openText({ ...second, layer: "second last", pooled: "text_embeds" });
      return {
        tokenizer: one.tokenizer,
        async encode(prompt, options) {
          const [first, other] = [await encodeWith(one, prompt, options), await encodeWith(two, prompt, options)];
          return { states: beside(first.states, other.states), pooled: other.pooled! };
        },
      };
    }
    case "sd3": {
      const one = await openText({ ...clip, layer: "second last", pooled: "text_embeds" });
      const two = await openText({ ...second, layer: "second last", pooled: "text_embeds" });
      const size = network.textSize!;
      const three = t5 ? await openText({ ...third, hiddenSize: size, t5Length: T5_LENGTH.sd3 }) : undefined;
      return {
        tokenizer: (three ?? one).tokenizer,
        async encode(prompt, options) {
          const [first, other] = [await encodeWith(one, prompt, options), await encodeWith(two, prompt, options)];
          const clipStates = padded(beside(first.states, other.states), size);
          const t5States = three === undefined ? undefined : (await encodeWith(three, prompt, options)).states;
          const states = below(clipStates, t5States ?? zeros([1, T5_LENGTH.sd3, size]));
          return { states, pooled: beside(first.pooled!, other.pooled!) };
        },
      };
    }
    case "flux": {
      const one = await openText({ ...clip, pooled: "pooler_output" });
      const two = await openText({ ...second, hiddenSize: network.textSize, t5Length: T5_LENGTH.flux });
      return {
        tokenizer: two.tokenizer,
        async encode(prompt, options) {
          const { pooled } = await encodeWith(one, prompt, options);
          const { states } = await encodeWith(two, prompt, options);
          return { states, pooled: pooled! };
        },
      };
    }
  }
}

async function encodeWith(
  { tokenizer, encode }: TextEncoder,
  prompt: string,
  { signal, weighting }: EncodeOptions = {},
): Promise<TextStates> {
  const { inputIds, weights } = tokenizer.tokenize(prompt, { weighting });
  const text = await encode(inputIds, signal);
  return { ...text, states: weighStates(text.states, weights) };
}

/** For models that draw without a prompt. */
const noPrompt: PromptEncoder = {
  tokenizer: { contextLength: 0, tokenize: () => ({ tokens: [], inputIds: [], weights: [], words: [], cutWords: [] }) },
  encode: async () => ({ states: zeros([1, 0, 0]) }),
};

/** A condition of zeros, which Stable Diffusion XL takes in place of an empty negative prompt. */
export function zeroCondition({ states, pooled }: Condition): Condition {
  return { states: zeros(states.dims), ...(pooled && { pooled: zeros(pooled.dims) }) };
}

function zeros(dims: readonly number[]): Tensor {
  return { dims, data: new Float32Array(dims.reduce((product, size) => product * size, 1)) };
}

/** Joins the last axes: for each token, the numbers of both. */
function beside(a: Tensor, b: Tensor): Tensor {
  const [m, n] = [a.dims.at(-1)!, b.dims.at(-1)!];
  const joined = zeros([...a.dims.slice(0, -1), m + n]);
  for (let row = 0; row * m < a.data.length; row++) {
    joined.data.set(a.data.subarray(row * m, (row + 1) * m), row * (m + n));
    joined.data.set(b.data.subarray(row * n, (row + 1) * n), row * (m + n) + m);
  }
  return joined;
}

/** Zeros after the numbers of each token, so that there are `size`. */
function padded(tensor: Tensor, size: number): Tensor {
  const [rows, have] = tensor.dims.slice(1) as [number, number];
  return have < size ? beside(tensor, zeros([1, rows, size - have])) : tensor;
}

/** Joins the tokens of both. */
function below(a: Tensor, b: Tensor): Tensor {
  const joined = zeros([1, a.dims[1]! + b.dims[1]!, a.dims[2]!]);
  joined.data.set(a.data);
  joined.data.set(b.data, a.data.length);
  return joined;
}
