import { Alt2imgError, type ModelFolder } from "@alt2img/core";
import type { ModelFiles } from "../folder/model-files.js";
import { type ReadModel, type ReadModelOptions, readModel } from "../model/read-model.js";
import { checkInterface, type ExpectedInterface } from "./expectation.js";
import type { LoadedModel, Runtime } from "./loaded-model.js";

export type LoadOptions = ReadModelOptions & { readonly expect?: ExpectedInterface | undefined };

/** A model that a runtime has loaded. */
export type Loaded = {
  readonly model: Pick<ReadModel, "name" | "float16">;
  readonly runtime: Runtime;
  readonly loaded: LoadedModel;
};

/** Reads a model from its folder into a runtime, and checks that it is the expected one. */
export async function loadOn(
  runtime: Runtime,
  folder: ModelFolder,
  file: string,
  { expect, ...options }: LoadOptions,
): Promise<Loaded> {
  const paths: string[] = [];
  const recording: ModelFolder = {
    name: folder.name,
    read(path, options) {
      paths.push(path);
      return folder.read(path, options);
    },
  };
  let loaded: LoadedModel | undefined;
  try {
    const model = await readModel(recording, file, options);
    loaded = await runtime.load(model);
    options.signal?.throwIfAborted();
    if (expect !== undefined) checkInterface(model.name, loaded, expect);
    return { model: { name: model.name, float16: model.float16 }, runtime, loaded };
  } catch (error) {
    await loaded?.close();
    if (isUseless(error)) for (const path of paths) await forget(folder, path);
    throw error;
  }
}

/** A cache must not give the same bytes again. */
const isUseless = (error: unknown): boolean =>
  error instanceof Alt2imgError && ["onnx/broken-model", "onnx/html", "onnx/lfs-pointer"].includes(error.code);

async function forget(folder: ModelFolder & Partial<Pick<ModelFiles, "forget">>, path: string): Promise<void> {
  await folder.forget?.(path).catch(() => {});
}
