import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { altTextRules } from "../src/lint/index.js";

describe("the README", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const rows = readme.split("\n").filter((line) => /^\| `/.test(line));

  it.each(altTextRules.map((rule) => [rule.id, rule] as const))("describes %s", (id, { severity, sources }) => {
    const row = rows.find((line) => line.split("|")[1]?.includes(`\`${id}\``));
    expect(row?.split("|")[2]?.trim()).toBe(severity);
    // Every technique of WCAG and every ACT rule; of the other publishers the first.
    for (const { name, id: sourceId } of sources)
      if (name === "ACT" || /^[CFGH]\d/.test(sourceId)) expect(row).toContain(sourceId);
    expect(row).toContain(sources[0]?.name);
  });
});
