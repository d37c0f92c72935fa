import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gridImageOfRow } from "@alt2img/bias/grid";
import { openDataset } from "@alt2img/dataset/store";
import { createDataset } from "@alt2img/dataset/store/node";
import { encodePng } from "@alt2img/image";
import { afterAll, describe, expect, test } from "vitest";
import type { CaptionFindings } from "../../src/bias/caption-findings.js";
import type { GridReport } from "../../src/bias/grid-report.js";
import { finish, runCli, startCli } from "../run-cli.js";

const cwd = mkdtempSync(join(tmpdir(), "alt2img-bias-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const bias = (...args: string[]): ReturnType<typeof runCli> => runCli(["bias", ...args], { cwd });

const sets = [
  ...["--target", "fruit: apple, pear, banana, grapes", "--target", "vehicles: car, bus, train, bicycle"],
  ...["--attribute", "eating: food, meal, kitchen", "--attribute", "driving: road, traffic, transport"],
];

const pairOf = (text: string): object => ({
  imageUrl: "https://a.example/1.jpg",
  ...{ text, source: "alt", pageUrl: "https://a.example/" },
});

describe("alt2img bias weat", () => {
  test("says how large an association is, and how sure", async () => {
    const { status, stdout, stderr } = await bias("weat", ...sets, "--template", "a picture of {}");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(String(stdout)).toMatch(
      /^fruit rather than vehicles, with eating rather than driving\n {2}effect size {2}d = 1\.5\d \(/,
    );
    expect(String(stdout)).toContain("p-value      0.0143 (of all 70 relabellings)");
  });

  test("gives everything as JSON", async () => {
    const result = JSON.parse(String((await bias("weat", ...sets, "--format", "json")).stdout)) as object;
    expect(result).toMatchObject({
      names: { X: "fruit", B: "driving" },
      differential: { pValue: { method: "exact" }, n: { X: 4, Y: 4, A: 3, B: 3 } },
      similarities: { YA: { n: 12 } },
    });
  });

  test("compares pictures, and doesn't mix them with texts", async () => {
    for (const [name, value] of [
      ["red", [255, 0, 0, 255]],
      ["blue", [0, 0, 255, 255]],
    ] as const) {
      const data = Uint8ClampedArray.from({ length: 64 * 64 * 4 }, (_, i) => value[i % 4]!);
      writeFileSync(join(cwd, `${name}.png`), encodePng({ width: 64, height: 64, data }));
    }
    const pictures = ["--target", "reds: red.png", "--target", "blues: blue.png"];
    const colours = ["--attribute", "red: red colour", "--attribute", "blue: blue colour"];
    const { stdout } = await bias("weat", ...pictures, ...colours);
    expect(String(stdout)).toContain("too small: the least p-value that they can give is 0.50");
    const mixed = await bias("weat", "--target", "reds: red.png, rose", "--target", "blues: blue.png", ...colours);
    expect(mixed.stderr).toContain("reds has pictures and texts");
    expect(mixed.status).toBe(2);
    const lost = await bias("weat", "--target", "reds: red.png, lost.png", "--target", "blues: blue.png", ...colours);
    expect([lost.status, lost.stderr]).toEqual([3, expect.stringContaining("lost.png: There is no such file.")]);
  });

  test.each([
    [["--target", "a: b", ...sets], "It is the third; give two"],
    [sets.slice(2), "--target was given once. Give two"],
    [["--target", "apple, pear"], "It must be a name, a colon and a list"],
    [["--target", "fruit: ,"], "The list of fruit is empty"],
    [["--target", "fruit: fig, apple, fig"], "The list of fruit has “fig” twice, and it would count twice"],
    [["--target", "a: fig", "--target", "a: car"], "Both are called a; give them different names"],
    [[...sets, "--template", "no place"], "has no {} where a word could go"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await bias("weat", ...args);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

describe("alt2img bias grid", () => {
  const grid = (...more: string[]): string[] => [
    ...["grid", "--prompt", "a(n) {profession}", "--axis", "profession: artist, cook", "--steps", "2"],
    ...["--model", "tiny", "--model", "twin", "--guidance", "1,3", ...more],
  ];

  test("draws what isn't there yet, into a dataset", async () => {
    const first = await bias(...grid("--seeds", "1", "--out", "grid"));
    expect([first.status, first.stderr]).toEqual([0, "grid: 8 pictures drawn\n"]);
    const second = await bias(...grid("--seeds", "2", "--out", "grid"));
    expect(second.stderr).toBe("grid has 8 of them already\ngrid: 8 pictures drawn\n");
    expect((await bias(...grid("--seeds", "2", "--out", "grid"))).stderr).toBe("grid has all 16 pictures already\n");

    const dataset = await openDataset(join(cwd, "grid"));
    expect(dataset.rowCount).toBe(16);
    const keys = new Set<string>();
    for await (const { row } of dataset.rows({ columns: dataset.columns.map(({ name }) => name) })) {
      const { key, embedding, prompt } = gridImageOfRow(row);
      keys.add(key);
      expect(prompt).toMatch(/^(an artist|a cook)$/);
      expect(embedding).toHaveLength(128);
    }
    expect(keys.size).toBe(16);
  });

  test("keeps what it has drawn when it is interrupted", async () => {
    const child = startCli(["bias", ...grid("--seeds", "200", "--out", "broken")], { cwd });
    const folder = join(cwd, "broken");
    const rowCount = async (): Promise<number> => (await openDataset(folder).catch(() => ({ rowCount: 0 }))).rowCount;
    const ended = finish(child);
    while ((await rowCount()) === 0 && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGINT");
    expect((await ended).status).toBe(130);
    const kept = await rowCount();
    expect(kept).toBeGreaterThanOrEqual(128);
    expect(kept).toBeLessThan(800);
    // Those of the first model's first prompt were drawn first.
    const { stderr } = await bias(...grid("--seeds", "20", "--out", "broken"));
    expect(stderr).toContain("broken has 20 of them already");
  });

  test.each([
    [["--prompt", "a {trade}", "--axis", "profession: cook"], 'no axis is called "trade"'],
    [["--prompt", "a {p}", "--axis", "p: cook, cook"], 'have "cook" twice'],
    [["--prompt", "a {p}", "--axis", "p: cook", "--guidance", "1,x"], "It must be numbers, separated by commas"],
    [["--prompt", "a {p}", "--axis", "p: cook", "--axis", "p: nurse"], "There are two lists of p"],
    [["--prompt", "a {model}", "--axis", "model: cook"], "can't be called model"],
    [["--prompt", "a {guidance}", "--axis", "guidance: cook", "--guidance", "1"], "can't be called guidance"],
    [["--prompt", "a {p}", "--axis", "p: cook", "--seeds", "99999999"], "It must be a whole number, from 1 to 1000000"],
    [["--prompt", "a {p}", "--axis", "p: cook, nurse", "--seeds", "999999"], "The grid would have 1999998 pictures"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await bias("grid", ...args, "--out", "none");
    expect(stderr).toContain(message);
    expect(status).toBe(2);
    expect(statSync(join(cwd, "none"), { throwIfNoEntry: false })).toBeUndefined();
  });

  test("doesn't take the pictures of another grid for its own", async () => {
    const draw = (...args: string[]): ReturnType<typeof runCli> => bias("grid", "--out", "another", ...args);
    const plan = ["--prompt", "a {p}", "--axis", "p: cook", "--seeds", "1", "--steps", "1"];
    expect((await draw(...plan)).status).toBe(0);
    for (const [args, message] of [
      [
        ["--prompt", "photo of {p}"],
        "--out another has a picture of “a cook”, and this --prompt makes “photo of cook” of it",
      ],
      [["--steps", "2"], "--out another is a grid that was drawn in 1 steps, and this one takes 2. Give a new folder"],
      [["--guidance", "3"], "is a grid with the axis p, and this one has the axis p, the setting guidance"],
      [["--prompt", "a {q} {p}", "--axis", "q: x"], "and this one has the axis p, the axis q"],
    ] as const) {
      const { status, stderr } = await draw(...plan, ...args);
      expect(stderr).toContain(message);
      expect(status).toBe(2);
    }
    expect((await openDataset(join(cwd, "another"))).rowCount).toBe(1);
  });

  test("takes the steps that its models are made for", async () => {
    const stepsWith = async (...models: string[]): Promise<unknown> => {
      const out = `steps-of-${models.join("-")}`;
      const args = models.flatMap((model) => ["--model", model]);
      const { status } = await bias(
        "grid",
        "--prompt",
        "{p}",
        "--axis",
        "p: cook",
        "--seeds",
        "1",
        ...args,
        "--out",
        out,
      );
      expect(status).toBe(0);
      return (await openDataset(join(cwd, out))).manifest?.provenance.settings;
    };
    expect(await stepsWith("lcm")).toMatchObject({ steps: 4 });
    expect(await stepsWith("lcm", "tiny")).toMatchObject({ steps: 20 });
  });

  test("refuses a folder with other files, and takes one that is empty but for hidden ones", async () => {
    mkdirSync(join(cwd, "notes"));
    writeFileSync(join(cwd, "notes", "todo.txt"), "");
    const one = ["--prompt", "a {p}", "--axis", "p: cook", "--seeds", "1", "--steps", "1"];
    const { status, stderr } = await bias("grid", ...one, "--out", "notes");
    expect([status, stderr]).toEqual([
      2,
      "alt2img: --out notes is a folder with other files (todo.txt). Give a new folder, or an empty one.\n",
    ]);
    expect(readdirSync(join(cwd, "notes"))).toEqual(["todo.txt"]);
    mkdirSync(join(cwd, "bare"));
    writeFileSync(join(cwd, "bare", ".gitignore"), "*");
    expect((await bias("grid", ...one, "--out", "bare")).stderr).toBe("bare: 1 picture drawn\n");
  });

  test("refuses a dataset of another kind, and leaves it as it is", async () => {
    writeFileSync(join(cwd, "file"), "");
    const { stderr } = await bias(...grid("--out", "file"));
    expect(stderr).toContain("--out file is a file");
    const within = await bias(...grid("--out", "file/grid"));
    expect([within.status, within.stderr]).toEqual([
      4,
      "alt2img: Cannot write file/grid: Part of its path is a file, not a folder. Check the path.\n",
    ]);
    for (const [name, text] of [["pairs", "a woman"], ["empty"]] as const) {
      const lines = text === undefined ? "" : JSON.stringify(pairOf(text));
      writeFileSync(join(cwd, `${name}.jsonl`), lines);
      const build = ["dataset", "build", `${name}.jsonl`, "--rule", "min-text-length=1", "--out", name];
      expect((await runCli(build, { cwd })).status).toBe(0);
      const refused = await bias(...grid("--seeds", "1", "--out", name));
      expect([refused.status, refused.stderr]).toEqual([
        2,
        `alt2img: --out ${name} is a dataset of another kind. Give a new folder.\n`,
      ]);
    }
    const report = await bias("report", "pairs", "--value", "woman", "--value", "man");
    expect(report.stderr).toContain("pairs has no column image_embedding. Give a dataset of");
    expect(report.status).toBe(2);
  });
});

describe("alt2img bias report", () => {
  const values = ["--value", "woman", "--value", "man", "--template", "an emoji of a {}"];

  test("estimates shares, with the classifier's error in them", async () => {
    await bias("grid", "--prompt", "{p}", "--axis", "p: pilot, cook", "--seeds", "6", "--steps", "4", "--out", "few");
    const known = ["--labelled", "tiny", "--label", "gender", "--training", "tiny: 0.5", "--by", "p"];
    const { status, stdout } = await bias("report", "few", ...values, ...known, "--format", "json");
    expect(status).toBe(0);
    const { calibration, groups } = JSON.parse(String(stdout)) as GridReport;
    expect(calibration?.n).toEqual({ woman: expect.any(Number), man: expect.any(Number) });
    expect(groups.map(({ value, shares }) => [value, shares.n, shares.corrected])).toEqual([
      [undefined, 12, true],
      ["pilot", 6, true],
      ["cook", 6, true],
    ]);
    for (const { shares, amplification } of groups) {
      const [women, men] = shares.values;
      expect(women!.share + men!.share).toBeCloseTo(1, 6);
      expect(women!.interval.high - women!.interval.low).toBeGreaterThan(0.3);
      expect(amplification?.difference.value).toBeCloseTo(women!.share - 0.5, 6);
    }
  });

  test("says on which drawings the error was measured, and how large it is where the classifier answers", async () => {
    const known = [...values, "--labelled", "tiny", "--label", "gender", "--threshold", "0.93"];
    expect(String((await bias("report", "few", ...known)).stdout)).toMatch(
      /^Measured on 3,656 labelled drawings of tiny \(1,904 woman, 1,752 man\), of which the model saw 3,603 in training\. It answers for [67]\d % of these, those for which it is at least 93 % sure, and is right about (8[89]|9\d) % of its answers \(\d\d to \d\d\)\.\nThe shares/,
    );
  });

  test("leaves out pictures that aren't a grid's, and counts them", async () => {
    const lines = [
      { profession: "cook", adjective: "no_adjective", no: 0, model: "m", image_embedding: [1, ...Array(127).fill(0)] },
      { adjective: "no_adjective", no: 1, model: "m", image_embedding: [1, ...Array(127).fill(0)] },
    ];
    {
      await using writer = await createDataset(join(cwd, "damaged"));
      await writer.append(lines.map((line, i) => ({ URL: `https://a.example/${i}`, TEXT: "cook", ...line })));
    }
    const { status, stdout, stderr } = await bias("report", "damaged", ...values);
    expect(String(stdout)).toMatch(/ m +all +1 /);
    expect([status, stderr]).toEqual([3, expect.stringMatching(/^1 row was left out; the first: A row has neither/)]);
  });

  test("compares the share of the first value, whatever it is called", async () => {
    const args = ["--value", "2", "--value", "1", "--training", "tiny: 0.5", "--format", "json"];
    const { groups } = JSON.parse(String((await bias("report", "few", ...args)).stdout)) as GridReport;
    const [{ shares, amplification }] = groups as [GridReport["groups"][0]];
    expect(shares.values.map(({ value }) => value)).toEqual(["2", "1"]);
    expect(amplification?.difference.value).toBeCloseTo(shares.values[0]!.share - 0.5, 12);
  });

  test("says that answers aren't shares if the classifier's error is unknown", async () => {
    const { stdout } = await bias("report", "few", ...values);
    expect(String(stdout)).toMatch(/^The classifier's error wasn't measured .*so these are shares of its answers\./);
    expect(String(stdout)).toMatch(/ tiny {3}\S* +all +12 /);
  });

  test.each([
    [["few", "--value", "woman"], "--value was given once"],
    [["few", ...values, "--by", "age"], "The grid has no axis age. It has: p"],
    [
      ["few", ...values, "--training", "tniy: 0.5"],
      "--training names tniy, which drew no picture of few. Its models: tiny.",
    ],
    [["few", ...values, "--training", "tiny: 0.5", "--training", "tiny: 0.6"], "There are two shares of tiny"],
    [["few", ...values, "--labelled", "tiny", "--label", "colour"], "has none of the values"],
    [
      ["few", ...values, "--labelled", "tiny", "--label", "couleur"],
      "The training set has no column couleur. Its columns are id, TEXT",
    ],
    [["few", ...values, "--value", "man"], "--value man was given twice"],
    [["nowhere", ...values], "Cannot read nowhere"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await bias("report", ...args);
    expect(stderr).toContain(message);
    expect(status).toBeGreaterThan(1);
  });
});

describe("alt2img bias captions", () => {
  const crawl = fileURLToPath(import.meta.resolve("@alt2img/tiny-crawl/files/tiny-crawl.warc.gz"));
  const groups = ["--group", "women: woman, women, female", "--group", "men: man, men, male"];

  test("counts what goes together, and where it is from", async () => {
    const { status, stdout } = await bias("captions", crawl, ...groups, "--attribute", "nurse: nurse, nurses");
    expect(status).toBe(0);
    expect(String(stdout)).toMatch(/nurse {2}women {2}12 of 12 +100 % .* stock-people\.example \(12\)/);
  });

  test("finds the words of two groups, in pairs from standard input, too", async () => {
    const lines = Array.from({ length: 30 }, (_, i) =>
      JSON.stringify(pairOf(i % 2 === 0 ? "a kind woman" : "a strong man")),
    );
    const { stdout } = await runCli(["bias", "captions", "-", ...groups, "--format", "json"], {
      stdin: lines.join("\n"),
    });
    const { captions, described } = JSON.parse(String(stdout)) as CaptionFindings;
    expect([captions, described?.words.map(({ word }) => word)]).toEqual([30, ["kind", "a", "strong"]]);
  });

  test.each([
    [[crawl, "--group", "women: woman"], "--group was given once. Give two groups"],
    [[crawl, ...groups, "--group", "girls: girl"], "--group was given 3 times. Give two groups"],
    [["nowhere.warc", ...groups], "Cannot read nowhere.warc"],
    [[crawl, "--group", "women:"], "The list of women is empty"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await bias("captions", ...args);
    expect(stderr).toContain(message);
    expect(status).toBeGreaterThan(1);
  });
});
