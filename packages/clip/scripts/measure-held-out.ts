// Names the drawings of vendors that the tiny CLIP has not seen, from PNG files to ranks by this package's own code, and holds
// the figures against the model card. The drawings are made in packages/tiny/training, after its step `data`:
//
//   python -m alt2img_tiny.clip.held_out_files build/64 build/held-out
//   npx tsx -C @alt2img/source packages/clip/scripts/measure-held-out.ts packages/tiny/training/build/held-out
//
// Ends with status 1 where a figure isn't the card's.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Embedding } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";
import { buildZeroShotClassifier, classify, embedImageStream, embedTextStream, loadClip } from "../src/index.js";
import { cardRow, retrieval } from "./retrieval.js";

type HeldOut = {
  readonly names: readonly string[];
  readonly drawings: readonly { file: string; vendor: string; name: string; group: string }[];
};

const groups = ["face", "person", "animal", "food", "flag", "vehicle", "building", "sport", "object", "symbol"];
const folder = process.argv[2];
if (folder === undefined) throw new Error("Name the folder that held_out_files wrote.");
const { names, drawings } = JSON.parse(readFileSync(join(folder, "held-out.json"), "utf8")) as HeldOut;
const card = new TextDecoder().decode(await tinyClip.read("README.md"));

await using clip = await loadClip(tinyClip);
process.stdout.write(`${clip.runtime.device}, ${names.length} names, ${drawings.length} drawings\n`);
const nameEmbeddings: Embedding[] = [];
for await (const { embedding } of embedTextStream(clip, names)) nameEmbeddings.push(embedding);
const images: Embedding[] = [];
const files = drawings.map(({ file }) => new Uint8Array(readFileSync(join(folder, file))));
for await (const { embedding } of embedImageStream(clip, files)) images.push(embedding);
const classifier = await buildZeroShotClassifier(clip, groups);

let isEqual = true;
function expectRow(row: string): void {
  const isInCard = card.includes(row);
  isEqual &&= isInCard;
  process.stdout.write(`${isInCard ? "as the card" : "NOT THE CARD'S"}: ${row}\n`);
}

for (const vendor of [...new Set(drawings.map((drawing) => drawing.vendor))]) {
  const subsets: [title: string, keep: (drawing: HeldOut["drawings"][number]) => boolean][] = [
    ["", () => true],
    [", without flags", ({ group }) => group !== "flag"],
  ];
  for (const [title, keep] of subsets) {
    const rows = drawings.flatMap((drawing, i) => (drawing.vendor === vendor && keep(drawing) ? [i] : []));
    const found = retrieval(
      rows.map((i) => images[i]!),
      nameEmbeddings,
      rows.map((i) => names.indexOf(drawings[i]!.name)),
    );
    expectRow(`| held-out vendor ${vendor}${title} ${cardRow(found)}`);
  }
  const grouped = drawings.flatMap((drawing, i) =>
    drawing.vendor === vendor && groups.includes(drawing.group) ? [i] : [],
  );
  let right = 0;
  for (const i of grouped) {
    const [first] = await classify(clip, images[i]!, classifier);
    if (first?.className === drawings[i]!.group) right++;
  }
  const share = ((100 * right) / grouped.length).toFixed(1);
  expectRow(`| ${vendor} | class word | ${grouped.length} | ${share} % |`);
}
process.exitCode = isEqual ? 0 : 1;
