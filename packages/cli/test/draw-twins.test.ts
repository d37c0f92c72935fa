import { decodeImage } from "@alt2img/image";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { describe, expect, it } from "vitest";
import { drawTwins, sharesOfWomen } from "../src/report/draw-twins.js";

describe("sharesOfWomen", () => {
  it("has the shares of the twin's model card", async () => {
    const shares = await sharesOfWomen(tinyTrainingSet);
    const percent = (name: string): string[] => shares.get(name)!.map((share) => (100 * share).toFixed(1));
    expect(percent("office worker")).toEqual(["50.0", "84.3"]);
    expect(percent("pilot")).toEqual(["50.0", "9.2"]);
  });
});

describe("drawTwins", () => {
  it("draws the same prompts and seeds with both models", async () => {
    const { twins, sheet } = await drawTwins({ print() {} });
    const { models, seeds, prompts } = twins;
    expect((await decodeImage(sheet)).width).toBe(5 * 64 + 4 * 4);
    expect(models).toEqual(["Even data", "Skewed data"]);
    for (const { pictures } of prompts) {
      for (const each of pictures) expect(new Set(each).size).toBe(seeds.length);
      expect(pictures[0]).not.toEqual(pictures[1]);
    }
  });

  it("can be stopped", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(drawTwins({ print() {}, signal })).rejects.toThrow("enough");
  });
});
