import { setOwn } from "../../set-own.js";
import type { DatasetRow } from "../dataset-row.js";

/**
 * The names that programs give the columns of a dataset, with the name here. The first one that a row has counts.
 *
 * - LAION-400M and LAION-5B: `URL`, `TEXT`, `WIDTH`, `HEIGHT`, `LICENSE`, `NSFW`, `similarity`, and in the joined sets `hash`, `punsafe`,
 *   `pwatermark`, `aesthetic`; `AESTHETIC_SCORE` in improved_aesthetics, `prediction` in the sets translated to English
 * - Re-LAION: `url`, `caption`
 * - img2dataset: `url`, `caption`, `original_width`, `original_height` (`width` and `height` are those of what it stored)
 * - alt2img's JSON Lines: `imageUrl`, `text`, `pageUrl`, …
 *
 * @see https://github.com/rom1504/img2dataset#output-format
 * @see https://github.com/rom1504/img2dataset/tree/main/dataset_examples
 */
const names: Readonly<Record<string, readonly string[]>> = {
  URL: ["URL", "url", "imageUrl", "image_url"],
  TEXT: ["TEXT", "caption", "text", "txt"],
  WIDTH: ["WIDTH", "original_width", "width"],
  HEIGHT: ["HEIGHT", "original_height", "height"],
  LANGUAGE: ["LANGUAGE", "language"],
  aesthetic: ["aesthetic", "AESTHETIC_SCORE", "prediction"],
  page: ["page", "pageUrl"],
  opt_out: ["opt_out", "optOut"],
};

/** In alt2img's own pairs, `width` and `height` are what the page declares. */
const declaredNames: Readonly<Record<string, string>> = { width: "declared_width", height: "declared_height" };

/** img2dataset's columns of the picture's file, by the ending of its format. */
const images: ReadonlySet<string> = new Set(["jpg", "jpeg", "png", "webp", "gif", "avif"]);

const numbers: ReadonlySet<string> = new Set(["WIDTH", "HEIGHT", "declared_width", "declared_height"]);
const scores: ReadonlySet<string> = new Set(["similarity", "pwatermark", "punsafe", "aesthetic"]);
const places: ReadonlySet<string> = new Set(["hash", "offset", "length"]);

/**
 * A row of another program with the names and types of a dataset: sizes are whole numbers, whatever they were (LAION-400M has
 * doubles, CSV texts), and empty cells are left out. What has no other name keeps its own.
 *
 * @returns what is wrong with the row, if it has no address or no text
 */
export function namedRow(found: Readonly<Record<string, unknown>>): { row: DatasetRow } | { problem: string } {
  const { status } = found;
  if (typeof status === "string" && status !== "success" && isThere(found["key"])) {
    return { problem: `img2dataset couldn't fetch the picture (${status}: ${String(found["error_message"])})` };
  }
  const isPair = typeof found["imageUrl"] === "string";
  const row: Record<string, unknown> = {};
  const taken = new Set<string>();
  for (const [name, others] of Object.entries(names)) {
    const other = others.find((key) => isThere(found[key]) && !(isPair && Object.hasOwn(declaredNames, key)));
    if (other === undefined) continue;
    row[name] = found[other];
    // What img2dataset stored has another size than the picture; both are kept.
    taken.add(other);
  }
  for (const [key, value] of Object.entries(found)) {
    if (taken.has(key) || !isThere(value)) continue;
    const name = isPair && Object.hasOwn(declaredNames, key) ? declaredNames[key]! : key;
    if (images.has(name) && value instanceof Uint8Array) row["image"] ??= value;
    else if (!Object.hasOwn(names, name)) setOwn(row, storedName(name), value);
  }
  // The text file of a sample says what its JSON says.
  if (row["txt"] === row["TEXT"]) delete row["txt"];
  if (Array.isArray(row["opt_out"])) row["opt_out"] = row["opt_out"].join(", ");
  for (const [name, value] of Object.entries(row)) {
    const typed = typedValue(name, value);
    if (typed === undefined) delete row[name];
    else setOwn(row, name, typed);
  }
  for (const name of ["URL", "TEXT"]) {
    if (typeof row[name] !== "string") return { problem: `it has no ${name} (${names[name]!.join(", ")})` };
  }
  return { row: row as DatasetRow };
}

/** The size of what img2dataset stored, and its other keys that mean something else here. */
function storedName(name: string): string {
  return name === "width" || name === "height" ? `stored_${name}` : name;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(typeof value === "number" && Number.isNaN(value));
}

function typedValue(name: string, value: unknown): unknown {
  if (numbers.has(name)) {
    const rounded = Math.round(numberOf(value));
    return rounded >= 0 && rounded < 2 ** 31 ? rounded : undefined;
  }
  if (scores.has(name)) return Number.isFinite(numberOf(value)) ? numberOf(value) : undefined;
  if (places.has(name)) return whole(value);
  return typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** `NaN` for what isn't a number or the text of one: `Number` takes a blank, `false` and an empty list for 0. */
function numberOf(value: unknown): number {
  const isText = typeof value === "string" && value.trim() !== "";
  return isText || typeof value === "number" || typeof value === "bigint" ? Number(value) : Number.NaN;
}

function whole(value: unknown): number | bigint | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== "bigint" && !(typeof value === "string" && /^-?\d{1,19}$/.test(value))) return undefined;
  const exact = BigInt(value);
  if (BigInt.asIntN(64, exact) !== exact) return undefined;
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}
