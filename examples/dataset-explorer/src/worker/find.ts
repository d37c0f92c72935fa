import { Alt2imgError, type Embedding } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { exactSearch } from "@alt2img/dataset/search";
import { clip } from "./model.js";
import type { Data } from "./open.js";
import type { Found, Part, Question } from "./protocol.js";

/** Nobody looks at more. */
const MOST_FOUND = 2000;
const SHARD = "pairs";

export async function find(data: Data, question: Question, options: TaskOptions<Part>): Promise<Found> {
  if ("words" in question) return findWords(data, question.words);
  const { embeddings } = data;
  if (embeddings === undefined) {
    throw new Alt2imgError("explorer/no-embeddings", "These pairs have no embeddings, so only words can be searched.");
  }
  const { dimension, data: rows, pairs } = embeddings;
  const index = exactSearch([{ name: SHARD, embeddings: { rows: pairs.length, dimension, data: rows } }]);
  const hits = await index.search(await queryOf(pairs, question, options), { k: MOST_FOUND, signal: options.signal });
  const scores = new Float32Array(data.pairs.length).fill(Number.NaN);
  for (const { row, similarity } of hits) scores[pairs[row]!] = similarity;
  return { scores, count: hits.length };
}

function findWords({ pairs }: Data, words: string): Found {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const scores = new Float32Array(pairs.length).fill(Number.NaN);
  let count = 0;
  for (const [i, { text }] of pairs.entries()) {
    const lower = text.toLowerCase();
    if (!wanted.every((word) => lower.includes(word))) continue;
    scores[i] = 0;
    count++;
  }
  return { scores, count };
}

/** A row of the index, or an embedding by the tiny CLIP. */
async function queryOf(
  pairs: Uint32Array,
  question: Exclude<Question, { words: string }>,
  { signal, onPart }: TaskOptions<Part>,
): Promise<Embedding | { shard: string; row: number }> {
  if ("like" in question) {
    const row = pairs.indexOf(question.like);
    if (row === -1) throw new Alt2imgError("explorer/no-embedding", "This pair has no embedding.");
    return { shard: SHARD, row };
  }
  const model = await clip(onPart);
  const [embedding] =
    "meaning" in question
      ? await model.embedTexts([question.meaning], { signal })
      : await model.embedImages([question.picture], { signal });
  return embedding!;
}
