import type { createSession as createRealSession } from "@alt2img/onnx";
import { describe, expect, it, vi } from "vitest";
import { type GeneratedImage, loadTextToImage } from "../../src/text-to-image/index.js";
import { bytesOf, drawCase, type FamilyName, familyCases, familyFolder, rgbOf } from "./families.js";
import { furthest } from "./golden-pictures.js";
import { readGolden } from "./read-golden.js";

/** How many sessions are open, and how many were at most. */
const sessions = { open: 0, most: 0, ever: 0 };

vi.mock("@alt2img/onnx", async (original) => {
  const real = await original<typeof import("@alt2img/onnx")>();
  const createSession: typeof createRealSession = async (...args) => {
    const session = await real.createSession(...args);
    sessions.ever++;
    sessions.most = Math.max(sessions.most, ++sessions.open);
    let closed = false;
    return {
      ...session,
      async close() {
        if (!closed) sessions.open--;
        closed = true;
        await session.close();
      },
    };
  };
  return { ...real, createSession };
});

const reset = (): void => void Object.assign(sessions, { open: 0, most: 0, ever: 0 });
const options = { session: { threads: 1 } };

describe("a pipeline", () => {
  it.each(["sd1", "xl", "sd3", "flux", "pixels"] as const)("closes all networks of %s", async (name) => {
    reset();
    const one = familyCases[name].at(-1)!;
    const model = await loadTextToImage(familyFolder(name, one, readGolden), options);
    await drawCase(model, one);
    expect(sessions.open).toBe(sessions.ever);
    await model.close();
    expect(sessions.open).toBe(0);
  });

  it("closes those that are open when another one can't be loaded", async () => {
    reset();
    const [one] = familyCases.xl;
    const folder = familyFolder("xl", one!, readGolden, { "unet/model.onnx": "not a model" });
    await expect(loadTextToImage(folder, options)).rejects.toMatchObject({ code: "onnx/broken-model" });
    expect(sessions.ever).toBe(2);
    expect(sessions.open).toBe(0);
  });
});

describe("lowMemory", () => {
  const names: readonly FamilyName[] = ["sd1", "xl", "flux"];

  it.each(names)("draws the same pictures of %s with one network at a time", async (name) => {
    reset();
    const one = familyCases[name].at(-1)!; // from another picture: with the encoder
    const model = await loadTextToImage(familyFolder(name, one, readGolden), { ...options, lowMemory: true });
    expect(sessions.open).toBe(0);
    const { image } = await drawCase(model, one);
    expect(furthest(rgbOf(image), bytesOf(one.rgb))).toBeLessThanOrEqual(2);
    expect([sessions.most, sessions.open]).toEqual([1, 0]);
    await model.close();
    await model.close();
    expect(sessions.open).toBe(0);
    const after = sessions.ever;
    await expect(drawCase(model, one)).rejects.toMatchObject({ code: "onnx/closed" });
    expect(sessions.ever).toBe(after);
  });

  it("swaps networks for a preview, and stays at one when two draw at once", async () => {
    reset();
    const [one] = familyCases.sd1;
    await using model = await loadTextToImage(familyFolder("sd1", one!, readGolden), { ...options, lowMemory: true });
    const drawing = async (): Promise<GeneratedImage | undefined> => {
      for await (const event of model.generate(one!.prompt!, { steps: 2, seed: one!.seed })) {
        if (event.type === "image") return event;
        expect((await event.preview()).width).toBe(32);
      }
      return undefined;
    };
    const [first, second] = await Promise.all([drawing(), drawing()]);
    expect(furthest(first!.image.data, second!.image.data)).toBe(0);
    expect([sessions.most, sessions.open]).toEqual([1, 0]);
  });

  it("closes the network when the loop is left", async () => {
    reset();
    const [one] = familyCases.sd1;
    await using model = await loadTextToImage(familyFolder("sd1", one!, readGolden), { ...options, lowMemory: true });
    for await (const event of model.generate("red heart")) if (event.type === "step") break;
    expect(sessions.open).toBe(0);
  });

  it("gives attention, too", async () => {
    reset();
    const [one] = familyCases.sd1;
    await using model = await loadTextToImage(familyFolder("sd1", one!, readGolden), { ...options, lowMemory: true });
    const layers = new Set<number>();
    for (const seed of [1, 2, 3]) {
      for await (const event of model.generate("red heart", { steps: 2, seed, attention: true })) {
        layers.add(event.attention!.layers.length);
      }
    }
    expect([...layers]).toEqual([expect.any(Number)]);
    expect([sessions.most, sessions.open]).toEqual([1, 0]);
  });

  it("keeps nothing open after encode", async () => {
    reset();
    const [one] = familyCases.sd1;
    await using model = await loadTextToImage(familyFolder("sd1", one!, readGolden), { ...options, lowMemory: true });
    await model.encode("red heart");
    expect(sessions.open).toBe(0);
  });

  it("forgets the signal of loading", async () => {
    const [one] = familyCases.sd1;
    const folder = familyFolder("sd1", one!, readGolden);
    const loading = new AbortController();
    await using model = await loadTextToImage(folder, { ...options, lowMemory: true, signal: loading.signal });
    loading.abort("late");
    expect((await model.encode("red heart")).states.dims[0]).toBe(1);
  });
});
