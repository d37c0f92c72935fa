import { Alt2imgError } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { surt } from "../src/surt.js";
import golden from "./golden/surt.json" with { type: "json" };

describe("surt", () => {
  const rows = golden as [string, string | { error: string }][];
  it.each(rows.filter(([, key]) => typeof key === "string"))("%j", (url, key) => expect(surt(url)).toBe(key));

  it.each(rows.filter(([, key]) => typeof key !== "string"))("%j has no key", (url) => {
    expect(() => surt(url)).toThrow(Alt2imgError);
  });

  it("escapes, unlike the reference, characters that aren't allowed in a name", () => {
    expect(surt("http://漢%25.example/")).toBe("example,%e6%bc%a2%25)/");
  });

  it("is its own canonical form: the key of a canonical URL is the same", () => {
    expect(surt("http://example.com/a?b=1")).toBe(surt("https://WWW.example.com:443/A/?B=1#x"));
  });
});
