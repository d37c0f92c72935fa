import { describe, expect, it } from "vitest";
import {
  formatWindow,
  MOST_ZOOM,
  nearestTo,
  neighbourOf,
  parseWindow,
  pointAt,
  toScreen,
  within,
} from "../../src/dataset-map/map-window.js";

// Three in a row, and one below the middle one.
const positions = Float32Array.of(0.2, 0.5, 0.5, 0.5, 0.9, 0.5, 0.55, 0.8);

it("keeps the window inside the map", () => {
  expect(within({ x: 0.9, y: -1, zoom: 2 })).toEqual({ x: 0.75, y: 0.25, zoom: 2 });
  expect(within({ x: 0.9, y: 0.1, zoom: 0 })).toEqual({ x: 0.5, y: 0.5, zoom: 1 });
  expect(within({ x: 0.5, y: 0.5, zoom: 1e9 }).zoom).toBe(MOST_ZOOM);
});

it("finds the point under the pointer, or none", () => {
  const window = { x: 0.5, y: 0.5, zoom: 2 };
  expect(toScreen([0.5, 0.5], window, 100)).toEqual([50, 50]);
  expect(toScreen([0.75, 0.25], window, 100)).toEqual([100, 0]);
  expect(pointAt(positions, [52, 49], window, 100, 5)).toBe(1);
  expect(pointAt(positions, [70, 30], window, 100, 5)).toBeUndefined();
});

it("goes from point to point by arrow keys", () => {
  expect(neighbourOf(positions, 1, "ArrowLeft")).toBe(0);
  expect(neighbourOf(positions, 1, "ArrowRight")).toBe(2);
  expect(neighbourOf(positions, 1, "ArrowDown")).toBe(3);
  expect(neighbourOf(positions, 1, "ArrowUp")).toBeUndefined();
  expect(neighbourOf(positions, 1, "Enter")).toBeUndefined();
});

it("lists the nearest others", () => {
  expect(nearestTo(positions, 1, 2)).toEqual([0, 3]);
  expect(nearestTo(Float32Array.of(0.5, 0.5), 0, 2)).toEqual([]);
});

describe("a window as a text", () => {
  it("is read as it is written, and brought inside the map", () => {
    expect(parseWindow(formatWindow({ x: 0.3, y: 0.625, zoom: 4 }))).toEqual({ x: 0.3, y: 0.625, zoom: 4 });
    expect(parseWindow("0.9,0,2")).toEqual({ x: 0.75, y: 0.25, zoom: 2 });
  });

  it("isn’t read from anything else", () => {
    for (const text of ["", "1,2", "1,2,3,4", "a,b,c", "0.5,,1", "NaN,1,1"]) expect(parseWindow(text)).toBeUndefined();
    for (const text of ["1.1,0,2", "0,-0.1,2", "0.5,0.5,0.9", "0.5,0.5,33", "NaN,9,1e9"])
      expect(parseWindow(text)).toBeUndefined();
  });
});
