import { formatNumber, looksLikeHtml, type ModelFolder, type ReadFileOptions } from "@alt2img/core";
import { pathParts } from "../folder/path.js";
import { onnxError } from "../onnx-error.js";
import type { ModelBytes } from "../session/loaded-model.js";
import type { ModelGraph } from "./read-graph.js";
import { type ModelScan, scanModel } from "./scan-model.js";
import { WireError } from "./wire-fields.js";
import type { PictureAxis } from "./with-circular-padding.js";

export type ReadModelOptions = ReadFileOptions & {
  /** Chooses values of the main graph that the model is to give, too, by name. */
  readonly extraOutputs?: ((graph: ModelGraph) => readonly string[]) | undefined;
  /** Along which axes convolutions continue a picture at its opposite edge, not with zeros. */
  readonly circularPadding?: readonly PictureAxis[] | undefined;
};

export type ReadModel = ModelBytes & Pick<ModelScan, "float16">;

/** What a model's file says about itself, without a runtime. Plain data. */
export type ModelDescription = ModelScan & { readonly byteLength: number };

/**
 * Reads a model's file to say what is in it; its external data isn't read.
 *
 * @throws Alt2imgError `onnx/lfs-pointer`, `onnx/html` and `onnx/broken-model` when the file isn't a whole ONNX model; what
 *   `folder.read` throws
 */
export async function describeModel(
  folder: ModelFolder,
  file: string,
  options: ReadFileOptions = {},
): Promise<ModelDescription> {
  const bytes = await folder.read(file, options);
  return { byteLength: bytes.length, ...scanned(bytes, `${file} of ${folder.name}`) };
}

/**
 * Reads a model and the files with its external data.
 *
 * @throws Alt2imgError `onnx/lfs-pointer`, `onnx/html` and `onnx/broken-model` when the file isn't a complete ONNX model;
 *   `onnx/external-data` when it needs a file that is outside its folder or missing; `onnx/interface` for an extra output that
 *   it doesn't compute, or if it has no padding to make circular; what `folder.read` throws
 */
export async function readModel(
  folder: ModelFolder,
  file: string,
  { extraOutputs, circularPadding = [], ...options }: ReadModelOptions,
): Promise<ReadModel> {
  const bytes = await folder.read(file, options);
  const name = `${file} of ${folder.name}`;
  const { externalFiles, float16 } = scanned(bytes, name);
  const home = pathParts(file).slice(0, -1);
  const externalData: { path: string; data: Uint8Array }[] = [];
  for (const location of externalFiles) {
    const path = [...home, ...locationParts(location, name)].join("/");
    const data = await folder.read(path, options).catch((cause: unknown) => {
      options.signal?.throwIfAborted();
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw onnxError("external-data", `${name} has data in ${path}, which can't be read: ${reason}`, cause);
    });
    externalData.push({ path: location, data });
  }
  const plain = { name, bytes, externalData, float16 };
  // Pages need not load these.
  const wrapped =
    circularPadding.length === 0
      ? bytes
      : (await import("./with-circular-padding.js")).withCircularPadding(bytes, name, circularPadding);
  if (extraOutputs === undefined) return { ...plain, bytes: wrapped };
  const { withExtraOutputs } = await import("./extra-outputs.js");
  return { ...plain, bytes: withExtraOutputs(wrapped, name, extraOutputs) };
}

function locationParts(location: string, name: string): string[] {
  try {
    return pathParts(location.replace(/^(\.\/)+/, ""));
  } catch (cause) {
    throw onnxError(
      "external-data",
      `${name} wants data from ${JSON.stringify(location)}, outside its folder. It wasn't read.`,
      cause,
    );
  }
}

function scanned(bytes: Uint8Array, name: string): ModelScan {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 40));
  if (head.startsWith("version https://git-lfs")) {
    throw onnxError(
      "lfs-pointer",
      `${name} is a pointer of Git LFS, not the model itself. Run “git lfs pull” where it was cloned.`,
    );
  }
  if (looksLikeHtml(bytes)) throw onnxError("html", `${name} is an HTML page, not a model.`);
  try {
    return scanModel(bytes);
  } catch (cause) {
    if (!(cause instanceof WireError)) throw cause;
    const has = `${formatNumber(bytes.length)} bytes`;
    throw onnxError(
      "broken-model",
      cause.needs === undefined
        ? `${name} isn't an ONNX model (${has}): ${cause.message}.`
        : `${name} is cut off: it has ${has} and needs at least ${formatNumber(cause.needs)}. Get it again.`,
      cause,
    );
  }
}
