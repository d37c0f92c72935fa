import type { Tensor } from "@alt2img/core";
import { decodeImage, readImageInfo } from "@alt2img/image";
import { tinyClip } from "@alt2img/tiny/clip";
import { describe, expect, it } from "vitest";
import files from "../../../image/test/golden/files.json" with { type: "json" };
import { loadPreprocessor, type Preprocessor } from "../../src/index.js";
import { folderOf, folderWithout } from "../folder-of.js";
import golden from "../golden/pixels.json" with { type: "json" };
import { makePicture } from "./make-picture.js";

const withConfig = async (config: object, reference?: "openai"): Promise<Preprocessor> =>
  loadPreprocessor(await folderOf(tinyClip, { "preprocessor_config.json": config }), { reference });

async function digest({ data }: Tensor): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", data.slice()));
  return Array.from(hash.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Row = [width: number, height: number, alpha: number, config: string | number, digest: string, middle: number];
type FileRow = [name: string, clip: [string, number], siglip: [string, number], openai: [string, number] | null];

/**
 * Pillow resizes these before it makes RGB of them, in modes that decoded pixels don't have: a colour that counts as
 * transparent, 16 bits of grey, a palette that is a scale of grey, the four inks of print.
 */
const unlikeOpenAi = /^(rgb-transparent.png|gray-transparent.png|gray-16.png|gray.bmp|cmyk.*)$/;

function goldenFile(name: string): Uint8Array {
  const row = files.files.find((each) => each[0] === name);
  return Uint8Array.from(atob(String(row?.[5])), (character) => character.charCodeAt(0));
}

describe("preprocess", () => {
  it("equals transformers' image processors to the last bit, whatever the size, transparency and configuration", async () => {
    const processors = new Map<string, Preprocessor>();
    for (const [name, config] of Object.entries(golden.configs)) processors.set(name, await withConfig(config));
    const wrong: unknown[] = [];
    for (const [width, height, alpha, config, expected, middle] of golden.transformers as Row[]) {
      const tensor = processors.get(String(config))!.preprocess(makePicture(width, height, { alpha: alpha === 1 }));
      if ((await digest(tensor)) !== expected) wrong.push([width, height, alpha, config, middle, tensor.data.length]);
    }
    expect(wrong).toEqual([]);
    expect(golden.transformers.length).toBeGreaterThan(200);
  });

  it("equals OpenAI's transform to the last bit, with the option", async () => {
    const { preprocess } = await withConfig(golden.configs.clip, "openai");
    const wrong: unknown[] = [];
    for (const [width, height, alpha, , expected] of golden.openai as Row[]) {
      const tensor = preprocess(makePicture(width, height, { alpha: alpha === 1 }));
      if ((await digest(tensor)) !== expected) wrong.push([width, height, alpha]);
    }
    expect(wrong).toEqual([]);
  });

  it("equals them for files of every format, too", async () => {
    const [clip, siglip] = [await withConfig(golden.configs.clip), await withConfig(golden.configs.siglip)];
    const openai = await withConfig(golden.configs.clip, "openai");
    const wrong: unknown[] = [];
    for (const [name, byClip, bySiglip, byOpenAi] of golden.files as FileRow[]) {
      const file = goldenFile(name);
      const image = await decodeImage(file);
      const { colorModel, bitDepth } = readImageInfo(file);
      const found = [clip.preprocess(image), siglip.preprocess(image)];
      const expected = [byClip, bySiglip];
      if (byOpenAi !== null && !unlikeOpenAi.test(name)) {
        found.push(openai.preprocess(image, { indexed: colorModel === "indexed" || bitDepth === 1 }));
        expected.push(byOpenAi);
      }
      const digests = await Promise.all(found.map(digest));
      if (digests.some((each, i) => each !== expected[i]![0])) wrong.push([name, digests, expected]);
    }
    expect(wrong).toEqual([]);
    expect(golden.files.length).toBeGreaterThan(50);
  });

  it("sees an invisible green only as OpenAI does", async () => {
    const green = { width: 1, height: 1, data: Uint8Array.of(0, 255, 0, 0) };
    const config = { ...golden.configs.clip, do_normalize: false, size: 1, crop_size: 1 };
    expect([...(await withConfig(config)).preprocess(green).data]).toEqual([1, 1, 1]);
    expect([...(await withConfig(config, "openai")).preprocess(green).data]).toEqual([0, 1, 0]);
  });
});

describe("loadPreprocessor", () => {
  it("uses transformers' defaults for missing values", async () => {
    expect((await withConfig({})).preprocessing).toMatchObject({
      resize: { shortestEdge: 224 },
      filter: "bicubic",
      centerCrop: { width: 224, height: 224 },
      rescaleFactor: 1 / 255,
      mean: [0.48145466, 0.4578275, 0.40821073],
    });
    const siglip = await folderOf(tinyClip, {
      "config.json": { model_type: "siglip" },
      "preprocessor_config.json": {},
    });
    const { preprocessing } = await loadPreprocessor(siglip);
    expect(preprocessing).toMatchObject({ resize: { width: 224, height: 224 }, mean: [0.5, 0.5, 0.5], width: 224 });
    expect(preprocessing.centerCrop).toBeUndefined();
  });

  it("reads OpenCLIP's configuration, and then prepares pictures as OpenAI does", async () => {
    const config = {
      model_cfg: { embed_dim: 512, vision_cfg: { image_size: 256 }, text_cfg: { context_length: 77 } },
      preprocess_cfg: { mean: [0, 0, 0], std: [1, 1, 1], interpolation: "bilinear" },
    };
    const openClip = await folderOf(folderWithout(tinyClip, "config.json", "preprocessor_config.json"), {
      "open_clip_config.json": config,
    });
    const { preprocessing, reference } = await loadPreprocessor(openClip);
    expect(reference).toBe("openai");
    expect(preprocessing).toMatchObject({
      resize: { shortestEdge: 256 },
      filter: "bilinear",
      width: 256,
      std: [1, 1, 1],
    });
  });

  it.each([
    [{ size: { shortest_edge: 224 }, do_center_crop: false }, /would come out in different sizes/],
    [{ size: { longest_edge: 224 } }, /size is \{"longest_edge":224\}/],
    [{ crop_size: { height: 224 } }, /crop_size is/],
    [{ resample: 9 }, /resample is 9/],
    [{ do_pad: true }, /do_pad is true/],
    [{ image_mean: [0.5] }, /image_mean in the preprocessing is \[0.5\]; it must be three numbers/],
  ])("says what it can't do in %j", async (config, message) => {
    await expect(withConfig(config)).rejects.toThrow(message);
  });

  it("says that there is no preprocessing, and which references exist", async () => {
    await expect(loadPreprocessor(folderWithout(tinyClip, "preprocessor_config.json"))).rejects.toMatchObject({
      code: "clip/bad-file",
    });
    await expect(loadPreprocessor(tinyClip, { reference: "pillow" as "openai" })).rejects.toThrow(
      /transformers or openai/,
    );
  });
});
