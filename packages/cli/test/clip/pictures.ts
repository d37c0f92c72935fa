import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tinyTrainingSet } from "@alt2img/tiny";
import type { Finished } from "../run-cli.js";
import { runCli, temporaryFolder } from "../run-cli.js";

/** Of the training set of the tiny world: a face without a mouth and a handshake. */
const ROWS = { face: 40, handshake: 400 } as const;

/** A folder with `face.png`, `handshake.png` and `bad.jpg`, which isn't a picture. */
export async function pictureFolder(): Promise<string> {
  const folder = temporaryFolder();
  for (const [name, row] of Object.entries(ROWS)) {
    const { image } = await tinyTrainingSet.row(row, { columns: ["image"] });
    writeFileSync(join(folder, `${name}.png`), image);
  }
  writeFileSync(join(folder, "bad.jpg"), "not a picture");
  return folder;
}

/** The models that the tests of `@alt2img/clip` have, in Hugging Face's layout. */
export const goldenModel = (name: "clip" | "siglip" | "openclip"): string =>
  fileURLToPath(new URL(`../../../clip/test/golden/models/${name}`, import.meta.url));

export const golden = (name: "clip" | "siglip" | "openclip", path: string): Uint8Array =>
  readFileSync(join(goldenModel(name), path));

/** Runs the command line and parses what it writes. */
export async function runJson<T>(
  args: readonly string[],
  options: Parameters<typeof runCli>[1] = {},
): Promise<Finished & { json: T }> {
  const finished = await runCli([...args, "--format", "json"], options);
  return { ...finished, json: JSON.parse(finished.stdout.toString() || "null") as T };
}
