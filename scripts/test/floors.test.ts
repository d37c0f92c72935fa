// Tests the rule that imports only go down: a check must be able to fail.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type IReporterOutput } from "dependency-cruiser";
import { afterEach, expect, it } from "vitest";
import config from "../../.dependency-cruiser.mjs";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The names of the rules that a tree of files breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "alt2img-floors-"));
  folders.push(folder);
  for (const [name, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), source);
  }
  const { tsConfig: _, ...options } = config.options;
  const { output }: IReporterOutput = await cruise(["packages"], {
    ...options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: config.forbidden },
  } as Parameters<typeof cruise>[1]);
  if (typeof output === "string") throw new Error(output);
  return output.summary.violations.map(({ rule }) => rule.name);
}

const leaf = "export const leaf = 1;\n";
const importing = (path: string): string => `import { leaf } from "${path}";\nexport const branch = leaf;\n`;

it("allows an import from a lower floor", async () => {
  const files = { "packages/core/src/a.ts": leaf, "packages/crawl/src/b.ts": importing("../../core/src/a.js") };
  expect(await broken(files)).toEqual([]);
});

it("fails on an import from a higher floor", async () => {
  const files = { "packages/core/src/a.ts": importing("../../crawl/src/b.js"), "packages/crawl/src/b.ts": leaf };
  expect(await broken(files)).toContain("floor-0-core");
});

it("fails on an import within a floor, even of types only", async () => {
  const files = {
    "packages/crawl/src/a.ts": 'import type { T } from "../../alt-text/src/b.js";\nexport type U = T;\n',
    "packages/alt-text/src/b.ts": "export type T = 1;\n",
  };
  expect(await broken(files)).toContain("floor-1-crawl");
});

it("fails on a package that has no floor", async () => {
  const files = { "packages/core/src/a.ts": leaf, "packages/attic/src/b.ts": importing("../../core/src/a.js") };
  expect(await broken(files)).toContain("known-floor");
});

it("fails on a cycle", async () => {
  const files = { "packages/core/src/a.ts": importing("./b.js"), "packages/core/src/b.ts": importing("./a.js") };
  expect(await broken(files)).toContain("no-cycles");
});
