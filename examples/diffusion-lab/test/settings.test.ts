import { samplers } from "@alt2img/diffusion";
import { drawingSets } from "@alt2img/elements/diffusion";
import { describe, expect, it } from "vitest";
import { formatAddress, initialSettings, parseAddress, type Settings } from "../src/settings.js";

describe("parseAddress", () => {
  it("reads what formatAddress writes", () => {
    const settings: Settings = {
      set: "food",
      kind: "asian food",
      sampler: "dpmpp_2m",
      schedule: "flow",
      steps: 7,
      guidance: 4.5,
      patch: "7",
      seed: 4294967295,
      prompt: "blue & red = 100 %",
    };
    expect(parseAddress(formatAddress(settings))).toEqual(settings);
    expect(formatAddress(initialSettings)).toBe("?");
    expect(parseAddress("")).toEqual(initialSettings);
  });

  it("takes every sampler and every kind of its set", () => {
    for (const { name } of samplers) expect(parseAddress(`?sampler=${name}`).sampler).toBe(name);
    for (const [set, { kinds }] of Object.entries(drawingSets)) {
      for (const kind of kinds) expect(parseAddress(`?set=${set}&kind=${kind}`)).toMatchObject({ set, kind });
    }
  });

  it.each([
    "?steps=&seed=&guidance=",
    "?steps=many&seed=NaN&guidance=Infinity",
    "?sampler=constructor&schedule=toString&set=__proto__&patch=4",
    "?kind=bird&set=food",
    "?%E0%A4%A",
  ])("ignores what can't be in %s", (query) => {
    expect(parseAddress(query)).toMatchObject({ ...initialSettings, set: expect.any(String) });
  });

  it("brings numbers into their limits", () => {
    expect(parseAddress("?steps=1e9&seed=-4&guidance=-1")).toMatchObject({
      ...{ steps: 60, seed: 0, guidance: 0 },
    });
    expect(parseAddress("?steps=2.6&seed=1e99&guidance=3.25")).toMatchObject({
      ...{ steps: 3, seed: 2 ** 32 - 1, guidance: 3.25 },
    });
    expect(parseAddress(`?prompt=${"x".repeat(5000)}`).prompt).toHaveLength(200);
  });
});
