import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runCli, temporaryFolder } from "./run-cli.js";

const sample = fileURLToPath(new URL("../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url));

const lines = (bytes: Buffer): string[] => bytes.toString().split("\n").slice(0, -1);

// The example crawl-to-pairs takes the last of these numbers too: its own test says so.
test("one crawl has as many pairs for `pairs` as for `report`, by the recipe that both name", async () => {
  const out = join(temporaryFolder(), "out");
  const report = await runCli(["report", sample, "--out", out]);
  const page = readFileSync(join(out, "report.html"), "utf8");
  const inFunnel = (label: string): number =>
    Number(new RegExp(`<th scope="row">${label}</th><td>−?(\\d+)</td>`).exec(page)?.[1]);

  const all = await runCli(["pairs", sample]);
  expect(all.stderr).toContain(": 17 pages, 100 img elements, 81 pairs\n");
  expect(report.stderr).toContain("17 pages, 119 images (100 img elements), 81 image–text pairs; ");
  expect(page).toContain("<dt>images</dt><dd>119 <small>100 img elements</small></dd>");
  expect(lines(all.stdout)).toEqual(lines(readFileSync(join(out, "pairs.jsonl"))));
  expect(inFunnel("images") - inFunnel("not an img element")).toBe(100);
  expect(inFunnel("image–text pairs")).toBe(81);
  const recipe =
    "Each alt text of an img element with an http(s) address in src, srcset, data-src or the like makes a pair.";
  for (const text of [all.stderr, report.stderr, page]) expect(text).toContain(recipe);

  const laion = await runCli(["pairs", sample, "--laion"]);
  expect(laion.stderr).toContain(
    "Each alt text of an img element with an http(s) address in src makes a pair. Left out: address with .svg or .gif, fewer than 5 characters.\n",
  );
  expect(page).toContain(
    "an img element with an http(s) address in src makes a pair. Left out: address with .svg or .gif,",
  );
  expect(lines(laion.stdout)).toHaveLength(inFunnel("pairs that a training crawl takes"));
  expect(report.stderr).toContain(`takes ${lines(laion.stdout).length} of the pairs`);
  expect(inFunnel("heard and taken") + inFunnel("taken, not heard")).toBe(lines(laion.stdout).length);
  for (const name of ["address outside src", "address with .svg or .gif"]) {
    expect(laion.stderr).toContain(` ${inFunnel(name)} ${name} (on`);
  }

  const considerate = await runCli(["pairs", sample, "--laion", "--respect-opt-out"]);
  expect(lines(considerate.stdout)).toHaveLength(inFunnel("pairs if it respects opt-outs"));
});
