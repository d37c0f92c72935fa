import { Alt2imgError, type ModelFolder } from "@alt2img/core";
import { clipError } from "../clip-error.js";

/**
 * How the weights are stored, by the names of transformers.js' `dtype`. Files have it in their names:
 * `onnx/vision_model_fp16.onnx`.
 */
export type ModelVariant = "fp32" | "fp16" | "q8" | "int8" | "uint8" | "q4" | "q4f16" | "bnb4";

/** In the order of preference. */
const suffixes: Readonly<Record<ModelVariant, string>> = {
  fp32: "",
  fp16: "_fp16",
  q8: "_quantized",
  int8: "_int8",
  uint8: "_uint8",
  q4: "_q4",
  q4f16: "_q4f16",
  bnb4: "_bnb4",
};

const MODEL_VARIANTS: readonly ModelVariant[] = Object.keys(suffixes) as ModelVariant[];

/** The paths of a model's ONNX files: a file for each tower, or one file that has both. */
export type ModelPaths =
  | { readonly variant: ModelVariant; readonly text: string; readonly vision: string }
  | { readonly variant: ModelVariant; readonly combined: string };

/** Of transformers.js and of optimum. */
const folders = ["onnx/", ""];

/**
 * Finds the ONNX files: two towers rather than one file, full precision rather than less, unless `wanted` says which.
 *
 * @throws Alt2imgError `clip/no-model`, with the ONNX files that exist; what `folder.list` throws
 */
export async function findModels(folder: ModelFolder, wanted: ModelVariant | undefined): Promise<ModelPaths> {
  if (wanted !== undefined && !MODEL_VARIANTS.includes(wanted)) {
    throw clipError("option", `There is no variant “${wanted}”. Use ${MODEL_VARIANTS.join(", ")}.`);
  }
  const variants = wanted === undefined ? MODEL_VARIANTS : [wanted];
  const paths = await listed(folder);
  // If the folder can't list its files, assume those that nearly all models have.
  if (paths === undefined) return towers("onnx/", variants[0]!);
  const [first] = pathsOf(variants, paths);
  if (first !== undefined) return first;
  const found = [...paths].filter((path) => path.endsWith(".onnx"));
  throw clipError(
    "no-model",
    `${folder.name} has neither text_model and vision_model nor a model with both${wanted === undefined ? "" : `, of variant ${wanted}`}. ` +
      `Its ONNX files are: ${listing(found)}.`,
  );
}

/** How many files a message names. */
const MOST_NAMED = 12;

function listing(paths: readonly string[]): string {
  if (paths.length === 0) return "none";
  const more = paths.length - MOST_NAMED;
  return `${paths.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The files of each of these variants that exists. */
function pathsOf(variants: readonly ModelVariant[], paths: ReadonlySet<string>): ModelPaths[] {
  return variants.flatMap((variant): ModelPaths[] => {
    for (const at of folders) {
      const two = towers(at, variant);
      if (paths.has(two.text) && paths.has(two.vision)) return [two];
      const combined = `${at}model${suffixes[variant]}.onnx`;
      if (paths.has(combined)) return [{ variant, combined }];
    }
    return [];
  });
}

/** Every variant in a folder; `undefined` if the folder can't list its files. */
export async function listModels(folder: ModelFolder): Promise<ModelPaths[] | undefined> {
  const paths = await listed(folder);
  return paths === undefined ? undefined : pathsOf(MODEL_VARIANTS, paths);
}

const towers = (at: string, variant: ModelVariant) => ({
  variant,
  text: `${at}text_model${suffixes[variant]}.onnx`,
  vision: `${at}vision_model${suffixes[variant]}.onnx`,
});

async function listed(folder: ModelFolder): Promise<ReadonlySet<string> | undefined> {
  try {
    const paths = await folder.list?.();
    return paths === undefined ? undefined : new Set(paths);
  } catch (error) {
    if (error instanceof Alt2imgError && error.code.endsWith("/no-list")) return undefined;
    throw error;
  }
}
