import { encodePng } from "@alt2img/image";
import { tinyClip } from "@alt2img/tiny/clip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildZeroShotClassifier,
  type Clip,
  classify,
  loadClip,
  logits,
  score,
  similarityMatrix,
} from "../../src/index.js";
import { folderWithout } from "../folder-of.js";
import { goldenModel } from "../golden-model.js";
import { makePicture } from "../pixels/make-picture.js";

const session = { device: "cpu" } as const;
let clip: Clip;
beforeAll(async () => {
  clip = await loadClip(tinyClip, { session });
});
afterAll(() => clip.close());

const red = { width: 8, height: 8, data: new Uint8ClampedArray(256).map((_, i) => [220, 20, 20, 255][i % 4]!) };

describe("score", () => {
  it("gives cosine and logit, of files, pixels and embeddings alike", async () => {
    const found = await score(clip, red, "red");
    expect(found.logit).toBeCloseTo(Math.exp(3.8359375) * found.cosine, 4);
    expect(found.probability).toBeUndefined();
    const [image] = await clip.embedImages([encodePng(red)]);
    const [text] = await clip.embedTexts(["red"]);
    expect((await score(clip, image!, text!)).cosine).toBeCloseTo(found.cosine, 5);
    expect((await score(clip, red, "blue")).cosine).toBeLessThan(found.cosine);
  });

  it("gives SigLIP's pairs a probability", async () => {
    await using siglip = await loadClip(await goldenModel("siglip"), {
      session,
      checkpoint: { logitScale: 4.7, logitBias: -12.5 },
    });
    const { cosine, logit, probability } = await score(siglip, red, "red");
    expect(logit).toBeCloseTo(Math.exp(4.7) * cosine - 12.5, 4);
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit!)), 6);
  });

  it("gives no logit where the scale isn't known, and says how to give it", async () => {
    await using scaleless = await loadClip(folderWithout(await goldenModel("clip"), "model.safetensors"), { session });
    expect(Object.keys(await score(scaleless, red, "red"))).toEqual(["cosine"]);
    await expect(classify(scaleless, red, ["red", "blue"])).rejects.toMatchObject({
      code: "clip/no-logit-scale",
      message: expect.stringContaining("checkpoint: { logitScale: Math.log(100) }"),
    });
  });

  it("refuses embeddings of different models", async () => {
    await expect(score(clip, red, new Float32Array(64))).rejects.toMatchObject({ code: "clip/embedding-width" });
  });
});

describe("similarityMatrix", () => {
  it("has a row for each image and a column for each text", () => {
    const images = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    const texts = [Float32Array.of(0.6, 0.8), Float32Array.of(0, -1), Float32Array.of(1, 0)];
    const matrix = similarityMatrix(images, texts);
    expect(matrix.dims).toEqual([2, 3]);
    expect([...matrix.data]).toEqual([0.6, 0, 1, 0.8, -1, 0].map(Math.fround));
    const scaled = logits(matrix, { dimension: 2, logitScale: Math.log(10), logitBias: -1 });
    expect([...scaled.data].map((value) => Number(value.toFixed(4)))).toEqual([5, -1, 9, 7, -11, -1]);
    expect(() => logits(matrix, { dimension: 2 })).toThrow(/logit scale/);
  });
});

describe("classify", () => {
  it("names the most likely class first", async () => {
    const classes = await classify(clip, red, ["blue", "red", "a dog"]);
    expect(classes.map(({ className }) => className)[0]).toBe("red");
    expect(classes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(classes[0]).toMatchObject({ index: 1, probability: expect.closeTo(classes[0]!.probability) });
  });

  it("averages templates as the paper does: normalised, averaged, normalised again", async () => {
    const templates = ["a {}", "the {} and the {}"];
    const { embeddings } = await buildZeroShotClassifier(clip, ["dog"], { templates });
    const [a, b] = await clip.embedTexts(["a dog", "the dog and the dog"]);
    const mean = a!.map((value, i) => (value + b![i]!) / 2);
    const length = Math.hypot(...mean);
    for (const [i, value] of mean.entries()) expect(embeddings[0]![i]).toBeCloseTo(value / length, 6);
  });

  it("puts class names into templates as they are", async () => {
    const name = "a $& and a $$ sign";
    const { embeddings } = await buildZeroShotClassifier(clip, [name], { templates: ["the {}"] });
    expect(embeddings[0]).toEqual((await clip.embedTexts([`the ${name}`]))[0]);
  });

  it("reuses a classifier, and judges SigLIP's classes one by one", async () => {
    const classifier = await buildZeroShotClassifier(clip, ["blue", "red"], { templates: ["a {} picture"] });
    expect(structuredClone(classifier)).toEqual(classifier);
    const [first] = await classify(clip, red, classifier);
    expect(first?.className).toBe("red");
    await using siglip = await loadClip(await goldenModel("siglip"), {
      session,
      checkpoint: { logitScale: 4.7, logitBias: -12.5 },
    });
    const independent = await classify(siglip, makePicture(30, 20), ["red", "blue"]);
    for (const { cosine, probability } of independent) {
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(12.5 - Math.exp(4.7) * cosine)), 6);
    }
  });

  it("rejects wrong classes and templates, saying what is wrong", async () => {
    await expect(classify(clip, red, [])).rejects.toThrow(/no class names/);
    await expect(classify(clip, red, ["red"], { templates: ["a photo"] })).rejects.toThrow(/"a photo" has no {}/);
    await expect(classify(clip, red, ["red"], { templates: [] })).rejects.toMatchObject({ code: "clip/option" });
    await expect(classify(clip, red, ["red", "blue", "red"])).rejects.toMatchObject({
      code: "clip/option",
      message: 'The class name "red" is given twice, so its probability would be shared out. Give each class once.',
    });
  });
});
