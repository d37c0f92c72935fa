import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tinyTrainingSet } from "../src/training-set.js";

const home = new URL("../", import.meta.url);
const text = readFileSync(new URL("LICENSES.md", home), "utf8");

describe("LICENSES.md", () => {
  it("names every vendor of the training set with its author, its licence and its number of drawings", async () => {
    const vendors = new Map<string, { count: number; recoloured: number; author: string; license: string }>();
    const columns = ["vendor", "author", "license", "recoloured_from"] as const;
    for await (const { vendor, author, license, recoloured_from } of tinyTrainingSet.rows({ columns })) {
      const found = vendors.get(vendor) ?? { count: 0, recoloured: 0, author, license };
      expect({ author, license }).toEqual({ author: found.author, license: found.license });
      found.count++;
      if (recoloured_from !== null) found.recoloured++;
      vendors.set(vendor, found);
    }
    for (const [vendor, { count, recoloured, author, license }] of vendors) {
      const row = text.split("\n").find((line) => line.startsWith(`| \`${vendor}\``));
      expect(row, vendor).toContain(`| ${count.toLocaleString("en")}, ${recoloured} |`);
      expect(row, vendor).toContain(author);
      const written = license.replace("CC-BY", "CC BY").replace(/-(?=\d)/, " ");
      expect(row, vendor).toContain(written);
    }
  });

  it("links to every licence text, and to no missing one", () => {
    const linked = new Set([...text.matchAll(/\(licenses\/([\w.-]+)\)/g)].map(([, name]) => name));
    expect([...linked].sort()).toEqual(readdirSync(new URL("licenses/", home)).sort());
  });
});
