import { expect, it } from "vitest";
import { collect, inChunks } from "../src/index.js";

it("cuts bytes into the given sizes, cyclically, and loses none", async () => {
  const chunks = await collect(inChunks(Uint8Array.of(1, 2, 3, 4, 5, 6, 7), 1, 3));
  expect(chunks.map((chunk) => [...chunk])).toEqual([[1], [2, 3, 4], [5], [6, 7]]);
});

it("rejects sizes that would never end", async () => {
  await expect(collect(inChunks(Uint8Array.of(1), 0))).rejects.toThrow("≥ 1");
  await expect(collect(inChunks(Uint8Array.of(1)))).rejects.toThrow("≥ 1");
});
