import type { Embedding } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import type { GridImage } from "./bias-grid.js";
import type { GridCell } from "./grid-plan.js";

/** A picture of a grid as it is stored: its file, and its embedding if it has one. */
export type StoredGridImage = GridCell & {
  /** PNG, JPEG, … */
  readonly file: Uint8Array;
  readonly embedding?: Embedding;
};

/** A row of a dataset, with LAION's columns. */
export type GridRow = { URL: string; TEXT: string; [column: string]: unknown };

/** The columns that a grid's rows have besides its axes and settings. */
const OWN = ["URL", "TEXT", "WIDTH", "HEIGHT", "model", "seed", "grid_key", "image", "image_embedding", "domain"];

/**
 * Checks that the pictures of a grid can be stored as rows: each axis and each setting has a column of its own.
 *
 * @param axes their names
 * @param settings their names
 * @throws Alt2imgError `bias/option` for a name that two columns would have
 */
export function checkColumnNames(axes: readonly string[], settings: readonly string[]): void {
  const names = [...axes, ...settings];
  const taken = names.find((name, i) => OWN.includes(name) || names.indexOf(name) !== i);
  if (taken === undefined) return;
  throw biasError(
    "option",
    `An axis or setting can't be called ${taken}: the dataset has another column of that name. Rename it.`,
  );
}

/**
 * A picture as a row of a dataset of `@alt2img/dataset/store`: the prompt as its `TEXT`, `model`, `seed`, a column for each axis and each
 * setting, and `grid_key`, from which `gridImageOfRow` has all of it again.
 *
 * @param file the picture, encoded
 * @throws Alt2imgError `bias/option` if an axis or a setting has the name of another column
 */
export function rowOfGridImage(picture: GridImage, file: Uint8Array): GridRow {
  const { key, model, values, setting, prompt, seed, image, embedding } = picture;
  checkColumnNames(Object.keys(values), Object.keys(setting));
  return {
    URL: `urn:alt2img:grid:${encodeURIComponent(key)}`,
    TEXT: prompt,
    WIDTH: image.width,
    HEIGHT: image.height,
    model,
    seed,
    ...values,
    ...setting,
    grid_key: key,
    image: file,
    ...(embedding === undefined ? {} : { image_embedding: embedding }),
  };
}

/**
 * The picture of a row: one that `rowOfGridImage` made, or one of the published Stable Bias sets, which have the columns `model`,
 * `profession`, `adjective` (`no_adjective` for none), `no` and `image`.
 *
 * @throws Alt2imgError `bias/row` for any other row
 * @see https://huggingface.co/datasets/stable-bias/professions
 */
export function gridImageOfRow(row: Readonly<Record<string, unknown>>): StoredGridImage {
  const file = fileOf(row["image"]);
  if (file === undefined) throw wrongRow(row, "has no picture in its column image");
  const vector = row["image_embedding"];
  const embedding = isVector(vector) ? { embedding: Float32Array.from(vector, Number) } : {};
  return { ...gridCellOfRow(row), file, ...embedding };
}

/**
 * What `gridImageOfRow` says about a picture, without the picture: for rows that are read with the columns `grid_key` and `TEXT` only.
 *
 * @throws Alt2imgError `bias/row`
 */
export function gridCellOfRow(row: Readonly<Record<string, unknown>>): GridCell {
  const key = row["grid_key"];
  if (typeof key === "string") return cellOfKey(key, row);
  const { profession, adjective = "no_adjective", model = "" } = row;
  if (typeof profession !== "string" || typeof adjective !== "string") {
    throw wrongRow(row, "has neither a grid_key nor a profession and an adjective");
  }
  const values = { adjective: adjective === "no_adjective" ? "" : adjective, profession };
  const seed = Number(row["no"] ?? row["seed"] ?? 0);
  if (!Number.isSafeInteger(seed)) throw wrongRow(row, "has a number (no or seed) that isn't a whole one");
  const cell = { model: String(model), setting: {}, values, seed };
  const prompt =
    typeof row["TEXT"] === "string"
      ? row["TEXT"]
      : [values.adjective, profession].join(" ").trim().replaceAll("_", " ");
  return { key: JSON.stringify([cell.model, {}, values, seed]), ...cell, prompt };
}

function cellOfKey(key: string, row: Readonly<Record<string, unknown>>): GridCell {
  try {
    const parts = JSON.parse(key) as [string, GridCell["setting"], GridCell["values"], number];
    const [model, setting, values, seed] = parts;
    const valid = parts.length === 4 && typeof model === "string" && Number.isSafeInteger(seed);
    if (valid && isRecord(setting, ["string", "number"]) && isRecord(values, ["string"]))
      return { key, model, setting, values, seed, prompt: String(row["TEXT"] ?? "") };
  } catch {
    // As for other contents.
  }
  throw wrongRow(row, `has the grid_key ${JSON.stringify(key.slice(0, 60))}, which isn't one`);
}

const isRecord = (value: unknown, types?: readonly string[]): boolean =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  (types === undefined || Object.values(value).every((each) => types.includes(typeof each)));

const isVector = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) || ArrayBuffer.isView(value)) && (value as unknown as ArrayLike<number>).length > 0;

/** Hugging Face's `datasets` stores pictures as `{ bytes, path }`. */
function fileOf(image: unknown): Uint8Array | undefined {
  if (image instanceof Uint8Array) return image;
  const bytes = isRecord(image) ? (image as { bytes?: unknown }).bytes : undefined;
  return bytes instanceof Uint8Array ? bytes : undefined;
}

function wrongRow(row: Readonly<Record<string, unknown>>, problem: string): Error {
  return biasError("row", `A row ${problem}. Its columns: ${Object.keys(row).slice(0, 20).join(", ")}.`);
}
