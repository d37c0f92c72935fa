import type { Tensor } from "@alt2img/core";
import { createSession } from "@alt2img/onnx";
import { describe, expect, it } from "vitest";
import { type GeneratedImage, loadTextToImage } from "../../src/text-to-image/index.js";
import golden from "../golden/tiling/cases.json" with { type: "json" };
import { bytesOf, familyCases, familyFolder, rgbOf } from "./families.js";
import { furthest, numbersOf } from "./golden-pictures.js";
import { randomPipeline } from "./random-pipeline.js";
import { readGolden } from "./read-golden.js";

const session = { device: "cpu", threads: 1 } as const;
const tilings = { xy: true, x: "x", y: "y" } as const;

async function draw(tiling: boolean | "x" | "y", one: (typeof golden.cases)[number]): Promise<GeneratedImage> {
  await using model = await loadTextToImage(randomPipeline("sd1", one.scheduler), { session, tiling });
  const size = "width" in one ? { width: one.width!, height: one.height! } : undefined;
  const options = { seed: one.seed, steps: one.steps, guidanceScale: one.guidance_scale, size };
  let last: GeneratedImage | undefined;
  for await (const event of model.generate(one.prompt, options)) if (event.type === "image") last = event;
  return last!;
}

/** Each row or column moved by so many places, to the other side at the edges. */
function rolled({ dims, data }: Tensor, down: number, right: number): Tensor {
  const [, , height, width] = dims as [number, number, number, number];
  const at = (i: number): number => {
    const [plane, y, x] = [Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width];
    return (plane * height + ((y + down) % height)) * width + ((x + right) % width);
  };
  const moved = new Float32Array(data.length);
  data.forEach((value, i) => {
    moved[at(i)] = value;
  });
  return { dims, data: moved };
}

describe("pictures that continue at their edges", () => {
  it.each(golden.cases.map((one, i) => [one.axes, i, one] as const))(
    "are those of PyTorch's circular padding: %s, case %i",
    async (axes, _, one) => {
      const { image, latents } = await draw(tilings[axes as keyof typeof tilings], one);
      const expected = numbersOf({ dims: latents.dims, float32: one.latents });
      expect(furthest(latents.data, expected) / Math.max(...expected.map(Math.abs))).toBeLessThan(1e-3);
      expect(furthest(rgbOf(image), bytesOf(one.rgb))).toBeLessThanOrEqual(2);
      expect(furthest(rgbOf((await draw(false, one)).image), bytesOf(one.rgb))).toBeGreaterThan(10);
    },
  );

  it.each([
    ["xy", ["height", "width"], 4, 4],
    ["x", ["width"], 0, 4],
    ["y", ["height"], 4, 0],
  ] as const)("move with their latents: %s", async (_, circularPadding, down, right) => {
    const folder = randomPipeline("sd1", {});
    const latents: Tensor = {
      dims: [1, 4, 8, 8],
      data: Float32Array.from({ length: 256 }, (__, i) => Math.sin(i * i)),
    };
    const states: Tensor = { dims: [1, 32, 16], data: Float32Array.from({ length: 512 }, (__, i) => Math.cos(i)) };
    await using unet = await createSession(folder, "unet/model.onnx", { ...session, circularPadding });
    await using decoder = await createSession(folder, "vae_decoder/model.onnx", { ...session, circularPadding });
    const noiseIn = async (sample: Tensor): Promise<Tensor> => {
      const timestep = { dims: [1], data: BigInt64Array.of(500n) };
      const { out_sample } = await unet.run({ sample, timestep, encoder_hidden_states: states });
      return out_sample as Tensor;
    };
    const pictureOf = async (sample: Tensor) => (await decoder.run({ latent_sample: sample }))["sample"] as Tensor;
    const off = (a: Tensor, b: Tensor): number => furthest(a.data, b.data) / Math.max(...b.data.map(Math.abs));
    expect(off(await noiseIn(rolled(latents, down, right)), rolled(await noiseIn(latents), down, right))).toBeLessThan(
      1e-4,
    );
    const moved = await pictureOf(rolled(latents, down, right));
    expect(off(moved, rolled(await pictureOf(latents), 4 * down, 4 * right))).toBeLessThan(1e-4);
  });

  it("aren't drawn by transformers, and the error says so", async () => {
    const folder = familyFolder("sd3", familyCases.sd3[0]!, readGolden);
    await expect(loadTextToImage(folder, { session, tiling: true })).rejects.toThrow(
      expect.objectContaining({ code: "diffusion/tiling" }),
    );
  });
});
