// Fits `tinyClipCalibration` of @alt2img/dataset/trained-on, and measures what `openTrainedOn` answers with it:
// `npx tsx bench/calibrate-trained-on.ts`. The set: every second of a half of the tiny world's drawings; of the rest come the others. Copies are made
// of a part of the set. The first half of copies and others fits, the second half is asked about.
import { loadClip } from "@alt2img/clip";
import { exactSearch } from "@alt2img/dataset/search";
import { calibrate, openTrainedOn } from "@alt2img/dataset/trained-on";
import { crop, decodeImage, encodeJpeg, hashDistance, pHash, resize } from "@alt2img/image";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";

type Image = Parameters<typeof pHash>[0];

const changed = (image: Image, change: (value: number) => number): Image => {
  const data = image.data.slice();
  for (let i = 0; i < data.length; i++) if (i % 4 !== 3) data[i] = change(data[i]!);
  return { ...image, data };
};
const cropped = (image: Image, pixels: number): Image => {
  const { width, height } = image;
  const part = crop(image, { x: pixels, y: pixels, width: width - 2 * pixels, height: height - 2 * pixels });
  return resize(part, { width, height });
};
const copies: { [name: string]: (image: Image) => Image | Promise<Image> } = {
  "JPEG of quality 50": async (image) => decodeImage(await encodeJpeg(image, { quality: 50 })),
  "half the size": (image) => resize(image, { width: image.width >> 1, height: image.height >> 1 }),
  "a fifth darker": (image) => changed(image, (value) => value * 0.8),
  "5 % cropped on each side": (image) => cropped(image, 3),
  "10 % cropped on each side": (image) => cropped(image, 6),
};

const images: Image[] = [];
const seen = new Set<string>();
const embeddings: Float32Array[] = [];
for await (const row of tinyTrainingSet.rows({
  columns: ["image", "embedding", "recoloured_from", "skin_tone", "id"],
})) {
  // Recoloured drawings, and those that differ only in a skin tone, are copies themselves.
  if (row.recoloured_from !== null || row.skin_tone !== null || row.id % 2 !== 0) continue;
  const image = await decodeImage(row.image as Uint8Array<ArrayBuffer>);
  // Some sets have the same picture twice.
  const pixels = Buffer.from(image.data).toString("base64");
  if (seen.has(pixels)) continue;
  seen.add(pixels);
  images.push(image);
  embeddings.push(Float32Array.from(row.embedding as ArrayLike<number>));
}
console.log(`${images.length} drawings`);
const members = [...images.keys()].filter((i) => i % 2 === 0);
const others = [...images.keys()].filter((i) => i % 20 === 1);
const dimension = embeddings[0]!.length;
const data = new Float32Array(members.length * dimension);
for (const [row, i] of members.entries()) data.set(embeddings[i]!, row * dimension);
const clip = await loadClip(tinyClip);
const search = exactSearch([{ name: "set", embeddings: { rows: members.length, dimension, data } }], {
  imageEmbedder: clip,
});
const hashes = members.map((i) => pHash(images[i]!));
const asked = members.map((_, row) => row).filter((row) => row % 15 === 0);
const half = <T>(list: readonly T[], second: boolean): T[] => list.filter((_, i) => i % 2 === Number(second));

const likenessTo = async (image: Image, row?: number) => {
  const hits = await search.search(
    { image },
    { k: 1, ...(row === undefined ? {} : { filter: (hit) => hit.row === row }) },
  );
  return { distance: hashDistance(pHash(image), hashes[hits[0]!.row]!), similarity: hits[0]!.similarity };
};
const examples = [];
for (const row of half(asked, false)) {
  for (const copy of Object.values(copies)) {
    examples.push({ ...(await likenessTo(await copy(images[members[row]!]!), row)), isCopy: true });
  }
}
const unlike: Parameters<typeof calibrate>[0][number][] = [];
for (const i of half(others, false)) unlike.push({ ...(await likenessTo(images[i]!)), isCopy: false });
// As many others as copies: each counts several times.
const repeated = Array.from({ length: examples.length }, (_, i) => unlike[i % unlike.length]!);
const calibration = calibrate([...examples, ...repeated]);
console.log(JSON.stringify(calibration));

const known = hashes.map((phash, row) => ({ shard: "set", row, phash }));
for (const [kind, options] of Object.entries({ "hash and embedding": { search }, "hash alone": {} })) {
  const wasTrainedOn = await openTrainedOn(known, { calibration, ...options });
  const tally = async (name: string, list: readonly { image: Image; row?: number }[]): Promise<void> => {
    const counts = { yes: 0, unclear: 0, no: 0, right: 0 };
    for (const { image, row } of list) {
      const { verdict, matches } = await wasTrainedOn({ image });
      counts[verdict]++;
      if (verdict === "yes" && matches[0]!.row === row) counts.right++;
    }
    const percent = (n: number): string => `${((100 * n) / list.length).toFixed(1)} %`;
    console.log(
      `  ${name} (${list.length}): yes ${percent(counts.yes)} (the right one ${percent(counts.right)}), unclear ${percent(counts.unclear)}, no ${percent(counts.no)}`,
    );
  };
  console.log(kind);
  for (const [name, copy] of Object.entries(copies)) {
    const list = [];
    for (const row of half(asked, true)) list.push({ image: await copy(images[members[row]!]!), row });
    await tally(name, list);
  }
  await tally(
    "others",
    half(others, true).map((i) => ({ image: images[i]! })),
  );
}
await clip.close();
