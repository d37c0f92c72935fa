import { describe, expect, it } from "vitest";
import { loadTextToImage } from "../../src/text-to-image/index.js";
import { bytesOf, drawCase, familyCases, familyFolder, rgbOf } from "./families.js";
import { furthest } from "./golden-pictures.js";
import { readGolden } from "./read-golden.js";

/** A U-Net whose attention is one operator, ONNX Runtime's MultiHeadAttention: `golden/attention/make_fused.py`. */
const one = familyCases.lcm[0]!;
const folder = familyFolder("lcm", one, readGolden, {
  "unet/model.onnx": await readGolden("../attention/fused.onnx"),
});

describe("a U-Net with fused attention", () => {
  it.each(["cpu", "wasm"] as const)("draws the same picture: %s", async (device) => {
    await using model = await loadTextToImage(folder, { session: { device, threads: 1 } });
    const { image } = await drawCase(model, one);
    expect(furthest(rgbOf(image), bytesOf(one.rgb))).toBeLessThanOrEqual(2);
  });

  it("has no attention to show, says which export has, and still draws", async () => {
    await using model = await loadTextToImage(folder, { session: { threads: 1 } });
    const error = await model
      .generate("red heart", { attention: true, steps: 1 })
      .next()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "diffusion/no-attention" });
    expect(String(error)).toContain(
      "it computes attention in one piece (MultiHeadAttention). Export the model without optimization: optimum-cli export onnx --model NAME FOLDER.",
    );
    const { image } = await drawCase(model, one);
    expect(furthest(rgbOf(image), bytesOf(one.rgb))).toBeLessThanOrEqual(2);
  });
});
