import { Alt2imgError, type ModelFolder, type RasterImage } from "@alt2img/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadTextToImage, type TextToImage } from "../../src/text-to-image/index.js";
import { changedFolder } from "./changed-folder.js";
import { drawCase, familyCases, familyFolder, startMask, startPicture } from "./families.js";
import { furthest } from "./golden-pictures.js";
import { readGolden } from "./read-golden.js";

const [one] = familyCases.sd1;
const options = { session: { threads: 1 } };
let model: TextToImage;

beforeAll(async () => {
  model = await loadTextToImage(familyFolder("sd1", one!, readGolden), options);
});
afterAll(() => model.close());

const transparent = ({ width, height, data }: RasterImage): RasterImage => ({
  width,
  height,
  data: Uint8ClampedArray.from(data, (value, i) => (i % 4 === 3 ? 0 : value)),
});

describe("image to image", () => {
  it("takes pictures of any size, and draws what of it the model can draw", async () => {
    const { image } = await drawCase(model, one!, { init: startPicture(61, 43), steps: 2, strength: 1 });
    expect([image.width, image.height]).toEqual([56, 40]);
    const { image: small } = await drawCase(model, one!, { init: startPicture(1, 3), steps: 2, strength: 1 });
    expect([small.width, small.height]).toEqual([8, 8]);
  });

  it("stays nearer to the picture, the less strength it has", async () => {
    const init = startPicture(32, 32);
    const latents = await Promise.all(
      [0.05, 0.5, 1].map(async (strength) => (await drawCase(model, one!, { init, steps: 20, strength })).latents.data),
    );
    expect(furthest(latents[0]!, latents[1]!)).toBeLessThan(furthest(latents[0]!, latents[2]!));
  });

  it("doesn't see alpha", async () => {
    const init = startPicture(32, 32);
    const plain = await drawCase(model, one!, { init });
    const other = await drawCase(model, one!, { init: transparent(init) });
    expect(furthest(plain.image.data, other.image.data)).toBe(0);
  });

  it("keeps what the mask leaves out, and draws all of it where it is white", async () => {
    const init = startPicture(32, 32);
    const black = { ...startMask(32, 32), data: new Uint8ClampedArray(4 * 32 * 32) };
    const kept = await drawCase(model, one!, { init, mask: black, strength: 0.5 });
    const again = await drawCase(model, one!, { init, mask: black, strength: 1, sampler: "euler_ancestral" });
    expect(furthest(kept.latents.data, again.latents.data)).toBe(0);
    const white = { ...black, data: black.data.map(() => 255) };
    const all = await drawCase(model, one!, { init, mask: white });
    expect(furthest(kept.latents.data, all.latents.data)).toBeGreaterThan(1);
  });

  it.each([
    [{ init: undefined, mask: startMask(8, 8) }, "diffusion/generate", /mask, but no picture.*give init/],
    [{ init: startPicture(32, 32), strength: 0 }, "diffusion/strength", /strength of 0 leaves none/],
    [
      { init: startPicture(32, 32), strength: 1.5 },
      "diffusion/strength",
      /strength is 1\.5; give a number from 0 to 1/,
    ],
    [
      { init: startPicture(32, 32), size: { width: 33, height: 32 } },
      "diffusion/generate",
      /width is 33; give a multiple of 4/,
    ],
    [{ init: { width: 2, height: 2, data: new Uint8ClampedArray(3) } }, "image/raster-image", /./],
  ])("refuses %#", async (more, code, message) => {
    await expect(drawCase(model, one!, more)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it("says what to do without an encoder for pictures", async () => {
    await using tiny = await loadTextToImage(changedFolder({ "vae_encoder/model.onnx": undefined }), options);
    await expect(drawCase(tiny, one!, { init: startPicture(64, 64), size: undefined })).rejects.toMatchObject({
      code: "diffusion/no-such-file",
      message: expect.stringMatching(
        /^vae_encoder\/model\.onnx is missing in changed.*image to image.*optimum-cli export onnx/,
      ),
    });
  });

  it("opens the encoder once it is there", async () => {
    let there = false;
    const whole = familyFolder("sd1", one!, readGolden);
    const folder: ModelFolder = {
      name: "slow",
      async read(path, options) {
        if (path.startsWith("vae_encoder/") && !there) throw new Alt2imgError("slow/no-such-file", "Not yet.");
        return whole.read(path, options);
      },
    };
    await using other = await loadTextToImage(folder, options);
    await expect(drawCase(other, one!)).rejects.toMatchObject({ code: "diffusion/no-such-file" });
    there = true;
    expect((await drawCase(other, one!)).image.width).toBe(32);
  });

  it("asks for a picture if the network was trained for inpainting", async () => {
    const [painted] = familyCases.inpaint;
    await using other = await loadTextToImage(familyFolder("inpaint", painted!, readGolden), options);
    await expect(drawCase(other, painted!, { init: undefined, mask: undefined })).rejects.toMatchObject({
      code: "diffusion/generate",
      message: "inpaint was trained for inpainting: give init and mask, or take another model.",
    });
  });
});
