import { describe, expect, it } from "vitest";
import { headerFields, headerValues } from "../src/index.js";

const fields = [
  ["X-Robots-Tag", "noai"],
  ["x-robots-tag", "noimageai"],
];

describe("response headers", () => {
  it("are a list of pairs, repeated names kept", () => {
    expect(headerFields(fields as [string, string][])).toEqual(fields);
  });

  it("are a Headers", () => {
    expect(headerFields(new Headers([["X-Robots-Tag", "noai"]]))).toEqual([["x-robots-tag", "noai"]]);
  });

  it("are an object, with arrays for what is repeated", () => {
    const headers = { "X-Robots-Tag": ["noai", "noimageai"], "TDM-Reservation": 1, "X-Not": undefined };
    expect(headerFields(headers as unknown as Record<string, string[]>)).toEqual([
      ["X-Robots-Tag", "noai"],
      ["X-Robots-Tag", "noimageai"],
      ["TDM-Reservation", "1"],
    ]);
  });

  it("give the values of a name in any case", () => {
    expect(headerValues(fields as [string, string][], "X-ROBOTS-TAG")).toEqual(["noai", "noimageai"]);
  });
});
