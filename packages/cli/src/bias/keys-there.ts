import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fillPrompt, type GridPlan, gridCellOfRow } from "@alt2img/bias/grid";
import { Alt2imgError } from "@alt2img/core";
import { openDataset } from "@alt2img/dataset/store";
import { outputError } from "../output-error.js";

type Wanted = { readonly plan: Omit<GridPlan, "models">; readonly steps: number; readonly signal: AbortSignal };

/**
 * The keys of the pictures that a folder has. Pictures that were drawn by another prompt or with other steps have the same
 * keys, but aren't the same pictures, so a grid of these can't be continued.
 *
 * @throws Alt2imgError `cli/usage` for a folder with other files, a dataset of another kind, or another grid
 */
export async function keysThere(folder: string, { plan, steps, signal }: Wanted): Promise<Set<string>> {
  const keys = new Set<string>();
  const refuse = (problem: string, more: string): never => {
    throw new Alt2imgError("cli/usage", `--out ${folder} ${problem}. Give a new folder${more}.`);
  };
  if (statSync(join(folder, "manifest.json"), { throwIfNoEntry: false }) === undefined) {
    const [first, second] = namesIn(folder);
    if (first === undefined) return keys;
    refuse(`is a folder with other files (${first}${second === undefined ? "" : ", …"})`, ", or an empty one");
  }
  const dataset = await openDataset(folder, { signal });
  const settings = dataset.manifest?.provenance.settings;
  const made = typeof settings === "object" && settings !== null && "steps" in settings ? settings["steps"] : undefined;
  if (made !== undefined && made !== steps) {
    refuse(
      `is a grid that was drawn in ${JSON.stringify(made)} steps, and this one takes ${steps}`,
      ", or its --steps",
    );
  }
  if (dataset.rowCount === 0) return made === undefined ? refuse("is a dataset of another kind", "") : keys;
  if (!dataset.columns.some(({ name }) => name === "grid_key")) refuse("is a dataset of another kind", "");
  const own = namesOf(plan.axes, plan.settings);
  const prompts = new Map<string, string>();
  for await (const { row } of dataset.rows({ columns: ["grid_key", "TEXT"], signal })) {
    const { key, prompt, values, setting } = gridCellOfRow(row);
    const found = namesOf(values, setting);
    if (found !== own) refuse(`is a grid with ${found}, and this one has ${own}`, ", or the same names");
    const point = JSON.stringify(values);
    const wanted = prompts.get(point) ?? fillPrompt(plan.prompts, values);
    prompts.set(point, wanted);
    if (wanted !== prompt)
      refuse(`has a picture of “${prompt}”, and this --prompt makes “${wanted}” of it`, ", or its --prompt");
    keys.add(key);
  }
  return keys;
}

/** Without hidden ones, which many programs leave in folders. */
function namesIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .sort();
  } catch (error) {
    throw outputError(folder, error);
  }
}

function namesOf(axes: object, settings: object = {}): string {
  const list = (names: string[], one: string): string[] => names.sort().map((name) => `the ${one} ${name}`);
  return [...list(Object.keys(axes), "axis"), ...list(Object.keys(settings), "setting")].join(", ");
}
