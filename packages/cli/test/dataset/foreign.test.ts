// Parquet of LAION, img2dataset and pyarrow on the command line.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../run-cli.js";

const golden = (path: string): string =>
  fileURLToPath(new URL(`../../../dataset/test/golden/${path}.parquet`, import.meta.url));
const ask = (...args: string[]): ReturnType<typeof runCli> => runCli(["dataset", ...args]);
const linesOf = (text: string | Buffer): Record<string, unknown>[] =>
  String(text)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("files of other programs", () => {
  test.each(["laion/laion400m", "laion/relaion2b-en", "img2dataset/images", "pyarrow/types"])(
    "%s can be exported in every format, and filtered",
    async (name) => {
      const folder = temporaryFolder();
      for (const ending of [".parquet", ".csv", ".jsonl"]) {
        const { status, stderr } = await ask("export", golden(name), "--out", join(folder, `a${ending}`));
        const isSkipped = ending === ".jsonl" && name.startsWith("img2dataset");
        expect(status).toBe(isSkipped ? 3 : 0);
        expect(stderr).toMatch(
          isSkipped ? /row 2: img2dataset couldn't fetch the picture .*; skipped the row\.\n$/ : /^$/,
        );
      }
      const pairs = linesOf(readFileSync(join(folder, "a.jsonl")));
      expect(pairs[0]).toMatchObject({
        imageUrl: expect.stringMatching(/^http/),
        text: expect.any(String),
        source: "alt",
      });
      const kept = await ask("filter", golden(name), "--rule", "min-text-length=1", "--quiet");
      expect(linesOf(kept.stdout).map(({ imageUrl }) => imageUrl)).toEqual(pairs.map(({ imageUrl }) => imageUrl));
    },
  );

  test("64-bit numbers in lists are printed", async () => {
    const { stdout } = await ask("sample", golden("pyarrow/types"), "--count", "3", "--format", "jsonl");
    const [row] = linesOf(stdout);
    expect(row).toMatchObject({
      day: "2024-01-01",
      place: { x: "1152921504606846976", y: "b" },
      count: "1152921504606846976",
    });
    const csv = await ask("sample", golden("pyarrow/types"), "--count", "3", "--format", "csv");
    expect(String(csv.stdout)).toContain('"[1,""1152921504606846976""]"');
    const info = await ask("info", golden("pyarrow/types"), "--facet", "ids");
    expect(String(info.stdout)).toContain("  2  1152921504606846976\n");
  });

  test("embeddings of any length are compared by their direction", async () => {
    const { stdout } = await ask("search", golden("pyarrow/types"), "--like", "1", "--format", "jsonl");
    expect(linesOf(stdout).map(({ index, score }) => [index, Number(score).toFixed(3)])).toEqual([
      [0, "0.800"],
      [2, "0.000"],
    ]);
  });

  test("a condition on a number with =, and one that isn't understood", async () => {
    const sample = (...where: string[]) => ask("sample", golden("laion/laion400m"), "--format", "jsonl", ...where);
    expect(linesOf((await sample("--where", "WIDTH=640")).stdout)).toHaveLength(1);
    expect(linesOf((await sample("--where", "WIDTH!=640")).stdout)).toHaveLength(0);
    expect((await sample("--where", "similarity=>0.3")).stderr).toContain("It must be a column, one of >=");
  });

  test("a table without rows has a header", async () => {
    const out = join(temporaryFolder(), "a.csv");
    await ask("export", golden("laion/laion400m"), "--out", out, "--where", "similarity>=2");
    expect(readFileSync(out, "utf8")).toBe("index,score,SAMPLE_ID,URL,TEXT,HEIGHT,WIDTH,LICENSE,NSFW,similarity\r\n");
  });
});
