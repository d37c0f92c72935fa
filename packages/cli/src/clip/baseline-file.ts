import { readFile } from "node:fs/promises";
import type { ScoreBaseline } from "@alt2img/clip";
import { Alt2imgError } from "@alt2img/core";
import { reasonOfUnreadable } from "../system-error.js";

/** A spread has the quantiles from 0 % to 100 %. */
const QUANTILES = 101;

/**
 * Reads what `alt2img model baseline` wrote.
 *
 * @throws Alt2imgError `cli/input`
 */
export async function readBaseline(path: string): Promise<ScoreBaseline> {
  const cannot = (reason: string, cause?: unknown): Alt2imgError =>
    new Alt2imgError("cli/input", `Cannot read ${path}: ${reason}`, { cause });
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw cannot(reasonOfUnreadable(path, cause), cause);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw cannot("It isn't JSON.", cause);
  }
  if (!isBaseline(json)) {
    throw cannot(
      `It isn't a baseline: name, model, count, and random and matched with ${QUANTILES} rising numbers each. alt2img model baseline writes one.`,
    );
  }
  return json;
}

function isBaseline(json: unknown): json is ScoreBaseline {
  if (typeof json !== "object" || json === null) return false;
  const { name, model, random, matched, count } = json as Record<string, unknown>;
  return typeof name === "string" && isModel(model) && Number.isInteger(count) && isSpread(random) && isSpread(matched);
}

/** A file without a model passes here: `checkBaseline` has the better message for it. */
function isModel(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== "object" || value === null) return false;
  const { name, mark } = value as Record<string, unknown>;
  return typeof name === "string" && Array.isArray(mark) && mark.every((each) => typeof each === "number");
}

const isSpread = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === QUANTILES &&
  value.every((each, i) => typeof each === "number" && (i === 0 || each >= value[i - 1]));
