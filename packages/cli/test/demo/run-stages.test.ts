import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runStages } from "../../src/demo/run-stages.js";
import type { Stage } from "../../src/demo/stage.js";
import { temporaryFolder } from "../run-cli.js";

/** Two stages: `upper` makes a folder with a file of the letters of the input, `twice` a file of what is in there. */
function stagesIn(folder: string, settings: { sign?: string; leftOut?: string } = {}): Stage[] {
  const path = (name: string): string => join(folder, name);
  return [
    {
      name: "upper",
      title: "Upper case",
      inputs: [path("../input.txt")],
      settings: {},
      outputs: ["upper"],
      async run(onProgress) {
        mkdirSync(path("upper"), { recursive: true });
        writeFileSync(path("upper/text.txt"), readFileSync(path("../input.txt"), "utf8").toUpperCase());
        onProgress({ stage: "", done: 3, unit: "pairs" });
        return "done";
      },
    },
    {
      name: "twice",
      title: "Twice",
      inputs: [path("upper")],
      settings: { sign: settings.sign ?? "+" },
      outputs: ["twice.txt"],
      leftOut: settings.leftOut,
      async run() {
        const text = readFileSync(path("upper/text.txt"), "utf8");
        writeFileSync(path("twice.txt"), `${text}${settings.sign ?? "+"}${text}`);
        return "done";
      },
    },
  ];
}

async function run(folder: string, stages: readonly Stage[], fresh = false): Promise<string[]> {
  const lines: string[] = [];
  const options = { fresh, signal: new AbortController().signal, onProgress() {} };
  await runStages(folder, stages, { ...options, print: (line) => void lines.push(line) });
  return lines.map((line) => line.replace(/ \(.*\)$/, ""));
}

function emptyRun(): string {
  const folder = join(temporaryFolder(), "out");
  mkdirSync(folder);
  writeFileSync(join(folder, "../input.txt"), "abc");
  return folder;
}

const DONE = [" 1/2 Upper case: done", " 2/2 Twice: done"];
const BEFORE = [" 1/2 Upper case: done before", " 2/2 Twice: done before"];

describe("runStages", () => {
  it("removes what a kill left of a file that was being written, and nothing else", async () => {
    const folder = emptyRun();
    await run(folder, stagesIn(folder));
    rmSync(join(folder, "twice.txt"));
    for (const name of ["demo.json", "twice.txt", "mine.txt"])
      writeFileSync(join(folder, `${name}.01234567-89ab-cdef-0123-456789abcdef.partial`), "hal");
    await run(folder, stagesIn(folder));
    expect(readdirSync(folder).sort()).toEqual([
      "demo.json",
      "mine.txt.01234567-89ab-cdef-0123-456789abcdef.partial",
      "twice.txt",
      "upper",
    ]);
  });

  it("does nothing twice", async () => {
    const folder = emptyRun();
    expect(await run(folder, stagesIn(folder))).toEqual(DONE);
    expect(await run(folder, stagesIn(folder))).toEqual(BEFORE);
    expect(readFileSync(join(folder, "twice.txt"), "utf8")).toBe("ABC+ABC");
  });

  it("does what depends on another setting again, and only that", async () => {
    const folder = emptyRun();
    await run(folder, stagesIn(folder));
    expect(await run(folder, stagesIn(folder, { sign: "-" }))).toEqual([BEFORE[0], DONE[1]]);
    expect(readFileSync(join(folder, "twice.txt"), "utf8")).toBe("ABC-ABC");
  });

  it("does everything that depends on a changed input again", async () => {
    const folder = emptyRun();
    await run(folder, stagesIn(folder));
    writeFileSync(join(folder, "../input.txt"), "xyz");
    expect(await run(folder, stagesIn(folder))).toEqual(DONE);
    expect(readFileSync(join(folder, "twice.txt"), "utf8")).toBe("XYZ+XYZ");
  });

  it("writes what was changed or removed again", async () => {
    const folder = emptyRun();
    await run(folder, stagesIn(folder));
    writeFileSync(join(folder, "upper/text.txt"), "forged");
    rmSync(join(folder, "twice.txt"));
    expect(await run(folder, stagesIn(folder))).toEqual(DONE);
    expect(readFileSync(join(folder, "twice.txt"), "utf8")).toBe("ABC+ABC");
  });

  it("does everything again on request", async () => {
    const folder = emptyRun();
    await run(folder, stagesIn(folder));
    expect(await run(folder, stagesIn(folder), true)).toEqual(DONE);
  });

  it("continues with the stage that failed, and removes what it had left", async () => {
    const folder = emptyRun();
    const [first, second] = stagesIn(folder);
    const failing: Stage = {
      ...first!,
      async run() {
        mkdirSync(join(folder, "upper"));
        writeFileSync(join(folder, "upper/half.txt"), "A");
        throw new Error("killed");
      },
    };
    await expect(run(folder, [failing, second!])).rejects.toThrow("killed");
    expect(await run(folder, [first!, second!])).toEqual(DONE);
    expect(existsSync(join(folder, "upper/half.txt"))).toBe(false);
  });

  it("leaves a stage out with its reason, and removes what it had written before", async () => {
    const folder = emptyRun();
    await run(folder, stagesIn(folder));
    expect(await run(folder, stagesIn(folder, { leftOut: "Nobody knows." }))).toEqual([
      BEFORE[0],
      " 2/2 Twice: left out. Nobody knows.",
    ]);
    expect(existsSync(join(folder, "twice.txt"))).toBe(false);
  });

  it("never removes a folder that it hasn't made", async () => {
    const folder = emptyRun();
    mkdirSync(join(folder, "upper"));
    writeFileSync(join(folder, "upper/mine.txt"), "mine");
    await expect(run(folder, stagesIn(folder))).rejects.toThrow("no demo has made it");
    expect(readFileSync(join(folder, "upper/mine.txt"), "utf8")).toBe("mine");
  });

  it.each(["{", '{"format": "other"}'])("refuses a record that isn't one: %s", async (text) => {
    const folder = emptyRun();
    writeFileSync(join(folder, "demo.json"), text);
    await expect(run(folder, stagesIn(folder))).rejects.toThrow("isn't the record of a demo");
  });
});
