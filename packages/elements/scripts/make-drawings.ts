/** Writes the drawings of `src/drawings/` out of the tiny training set. `npm run drawings` runs it. */
import { writeFile } from "node:fs/promises";
import type { RasterImage } from "@alt2img/core";
import { composeOver, decodeImage, encodeWebp, grid, resize } from "@alt2img/image";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";

const folder = new URL("../src/drawings/", import.meta.url);
const GROUPS = { animals: "animal", faces: "face", food: "food" } as const;
const VENDORS = ["noto", "fluent-emoji-flat"];
const SIDE = 32;
const COLUMNS = 14;
const MOST = COLUMNS ** 2;
/** A kind of fewer drawings than this isn't worth a choice of its own. */
const SMALLEST_KIND = 8;

type Sample = { name: string; kind: string; row: number; picture: RasterImage };
const sets = new Map<string, Sample[]>();
const credits = new Map<string, { author: string; license: string }>();

const columns = [
  "id",
  "name",
  "vendor",
  "group",
  "class_word",
  "recoloured_from",
  "skin_tone",
  "image",
  "author",
  "license",
] as const;
for await (const row of tinyTrainingSet.rows({ columns })) {
  const { id, name, vendor, group, class_word: kind, image, author, license } = row;
  const [set] = Object.entries(GROUPS).find(([, wanted]) => wanted === group) ?? [];
  if (set === undefined || !VENDORS.includes(vendor) || row.recoloured_from !== null || row.skin_tone !== null)
    continue;
  const picture = resize(composeOver(await decodeImage(image), [255, 255, 255]), { width: SIDE, height: SIDE });
  credits.set(vendor, { author, license });
  sets.set(set, [...(sets.get(set) ?? []), { name, kind, row: id, picture }]);
}

const described: Record<string, { names: string[]; kinds: string[]; rows: number[] }> = {};
for (const [set, all] of sets) {
  // Spread over both vendors.
  const samples = all.filter(
    (_, i) => Math.floor((i * MOST) / all.length) !== Math.floor(((i - 1) * MOST) / all.length),
  );
  const count = (kind: string): number => samples.filter((each) => each.kind === kind).length;
  described[set] = {
    names: samples.map(({ name }) => name),
    kinds: samples.map(({ kind }) => (count(kind) < SMALLEST_KIND ? "" : kind)),
    rows: samples.map(({ row }) => row),
  };
  const sheet = grid(
    samples.map(({ picture }) => picture),
    { columns: COLUMNS },
  );
  await writeFile(new URL(`${set}.webp`, folder), await encodeWebp(sheet, { lossless: true, quality: 100 }));
}
await writeFile(
  new URL("sets.json", folder),
  `${JSON.stringify({ side: SIDE, columns: COLUMNS, sets: described, credits: Object.fromEntries(credits) })}\n`,
);
