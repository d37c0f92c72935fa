import { Alt2imgError, asObject, asString, type Json } from "@alt2img/core";
import type { FunnelRule } from "../funnel/funnel-rule.js";
import type { FunnelCounts } from "../rules/pair-rule.js";
import type { Threshold } from "../rules/threshold.js";
import { type DatasetColumn, isColumnType } from "./dataset-columns.js";

/** The name of the manifest in a dataset's folder. */
export const MANIFEST = "manifest.json";

/** A Parquet file of a dataset. */
export type ManifestShard = {
  /** Its name in the folder: `pairs-00000.parquet`. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
  /** The length of the file's footer, so that it takes one request to read. */
  readonly footerBytes?: number;
};

/** A file that went into a dataset. */
export type ManifestInput = { readonly name: string; readonly bytes?: number; readonly sha256?: string };

/** A rule that was applied, as plain data. */
export type ManifestRule = {
  readonly name: string;
  readonly source?: string;
  readonly column?: string;
  readonly threshold?: Threshold;
};

/** How a dataset was made: what it takes to make it again elsewhere. Nothing here depends on the time or the machine. */
export type Provenance = {
  /** The files that went in, in their order. */
  readonly inputs?: readonly ManifestInput[];
  /** The versions of the packages that made it. */
  readonly packages?: Readonly<Record<string, string>>;
  /** In the order in which they were applied; `describeRules` makes them. */
  readonly rules?: readonly ManifestRule[];
  readonly seed?: number;
  /** What the rules left out. */
  readonly counts?: FunnelCounts;
  /** Anything else that changes the result, such as the model behind a score. */
  readonly settings?: Json;
};

/** What `manifest.json` says. */
export type DatasetManifest = {
  readonly format: "alt2img-dataset";
  readonly version: 1;
  readonly rows: number;
  readonly columns: readonly DatasetColumn[];
  readonly shards: readonly ManifestShard[];
  readonly provenance: Provenance;
};

/** Rules of a funnel as plain data, for a manifest. */
export function describeRules(rules: readonly FunnelRule[]): ManifestRule[] {
  return rules.map((rule) => ({
    name: rule.name,
    ...(rule.source === undefined ? {} : { source: rule.source }),
    ...("column" in rule && rule.column !== undefined ? { column: rule.column } : {}),
    ...("threshold" in rule ? { threshold: rule.threshold } : {}),
  }));
}

export function formatManifest(manifest: DatasetManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** More bytes than the manifest of a hundred thousand shards. */
export const MAX_MANIFEST_BYTES: number = 64 * 1024 * 1024;

/** @throws Alt2imgError `dataset/manifest` for anything but a manifest that this version can read */
export function parseManifest(text: string, name: string): DatasetManifest {
  const bad = (what: string): Alt2imgError =>
    new Alt2imgError("dataset/manifest", `${name} ${what}. Make the dataset again, or copy its folder again.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad("isn't JSON");
  }
  const manifest = asObject(value);
  if (manifest?.["format"] !== "alt2img-dataset") throw bad("isn't the manifest of a dataset of alt2img");
  if (manifest["version"] !== 1)
    throw bad(`has the version ${JSON.stringify(manifest["version"])}; this reader knows 1`);
  const shards = Array.isArray(manifest["shards"]) ? manifest["shards"].map(shardOf) : [undefined];
  const columns = Array.isArray(manifest["columns"]) ? manifest["columns"].map(columnOf) : [undefined];
  if (!shards.every((shard) => shard !== undefined)) throw bad("lists a shard without path, rows, bytes and sha256");
  if (!columns.every((column) => column !== undefined)) throw bad("lists a column without name and type");
  const rows = shards.reduce((sum, shard) => sum + shard.rows, 0);
  if (manifest["rows"] !== rows)
    throw bad(`says ${JSON.stringify(manifest["rows"])} rows, but its shards have ${rows}`);
  const provenance = asObject(manifest["provenance"]) ?? {};
  return { format: "alt2img-dataset", version: 1, rows, columns, shards, provenance };
}

function shardOf(value: unknown): ManifestShard | undefined {
  const { path, rows, bytes, sha256, footerBytes } = asObject(value) ?? {};
  // A file of this folder: a manifest from elsewhere must not name others.
  if (typeof path !== "string" || !/^[\w-][\w.-]*$/.test(path)) return undefined;
  if (!isSize(rows) || !isSize(bytes) || asString(sha256) === undefined) return undefined;
  return { path, rows, bytes, sha256: String(sha256), ...(isSize(footerBytes) ? { footerBytes } : {}) };
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function columnOf(value: unknown): DatasetColumn | undefined {
  const { name, type } = asObject(value) ?? {};
  return typeof name === "string" && isColumnType(type) ? { name, type } : undefined;
}

/** A difference between two manifests: where it is, as `shards.0.sha256`, and both values. */
export type ManifestDifference = { readonly at: string; readonly a: unknown; readonly b: unknown };

/**
 * Where two datasets differ: in how they were made (`provenance.rules.2.threshold.atLeast`), or in what came of it
 * (`shards.0.sha256`). The same inputs, rules and versions give the same bytes: if you repeat a run exactly, the list is empty.
 */
export function compareManifests(a: DatasetManifest, b: DatasetManifest): ManifestDifference[] {
  return [...differences(a, b, [])];
}

function* differences(a: unknown, b: unknown, at: readonly string[]): Generator<ManifestDifference> {
  const [left, right] = [asParts(a), asParts(b)];
  if (left === undefined || right === undefined) {
    if (!Object.is(a, b)) yield { at: at.join("."), a, b };
    return;
  }
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    yield* differences(left[key], right[key], [...at, key]);
  }
}

function asParts(value: unknown): Json | undefined {
  return Array.isArray(value) ? Object.fromEntries(value.entries()) : asObject(value);
}
