import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as image from "@alt2img/image";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { describe, expect, it } from "vitest";
import { drawPrompt } from "../src/report/draw-prompt.js";
import { drawingsFor } from "../src/report/known-drawings.js";
import { runCli, temporaryFolder } from "./run-cli.js";

const sample = fileURLToPath(new URL("../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url));
const print = (): void => {};

describe("drawPrompt", () => {
  it("draws with all three, and the memorising formula ends on a drawing", async () => {
    const progress: string[] = [];
    const { drawing, files } = await drawPrompt("Bird", {
      print,
      onProgress: ({ stage, done, total }) => void progress.push(`${stage} ${done}/${total}`),
    });
    expect(progress.at(-1)).toBe("denoise 60/60");
    expect(drawing.strips.map(({ painter }) => painter)).toEqual(["network", "memorising", "recombining"]);
    expect(drawing.known).toBeGreaterThan(90);
    const [network, memorising, recombining] = drawing.strips.map(({ nearest }) => nearest!.difference);
    expect(memorising).toBeLessThan(0.005);
    expect(recombining).toBeGreaterThan(0.01);
    expect(network).toBeGreaterThan(0.01);
    for (const { frames } of drawing.strips) {
      expect(frames.map(({ step }) => step)).toEqual([1, 4, 6, 9, 12, 15, 17, 20]);
    }
    const picture = await image.decodeImage(files.get("drawing.png")!);
    expect([picture.width, picture.height]).toEqual([64, 64]);
  });

  it("draws with the network alone if no drawing has such a caption", async () => {
    const { drawing } = await drawPrompt("zyzzyva qwrtz", { print });
    expect([drawing.known, drawing.strips.length]).toEqual([0, 1]);
  });

  it("can be stopped", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(drawPrompt("bird", { print, signal })).rejects.toThrow("enough");
  });
});

it("finds captions with all the words of a prompt that no caption is", async () => {
  const found = await drawingsFor("Firefighter, dark!", tinyTrainingSet, image);
  expect(found.length).toBeGreaterThan(3);
  for (const { name } of found) expect(name).toMatch(/firefighter/);
  expect(await drawingsFor(" ?! ", tinyTrainingSet, image)).toEqual([]);
});

describe("alt2img report --draw", () => {
  it("writes the pictures next to the report", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["report", sample, "--draw", "bird"], { cwd });
    expect([status, stderr]).toEqual([0, expect.stringContaining("Drawing\n")]);
    expect((await readdir(join(cwd, "out"))).sort()).toEqual([
      "drawing-steps.png",
      "drawing.png",
      "pairs.jsonl",
      "pairs.parquet",
      "report.html",
    ]);
    expect(await readFile(join(cwd, "out/report.html"), "utf8")).toContain("How a picture comes out of noise");
  });
});
