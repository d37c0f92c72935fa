import { describe, expect, it } from "vitest";
import { draw } from "../../src/attribution/draw.js";
import type { Patch } from "../../src/attribution/tasks.js";

/** Small drawings of one colour each. */
const SIDE = 6;
const tones = [-0.8, -0.2, 0.3, 0.9];
const names = ["dark", "dim", "light", "bright"];
const all = {
  dims: [tones.length, 3, SIDE, SIDE],
  data: Float32Array.from({ length: tones.length * 3 * SIDE ** 2 }, (_, i) => tones[Math.floor(i / (3 * SIDE ** 2))]!),
};

describe("a picture that is traced", () => {
  it.each(["growing", "3", "7"] satisfies Patch[])(
    "is the mean of its pixels' sources, with patches %s",
    async (patch) => {
      const { image, sourcesOf } = await draw({ patch, seed: 5, steps: 12 }, all, names);
      for (const [row, column] of [
        [0, 0],
        [2, 3],
        [5, 5],
      ] as const) {
        const { sources, count } = sourcesOf(row, column);
        expect(count).toBe(sources.length);
        expect(sources.map(({ name }) => name)).toEqual(sources.map(({ image: from }) => names[from]));
        expect(sources.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 5);
        const mean = sources.reduce((sum, { weight, image: from }) => sum + weight * tones[from]!, 0);
        expect(image.data[4 * (SIDE * row + column)]).toBeCloseTo(127.5 * (1 + mean), -0.5);
      }
    },
  );

  it("comes again with its seed, and says what it is nearest to", async () => {
    const order = { patch: "growing", seed: 5, steps: 12 } as const;
    const [one, other] = [await draw(order, all, names), await draw(order, all, names)];
    expect(one.image.data).toEqual(other.image.data);
    expect(one.nearest.difference).toBeLessThan(0.3);
    expect(one.nearest.name).toBe(names[one.nearest.drawing]);
  });

  it("can be stopped", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(draw({ patch: "3", seed: 1, steps: 2 }, all, names, { signal })).rejects.toThrow("enough");
  });
});
