import { amplification } from "@alt2img/bias/amplification";
import { countedShares } from "@alt2img/bias/representation";
import { Alt2imgError } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { meansOf, verdictsOf } from "../../src/amplification/in-words.js";
import { measure } from "../../src/amplification/measure.js";
import { readData } from "../../src/amplification/read-data.js";

const apples = {
  of: "a red apple",
  parity: 0.5,
  groups: [
    { name: "guidance 1", data: 0.5, pictures: { count: 104, total: 200 } },
    { name: "guidance 7", data: { count: 50, total: 100 }, pictures: { count: 158, total: 200 } },
    { name: "none", data: 0, pictures: { share: 0.1, interval: { low: 0.05, high: 0.2 } } },
  ],
};

describe("figures", () => {
  it("are compared as the package does", () => {
    const { sets, of, parity } = measure(readData(apples));
    expect([of, parity]).toEqual(["a red apple", 0.5]);
    const [{ groups }] = sets as [(typeof sets)[0]];
    const expected = amplification({ count: 158, total: 200 }, { count: 50, total: 100 });
    expect(groups[1]).toMatchObject({ n: 200, difference: expected.difference, ratio: expected.ratio });
    expect(groups[2]).toMatchObject({ ratio: undefined, n: undefined });
    expect(verdictsOf(groups)).toEqual({ more: 2, less: 0, same: 1 });
    expect(meansOf(groups).data).toBeCloseTo(1 / 3, 12);
  });

  it("come from the report of a grid, a set for each model", () => {
    const shares = countedShares({ "a woman": 12, "a man": 8 });
    const group = (model: string, guidance: string, value?: string) => ({
      ...{ model, guidance, ...(value === undefined ? {} : { value }), shares },
      amplification: amplification({ count: 12, total: 20 }, 0.4),
    });
    const report = JSON.parse(
      JSON.stringify({
        groups: [
          group("straight", "3"),
          group("straight", "3", "cook"),
          group("twin", "3"),
          { ...group("other", "3"), amplification: undefined },
        ],
      }),
    );
    const { of, sets } = readData(report);
    expect(of).toBe("a woman");
    expect(sets.map(({ name, groups }) => [name, groups.map((each) => each.name)])).toEqual([
      ["straight", ["straight", "cook"]],
      ["twin", ["twin"]],
    ]);
    const [{ groups }] = measure({ of, sets }).sets as [ReturnType<typeof measure>["sets"][0]];
    expect(groups[0]!.difference.value).toBeCloseTo(0.2, 12);
    expect(groups[0]!.pictures.interval.low).toBeGreaterThan(0.3);
  });

  it.each([
    [null, "The data has to be an object with sets or groups, but is null."],
    [{ of: 1, groups: apples.groups }, "of has to be a text, but is 1."],
    [{ of: "x", groups: [] }, "groups has to be a list of 1 to 200, but is a list of 0."],
    [{ of: "x" }, "groups has to be a list of 1 to 200, but is missing."],
    [{ of: "x", parity: 50, groups: apples.groups }, "parity has to be a number from 0 to 1, but is 50."],
    [
      { of: "x", groups: [{ name: "a", data: 0.5, pictures: 60 }] },
      /^groups\[0\]\.pictures has to be .*, but is 60\.$/,
    ],
    [
      { of: "x", sets: [{ name: "m", groups: [{ name: "a", data: { count: 3, total: 2 }, pictures: 0 }] }] },
      /^sets\[0\]\.groups\[0\]\.data has to be .*, but is {"count":3,"total":2}\.$/,
    ],
    [
      { of: "x", groups: [{ name: "a", data: 1e-308, pictures: 0.5 }] },
      /^groups\[0\]\.data has to be .* a number: 0, or from 1e-9 to 1, but is 1e-308\.$/,
    ],
    [
      { of: "x", sets: ["m", "n", "m"].map((name) => ({ name, groups: apples.groups })) },
      "sets[2].name has to be another name than that of sets[0], but is m.",
    ],
    [
      { groups: [{ model: "m", guidance: "3", value: { name: "cook" }, shares: {} }] },
      'groups[0].value has to be a text or a number, but is {"name":"cook"}.',
    ],
    [{ groups: [{ model: "m", guidance: "3", shares: {} }] }, /Make it with --training\.$/],
  ])("are refused with their place: %j", (value, message) => {
    expect(() => readData(value)).toThrow(message);
    expect(() => readData(value)).toThrow(Alt2imgError);
  });
});
