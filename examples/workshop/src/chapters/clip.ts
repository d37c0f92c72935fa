import { h } from "@alt2img/example-shared/element";
import { ask } from "../ask.js";
import { resumeTask } from "../resume.js";

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
  const task = resumeTask("clip/boxes", "The box that I opened last", "1k", (state) => {
    const [classes, top] = state.split(" ");
    boxes.classes = classes;
    boxes.top = top;
  });
  boxes.addEventListener("alt2img-imagenet-icicle", ({ detail: { top, classes } }) => {
    const all = classes === "1k" ? "1,000 classes" : "21,841 synsets";
    const state = [classes, boxes.top].filter(Boolean).join(" ");
    task.keep(state, `${top.name}: ${top.count.toLocaleString("en")} of the ${all}`);
  });
  return boxes;
});

ask("matrix", async () => {
  const { ClipMatrixElement, formatScore } = await import("@alt2img/elements/clip-matrix");
  const matrix = new ClipMatrixElement();
  const names = Object.values(PICTURES);
  matrix.append(
    ...Object.entries(PICTURES).map(([file, alt]) =>
      h("img", { src: `./pictures/${file}.webp`, alt, width: 64, height: 64 }),
    ),
  );
  const task = resumeTask("clip/best", "The best text for each picture, to CLIP", TEXTS.join("\n"), (state) => {
    matrix.captions = state;
  });
  matrix.addEventListener("alt2img-clip-matrix", ({ detail: { pictures, texts, measure, scores } }) => {
    const best = pictures.flatMap(({ name }, column) => {
      const row = scores.best[column];
      if (row === undefined) return [];
      return `${name}: “${texts[row]}”, ${formatScore(scores.values[row]?.[column] ?? Number.NaN, measure, "en")}`;
    });
    // The pictures of the page come after the element; a student may take some away, and add others.
    const isOther = pictures.length > 0 && pictures.map(({ name }) => name).join() !== names.join();
    task.keep(matrix.captions ?? "", best.join("\n"), isOther);
  });
  return matrix;
});
