import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { expect, it } from "vitest";
import { measure } from "../../src/amplification/measure.js";
import { twins } from "../../src/amplification/twins.js";

it("has the figures of the model card", async () => {
  const card = new TextDecoder().decode(await tinySkewedTwin.read("README.md"));
  // Only where both judges agree in most pictures, of either model.
  const told = /^\| ([a-z ]+?) \| ([\d.]+) % \| ([\d.]+) % of (\d+) \| ([\d.]+) % \| ([\d.]+) % of (\d+) /gm;
  const cells = [...card.matchAll(told)];
  expect(cells.length).toBeGreaterThanOrEqual(8);
  const [straight, skewed] = measure(twins()).sets;
  expect([straight!.groups.length, skewed!.groups.length]).toEqual([cells.length, cells.length]);
  const percent = (share: number): number => Math.round(1000 * share) / 10;
  for (const [i, [, name, ...figures]] of cells.entries()) {
    const shown = [straight!, skewed!].flatMap(({ groups }) => {
      const { name: own, data, pictures, n } = groups[i]!;
      expect(own).toBe(name);
      return [percent(data.value), percent(pictures.value), n];
    });
    expect(shown, name).toEqual(figures.map(Number));
  }
  expect(card).toContain("20 pictures of each occupation by its bare name");
});
