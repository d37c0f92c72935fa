import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataset } from "@alt2img/dataset/store";
import { decodeImage } from "@alt2img/image";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { finish, runCli, startCli, temporaryFolder } from "../run-cli.js";

/** The whole chain takes a minute, and several on a busy machine. */
const noLimit = { timeout: 0 };

/** The SHA-256 of every file, by its path. */
function filesIn(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}

const lineOf = (stderr: string, number: number): string =>
  stderr.split("\n").find((line) => line.startsWith(`${String(number).padStart(2)}/10 `)) ?? "";

const chapterOf = (page: string, id: string): string =>
  new RegExp(`<section id="${id}".*?</section>`, "s").exec(page)?.[0] ?? "";

/** Starts a demo and kills it as soon as a line about a stage is printed. */
async function killedAfter(line: string, args: readonly string[], cwd: string): Promise<string> {
  const child = startCli(args, { cwd });
  const ended = finish(child);
  let seen = "";
  child.stderr.on("data", (chunk: Buffer) => {
    seen += chunk;
    if (seen.includes(line)) child.kill("SIGKILL");
  });
  const { signal, stderr } = await ended;
  expect(signal, stderr).toBe("SIGKILL");
  return stderr;
}

describe("alt2img demo, on the tiny world", () => {
  let cwd: string;
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), "alt2img-demo-test-"));
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  it("runs the whole chain, and the report has every chapter and picture", noLimit, async () => {
    const { status, stdout, stderr } = await runCli(["demo"], { cwd });
    expect([status, String(stdout)], stderr).toEqual([0, ""]);
    expect(stderr).not.toContain("\u001b");
    expect(stderr.trimEnd().split("\n")).toHaveLength(11);
    for (let i = 1; i <= 10; i++) expect(lineOf(stderr, i)).toMatch(/ \(\d+\.\d s, [\d.,]+ ?(?:[kM]?B|\w+)\/s\)$/);
    expect(stderr.trimEnd()).toMatch(/file:\/\/\/.*\/out\/report\.html$/);
    expect(readdirSync(join(cwd, "out")).sort()).toEqual([
      "alt-text.json",
      "concepts.json",
      "crawl",
      "dataset",
      "demo.json",
      "drawing-memorising.png",
      "drawing-recombining.png",
      "drawing-steps.png",
      "drawing.json",
      "drawing.png",
      "measured",
      "pairs.jsonl",
      "pairs.parquet",
      "pictures",
      "report.html",
      "scores.json",
      "search.json",
      "trained-on.json",
      "twins.json",
      "twins.png",
    ]);
    const page = readFileSync(join(cwd, "out/report.html"), "utf8");
    const chapters = ["overview", "states", "findings", "funnel", "concepts", "scores", "losses"];
    for (const id of [...chapters, "search", "drawing", "trained-on", "twins", "files", "pages"]) {
      expect(chapterOf(page, id), id).toContain("</h2>");
    }
    expect(page).not.toContain('left-out">');
    const sources = [...page.matchAll(/<img [^>]*src="([^"]*)"/g)].map(([, source]) => source!);
    expect(sources.length).toBeGreaterThan(150);
    for (const source of new Set(sources)) {
      expect(source).toMatch(/^data:image\/[\w.+-]+;base64,/);
      const { width, height } = await decodeImage(Buffer.from(source.slice(source.indexOf(",") + 1), "base64"));
      expect(Math.min(width, height)).toBeGreaterThan(0);
    }
    expect(page.replaceAll(/(?:href|src)="data:[^"]*"/g, "")).not.toMatch(/<(?:link|iframe|script src)/);
  });

  it("counts the same in the dataset as in the report, and finds the copy among the drawings", noLimit, async () => {
    const out = join(cwd, "out");
    const [dataset, rejected, measured] = await Promise.all(
      ["dataset", "dataset/rejected", "measured"].map((name) => openDataset(join(out, name))),
    );
    expect(dataset!.rowCount + rejected!.rowCount).toBe(measured!.rowCount);
    const page = readFileSync(join(out, "report.html"), "utf8");
    const kept = /pairs that are kept<\/th><td>(\d+)/.exec(chapterOf(page, "losses"))?.[1];
    expect(Number(kept)).toBe(dataset!.rowCount);
    const json = (name: string) => JSON.parse(readFileSync(join(out, name), "utf8"));
    expect(json("search.json")).toMatchObject({ query: "flower", rows: dataset!.rowCount });
    expect(json("alt-text.json").counts.pairs).toBe(measured!.rowCount);
    expect(json("drawing.json")).toMatchObject({ prompt: "flower", seed: 1 });
    expect(json("twins.json").seeds).toEqual([1, 2, 3, 4, 5]);
    const verdicts = json("trained-on.json").pictures.map(({ painter, verdict }: Record<string, string>) => [
      painter,
      verdict,
    ]);
    expect(verdicts).toContainEqual(["memorising", "yes"]);
    expect(verdicts).not.toContainEqual(["network", "yes"]);
    expect(json("concepts.json")[0]).toMatchObject({ wnid: expect.stringMatching(/^n\d{8}$/) });
  });

  it("continues after kills, to the same bytes, without doing a finished stage again", noLimit, async () => {
    const other = temporaryFolder();
    await killedAfter("2/10", ["demo"], other);
    const second = await killedAfter("8/10", ["demo"], other);
    expect(lineOf(second, 2)).toContain("done before");
    expect(lineOf(second, 4)).not.toContain("done before");
    const { status, stderr } = await runCli(["demo"], { cwd: other });
    expect(status, stderr).toBe(0);
    for (let i = 1; i <= 8; i++) expect(lineOf(stderr, i)).toContain("done before");
    expect(lineOf(stderr, 9)).not.toContain("done before");
    expect(filesIn(join(other, "out"))).toEqual(filesIn(join(cwd, "out")));
    const again = await runCli(["demo"], { cwd: other });
    for (let i = 1; i <= 10; i++) expect(lineOf(again.stderr, i)).toContain("done before");
  });

  it("serves no other prompt or seed from the last run", noLimit, async () => {
    const before = filesIn(join(cwd, "out"));
    const args = ["demo", "--prompt", "red apple", "--seed", "7"];
    const { status, stderr } = await runCli(args, { cwd });
    expect(status, stderr).toBe(0);
    const again = [6, 7, 8, 9, 10];
    for (let i = 1; i <= 10; i++) expect(lineOf(stderr, i).includes("done before")).toBe(!again.includes(i));
    const after = filesIn(join(cwd, "out"));
    const changed = [...after.keys()].filter((name) => before.get(name) !== after.get(name));
    expect(changed.sort()).toEqual([
      "demo.json",
      "drawing-memorising.png",
      "drawing-recombining.png",
      "drawing-steps.png",
      "drawing.json",
      "drawing.png",
      "report.html",
      "search.json",
      "trained-on.json",
      "twins.json",
      "twins.png",
    ]);
    const page = readFileSync(join(cwd, "out/report.html"), "utf8");
    expect(chapterOf(page, "search")).toContain("red apple");
    expect(chapterOf(page, "drawing")).toContain("from the seed 7");
  });
});
