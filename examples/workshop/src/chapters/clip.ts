import { h } from "@alt2img/example-shared/element";
import { ask } from "../ask.js";
import { keepResult } from "../keep.js";

const PICTURES = { "red-apple": "red apple", dog: "dog", teapot: "teapot", bicycle: "bicycle" };
const TEXTS = ["a red apple", "a dog", "a teapot", "a bicycle", "xqzv wkpf"];

ask("words", async () => {
  const { SynsetGraphElement } = await import("@alt2img/elements/synset-graph");
  const words = new SynsetGraphElement();
  words.synset = "dog.n.01";
  return words;
});

ask("boxes", async () => {
  const { ImagenetIcicleElement } = await import("@alt2img/elements/imagenet-icicle");
  const boxes = new ImagenetIcicleElement();
  boxes.addEventListener("alt2img-imagenet-icicle", ({ detail: { top } }) =>
    keepResult("clip/boxes", "The box that I opened last", `${top.name}: ${top.count} of the 1,000 classes`),
  );
  return boxes;
});

ask("matrix", async () => {
  const { ClipMatrixElement, formatScore } = await import("@alt2img/elements/clip-matrix");
  const matrix = new ClipMatrixElement();
  matrix.captions = TEXTS.join("\n");
  matrix.append(
    ...Object.entries(PICTURES).map(([file, alt]) =>
      h("img", { src: `./pictures/${file}.webp`, alt, width: 64, height: 64 }),
    ),
  );
  matrix.addEventListener("alt2img-clip-matrix", ({ detail: { pictures, texts, measure, scores } }) => {
    const best = pictures.map(({ name }, column) => {
      const row = scores.best[column] ?? 0;
      return `${name}: “${texts[row]}”, ${formatScore(scores.values[row]?.[column] ?? Number.NaN, measure, "en")}`;
    });
    keepResult("clip/best", "The best text for each picture, to CLIP", best.join("\n"));
  });
  return matrix;
});
