import type { ImageTextPair } from "@alt2img/core";
import { parseOptOut } from "../opt-out/opt-out-text.js";
import { isTextSource, textSources } from "../text-sources.js";
import { jsonText } from "./json-text.js";

type Pair = { [key in keyof Required<ImageTextPair>]: unknown };

/** A pair as it is in files: its opt-out signals are strings. */
type WrittenPair = Omit<ImageTextPair, "optOut"> & { optOut?: string[] };

/** The value as a pair, or why it isn't one. Keys that pairs don't have are kept. */
export function checkPair(value: unknown): { pair: ImageTextPair } | { problem: string } {
  if (!isPair(value)) return { problem: whyNotAPair(value) ?? "" };
  const { optOut, ...pair } = value;
  return { pair: optOut === undefined ? pair : { ...value, optOut: optOut.map(parseOptOut) } };
}

function isPair(value: unknown): value is WrittenPair {
  return whyNotAPair(value) === undefined;
}

function whyNotAPair(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return `expected an object with the keys of ImageTextPair, found ${describe(value)}`;
  }
  const { imageUrl, text, source, pageUrl, width, height, optOut, filename, offset, length }: Partial<Pair> = value;
  for (const [key, field] of Object.entries({ imageUrl, text, pageUrl })) {
    if (typeof field !== "string" || field === "") return `“${key}” should be a string, found ${describe(field)}`;
  }
  if (!isTextSource(source)) return `“source” should be one of ${textSources.join(", ")}, found ${describe(source)}`;
  for (const [key, field] of Object.entries({ width, height, offset, length })) {
    if (field !== undefined && !(typeof field === "number" && field >= 0)) {
      return `“${key}” should be a number ≥ 0 or left out, found ${describe(field)}`;
    }
  }
  if (optOut !== undefined && !(Array.isArray(optOut) && optOut.every((rule) => typeof rule === "string"))) {
    return `“optOut” should be a list of strings or left out, found ${describe(optOut)}`;
  }
  if (filename !== undefined && typeof filename !== "string") {
    return `“filename” should be a string or left out, found ${describe(filename)}`;
  }
  return undefined;
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === "") return "an empty string";
  const json = jsonText(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
