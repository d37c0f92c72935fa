import { expect, it } from "vitest";
import described from "../../src/drawings/sets.json" with { type: "json" };
import { COLUMNS, SIDE, setNames } from "../../src/drawings/sheets.js";

it("knows what the sheets were made with", () => {
  expect([SIDE, COLUMNS]).toEqual([described.side, described.columns]);
  expect(setNames).toEqual(Object.keys(described.sets));
  // The sheets are full: as many drawings as places.
  for (const { names } of Object.values(described.sets)) expect(names.length % COLUMNS).toBe(0);
});
