// The rows of the tiny CLIP's model card that can be measured with what is installed: drawings of the training set, whose names
// are found among all. Those of the held-out vendors are measured by scripts/measure-held-out.ts.
import type { Embedding } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { expect, it } from "vitest";
import { cardRow, retrieval } from "../../scripts/retrieval.js";
import { embedImageStream, embedTextStream, loadClip } from "../../src/index.js";

/** Sets of flags, which a change of what is held out of training has left as they were when the card was written. */
const vendors = ["cif", "country-flag-icons", "flagpack"];

/** Names that only drawings of the held-out vendors have. */
const others = [
  ...["curly hair", "red hair", "white hair", "family of adult and child", "family of adult, adult and child"],
  ...["family of adult, adult, child and child", "family of adult, child and child"],
];

it("finds the names of drawings as often as the model card says", async () => {
  const card = new TextDecoder().decode(await tinyClip.read("README.md"));
  const names = new Set<string>(others);
  const drawings: { vendor: string; name: string; image: Uint8Array }[] = [];
  const seen = new Set<string>();
  const columns = ["image", "name", "vendor", "skin_tone", "recoloured_from", "split"] as const;
  for await (const { image, name, vendor, skin_tone, recoloured_from, split } of tinyTrainingSet.rows({ columns })) {
    if (skin_tone !== null || recoloured_from !== null || seen.has(`${vendor}/${name}`)) continue;
    seen.add(`${vendor}/${name}`);
    names.add(name);
    if (split === "train" && vendors.includes(vendor)) drawings.push({ vendor, name, image });
  }
  expect(card).toContain(`among ${names.size} names`);

  await using clip = await loadClip(tinyClip, { session: { device: "cpu" } });
  const nameEmbeddings: Embedding[] = [];
  for await (const { embedding } of embedTextStream(clip, names)) nameEmbeddings.push(embedding);
  const images: Embedding[] = [];
  const files = drawings.map(({ image }) => image);
  for await (const { embedding } of embedImageStream(clip, files)) images.push(embedding);
  const numbers = new Map([...names].map((name, i) => [name, i]));
  for (const vendor of vendors) {
    const rows = drawings.flatMap((drawing, i) => (drawing.vendor === vendor ? [i] : []));
    const truth = rows.map((i) => numbers.get(drawings[i]!.name)!);
    const found = retrieval(
      rows.map((i) => images[i]!),
      nameEmbeddings,
      truth,
    );
    expect(card).toContain(`| trained on: ${vendor} ${cardRow(found)}`);
  }
});
