import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { expect, it } from "vitest";
import { adjectives, leftOutTitles, otherOccupations, skewedOccupations } from "../src/world.js";

it("knows every occupation of the training set, and which bare names are skewed in the twin's data", async () => {
  const skewed = new Set<string>();
  const same = new Set<string>();
  const words = new Set<string>();
  const vendors = new Set<string>();
  const columns = ["profession", "vendor", "captions", "weights", "weights_skewed"] as const;
  for await (const row of tinyTrainingSet.rows({ columns })) {
    const { profession, vendor, captions, weights, weights_skewed: other } = row;
    for (const caption of captions) words.add(caption.split(" ")[0]!);
    if (profession === null) continue;
    same.add(profession);
    if (captions.includes(profession)) vendors.add(vendor);
    if (captions.some((caption, i) => caption === profession && weights[i] !== other[i])) skewed.add(profession);
  }
  expect([...skewed].toSorted()).toEqual(skewedOccupations);
  expect([...same].filter((name) => !skewed.has(name)).toSorted()).toEqual(otherOccupations);
  expect([...vendors].filter((vendor) => !Object.hasOwn(leftOutTitles, vendor))).toEqual([]);
  expect(adjectives.filter((word) => word !== "" && !words.has(word))).toEqual([]);
});
