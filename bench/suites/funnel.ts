import { minTextLength } from "@alt2img/dataset";
import {
  type FunnelRule,
  funnel,
  languagePart,
  minAesthetic,
  minSimilarity,
  moveThresholds,
  scoreTable,
} from "@alt2img/dataset/funnel";
import { type Comparison, compare } from "../compare.js";

type Pairs = Parameters<typeof scoreTable>[0] & Parameters<typeof funnel>[0];

const count = 100_000;

/** Moving a threshold of measured pairs, as a slider does, beside running the funnel again. */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const pairs = Array.from({ length: count }, (_, i) => ({
    imageUrl: `https://pictures.example/${i}.jpg`,
    pageUrl: "https://page.example/",
    text: "text".repeat(i % 3),
    similarity: (i % 1000) / 1000,
    aesthetic: i % 11,
    LANGUAGE: i % 2 === 0 ? "en" : "de",
  })) as unknown as Pairs;
  const similarity = minSimilarity(0.3);
  const others: FunnelRule[] = [minTextLength(5), languagePart("english"), minAesthetic(5)];
  const table = await scoreTable(pairs, [...others, similarity]);
  const move = { [similarity.name]: { atLeast: 0.25 } };
  yield compare({
    title: `${count} pairs, four rules: one threshold moved`,
    bytes: 0,
    items: { count, unit: "pairs" },
    rounds: 15,
    warmup: 5,
    candidates: [
      { name: "moveThresholds", run: () => moveThresholds(table, move).counts.kept },
      { name: "funnel", run: () => again(pairs, [...others, minSimilarity(0.25)]) },
    ],
  });
}

async function again(pairs: Pairs, rules: readonly FunnelRule[]): Promise<number> {
  let kept = 0;
  for await (const _ of funnel(pairs, rules)) kept++;
  return kept;
}
