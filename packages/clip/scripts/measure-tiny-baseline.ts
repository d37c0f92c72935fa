// Writes src/known/tiny-baseline.ts: the tiny CLIP's scores on the drawings that it learned from, each with its name, and with
// another's. Run it when the model or the training set changes:
//
//   npx tsx -C @alt2img/source packages/clip/scripts/measure-tiny-baseline.ts
import { writeFileSync } from "node:fs";
import { formatNumber } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { loadClip, measureBaseline, type ScoredPair } from "../src/index.js";

/** As the model card: no skin-tone variants, none that is a recoloured copy, each name once a vendor, not what was held out. */
async function* pairs(): AsyncGenerator<ScoredPair> {
  const seen = new Set<string>();
  const columns = ["image", "name", "vendor", "skin_tone", "recoloured_from", "split"] as const;
  for await (const row of tinyTrainingSet.rows({ columns })) {
    if (row.skin_tone !== null || row.recoloured_from !== null || row.split !== "train") continue;
    const key = `${row.vendor}/${row.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { image: row.image, text: row.name };
  }
}

await using clip = await loadClip(tinyClip);
const { random, matched, count, model } = await measureBaseline(clip, pairs());
const drawings = formatNumber(count);
const list = (values: readonly number[]): string => values.map((value) => value.toFixed(3)).join(", ");
writeFileSync(
  new URL("../src/known/tiny-baseline.ts", import.meta.url),
  `import type { ScoreBaseline } from "../explain/baseline.js";

/** Written by scripts/measure-tiny-baseline.ts. */
export const tinyBaseline: ScoreBaseline = {
  name: "the tiny CLIP on ${drawings} drawings that it learned from",
  model: { name: "the tiny CLIP", mark: [${model.mark.join(", ")}] },
  random: [${list(random)}],
  matched: [${list(matched)}],
  count: ${count},
};
`,
);
