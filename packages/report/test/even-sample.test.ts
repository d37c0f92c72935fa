import { describe, expect, it } from "vitest";
import { addToSample, emptySample } from "../src/even-sample.js";

function sampleOf(count: number, capacity: number) {
  const sample = emptySample<number>(capacity);
  for (let i = 0; i < count; i++) addToSample(sample, i);
  return sample;
}

describe("addToSample", () => {
  it("keeps everything while there is room", () => {
    expect(sampleOf(5, 5)).toMatchObject({ items: [0, 1, 2, 3, 4], seen: 5, stride: 1 });
  });

  it("keeps every second item when there is one too many", () => {
    expect(sampleOf(6, 5)).toMatchObject({ items: [0, 2, 4], seen: 6, stride: 2 });
  });

  it("is evenly spread, at least half full and never over its capacity, for any count", () => {
    for (const capacity of [1, 2, 7, 100]) {
      for (let count = 1; count < 900; count += 13) {
        const { items, seen, stride } = sampleOf(count, capacity);
        expect(seen).toBe(count);
        expect(items).toEqual(Array.from({ length: Math.ceil(count / stride) }, (_, i) => i * stride));
        expect(items.length).toBeLessThanOrEqual(capacity);
        expect(items.length).toBeGreaterThanOrEqual(Math.min(count, Math.ceil(capacity / 2)));
      }
    }
  });
});
