import type { Progress } from "@alt2img/core";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { finite } from "../../src/text-to-image/finite.js";
import {
  type GeneratedImage,
  type GenerateOptions,
  loadTextToImage,
  type TextToImage,
} from "../../src/text-to-image/index.js";
import { changedFolder, readTinyJson } from "./changed-folder.js";
import { furthest } from "./golden-pictures.js";

const few = { steps: 3, guidanceScale: 2.5 };
let model: TextToImage;

beforeAll(async () => {
  model = await loadTextToImage(tinyStableDiffusion, { session: { threads: 1 } });
});
afterAll(() => model.close());

async function draw(prompt: string, options: GenerateOptions = {}, by = model): Promise<GeneratedImage[]> {
  const images: GeneratedImage[] = [];
  for await (const event of by.generate(prompt, { ...few, ...options })) if (event.type === "image") images.push(event);
  return images;
}

describe("loadTextToImage", () => {
  it("says what it loaded", () => {
    expect(model.name).toBe("@alt2img/tiny-stable-diffusion");
    expect(model.size).toEqual({ width: 64, height: 64 });
    expect(model.contextLength).toBe(32);
    expect(model.guidanceScale).toBe(7.5);
    expect(model.scheduler.className).toBe("DDIMScheduler");
    expect(model.runtime.device).toBe("cpu");
  });

  it("reads a tokenizer without tokenizer.json from its vocabulary and merges", async () => {
    const older = changedFolder({ "tokenizer/tokenizer.json": undefined });
    await using other = await loadTextToImage(older, { session: { threads: 1 } });
    for (const prompt of ["Red heart, it's  2 o'clock!", "Ärger & Çà\n日本", "", "x".repeat(99)]) {
      expect(other.tokenize(prompt)).toEqual(model.tokenize(prompt));
    }
  });

  it.each([
    ["model_index.json", undefined],
    ["scheduler/scheduler_config.json", undefined],
    ["tokenizer/merges.txt", undefined],
    ["text_encoder/model.onnx", undefined],
    ["unet/config.json", undefined],
    ["unet/model.onnx", undefined],
    ["vae_decoder/model.onnx", undefined],
  ])("names %s when it is missing", async (path, file) => {
    const tokenizer = path.startsWith("tokenizer/") ? { "tokenizer/tokenizer.json": undefined } : {};
    const named = path.startsWith("tokenizer/") ? "tokenizer/tokenizer.json" : path;
    await expect(loadTextToImage(changedFolder({ [path]: file, ...tokenizer }))).rejects.toMatchObject({
      code: "diffusion/no-such-file",
      message: expect.stringMatching(new RegExp(`^${named} is missing in changed\\. .*optimum-cli export onnx`)),
    });
  });

  it("lists the scheduler's classes when it doesn't know one", async () => {
    const config = { ...(await readTinyJson("scheduler/scheduler_config.json")), _class_name: "MagicScheduler" };
    const folder = changedFolder({ "scheduler/scheduler_config.json": JSON.stringify(config) });
    await expect(loadTextToImage(folder)).rejects.toMatchObject({
      code: "diffusion/scheduler-class",
      message: expect.stringMatching(/^scheduler\/scheduler_config\.json in changed: .*MagicScheduler.*DDIMScheduler/),
    });
  });

  it("lists the pipelines when it doesn't know one", async () => {
    const folder = changedFolder({ "model_index.json": '{ "_class_name": "WanPipeline" }' });
    await expect(loadTextToImage(folder)).rejects.toMatchObject({
      code: "diffusion/unsupported-pipeline",
      message: expect.stringMatching(/^model_index\.json in changed is of a WanPipeline; .*StableDiffusionPipeline/),
    });
  });

  it("says which network isn't the right one, and in what", async () => {
    const decoder = await tinyStableDiffusion.read("vae_decoder/model.onnx");
    await expect(loadTextToImage(changedFolder({ "unet/model.onnx": decoder }))).rejects.toMatchObject({
      code: "onnx/interface",
      message: expect.stringMatching(/^unet\/model\.onnx .*it has no input “sample”/),
    });
    const config = { ...(await readTinyJson("unet/config.json")), cross_attention_dim: 768 };
    await expect(loadTextToImage(changedFolder({ "unet/config.json": JSON.stringify(config) }))).rejects.toMatchObject({
      code: "onnx/interface",
      message: expect.stringMatching(/^text_encoder\/model\.onnx .*not \[batch, tokens, 768\]/),
    });
  });

  it("says when the context is too short for any prompt", async () => {
    const config = { ...(await readTinyJson("tokenizer/tokenizer_config.json")), model_max_length: 1 };
    const folder = changedFolder({ "tokenizer/tokenizer_config.json": JSON.stringify(config) });
    await expect(loadTextToImage(folder)).rejects.toMatchObject({ code: "diffusion/bad-file" });
  });

  it("says which file is broken", async () => {
    const whole = await tinyStableDiffusion.read("vae_decoder/model.onnx");
    const half = changedFolder({ "vae_decoder/model.onnx": whole.subarray(0, whole.length / 2) });
    await expect(loadTextToImage(half)).rejects.toMatchObject({
      code: expect.stringMatching(/^onnx\//),
      message: expect.stringContaining("vae_decoder/model.onnx"),
    });
    await expect(loadTextToImage(changedFolder({ "unet/config.json": "{" }))).rejects.toMatchObject({
      code: "diffusion/bad-file",
      message: "unet/config.json in changed isn't JSON. Get the file again.",
    });
  });

  it("can be aborted", async () => {
    await expect(loadTextToImage(tinyStableDiffusion, { signal: AbortSignal.abort("no") })).rejects.toBe("no");
    const abort = new AbortController();
    const loading = loadTextToImage(tinyStableDiffusion, {
      signal: abort.signal,
      onProgress: () => abort.abort("late"),
    });
    await expect(loading).rejects.toBe("late");
  });
});

describe("generate", () => {
  it("draws the first pictures of a batch that never ends", async () => {
    for await (const event of model.generate("red heart", { ...few, batch: 2 ** 40 })) {
      if (event.type !== "image") continue;
      expect(event.imageIndex).toBe(0);
      break;
    }
  });

  it("gives each picture of a batch as its seed gives it alone", async () => {
    const batch = await draw("red heart", { seed: 7, batch: 3 });
    expect(batch.map(({ imageIndex, seed }) => [imageIndex, seed])).toEqual([
      [0, 7],
      [1, 8],
      [2, 9],
    ]);
    for (const { seed, image } of batch) {
      const [alone] = await draw("red heart", { seed });
      expect(furthest(alone!.image.data, image.data)).toBe(0);
    }
    expect(furthest(batch[0]!.image.data, batch[1]!.image.data)).toBeGreaterThan(20);
  });

  it("hears the prompt, the negative prompt and the scale of the guidance", async () => {
    const [plain] = await draw("red heart");
    const [none] = await draw("red heart", { guidanceScale: 1 });
    const [less] = await draw("red heart", { negativePrompt: "red" });
    const [other] = await draw("blue car");
    for (const each of [none, less, other]) expect(furthest(each!.image.data, plain!.image.data)).toBeGreaterThan(20);
    const [same] = await draw("red heart", { negativePrompt: "" });
    expect(furthest(same!.image.data, plain!.image.data)).toBe(0);
  });

  it("is the same under Euler's name, which is DDIM's method in other coordinates", async () => {
    const trailing = { schedule: { rescale_betas_zero_snr: false } };
    const [ddim] = await draw("red heart", trailing);
    const [euler] = await draw("red heart", { ...trailing, sampler: "euler" });
    expect(furthest(ddim!.image.data, euler!.image.data)).toBeLessThanOrEqual(2);
  });

  it.each(["ddim", "dpm_multistep", "pndm"] as const)(
    "isn't changed by a caller who writes into its steps: %s",
    async (sampler) => {
      const [plain] = await draw("red heart", { sampler });
      for await (const event of model.generate("red heart", { ...few, sampler })) {
        if (event.type === "image") expect(furthest(event.image.data, plain!.image.data)).toBe(0);
        else for (const { data } of [event.latents, event.denoised]) data.fill(0);
      }
    },
  );

  it("isn't changed by a caller who writes into the model's scheduler", async () => {
    const [plain] = await draw("red heart");
    await using other = await loadTextToImage(tinyStableDiffusion, { session: { threads: 1 } });
    Object.assign(other.scheduler.fields, { timestep_spacing: "leading", prediction_type: "epsilon" });
    Object.assign(other.scheduler, { predictionType: "epsilon" });
    const [image] = await draw("red heart", {}, other);
    expect(furthest(image!.image.data, plain!.image.data)).toBe(0);
  });

  it("draws two pictures at the same time as it draws them one by one", async () => {
    const prompts = ["red heart", "blue car"];
    const together = await Promise.all(prompts.map((prompt) => draw(prompt)));
    for (const [i, [image]] of together.entries()) {
      const [alone] = await draw(prompts[i]!);
      expect(furthest(image!.image.data, alone!.image.data)).toBe(0);
    }
  });

  it("names the words that don't fit into the context", async () => {
    const [image] = await draw(`${"red ".repeat(30)}heart in the sky`, { steps: 1 });
    expect(image!.cutWords).toEqual(["heart", "in", "the", "sky"]);
    expect((await draw("red heart", { steps: 1 }))[0]!.cutWords).toEqual([]);
  });

  it("reports its progress to the end", async () => {
    const progress: Progress[] = [];
    await draw("", { steps: 2, batch: 2, guidanceScale: 1, onProgress: (each) => progress.push(each) });
    expect(progress).toEqual([1, 2, 3, 4].map((done) => ({ stage: "denoise", done, total: 4, unit: "steps" })));
  });

  it("stops when it is aborted, and can draw again", async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const drawing = async (): Promise<void> => {
      for await (const event of model.generate("red heart", { ...few, signal: abort.signal })) {
        if (event.type === "step") seen.push(event.index);
        abort.abort("enough");
      }
    };
    await expect(drawing()).rejects.toBe("enough");
    expect(seen).toEqual([0]);
    expect(await draw("red heart", { steps: 1 })).toHaveLength(1);
  });

  it.each([
    [{ steps: 0 }, "diffusion/steps", /number of steps is 0/],
    [{ batch: 0 }, "diffusion/generate", /batch is 0/],
    [{ guidanceScale: Number.NaN }, "diffusion/generate", /guidanceScale is NaN/],
    [{ size: { width: 66, height: 64 } }, "diffusion/generate", /width is 66, but the model was exported for 64/],
    [{ size: { width: 64, height: 128 } }, "diffusion/generate", /height is 128, but the model was exported for 64/],
    [{ seed: 0.5 }, "core/seed", /0\.5/],
    [{ schedule: { use_karras_sigmas: true } }, "diffusion/schedule", /DDIMScheduler has no use_karras_sigmas/],
    [{ sampler: "magic" as "euler" }, "diffusion/sampler", /"magic".*There are: .*ddim, .*euler/],
  ])("refuses %o", async (options, code, message) => {
    await expect(draw("red heart", options)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it("says which network went wrong", async () => {
    const path = "unet/diffusion_pytorch_model.safetensors";
    const weights = (await tinyStableDiffusion.read(path)).slice();
    weights.fill(0x7e, -1000); // NaN in half precision
    await using broken = await loadTextToImage(changedFolder({ [path]: weights }), { session: { threads: 1 } });
    await expect(draw("red heart", {}, broken)).rejects.toMatchObject({
      code: "onnx/float16",
      message: expect.stringMatching(/^unet\/model\.onnx .*aren't finite.*float32/),
    });
    // A model in single precision, or a later call.
    const output = { dims: [1, 4], data: Float32Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 0) };
    expect(() => finite(output, "unet/model.onnx in changed", "at timestep 999")).toThrow(
      "unet/model.onnx in changed went wrong at timestep 999: 2 of the 4 numbers that it gave are NaN or infinite.",
    );
  });

  it("refuses to draw after close", async () => {
    const other = await loadTextToImage(tinyStableDiffusion, { session: { threads: 1 } });
    await other.close();
    await other.close();
    await expect(draw("red heart", {}, other)).rejects.toMatchObject({ code: "onnx/closed" });
  });
});

describe("between two pictures", () => {
  const bytes = async (prompt: string, options: GenerateOptions): Promise<ArrayLike<number>> =>
    (await draw(prompt, options))[0]!.image.data;

  it("a variation goes from one seed's picture to another's", async () => {
    const [first, second] = [await bytes("red heart", { seed: 1 }), await bytes("red heart", { seed: 2 })];
    const varied = (strength: number) => bytes("red heart", { seed: 1, variation: { seed: 2, strength } });
    expect(furthest(await varied(0), first)).toBeLessThanOrEqual(1);
    expect(furthest(await varied(1), second)).toBeLessThanOrEqual(1);
    const little = await varied(0.1);
    expect(meanDifference(little, first)).toBeGreaterThan(0);
    expect(meanDifference(little, first)).toBeLessThan(meanDifference(little, second));
  });

  it("a blend goes from one prompt's picture to another's", async () => {
    const [first, second] = [await bytes("red heart", {}), await bytes("blue car", {})];
    const blended = (share: number) => bytes("red heart", { blend: { prompt: "blue car", share } });
    expect(furthest(await blended(0), first)).toBeLessThanOrEqual(1);
    expect(furthest(await blended(1), second)).toBeLessThanOrEqual(1);
    const little = await blended(0.2);
    expect(meanDifference(little, first)).toBeGreaterThan(0);
    expect(meanDifference(little, first)).toBeLessThan(meanDifference(little, second));
  });

  it.each<[GenerateOptions, RegExp]>([
    [{ variation: { seed: 1, strength: 2 } }, /variation\.strength is 2; give a number from 0 to 1/],
    [{ variation: { seed: 1, strength: Number.NaN } }, /variation\.strength is NaN/],
    [{ blend: { prompt: "car", share: -1 } }, /blend\.share is -1; give a number from 0 to 1/],
    [
      {
        variation: { seed: 1, strength: 0.5 },
        init: { width: 1, height: 1, data: new Uint8ClampedArray([0, 0, 0, 255]) },
      },
      /leave one out/,
    ],
  ])("%j is refused", async (options, message) => {
    await expect(draw("red heart", options)).rejects.toThrow(message);
  });

  function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
    return Array.from(a, (value, i) => Math.abs(value - b[i]!)).reduce((sum, each) => sum + each, 0) / a.length;
  }
});
