import { Alt2imgError, type ModelFolder, type Tensor } from "@alt2img/core";
import type { ExpectedTensor, ModelTensor } from "@alt2img/onnx";
import { finite } from "./finite.js";
import { fixedSize, type OpenNetworkOptions, openNetwork } from "./open-network.js";
import { loadPromptTokenizer, type PromptTokenizer } from "./prompt-tokenizer.js";
import { asCount, readOptionalJson } from "./read-json.js";

/** A text encoder with its tokenizer. */
export type TextEncoder = {
  readonly tokenizer: PromptTokenizer;
  /** @returns the last hidden states, `[1, tokens, hidden size]` */
  encode(inputIds: readonly number[], signal?: AbortSignal): Promise<Tensor>;
  close(): Promise<void>;
};

const tokens: ExpectedTensor = { shape: ["batch", "tokens"] };

/**
 * Opens `text_encoder/` and `tokenizer/`.
 *
 * @param hiddenSize what the U-Net attends to: its `cross_attention_dim`
 */
export async function openTextEncoder(
  folder: ModelFolder,
  { model, tokenizer: path, hiddenSize }: { model: string; tokenizer: string; hiddenSize: number },
  options: OpenNetworkOptions,
): Promise<TextEncoder> {
  const directory = model.slice(0, model.lastIndexOf("/"));
  const config = (await readOptionalJson(folder, `${directory}/config.json`, options.signal)) ?? {};
  const { session, file } = await openNetwork(
    folder,
    model,
    {
      inputs: { input_ids: tokens, attention_mask: { ...tokens, optional: true } },
      outputs: { last_hidden_state: { type: "float32", shape: ["batch", "tokens", hiddenSize] } },
    },
    options,
  );
  try {
    const input = session.inputs.find(({ name }) => name === "input_ids")!;
    const length = fixedSize(input.shape[1]);
    const positions = asCount(config["max_position_embeddings"]) ?? 77;
    const tokenizer = await loadPromptTokenizer(folder, path, {
      most: length ?? positions,
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
    return {
      tokenizer,
      async encode(inputIds, signal) {
        // diffusers lets Stable Diffusion's text encoders see the padding, too.
        const mask = wantsMask ? { attention_mask: integers(inputIds.map(() => 1)) } : {};
        const outputs = { outputs: ["last_hidden_state"], signal };
        const results = await session.run({ input_ids: integers(inputIds), ...mask }, outputs);
        return finite(results["last_hidden_state"]!, file, "with a prompt");
      },
      close: session.close,
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}
