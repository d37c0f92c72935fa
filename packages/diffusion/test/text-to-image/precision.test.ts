import { describe, expect, it } from "vitest";
import { loadTextToImage, type PipelineFiles } from "../../src/text-to-image/index.js";
import { bytesOf, drawCase, familyCases, familyFolder, rgbOf } from "./families.js";
import { furthest } from "./golden-pictures.js";
import { readGolden } from "./read-golden.js";

// Without guidance, which would make errors larger, too.
const one = familyCases.xl.find(({ guidance_scale: scale }) => scale === 1);

function meanDistance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < expected.length; i++) sum += Math.abs(actual[i]! - expected[i]!);
  return sum / expected.length;
}

describe("other precisions", () => {
  const int8 = { unet: "unet/model_int8.onnx", textEncoder: "text_encoder/model_int8.onnx" };
  const variants: [string, Partial<PipelineFiles>, number][] = [
    ["float32", {}, 0.5],
    ["half precision", { unet: "unet/model_fp16.onnx" }, 2],
    ["8 bits", int8, 12],
  ];

  it.each(variants)("a picture in %s is like that of diffusers", async (_, files, most) => {
    const folder = familyFolder("xl", one!, readGolden);
    await using model = await loadTextToImage(folder, { session: { threads: 1 }, files });
    const { image } = await drawCase(model, one!);
    expect(meanDistance(rgbOf(image), bytesOf(one!.rgb))).toBeLessThan(most);
  });

  it("weights in a file of their own are read, and missed", async () => {
    const [flux] = familyCases.flux;
    const folder = familyFolder("flux", flux!, readGolden, { "transformer/model.onnx_data": undefined });
    await expect(loadTextToImage(folder)).rejects.toMatchObject({
      message: expect.stringContaining("model.onnx_data"),
    });
    await using model = await loadTextToImage(familyFolder("flux", flux!, readGolden), { session: { threads: 1 } });
    expect(furthest(rgbOf((await drawCase(model, flux!)).image), bytesOf(flux!.rgb))).toBeLessThanOrEqual(2);
  });

  it("a file of weights that was cut off is named", async () => {
    const [flux] = familyCases.flux;
    const whole = await readGolden("flux/transformer/model.onnx_data");
    const half = whole.subarray(0, whole.length / 2);
    const folder = familyFolder("flux", flux!, readGolden, { "transformer/model.onnx_data": half });
    await expect(loadTextToImage(folder)).rejects.toMatchObject({
      code: expect.stringMatching(/^onnx\//),
      message: expect.stringContaining("transformer/model.onnx"),
    });
  });
});
