import { describe, expect, it } from "vitest";
import { headerFields, headerValues } from "../src/index.js";

const fields = [
  ["X-Robots-Tag", "noai"],
  ["x-robots-tag", "noimageai"],
];

describe("response headers", () => {
  it("can be a list of pairs, with repeated names", () => {
    expect(headerFields(fields as [string, string][])).toEqual(fields);
  });

  it("can be a Headers object", () => {
    expect(headerFields(new Headers([["X-Robots-Tag", "noai"]]))).toEqual([["x-robots-tag", "noai"]]);
  });

  it("can be a plain object, with arrays for repeated names", () => {
    const headers = { "X-Robots-Tag": ["noai", "noimageai"], "TDM-Reservation": 1, "X-Not": undefined };
    expect(headerFields(headers as unknown as Record<string, string[]>)).toEqual([
      ["X-Robots-Tag", "noai"],
      ["X-Robots-Tag", "noimageai"],
      ["TDM-Reservation", "1"],
    ]);
  });

  it("give the values of a name, whatever its case", () => {
    expect(headerValues(fields as [string, string][], "X-ROBOTS-TAG")).toEqual(["noai", "noimageai"]);
  });
});
