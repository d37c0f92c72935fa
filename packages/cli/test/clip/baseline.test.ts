import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ScoreBaseline } from "@alt2img/clip";
import { tinyTrainingSet } from "@alt2img/tiny";
import { describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../run-cli.js";
import { goldenModel, pictureFolder } from "./pictures.js";

const baselineOf = (path: string): ScoreBaseline => JSON.parse(readFileSync(path, "utf8")) as ScoreBaseline;

describe("alt2img model baseline", () => {
  test("measures a folder of pairs, and score --explain reads by it", async () => {
    const cwd = await pictureFolder();
    for (const row of [40, 400, 800, 1200]) {
      const { image, name } = await tinyTrainingSet.row(row, { columns: ["image", "name"] });
      writeFileSync(join(cwd, `${row}.PNG`), image);
      writeFileSync(join(cwd, `${row}.txt`), `${name}\n`);
    }
    const model = goldenModel("clip");
    const made = await runCli(["model", "baseline", model, "--pairs", ".", "--out", "new/b.json"], { cwd });
    expect(made.stderr).toContain("new/b.json: 4 pairs.");
    expect(made.stderr).toContain(`score … --model ${model} --explain --baseline new/b.json`);
    expect(made.status).toBe(0);
    const { random, matched, count, name, model: of } = baselineOf(join(cwd, "new/b.json"));
    expect([of.name, of.mark.length]).toEqual([model, 12]);
    expect([random.length, matched.length, count, name]).toEqual([101, 101, 4, `${model} on 4 pairs of .`]);

    const args = ["score", "face.png", "--text", "a dog", "--model", model, "--explain", "--baseline", "new/b.json"];
    const explained = await runCli(args, { cwd });
    const text = explained.stdout.toString().replaceAll(/\s+/g, " ");
    expect(text).toMatch(/% of the scores of pictures with the text of another picture are lower/);
    expect(text).not.toContain("Only a measurement can tell");
    expect(explained.status).toBe(0);

    const other = await runCli(["score", "face.png", "--text", "a dog", "--explain", "--baseline", "new/b.json"], {
      cwd,
    });
    expect(other.stderr).toContain(`was measured with another model (${model}). Each model's scores`);
    expect([other.status, other.stdout.toString()]).toEqual([3, ""]);
  });

  test("takes the tiny training set by default: true pairs score more than random ones", async () => {
    const cwd = temporaryFolder();
    const { status } = await runCli(["model", "baseline", "tiny", "--count", "60", "--out", "b.json"], { cwd });
    expect(status).toBe(0);
    const { random, matched, count } = baselineOf(join(cwd, "b.json"));
    expect(count).toBe(60);
    // Of 9,766 pairs: 0.024 and 0.566.
    expect(random[50]).toBeGreaterThan(-0.1);
    expect(random[50]).toBeLessThan(0.2);
    expect(matched[50]).toBeGreaterThan(0.5);
  });

  test("says what is wrong with a folder or a baseline", async () => {
    const cwd = await pictureFolder();
    writeFileSync(join(cwd, "no.json"), '{"name":"x","count":1,"random":[1],"matched":[1]}');
    const spread = JSON.stringify(Array.from({ length: 101 }, (_, i) => i / 100));
    const rest = `"count":1,"random":${spread},"matched":${spread}`;
    writeFileSync(join(cwd, "old.json"), `{"name":"an old one",${rest}}`);
    writeFileSync(join(cwd, "odd.json"), `{"name":"x","model":{"name":"x","mark":["y"]},${rest}}`);
    const score = ["score", "face.png", "-t", "x"];
    for (const [args, expected, message] of [
      [["model", "baseline", "tiny", "--pairs", ".", "--out", "b.json"], 3, ". has 0 pairs, but at least two"],
      [["model", "baseline", "tiny", "--pairs", "nowhere", "--out", "b.json"], 3, "Cannot read nowhere"],
      [["model", "baseline", "tiny"], 2, "--out"],
      [[...score, "--baseline", "no.json"], 2, "--explain"],
      [[...score, "--explain", "--baseline", "no.json"], 3, "It isn't a baseline"],
      [[...score, "--explain", "--baseline", "odd.json"], 3, "It isn't a baseline"],
      [[...score, "--explain", "--baseline", "old.json"], 3, "“an old one” doesn't say with which model it was"],
      [[...score, "--explain", "--baseline", "gone.json"], 3, "Cannot read gone.json"],
    ] as const) {
      const { status, stderr } = await runCli(args, { cwd });
      expect(stderr).toContain(message);
      expect(status).toBe(expected);
    }
  });
});
