import { statSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Alt2imgError, type OnProgress } from "@alt2img/core";
import type { ModelFiles, OpenModelFolderOptions, ModelSource as Source } from "@alt2img/onnx";
import { findTinyWorld } from "../tiny/find-tiny-world.js";
import type { ModelPackages } from "./model-packages.js";

/** Where a model is, by the name that the user gave. */
export type ModelSource =
  | { kind: "tiny"; part: keyof TinyModels }
  | { kind: "folder"; path: string }
  | { kind: "web"; url: string }
  | { kind: "hub"; id: string; revision: string | undefined };

/** The models of the tiny world that a name can stand for. */
type TinyModels = Partial<Record<"tiny" | "twin" | "lcm", "clip" | "stableDiffusion" | "skewedTwin" | "lcm">>;

/**
 * What a name stands for: what exists on this machine comes first.
 *
 * @param kind which models of the tiny world have names, and what else could be given, for the message of the error
 * @throws Alt2imgError `cli/usage` for a file, and for anything that can't be a model
 */
export function modelSource(name: string, { parts, help }: ModelKind): ModelSource {
  if (Object.hasOwn(parts, name)) return { kind: "tiny", part: name as keyof TinyModels };
  if (/^https?:\/\//i.test(name)) return { kind: "web", url: name };
  const path = /^file:/i.test(name) ? fileURLToPath(name) : name.replace(/^~(?=[/\\]|$)/, homedir());
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return { kind: "folder", path: resolve(path) };
  if (found !== undefined) {
    throw new Alt2imgError("cli/usage", `${name} is a file, and a model is a folder. Give the folder that it is in.`);
  }
  const [, id = "", revision] = /^([a-z0-9][\w.-]*\/[a-z0-9][\w.-]*)(?:@([\w./-]+))?$/i.exec(name) ?? [];
  if (id !== "" && !/\.(?:onnx|json|safetensors|pt)$/i.test(id)) return { kind: "hub", id, revision };
  throw new Alt2imgError("cli/usage", `There is no model ${name}. Give ${help}.`);
}

/** Which of the tiny models “tiny”, “twin” and “lcm” are, and what can be given for a model. */
export type ModelKind = { readonly parts: TinyModels; readonly help: string };

/** A model's folder, opened. Nothing of it has been read. */
export type OpenedModel = {
  readonly source: ModelSource;
  /** What messages call it. */
  readonly name: string;
  readonly folder: ModelFiles;
};

/**
 * Opens the folder of a model; the tiny model is fetched if it isn't there. `HF_TOKEN` and `HF_ENDPOINT` have the meaning that they
 * have for Hugging Face's own tools.
 *
 * @param onProgress called while the tiny model is fetched
 * @throws Alt2imgError `cli/usage`, `cli/fetch`; what `openModelFolder` throws
 */
export async function openModel(
  name: string,
  packages: ModelPackages,
  modelKind: ModelKind,
  { signal, onProgress }: { signal?: AbortSignal | undefined; onProgress?: OnProgress | undefined } = {},
): Promise<OpenedModel> {
  const source = modelSource(name, modelKind);
  const { openModelFolder } = await packages.load("@alt2img/onnx");
  const open = (from: Source, options: OpenModelFolderOptions = {}): Promise<ModelFiles> =>
    openModelFolder(from, { ...options, signal });
  switch (source.kind) {
    case "tiny": {
      const part = findTinyWorld(onProgress)[modelKind.parts[source.part]!];
      return { source, name, folder: { ...(await open({ files: await part.files() })), name: part.name } };
    }
    case "folder":
      return { source, name, folder: await open(source.path) };
    case "web":
      return { source, name, folder: await open(source.url) };
    case "hub": {
      const { HF_TOKEN: token, HF_ENDPOINT: endpoint } = process.env;
      const hub = { revision: source.revision, token: token || undefined, endpoint: endpoint || undefined };
      return { source, name, folder: await open(source.id, { hub }) };
    }
  }
}
