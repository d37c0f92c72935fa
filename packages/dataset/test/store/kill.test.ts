import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createRandom } from "@alt2img/core/random";
import { collect } from "@alt2img/testing";
import { expect, test } from "vitest";
import { openDataset } from "../../src/store/index.js";
import { createDataset } from "../../src/store/node.js";
import { rows } from "./rows.js";

/** Rows of one append, in three shards. */
const ROWS = 25;
const MOMENTS = 5;

// A writer that appends without end. Before each step of the file system it waits for a byte of ours, so that a kill can be at
// any of them: a seeded step, not a seeded time, which would be another step on every machine.
const writer = fileURLToPath(new URL("kill-writer.ts", import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

test("a kill -9 at any step leaves a dataset of whole appends, which can be continued", async () => {
  const random = createRandom(20261129);
  const folder = await mkdtemp(join(tmpdir(), "alt2img-kill-"));
  try {
    await (await createDataset(folder)).close();
    let known = 0;
    const states = new Set<number>();
    for (let moment = 0; moment < MOMENTS; moment++) {
      const { steps, appends } = await killAfter(folder, 1 + Math.floor(random.uniform() * 60));
      expect(steps).toBeGreaterThan(0);
      const dataset = await openDataset(folder);
      const found = await collect(dataset.rows({ columns: ["URL", "WIDTH"] }));
      expect(found).toHaveLength(dataset.rowCount);
      expect(dataset.rowCount % ROWS).toBe(0);
      // What the writer said was appended is there, and at most one append more, which it couldn't report any more.
      expect(dataset.rowCount / ROWS - known - appends).toBeGreaterThanOrEqual(0);
      expect(dataset.rowCount / ROWS - known - appends).toBeLessThanOrEqual(1);
      expect(found.map(({ row }) => row["WIDTH"])).toEqual(
        Array.from({ length: dataset.rowCount }, (_, i) => 100 + (i % ROWS)),
      );
      known = dataset.rowCount / ROWS;
      states.add(known);
    }
    expect(states.size).toBeGreaterThan(1);
    await using again = await createDataset(folder, { append: true });
    await again.append(rows(ROWS));
    expect((await openDataset(folder)).rowCount).toBe((known + 1) * ROWS);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function killAfter(folder: string, step: number): Promise<{ steps: number; appends: number }> {
  const child: ChildProcess = spawn(
    process.execPath,
    ["--import", tsx, "--conditions", "@alt2img/source", writer, folder, String(ROWS)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const closed = new Promise<NodeJS.Signals | null>((resolve) => child.once("close", (_, signal) => resolve(signal)));
  let steps = 0;
  let appends = 0;
  for await (const chunk of child.stdout!) {
    for (const letter of String(chunk)) {
      if (letter === "a") appends++;
      else if (++steps < step) child.stdin!.write(".");
      else child.kill("SIGKILL");
    }
  }
  expect(await closed).toBe("SIGKILL");
  return { steps, appends };
}
