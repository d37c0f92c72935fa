import { expect, it } from "vitest";
import { countTree } from "../../src/map/index.js";

const parents: { [concept: string]: string } = { cat: "mammal", dog: "mammal", mammal: "animal", oak: "plant" };
const parentOf = (concept: string): string | undefined => parents[concept];

it("counts images up to the roots, the largest first, with examples", () => {
  const [animal, plant, ...others] = countTree(["oak", "cat", "dog", undefined, ["cat", "mammal"], []], {
    parentOf,
    examples: 2,
  });
  expect(others).toEqual([]);
  expect(plant).toMatchObject({ concept: "plant", own: 0, total: 1, examples: [0] });
  expect(animal).toMatchObject({ concept: "animal", own: 0, total: 4, examples: [1, 2] });
  const [mammal] = animal!.children;
  expect(mammal).toMatchObject({ concept: "mammal", own: 1, total: 4 });
  expect(mammal!.children.map(({ concept, own, total, examples }) => [concept, own, total, examples])).toEqual([
    ["cat", 2, 2, [1, 4]],
    ["dog", 1, 1, [2]],
  ]);
});

it("refuses a cycle", () => {
  const error = expect.objectContaining({ code: "dataset/concept-cycle" });
  expect(() => countTree(["a"], { parentOf: (concept) => (concept === "a" ? "b" : "a") })).toThrow(error);
});

it("isn't slowed down by many concepts next to each other", () => {
  const concepts = Array.from({ length: 200_000 }, (_, i) => `concept ${i}`);
  const [all] = countTree(concepts, { parentOf: (concept) => (concept === "all" ? undefined : "all") });
  expect([all?.total, all?.children.length]).toEqual([200_000, 200_000]);
});

it("of nothing is nothing", () => {
  expect(countTree([], { parentOf })).toEqual([]);
});
