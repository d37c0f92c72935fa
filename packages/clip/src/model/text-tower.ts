import type { ModelTensor, Session } from "@alt2img/onnx";
import { clipError } from "../clip-error.js";
import type { ClipFamily } from "../config/model-config.js";

/** Ids and masks of a batch of texts, all of the same length. */
export type TokenBatch = {
  readonly ids: readonly (readonly number[])[];
  readonly masks: readonly (readonly number[])[];
};

/** The text model. */
export type TextTower = {
  /** Tokens per text, if the model takes no other number. */
  readonly length: number | undefined;
  /** Texts per run, if the model takes no other number. */
  readonly batchSize: number | undefined;
  /** @returns `[texts, dimension]`, not normalised */
  run(batch: TokenBatch, signal?: AbortSignal): Promise<ModelTensor>;
};

/** @param others the other inputs of a model with both towers */
export function textTower(session: Session, family: ClipFamily, others: Record<string, ModelTensor> = {}): TextTower {
  const output = embeddingOutput(session, "text_embeds", family);
  const input = session.inputs.find(({ name }) => name === "input_ids");
  const wantsMask = session.inputs.some(({ name }) => name === "attention_mask");
  const [batchSize, length] = input?.shape ?? [];
  return {
    length: fixed(length),
    batchSize: fixed(batchSize),
    async run({ ids, masks }, signal) {
      const feeds = { ...others, input_ids: matrix(ids), ...(wantsMask ? { attention_mask: matrix(masks) } : {}) };
      return (await session.run(feeds, { outputs: [output], signal }))[output]!;
    },
  };
}

/**
 * The output that holds the embeddings. SigLIP has nothing after its pooled output; CLIP has a projection, without which
 * texts and images can't be compared.
 */
export function embeddingOutput(session: Session, name: "text_embeds" | "image_embeds", family: ClipFamily): string {
  const outputs = session.outputs.map((output) => output.name);
  if (outputs.includes(name)) return name;
  if (family === "siglip" && outputs.includes("pooler_output")) return "pooler_output";
  throw clipError(
    "no-model",
    `The model gives ${outputs.join(", ")}, but no ${name}. Export it with its projection (transformers' …WithProjection).`,
  );
}

/** A size that isn't free. */
export const fixed = (size: number | string | undefined): number | undefined =>
  typeof size === "number" && size > 0 ? size : undefined;

function matrix(rows: readonly (readonly number[])[]): ModelTensor {
  return { dims: [rows.length, rows[0]?.length ?? 0], data: BigInt64Array.from(rows.flat(), BigInt) };
}
