import { describe, expect, it } from "vitest";
import { clusterIdentities, clusterShares } from "../../src/representation/index.js";

const at = (angle: number): Float32Array => Float32Array.of(Math.cos(angle), Math.sin(angle));
/** Five images near 0 of one prompt, three near 2 of another, and one of the first among these. */
const images = [
  ...[0, 0.01, 0.02, 0.03, 0.04].map((angle) => ({ identity: "a red thing", embedding: at(angle) })),
  ...[2, 2.01, 2.02].map((angle) => ({ identity: "a blue thing", embedding: at(angle) })),
  { identity: "a red thing", embedding: at(2.03) },
];

describe("clusterIdentities", () => {
  it("says which prompts make each cluster", () => {
    const { clusters, assignments, shares } = clusterIdentities(images, { k: 2 });
    expect(assignments).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect(clusters.map(({ name, n, identities }) => ({ name, n, identities }))).toEqual([
      { name: "cluster 1", n: 5, identities: [{ identity: "a red thing", count: 5, share: 1, ofIdentity: 5 / 6 }] },
      {
        name: "cluster 2",
        n: 4,
        identities: [
          { identity: "a blue thing", count: 3, share: 0.75, ofIdentity: 1 },
          { identity: "a red thing", count: 1, share: 0.25, ofIdentity: 1 / 6 },
        ],
      },
    ]);
    expect(shares).toEqual({ "cluster 1": 5 / 9, "cluster 2": 4 / 9 });
  });

  it("gives each image a cluster of its own if there are as many", () => {
    expect(clusterIdentities(images, { k: 9 }).clusters.map(({ n }) => n)).toEqual(new Array(9).fill(1));
  });

  it("refuses what it can't cluster", () => {
    expect(() => clusterIdentities(images, { k: 10 })).toThrow(
      "k is 10; give a whole number from 2 to the number of images, 9",
    );
    const short = [...images, { identity: "x", embedding: Float32Array.of(1) }];
    expect(() => clusterIdentities(short, { k: 2 })).toThrow("The embedding of image 9 has 1 values; all need 2");
  });
});

describe("clusterShares", () => {
  it("assigns images to the nearest centroid", () => {
    const found = clusterIdentities(images, { k: 2 });
    const result = clusterShares([at(0.1), at(-0.1), at(1.9), at(0.5)], found, { reference: found.shares });
    expect(result.assignments).toEqual([0, 0, 1, 0]);
    expect(result.values.map(({ value, count }) => [value, count])).toEqual([
      ["cluster 1", 3],
      ["cluster 2", 1],
    ]);
    expect(result.entropy.value).toBeCloseTo(0.81128, 5);
    expect(result.reference.totalVariation.value).toBeCloseTo(0.75 - 5 / 9, 12);
    expect(() => clusterShares([], found)).toThrow("There are no images");
  });
});
