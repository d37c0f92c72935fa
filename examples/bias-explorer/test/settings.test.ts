import { describe, expect, it } from "vitest";
import { formatAddress, initialSettings, parseAddress } from "../src/settings.js";

describe("the address", () => {
  it("is empty at the start, and has only what differs", () => {
    expect(formatAddress(initialSettings)).toBe("?");
    const b = { ...initialSettings.b, profession: "farmer", guidance: 7, adjective: "smiling" };
    const query = formatAddress({ ...initialSettings, b, count: 4, picture: "b12" });
    expect(query).toBe("?b.adjective=smiling&b.profession=farmer&b.guidance=7&count=4&picture=b12");
    expect(parseAddress(query)).toEqual({ ...initialSettings, b, count: 4, picture: "b12" });
  });

  it("has what is left out, and how pictures are compared", () => {
    const query = "?alike=words&without=noto-v1";
    expect(parseAddress(query)).toEqual({ ...initialSettings, alike: "words", without: "noto-v1" });
    expect(formatAddress(parseAddress(query))).toBe(query);
    expect(parseAddress("?alike=toString&without=everything")).toEqual(initialSettings);
  });

  it("keeps other names only for a grid from elsewhere", () => {
    const names = "a.model=sd-2&a.profession=plumber&a.setting=%7B%7D";
    expect(parseAddress(`?${names}`).a).toEqual(initialSettings.a);
    const { a, data } = parseAddress(`?data=https%3A%2F%2Fx.example%2Fgrid%2F&${names}`);
    expect(data).toBe("https://x.example/grid/");
    expect(a).toEqual({ ...initialSettings.a, model: "sd-2", profession: "plumber", setting: "{}" });
  });

  it.each(["?count=x&seed=-5&steps=1e9", "?a.guidance=4&clusters=5&picture=c1", "?a.model=__proto__&count=&seed=%00"])(
    "ignores what can't be: %s",
    (query) => {
      const { count, seed, steps, clusters, picture, a } = parseAddress(query);
      expect([count, clusters, picture, a]).toEqual([
        initialSettings.count,
        initialSettings.clusters,
        "",
        initialSettings.a,
      ]);
      expect([seed, [initialSettings.steps, 50].includes(steps)]).toEqual([0, true]);
    },
  );
});
