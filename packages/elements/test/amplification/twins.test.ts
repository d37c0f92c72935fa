import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { expect, it } from "vitest";
import { measure } from "../../src/amplification/measure.js";
import { twins } from "../../src/amplification/twins.js";

it("has the figures of the model card, where it tells a share", async () => {
  const card = new TextDecoder().decode(await tinySkewedTwin.read("README.md"));
  const line = /^\| ([a-z ]+?) \| ([\d.]+) % \| ([^|]+) \| ([\d.]+) % \| ([^|]+) \|/gm;
  const rows = [...card.matchAll(line)];
  expect(rows).toHaveLength(14);
  const told = [2, 4].map((column) =>
    rows.flatMap((row) => {
      // "58.8 % of 17"; "(9)" where the judges agree on too few pictures.
      const [, share, pictures] = /^([\d.]+) % of (\d+)$/.exec(row[column + 1]!) ?? [];
      return share === undefined ? [] : [[row[1], Number(row[column]), Number(share), Number(pictures)]];
    }),
  );
  for (const each of told) expect(each.length).toBeGreaterThanOrEqual(5);
  const percent = (share: number): number => Math.round(1000 * share) / 10;
  const { sets } = measure(twins());
  expect(sets.map(({ name }) => name)).toEqual(["straight", "skewed"]);
  const shown = sets.map(({ groups }) =>
    groups.map(({ name, data, pictures, n }) => [name, percent(data.value), percent(pictures.value), n]),
  );
  expect(shown).toEqual(told);
  expect(card).toContain("20 pictures of each occupation by its bare name");
});
