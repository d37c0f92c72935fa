import type { ModelFolder } from "@alt2img/core";
import { encodePng } from "@alt2img/image";
import { tinyClip } from "@alt2img/tiny/clip";
import { describe, expect, it } from "vitest";
import { loadClip } from "../../src/index.js";
import { folderOf, folderWithout } from "../folder-of.js";
import { goldenModel } from "../golden-model.js";
import { makePicture } from "../pixels/make-picture.js";

const session = { device: "cpu" } as const;
const load = (folder: ModelFolder, options: Parameters<typeof loadClip>[1] = {}) =>
  loadClip(folder, { session, ...options });

describe("loadClip", () => {
  it("says what it has loaded", async () => {
    await using clip = await load(tinyClip);
    expect(clip).toMatchObject({
      name: "@alt2img/tiny-clip",
      family: "clip",
      dimension: 128,
      contextLength: 32,
      image: { width: 64, height: 64, patchSize: 8 },
      runtime: { variant: "fp32", device: "cpu" },
    });
    // The weights' float16.
    expect(clip.logitScale).toBe(3.8359375);
    expect(clip.logitBias).toBeUndefined();
  });

  it("finds the files by the names of transformers.js and optimum, and the requested variant", async () => {
    const text = await tinyClip.read("onnx/text_model.onnx");
    const vision = await tinyClip.read("onnx/vision_model.onnx");
    const bare = folderWithout(tinyClip, "onnx/text_model.onnx", "onnx/vision_model.onnx");
    const optimum = await folderOf(bare, { "text_model.onnx": text, "vision_model.onnx": vision });
    await using clip = await load(optimum);
    expect(clip.runtime.variant).toBe("fp32");
    const reduced = await folderOf(bare, {
      "onnx/text_model_quantized.onnx": text,
      "onnx/vision_model_quantized.onnx": vision,
      "onnx/text_model_fp16.onnx": text,
    });
    await using quantized = await load(reduced);
    expect(quantized.runtime.variant).toBe("q8");
    await expect(load(reduced, { variant: "fp16" })).rejects.toMatchObject({
      code: "clip/no-model",
      message: expect.stringMatching(/of variant fp16.*ONNX files are: .*text_model_quantized.onnx/),
    });
    await expect(load(tinyClip, { variant: "half" as "fp16" })).rejects.toThrow(/fp32, fp16, q8/);
  });

  it("loads from a folder that can't list its files", async () => {
    const { name, read } = tinyClip;
    await using clip = await load({ name, read });
    expect(clip.runtime.variant).toBe("fp32");
    // Such a place gives no parts either, so nothing tells the scale.
    expect(clip.logitScale).toBeUndefined();
  });

  it("gives one clear error for what isn't a model", async () => {
    const text = await tinyClip.read("onnx/text_model.onnx");
    const vision = await tinyClip.read("onnx/vision_model.onnx");
    const broken: [files: Parameters<typeof folderOf>[1], code: string][] = [
      [{ "onnx/vision_model.onnx": text }, "onnx/interface"],
      [{ "onnx/text_model.onnx": vision }, "onnx/interface"],
      [{ "onnx/vision_model.onnx": vision.subarray(0, vision.length / 2) }, "onnx/broken-model"],
      [{ "onnx/vision_model.onnx": "<!doctype html><title>Not found</title>" }, "onnx/html"],
      [{ "preprocessor_config.json": { size: 224, crop_size: 224 } }, "clip/bad-file"],
    ];
    for (const [files, code] of broken) {
      await expect(load(await folderOf(tinyClip, files)), code).rejects.toMatchObject({ code });
    }
    await expect(load(folderWithout(tinyClip, "onnx/text_model.onnx"))).rejects.toMatchObject({
      code: "clip/no-model",
    });
    await expect(load(await folderOf(tinyClip, { "config.json": { model_type: "bert" } }))).rejects.toMatchObject({
      code: "clip/unsupported-model",
    });
  });

  it("refuses another model's tokenizer, by texts with known or given ids", async () => {
    const other = await goldenModel("clip");
    const swapped = await folderOf(tinyClip, { "tokenizer.json": await other.read("tokenizer.json") });
    await expect(load(swapped)).rejects.toMatchObject({
      code: "clip/wrong-tokenizer",
      message: expect.stringMatching(/isn't the one that the text model was trained with.*3070 320/),
    });
    const knownTexts = [{ text: "a dog", ids: [3070, 1, 3071] }];
    await expect(load(tinyClip, { checkpoint: { knownTexts } })).rejects.toMatchObject({
      code: "clip/wrong-tokenizer",
    });
    await using clip = await load(swapped, { checkpoint: { knownTexts: [] } });
    expect(clip.dimension).toBe(128);
    await using uncleaned = await load(tinyClip, { preparation: { cleaning: "none" } });
    expect(uncleaned.tokenize("“a”").tokens).not.toEqual(clip.tokenize('"a"').tokens);
  });

  it("passes the decoder on to the decoding of files", async () => {
    const picture = makePicture(64, 64);
    const file = encodePng(makePicture(64, 64, { alpha: true }));
    await using clip = await load(tinyClip, { preparation: { decoder: async () => picture.data } });
    expect(await clip.preprocess(file)).toEqual(await clip.preprocess(picture));
    expect(await clip.embedImages([file])).toEqual(await clip.embedImages([picture]));
  });

  it("refuses embeddings whose length isn't the configuration's", async () => {
    const config = JSON.parse(new TextDecoder().decode(await tinyClip.read("config.json")));
    await using clip = await load(await folderOf(tinyClip, { "config.json": { ...config, projection_dim: 64 } }));
    await expect(clip.embedTexts(["a dog"])).rejects.toThrow(
      /text model gives \[1, 128\] numbers.*each embedding has 64/,
    );
    await expect(clip.embedImages([makePicture(9, 9)])).rejects.toMatchObject({ code: "clip/no-model" });
  });

  it("gives one clear error for weights that aren't safetensors", async () => {
    const open = async (path: string) => {
      const bytes = path === "model.safetensors" ? new Uint8Array(20).fill(9) : await tinyClip.read(path);
      return { name: path, byteLength: bytes.length, slice: async (a: number, b?: number) => bytes.slice(a, b).buffer };
    };
    await expect(load({ ...tinyClip, open })).rejects.toThrow(/model.safetensors isn't a safetensors file/);
  });

  it("rejects with the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(load(tinyClip, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const loading = load(tinyClip, { signal: controller.signal, onProgress: () => controller.abort(reason) });
    await expect(loading).rejects.toBe(reason);
  });
});
