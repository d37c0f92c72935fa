import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { expect, it } from "vitest";
import { measure } from "../../src/amplification/measure.js";
import { twins } from "../../src/amplification/twins.js";

it("has the figures of the model card", async () => {
  const card = new TextDecoder().decode(await tinySkewedTwin.read("README.md"));
  const cells = [...card.matchAll(/^\| ([a-z ]+?) \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) %/gm)];
  expect(cells).toHaveLength(14);
  const [straight, skewed] = measure(twins()).sets;
  const percents = ({ data, pictures }: NonNullable<typeof straight>["groups"][number]): number[] =>
    [data.value, pictures.value].map((share) => Math.round(1000 * share) / 10);
  for (const [i, [, name, ...shown]] of cells.entries()) {
    const [own, other] = [straight!.groups[i]!, skewed!.groups[i]!];
    expect([own.name, other.name]).toEqual([name, name]);
    expect([...percents(own), ...percents(other)], name).toEqual(shown.map(Number));
    expect([own.n, other.n]).toEqual([20, 20]);
  }
  expect(card).toContain("20 pictures of each occupation by its bare name");
});
