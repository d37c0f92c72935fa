import { Alt2imgError, asCount, type ModelFolder, type Tensor } from "@alt2img/core";
import type { ExpectedTensor, ModelTensor } from "@alt2img/onnx";
import { finite } from "./finite.js";
import { fixedSize, type OpenNetworkOptions, openNetwork } from "./open-network.js";
import { configNextTo } from "./pipeline-config.js";
import { loadPromptTokenizer, type PromptTokenizer } from "./prompt-tokenizer.js";
import { readOptionalJson } from "./read-json.js";

/** A text encoder with its tokenizer. */
export type TextEncoder = {
  readonly tokenizer: PromptTokenizer;
  encode(inputIds: readonly number[], signal?: AbortSignal): Promise<TextStates>;
  close(): Promise<void>;
};

/** What a text encoder makes of a prompt. */
export type TextStates = {
  /** Of each token, `[1, tokens, hidden size]`. */
  readonly states: Tensor;
  /** Of the whole, `[1, size]`, if it was asked for. */
  readonly pooled?: Tensor;
};

export type TextEncoderOptions = {
  /** The path of the network, and the folder of the tokenizer. */
  readonly model: string;
  readonly tokenizer: string;
  /** What the network attends to: its `cross_attention_dim`, if it attends to no other encoder. */
  readonly hiddenSize?: number | undefined;
  /** The last layer's states, or those of the one before: `hidden_states[-2]`. Default `"last"`. */
  readonly layer?: "last" | "second last";
  /** The name of the output for the whole prompt. */
  readonly pooled?: "text_embeds" | "pooler_output";
  /** T5's tokens have no start, and there can be as many as this says. Default: CLIP's. */
  readonly t5Length?: number;
};

const tokens: ExpectedTensor = { shape: ["batch", "tokens"] };

/** Opens a text encoder such as `text_encoder/` with `tokenizer/`. */
export async function openTextEncoder(
  folder: ModelFolder,
  { model, tokenizer: path, hiddenSize, layer = "last", pooled, t5Length }: TextEncoderOptions,
  options: OpenNetworkOptions,
): Promise<TextEncoder> {
  const config = (await readOptionalJson(folder, configNextTo(model), options.signal)) ?? {};
  const states = { type: "float32", shape: ["batch", "tokens", hiddenSize ?? "hidden size"] } as const;
  const { session, file } = await openNetwork(
    folder,
    model,
    {
      inputs: { input_ids: tokens, attention_mask: { ...tokens, optional: true } },
      outputs: {
        ...(layer === "last" ? { last_hidden_state: states } : {}),
        ...(pooled === undefined ? {} : { [pooled]: { type: "float32", shape: ["batch", "size"] } as const }),
      },
    },
    options,
  );
  try {
    const input = session.inputs.find(({ name }) => name === "input_ids")!;
    const length = fixedSize(input.shape[1]);
    const positions = asCount(config["max_position_embeddings"]) ?? 77;
    const tokenizer = await loadPromptTokenizer(folder, path, {
      most: length ?? t5Length ?? positions,
      kind: t5Length === undefined ? "clip" : "t5",
      vocabularySize: asCount(config["vocab_size"]) ?? Number.POSITIVE_INFINITY,
      signal: options.signal,
    });
    if (length !== undefined && length !== tokenizer.contextLength) {
      throw new Alt2imgError(
        "diffusion/bad-file",
        `${file} takes exactly ${length} tokens, but the tokenizer in ${path}/ makes ${tokenizer.contextLength}. One of them belongs to another model.`,
      );
    }
    const integers = (values: readonly number[]): ModelTensor => ({
      dims: [1, values.length],
      data: input.type === "int32" ? Int32Array.from(values) : BigInt64Array.from(values, BigInt),
    });
    const wantsMask = session.inputs.some(({ name }) => name === "attention_mask");
    const statesName = layer === "last" ? "last_hidden_state" : secondLast(session.outputs, file);
    return {
      tokenizer,
      async encode(inputIds, signal) {
        // diffusers lets the text encoders see the padding, too.
        const mask = wantsMask ? { attention_mask: integers(inputIds.map(() => 1)) } : {};
        const outputs = { outputs: [statesName, ...(pooled === undefined ? [] : [pooled])], signal };
        const results = await session.run({ input_ids: integers(inputIds), ...mask }, outputs);
        const each = finite(results[statesName]!, file, "with a prompt");
        return pooled === undefined
          ? { states: each }
          : { states: each, pooled: finite(results[pooled]!, file, "with a prompt") };
      },
      close: session.close,
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The output with the states of the layer before the last one. There is one for the embedding, too, and one for each layer. */
function secondLast(outputs: readonly { readonly name: string }[], file: string): string {
  const layers = outputs.filter(({ name }) => /^hidden_states\.\d+$/.test(name)).length;
  const name = `hidden_states.${layers - 2}`;
  if (layers >= 2 && outputs.some((output) => output.name === name)) return name;
  throw new Alt2imgError(
    "diffusion/bad-file",
    `${file} doesn't give the states of its layers (hidden_states.0, …), of which the last but one is needed. Export it with optimum for text-to-image.`,
  );
}
