import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ModelFiles } from "../src/index.js";
import { openModelFolder } from "../src/index.js";

const MODELS = fileURLToPath(new URL("models", import.meta.url));

export const modelFile = (path: string): Uint8Array => new Uint8Array(readFileSync(`${MODELS}/${path}`));

/** Some of the files in memory. */
export const filesOf = (...paths: string[]): Map<string, Uint8Array> =>
  new Map(paths.map((path) => [path, modelFile(path)]));

export const openModels = (): Promise<ModelFiles> => openModelFolder(MODELS);

export const modelPaths = (): string[] =>
  readdirSync(MODELS, { recursive: true, encoding: "utf8" }).filter((path) => path.includes("."));
