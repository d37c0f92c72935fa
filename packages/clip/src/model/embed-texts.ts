import type { Embedding } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import { normalizedRows } from "../embed/normalize.js";
import type { ClipTokenizer, TokenizedText } from "../tokens/tokenizer.js";
import type { Clip } from "./clip.js";
import type { EmbedBatchOptions } from "./embed-options.js";
import { pauses } from "./next-task.js";
import type { TextTower, TokenBatch } from "./text-tower.js";

type Texts = { readonly tokenizer: ClipTokenizer; readonly tower: TextTower; readonly dimension: number };

/** Embeds texts, batch by batch, in order. */
export function textEmbedder({ tokenizer, tower, dimension }: Texts, mayBeShort: boolean): Clip["embedTexts"] {
  let short: Promise<boolean> | undefined;

  async function run(batch: TokenBatch, signal: AbortSignal | undefined): Promise<Embedding[]> {
    const { dims, data } = await tower.run(batch, signal);
    checkDimension(dims, dimension, "text");
    return normalizedRows(data as Float32Array, dimension, "text");
  }

  /**
   * Whether padding can be left out: if what comes after a token changes nothing, as in CLIP. Other text models read the
   * padding, too, so this is tested once.
   */
  async function ignoresPadding(signal: AbortSignal | undefined): Promise<boolean> {
    if (!mayBeShort || tower.length !== undefined || tower.batchSize !== undefined) return false;
    const text = tokenizer.tokenize("a dog");
    const [padded] = await run(batchOf([text], text.inputIds.length), signal);
    const [unpadded] = await run(batchOf([text], text.tokens.length), signal);
    return padded!.every((value, i) => Math.abs(value - unpadded![i]!) < 1e-5);
  }

  return async function embedTexts(
    texts: readonly string[],
    { batchSize = 64, signal }: EmbedBatchOptions = {},
  ): Promise<Embedding[]> {
    signal?.throwIfAborted();
    const size = tower.batchSize ?? batchSize;
    const pause = pauses();
    const embeddings: Embedding[] = [];
    for (let start = 0; start < texts.length; start += size) {
      // A test that was aborted is run again the next time.
      short ??= ignoresPadding(signal).catch((error: unknown) => {
        short = undefined;
        throw error;
      });
      const isShort = await short;
      const tokenized = texts.slice(start, start + size).map(tokenizer.tokenize);
      const longest = Math.max(...tokenized.map(({ tokens }) => tokens.length));
      const length = tower.length ?? (isShort ? longest : tokenizer.contextLength);
      const rows = await run(batchOf(filledUp(tokenized, tower.batchSize), length), signal);
      embeddings.push(...rows.slice(0, tokenized.length));
      await pause();
      signal?.throwIfAborted();
    }
    return embeddings;
  };
}

/** A model with a fixed number of texts gets the last one repeatedly. */
function filledUp<Item>(items: readonly Item[], size: number | undefined): readonly Item[] {
  const last = items.at(-1);
  if (size === undefined || last === undefined || items.length >= size) return items;
  return [...items, ...Array<Item>(size - items.length).fill(last)];
}

function batchOf(texts: readonly TokenizedText[], length: number): TokenBatch {
  return {
    ids: texts.map(({ inputIds }) => inputIds.slice(0, length)),
    masks: texts.map(({ attentionMask }) => attentionMask.slice(0, length)),
  };
}

/** @throws Alt2imgError `clip/no-model` when embeddings don't have the configuration's length */
export function checkDimension(dims: readonly number[], dimension: number, what: string): void {
  if (dims.length === 2 && dims[1] === dimension) return;
  throw clipError(
    "no-model",
    `The ${what} model gives [${dims.join(", ")}] numbers; by its configuration each embedding has ${dimension}. The files belong to different models.`,
  );
}
