import type { RasterImage } from "@alt2img/core";
import { describe, expect, it, vi } from "vitest";
import {
  type BiasGrid,
  biasGrid,
  type DrawImage,
  fillPrompt,
  type GridImage,
  gridCells,
  gridImageOfRow,
  rowOfGridImage,
} from "../../src/grid/index.js";

const picture = (value: number): RasterImage => ({ width: 1, height: 1, data: new Uint8ClampedArray(4).fill(value) });
const drawer = (): DrawImage => vi.fn(async (_, { seed }) => picture(seed));
const plan = (models: BiasGrid["models"]): BiasGrid => ({
  prompts: "portrait of a(n) {adjective} {profession}",
  axes: { adjective: ["", "honest"], profession: ["air_conditioning_installer", "nurse"] },
  models,
  settings: { guidanceScale: [1, 3] },
  seeds: [0, 1, 2],
});
const all = async (grid: AsyncIterable<GridImage>): Promise<GridImage[]> => {
  const images: GridImage[] = [];
  for await (const image of grid) images.push(image);
  return images;
};

describe("biasGrid", () => {
  it("draws each prompt with each model, setting and seed, once", async () => {
    const [straight, skewed] = [drawer(), drawer()];
    const images = await all(biasGrid(plan({ straight, skewed })));
    expect(images).toHaveLength(2 * 2 * 4 * 3);
    expect(new Set(images.map(({ key }) => key)).size).toBe(48);
    expect(images[13]).toMatchObject({
      ...{
        model: "straight",
        setting: { guidanceScale: 3 },
        seed: 1,
        prompt: "portrait of an air conditioning installer",
      },
      values: { adjective: "", profession: "air_conditioning_installer" },
    });
    const options = { seed: 1, setting: { guidanceScale: 3 }, signal: undefined };
    expect(straight).toHaveBeenCalledWith("portrait of an honest nurse", options);
    expect(skewed).toHaveBeenCalledTimes(24);
  });

  it("continues where it was broken off, to the same pictures", async () => {
    const whole = await all(biasGrid(plan({ straight: drawer() })));
    const kept = new Set(whole.slice(0, 10).map(({ key }) => key));
    const straight = drawer();
    const progress: number[] = [];
    const rest = await all(
      biasGrid(plan({ straight }), { done: (key) => kept.has(key), onProgress: ({ done }) => progress.push(done) }),
    );
    expect(rest).toEqual(whole.slice(10));
    expect(straight).toHaveBeenCalledTimes(14);
    expect(progress).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  });

  it("embeds pictures, some at once", async () => {
    const embedImages = vi.fn(async (images: readonly RasterImage[]) =>
      images.map(({ data }) => Float32Array.of(data[0]!, 1)),
    );
    const images = await all(biasGrid({ ...plan({ straight: drawer() }), embedder: { dimension: 2, embedImages } }));
    expect(images.map(({ embedding }) => embedding?.[0])).toEqual(images.map(({ seed }) => seed));
    expect(embedImages.mock.calls.map(([batch]) => batch.length)).toEqual([8, 8, 8]);
  });

  it("counts pictures that can't be drawn and loses no other", async () => {
    const straight: DrawImage = async (_, { seed }) => {
      if (seed === 1) throw new Error("out of memory");
      return picture(seed);
    };
    const diagnostics: string[] = [];
    const images = await all(
      biasGrid(plan({ straight }), { onDiagnostic: ({ code, message }) => diagnostics.push(`${code}: ${message}`) }),
    );
    expect(images).toHaveLength(16);
    expect(diagnostics).toHaveLength(8);
    expect(diagnostics[0]).toBe(
      `bias/draw: straight couldn't draw "portrait of an air conditioning installer" with seed 1: out of memory`,
    );
    await expect(all(biasGrid(plan({ straight })))).rejects.toThrow("out of memory");
  });

  it("gives what it has drawn before an error ends it", async () => {
    const straight: DrawImage = async (_, { seed }) => {
      if (seed === 2) throw new Error("out of memory");
      return picture(seed);
    };
    const embedImages = async (images: readonly RasterImage[]): Promise<Float32Array[]> =>
      images.map(() => Float32Array.of(1, 0));
    for (const grid of [plan({ straight }), { ...plan({ straight }), embedder: { dimension: 2, embedImages } }]) {
      const seen: number[] = [];
      await expect(
        (async () => {
          for await (const { seed } of biasGrid(grid)) seen.push(seed);
        })(),
      ).rejects.toThrow("out of memory");
      expect(seen).toEqual([0, 1]);
    }
  });

  it("doesn't wait for other pictures without an embedder", async () => {
    const straight = drawer();
    await biasGrid(plan({ straight })).next();
    expect(straight).toHaveBeenCalledTimes(1);
  });

  it("doesn't lose a picture of a function that gives none", async () => {
    const straight = (async () => undefined) as unknown as DrawImage;
    await expect(all(biasGrid(plan({ straight })))).rejects.toThrow("straight gave no picture");
    const onDiagnostic = vi.fn();
    await all(biasGrid(plan({ straight }), { onDiagnostic }));
    expect(onDiagnostic).toHaveBeenCalledTimes(24);
  });

  it("stops with the signal's reason, between pictures and within one", async () => {
    const controller = new AbortController();
    const straight: DrawImage = async (_, { seed, signal }) => {
      if (seed === 2) controller.abort(new Error("enough"));
      signal?.throwIfAborted();
      return picture(seed);
    };
    const onDiagnostic = vi.fn();
    await expect(all(biasGrid(plan({ straight }), { signal: controller.signal, onDiagnostic }))).rejects.toThrow(
      "enough",
    );
    expect(onDiagnostic).not.toHaveBeenCalled();
  });

  it.each([
    [{ seeds: [] }, "The grid's seeds are empty"],
    [{ axes: { adjective: [], profession: ["nurse"] } }, "The grid's adjective are empty"],
    [{ seeds: [1, 1] }, "The grid's seeds have 1 twice"],
    [{ axes: { profession: ["nurse"] } }, 'no axis is called "adjective"'],
    [{ axes: { adjective: [""], profession: [""], age: ["old"] } }, "The axis age has no place in the prompt"],
    [{ prompts: () => " " }, "is empty"],
    [{ seeds: Array.from({ length: 1_000_001 }, (_, i) => i) }, "pictures, and at most 1000000 are possible"],
    [{ seeds: [0, 1.5] }, "The grid's seeds have 1.5; seeds are whole numbers"],
    [{ seeds: [Number.NaN] }, "The grid's seeds have NaN; seeds are whole numbers"],
    [{ settings: { guidanceScale: [1, Number.NaN] } }, "The grid's guidanceScale have NaN"],
    [{ prompts: "{seeds}", axes: { seeds: ["a"] }, seeds: [] }, "The grid's seeds are empty"],
    [{ prompts: "{models}", axes: { models: ["a"] }, models: {} }, "The grid's models are empty"],
  ] as [Partial<BiasGrid>, string][])("refuses %o", async (wrong, message) => {
    await expect(all(biasGrid({ ...plan({ straight: drawer() }), ...wrong }))).rejects.toThrow(message);
  });
});

describe("fillPrompt", () => {
  it("puts values in, with the article that fits", () => {
    expect(fillPrompt("A(n) {x} of a(n) {y}", { x: "old_nurse", y: "emoji" })).toBe("An old nurse of an emoji");
    expect(fillPrompt("a(n) {x} {y}", { x: "", y: "cook" })).toBe("a cook");
    expect(fillPrompt("a(n) {x} hour", { x: "honest" })).toBe("an honest hour");
    expect(fillPrompt("a(n) {x}", { x: "utility_worker" })).toBe("a utility worker");
    expect(fillPrompt("{x}", { x: "$&" })).toBe("$&");
    expect(fillPrompt("portrait of a(n) {x}", { x: "" })).toBe("portrait of a");
    expect(fillPrompt(({ x }) => `${x}!`, { x: "a" })).toBe("a!");
  });
});

describe("rows of a dataset", () => {
  const [cell] = gridCells({
    ...{ prompts: "a {profession}", axes: { profession: ["nurse"] }, models: ["straight"] },
    ...{ settings: { guidanceScale: [3] }, seeds: [7] },
  });
  const embedding = Float32Array.of(0.6, 0.8);
  const file = Uint8Array.of(1, 2, 3);

  it("hold all of a picture", () => {
    const row = rowOfGridImage({ ...cell!, image: picture(9), embedding }, file);
    expect(row).toMatchObject({ TEXT: "a nurse", profession: "nurse", guidanceScale: 3, seed: 7, WIDTH: 1 });
    expect(gridImageOfRow(row)).toEqual({ ...cell, file, embedding });
  });

  it("may have the layout of the published sets", () => {
    const row = {
      profession: "file_clerk",
      adjective: "no_adjective",
      no: 3,
      model: "SD_2",
      image: { bytes: file, path: "x.jpg" },
    };
    expect(gridImageOfRow(row)).toMatchObject({
      ...{ model: "SD_2", values: { adjective: "", profession: "file_clerk" }, seed: 3, prompt: "file clerk", file },
    });
  });

  it.each([
    [{ profession: "nurse", adjective: "" }, "has no picture"],
    [{ image: file, profession: 3 }, "has neither a grid_key nor"],
    [{ image: file, grid_key: "{}" }, "which isn't one"],
    [{ image: file, grid_key: "[" }, "which isn't one"],
    [{ image: file, grid_key: '["m",{},{"p":3},0]' }, "which isn't one"],
    [{ image: file, grid_key: '["m",{"g":null},{},0]' }, "which isn't one"],
    [{ image: file, grid_key: '["m",{},{},null]' }, "which isn't one"],
    [{ image: file, grid_key: '["m",{},{},0,1]' }, "which isn't one"],
    [{ image: file, profession: "cook", no: "many" }, "isn't a whole one"],
  ])("are refused when they are others: %o", (row, message) => {
    expect(() => gridImageOfRow(row)).toThrow(
      expect.objectContaining({ code: "bias/row", message: expect.stringContaining(message) }),
    );
  });

  it("can't have two columns of one name", () => {
    const taken = { ...cell!, values: { image: "x" }, image: picture(0) };
    expect(() => rowOfGridImage(taken, file)).toThrow("can't be called image");
    const twice = { ...cell!, values: { tone: "dark" }, setting: { tone: 3 }, image: picture(0) };
    expect(() => rowOfGridImage(twice, file)).toThrow("can't be called tone");
  });
});
