// The commands of the guide about datasets, one block after another, as somebody would paste them.
import { readFileSync, symlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mainPath, runShell } from "../run-cli.js";

const guide = readFileSync(new URL("../../../../docs/guide/dataset.md", import.meta.url), "utf8");
const blocks = [...guide.matchAll(/^```sh\n(npx alt2img[\s\S]*?)^```$/gm)].map(([, commands = ""]) => commands);

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "alt2img-guide-"));
  symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(cwd, "node_modules"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

test("there is a block for each chapter", () => {
  expect(blocks.length).toBeGreaterThanOrEqual(8);
});

test.each(blocks)("%s", async (commands) => {
  const alt2img = `"${process.execPath}" "${mainPath}"`;
  const { status, stdout, stderr } = await runShell(
    `cd "${cwd}" && set -e\n${commands.replaceAll(/^npx alt2img/gm, alt2img)}`,
  );
  expect(`${status} ${stderr}`).toMatch(/^0 /);
  expect(`${stdout}${stderr}`).not.toMatch(/\bNaN\b|undefined/);
});
