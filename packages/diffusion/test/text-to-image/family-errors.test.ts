import { describe, expect, it } from "vitest";
import { loadTextToImage } from "../../src/text-to-image/index.js";
import { drawCase, type FamilyName, familyCases, familyFolder } from "./families.js";
import { readGolden } from "./read-golden.js";

const options = { session: { threads: 1 } };
const folderOf = (name: FamilyName, changed: Record<string, Uint8Array | string | undefined> = {}) =>
  familyFolder(name, familyCases[name][0]!, readGolden, changed);

describe("loadTextToImage", () => {
  it.each<[FamilyName, string]>([
    ["xl", "text_encoder_2/model.onnx"],
    ["xl", "unet/model.onnx"],
    ["sd3", "transformer/config.json"],
    ["sd3", "transformer/model.onnx"],
    ["sd3", "text_encoder_3/model.onnx"],
    ["sd3", "tokenizer_3/tokenizer.json"],
    ["flux", "text_encoder_2/model.onnx"],
    ["pixels", "unet/config.json"],
  ])("%s: names %s when it is missing", async (name, path) => {
    await expect(loadTextToImage(folderOf(name, { [path]: undefined }), options)).rejects.toMatchObject({
      code: "diffusion/no-such-file",
      message: expect.stringMatching(new RegExp(`^${path} is missing in ${name}\\. .*optimum-cli export onnx`)),
    });
  });

  it("says that a text encoder doesn't give the layer that is needed", async () => {
    const plain = await readGolden("sd1/text_encoder/model.onnx");
    const loading = loadTextToImage(folderOf("xl", { "text_encoder/model.onnx": plain }), options);
    await expect(loading).rejects.toMatchObject({
      code: "diffusion/bad-file",
      message: expect.stringMatching(/^text_encoder\/model\.onnx in xl doesn't give the states of its layers.*optimum/),
    });
  });

  it("says that a network belongs to another kind of pipeline", async () => {
    const other = await readGolden("flux/schnell/model.onnx");
    await expect(loadTextToImage(folderOf("sd3", { "transformer/model.onnx": other }), options)).rejects.toMatchObject({
      code: "onnx/interface",
      message: expect.stringMatching(/^transformer\/model\.onnx.*it also wants “txt_ids”/),
    });
  });

  it.each(["IFPipeline", "StableDiffusionXLControlNetPipeline", "PixArtAlphaPipeline"])(
    "doesn't know %s",
    async (name) => {
      const index = JSON.stringify({ _class_name: name });
      await expect(loadTextToImage(folderOf("sd1", { "model_index.json": index }), options)).rejects.toMatchObject({
        code: "diffusion/unsupported-pipeline",
        message: expect.stringMatching(new RegExp(`is of a ${name}; supported are .*FluxPipeline`)),
      });
    },
  );

  it.each(["ORTStableDiffusionPipeline", "StableDiffusionImg2ImgPipeline", "OnnxStableDiffusionInpaintPipeline"])(
    "knows %s",
    async (name) => {
      const index = JSON.stringify({ _class_name: name });
      await using model = await loadTextToImage(folderOf("sd1", { "model_index.json": index }), options);
      expect(model.size).toEqual({ width: 32, height: 32 });
    },
  );
});

describe("generate", () => {
  it.each<[FamilyName, Record<string, unknown>, string, RegExp]>([
    ["flux", { negativePrompt: "cat" }, "diffusion/generate", /FLUX.*leave negativePrompt out/],
    ["flux", { attention: true }, "diffusion/no-attention", /^transformer\/model\.onnx in flux is a transformer/],
    [
      "sd1",
      { size: { width: 36, height: 32 } },
      "diffusion/generate",
      /can't draw 36 × 32 pixels\. Give .* multiples of 8/,
    ],
    ["sd3", { size: { width: 36, height: 32 } }, "diffusion/generate", /width is 36; give a multiple of 8/],
    ["sd3", { sampler: "ddim" }, "diffusion/sampler", /no sampler "ddim".*There are: .*euler/],
  ])("%s refuses %o", async (name, more, code, message) => {
    await using model = await loadTextToImage(folderOf(name), options);
    await expect(drawCase(model, familyCases[name][0]!, more)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it("draws pixels without a prompt, and from a picture", async () => {
    const [one] = familyCases.pixels;
    await using model = await loadTextToImage(folderOf("pixels"), options);
    await expect(drawCase(model, { ...one!, prompt: "a cat" })).rejects.toMatchObject({
      code: "diffusion/generate",
      message: "This model draws without a prompt: leave it empty.",
    });
    expect(model.tokenize("").tokens).toEqual([]);
    const { image } = await drawCase(model, { ...one!, init: [40, 20], strength: 0.5 });
    expect([image.width, image.height]).toEqual([40, 20]);
  });

  it("says which words T5 doesn't see", async () => {
    const [one] = familyCases.sd3;
    await using model = await loadTextToImage(folderOf("sd3"), options);
    expect(model.contextLength).toBe(256);
    expect(model.tokenize("red heart")).toMatchObject({ tokens: ["▁", "re", "d", "▁", "he", "a", "r", "t", "</s>"] });
    expect(model.tokenize(`${"red ".repeat(100)}heart`).cutWords.at(-1)).toBe("heart");
    await using clip = await loadTextToImage(familyFolder("sd3", { ...one!, without_t5: true }, readGolden), options);
    expect(clip.contextLength).toBe(32);
  });
});
