import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { printedAs, readmeExamples, withOutputs } from "../readme-examples.js";

const folder = mkdtempSync(join(tmpdir(), "alt2img-examples-"));
afterAll(() => rmSync(folder, { recursive: true }));

const markdown = [
  "# Title",
  "",
  "```ts",
  "console.log(1);",
  "```",
  "",
  "```txt output",
  "1",
  "```",
  "",
  "```ts no-run",
  "console.log(2);",
  "```",
  "",
  "Text.",
  "",
  "```txt output",
  "belongs to no block",
  "```",
  "",
].join("\n");

describe("readmeExamples", () => {
  it("finds blocks and what they print", () => {
    const file = join(folder, "a.md");
    writeFileSync(file, markdown);
    expect(readmeExamples(file)).toEqual([
      { line: 3, code: "console.log(1);\n", runs: true, output: "1\n" },
      { line: 11, code: "console.log(2);\n", runs: false },
    ]);
  });
});

describe("withOutputs", () => {
  it("adds, replaces and removes outputs, and leaves the rest as it is", () => {
    const replaced = withOutputs(markdown, new Map([[3, "one \n"]]));
    expect(replaced).toBe(markdown.replace("output\n1\n", "output\none\n"));
    expect(withOutputs(replaced, new Map([[3, "1\n"]]))).toBe(markdown);
    expect(withOutputs(markdown, new Map([[3, ""]]))).toBe(markdown.replace("\n\n```txt output\n1\n```", ""));
    const long = Array.from({ length: 30 }, (_, i) => i).join("\n");
    expect(withOutputs(markdown, new Map([[3, long]]))).toContain(
      "output\n0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n…\n29\n```",
    );
    expect(withOutputs(markdown, new Map([[11, "$& 2\n"]]))).toContain(
      "(2);\n```\n\n```txt output\n$& 2\n```\n\nText.",
    );
  });
});

describe("printedAs", () => {
  it("compares lines without spaces at their ends", () => {
    expect(printedAs("a \nb\n", "a\nb\n")).toBe(true);
    expect(printedAs("a.b", "a+b")).toBe(false);
    expect(printedAs("a\nb\nc", "a\nb")).toBe(false);
  });

  it("allows for other processors' rounding, and not for other numbers", () => {
    expect(printedAs("0.143 a", "0.142 a")).toBe(true);
    expect(printedAs("0.144 a", "0.142 a")).toBe(false);
    expect(printedAs("-0.00", "0.00")).toBe(true);
    expect(printedAs("{ low: -1.66721690 }", "{ low: -1.6672168684324424 }")).toBe(true);
    expect(printedAs("406 pairs", "407 pairs")).toBe(false);
    expect(printedAs("1.0 a", "1 a")).toBe(false);
    expect(printedAs("0.143 b", "0.142 a")).toBe(false);
  });

  it("takes … on a line of its own for any lines", () => {
    expect(printedAs("a\nb\nc\nd\n", "a\n…\nd\n")).toBe(true);
    expect(printedAs("a\nb\nc\n", "a\n…\nd\n")).toBe(false);
    expect(printedAs("b\na\nb\nd\n", "b\n…\nd\n")).toBe(true);
    expect(printedAs("a\nb\n", "a\n…\n")).toBe(true);
    expect(printedAs("a\nb\nc\nd", "a\n…\nc\n…\nd")).toBe(true);
    expect(printedAs("a\nc\nb\nd", "a\n…\nb\nc\n…\nd")).toBe(false);
    expect(printedAs("a … b\n", "a … b\n")).toBe(true);
  });
});
