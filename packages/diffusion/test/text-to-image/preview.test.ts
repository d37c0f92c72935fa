import { describe, expect, it } from "vitest";
import { type GenerationStep, loadTextToImage } from "../../src/text-to-image/index.js";
import { bytesOf, familyFolder, previewCase as one, rgbOf } from "./families.js";
import { furthest } from "./golden-pictures.js";
import { readGolden } from "./read-golden.js";

const previewDecoder = { name: "preview", read: (path: string) => readGolden(`preview/${path}`) };

describe("a small decoder", () => {
  it("makes the previews that diffusers makes with it, and not the picture", async () => {
    const options = { session: { threads: 1 }, previewDecoder };
    await using model = await loadTextToImage(familyFolder("sd1", one, readGolden), options);
    const { seed, steps, guidance_scale: guidanceScale } = one;
    let last: GenerationStep | undefined;
    for await (const event of model.generate(one.prompt!, { seed, steps, guidanceScale })) {
      if (event.type === "step") last = event;
      else expect(furthest(rgbOf(event.image), bytesOf(one.rgb))).toBeGreaterThan(20);
    }
    expect(furthest(rgbOf(await last!.preview()), bytesOf(one.rgb))).toBeLessThanOrEqual(2);
  });

  it("can be the only one", async () => {
    const folder = familyFolder("sd1", one, async (path) =>
      readGolden(path.startsWith("sd1/vae_decoder/") ? path.replace("sd1", "preview") : path),
    );
    await using model = await loadTextToImage(folder, { session: { threads: 1 } });
    const { seed, steps, guidance_scale: guidanceScale } = one;
    for await (const event of model.generate(one.prompt!, { seed, steps, guidanceScale })) {
      if (event.type === "image") expect(furthest(rgbOf(event.image), bytesOf(one.rgb))).toBeLessThanOrEqual(2);
    }
  });

  it("must be there", async () => {
    const empty = { name: "empty", read: (path: string) => readGolden(`nowhere/${path}`) };
    const loading = loadTextToImage(familyFolder("sd1", one, readGolden), { previewDecoder: empty });
    await expect(loading).rejects.toMatchObject({
      code: "diffusion/no-such-file",
      message: expect.stringMatching(/^vae_decoder\/model\.onnx is missing in empty\./),
    });
  });
});
