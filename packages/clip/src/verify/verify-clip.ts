import { Alt2imgError, formatCount, type ModelFolder } from "@alt2img/core";
import { describeModel } from "@alt2img/onnx";
import { clipError } from "../clip-error.js";
import { type ModelConfig, readModelConfig } from "../config/model-config.js";
import { checkKnownTexts, type KnownText, knownTexts } from "../known/known-texts.js";
import type { Clip } from "../model/clip.js";
import { findModels, type ModelPaths, type ModelVariant } from "../model/find-models.js";
import { type LoadClipOptions, loadClip } from "../model/load-clip.js";
import { readPreparation } from "../pixels/read-preparation.js";
import { openTokenizer } from "../tokens/load-tokenizer.js";
import { activationName, activationOf, namedActivation, trainedActivation } from "./activation.js";
import { checkFile } from "./check-file.js";
import type { StatFolder } from "./describe-clip.js";
import { knownEmbeddings } from "./known-embeddings.js";
import { compareStored, probePicture, type StoredEmbeddings } from "./stored-embeddings.js";

/** One thing about a model that was checked. Plain data. */
export type ClipCheck = {
  readonly subject: "file" | "settings" | "tokenizer" | "model" | "numbers" | "activation" | "stored embeddings";
  /** `"unknown"` where there is nothing to compare with. */
  readonly verdict: "ok" | "failed" | "unknown";
  /** What was found, in a sentence. */
  readonly message: string;
};

export type ClipVerification = {
  /** Whether no check failed. */
  readonly ok: boolean;
  readonly checks: readonly ClipCheck[];
};

export type VerifyClipOptions = Omit<LoadClipOptions, "preparation"> & {
  /** Embeddings that the model must give. Default: those of the tiny CLIP, for the tiny CLIP. */
  stored?: StoredEmbeddings | undefined;
};

/** The files that every model has in addition to its ONNX files; those with a `?` may be missing. */
const SETTINGS = [
  "config.json?",
  "open_clip_config.json?",
  "preprocessor_config.json?",
  "tokenizer.json",
  "tokenizer_config.json?",
];

/**
 * Checks a model: its files with their sizes and, where it is known, their SHA-256; its settings; its tokenizer by texts whose
 * ids are known; what the ONNX files take and give; that they give numbers; which activation they compute; and their embeddings
 * against stored ones. A model with the wrong activation (GELU for QuickGELU) works and gives wrong scores: only the last two
 * find that.
 *
 * What can't be checked because something before it failed is left out.
 *
 * @throws the signal's reason; anything that isn't an `Alt2imgError`
 */
export async function verifyClip(folder: StatFolder, options: VerifyClipOptions = {}): Promise<ClipVerification> {
  const { variant, stored, checkpoint = {}, session, signal, onProgress } = options;
  const checks: ClipCheck[] = [];
  const failed = (): boolean => checks.some(({ verdict }) => verdict === "failed");

  /** @returns `undefined` where it failed */
  async function check<T>(
    subject: ClipCheck["subject"],
    work: () => Promise<readonly [T, string, ClipCheck["verdict"]?]>,
  ): Promise<T | undefined> {
    try {
      const [result, message, verdict = "ok"] = await work();
      checks.push({ subject, verdict, message });
      return result;
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Alt2imgError)) throw error;
      checks.push({ subject, verdict: "failed", message: error.message });
      return undefined;
    }
  }
  const checkFiles = async (paths: readonly string[]): Promise<void> => {
    for (const each of paths) {
      const path = each.replace(/\?$/, "");
      const found = await checkFile(folder, path, { signal, onProgress });
      if (found !== undefined) checks.push({ subject: "file", ...found });
      else if (path === each) {
        checks.push({ subject: "file", verdict: "failed", message: `${path} is missing.` });
      }
    }
  };

  await checkFiles(SETTINGS);
  const config = await check("settings", async () => {
    const read = await readModelConfig(folder, signal);
    const { preprocessing } = await readPreparation(folder, read, { signal });
    const size = `${preprocessing.width} × ${preprocessing.height} pixels`;
    return [
      read,
      `A ${read.family === "clip" ? "CLIP" : "SigLIP"}: ${size}, ${read.contextLength} tokens, embeddings of ${read.dimension} numbers.`,
    ] as const;
  });
  if (config === undefined) return { ok: false, checks };
  await check("tokenizer", () => tokenizerCheck(folder, config, checkpoint.knownTexts, signal));
  const paths = await check("model", async () => {
    const found = await findModels(folder, variant);
    return [found, `The variant ${found.variant}: ${filesOf(found).join(" and ")}.`] as const;
  });
  if (paths === undefined) return { ok: false, checks };
  await checkFiles(filesOf(paths));
  await check("activation", () => activationCheck(folder, config, paths, signal));
  const clip = await check("model", async () => {
    const loaded = await loadClip(folder, { variant, session, checkpoint, signal, onProgress });
    return [loaded, `It loads, on ${loaded.runtime.device}, and takes and gives what such a model must.`] as const;
  });
  if (clip === undefined) return { ok: false, checks };
  try {
    await check("numbers", () => numbersCheck(clip, signal));
    const expected = stored ?? (await knownEmbeddings(clip));
    await check("stored embeddings", () => storedCheck(clip, expected, signal));
  } finally {
    await clip.close();
  }
  return { ok: !failed(), checks };
}

/** The ONNX files that `loadClip` would load. @throws what `loadClip` throws if there are none */
export async function modelFiles(folder: ModelFolder, variant?: ModelVariant): Promise<string[]> {
  return filesOf(await findModels(folder, variant));
}

const filesOf = (paths: ModelPaths): string[] => ("combined" in paths ? [paths.combined] : [paths.text, paths.vision]);

async function tokenizerCheck(
  folder: StatFolder,
  config: ModelConfig,
  given: readonly KnownText[] | undefined,
  signal: AbortSignal | undefined,
) {
  const tokenizer = await openTokenizer(folder, config, { cleaning: undefined, signal });
  const known = given ?? knownTexts(config, tokenizer.cleaning);
  // Throws for the first text with other ids.
  checkKnownTexts(tokenizer, config, folder.name, known);
  return known.length === 0
    ? ([tokenizer, "It loads; for its vocabulary no ids are known here.", "unknown"] as const)
    : ([tokenizer, `${formatCount(known.length, "known text")} give the known ids.`] as const);
}

async function activationCheck(
  folder: StatFolder,
  { activations = {}, checkpoint }: ModelConfig,
  paths: ModelPaths,
  signal: AbortSignal | undefined,
) {
  const trained = trainedActivation(checkpoint) ?? trainedActivation(folder.name);
  const found: string[] = [];
  for (const [tower, file] of "combined" in paths
    ? ([["both", paths.combined]] as const)
    : ([
        ["text", paths.text],
        ["vision", paths.vision],
      ] as const)) {
    const computed = activationOf((await describeModel(folder, file, { signal })).operators);
    if (computed === undefined) continue;
    const stated = namedActivation(tower === "both" ? activations.text : activations[tower]);
    const wanted = trained ?? stated;
    if (wanted !== undefined && wanted !== computed) {
      const source = trained === undefined ? "config.json names" : "the checkpoint was trained with";
      throw clipError(
        "wrong-activation",
        `${file} computes ${activationName(computed)}, but ${source} ${activationName(wanted)}. Its embeddings look right and are wrong. Export it again, with the activation that it was trained with.`,
      );
    }
    found.push(`${file} computes ${activationName(computed)}`);
  }
  if (found.length === 0)
    return [undefined, "The models' operators don't say which activation they compute.", "unknown"] as const;
  const agrees =
    trained === undefined && activations.text === undefined
      ? ""
      : trained === undefined
        ? ", as config.json says"
        : ", as the checkpoint was trained";
  return [undefined, `${found.join(" and ")}${agrees}.`, agrees === "" ? "unknown" : "ok"] as const;
}

async function numbersCheck(clip: Clip, signal: AbortSignal | undefined) {
  const texts = await clip.embedTexts(["a dog", "two red houses by the sea"], { signal });
  const { width, height } = probePicture();
  const black = {
    width,
    height,
    data: new Uint8ClampedArray(4 * width * height).map((_, i) => (i % 4 === 3 ? 255 : 0)),
  };
  const images = await clip.embedImages([probePicture(), black], { signal });
  for (const [what, [one, other]] of [
    ["texts", texts],
    ["pictures", images],
  ] as const) {
    if (one!.some((value, i) => Math.abs(value - other![i]!) > 1e-6)) continue;
    throw clipError(
      "broken-embedding",
      `Two different ${what} get the same embedding. The file is of no use: get it again.`,
    );
  }
  return [undefined, "Different texts and pictures get different embeddings, with no NaN and not all zeros."] as const;
}

async function storedCheck(clip: Clip, stored: StoredEmbeddings | undefined, signal: AbortSignal | undefined) {
  if (stored === undefined) {
    return [
      undefined,
      "None are known here for this model, so a wrong export could go unnoticed. Give some of the reference's.",
      "unknown",
    ] as const;
  }
  const compared = await compareStored(clip, stored, signal);
  const wrong = compared.filter(({ close }) => !close);
  if (wrong.length > 0) {
    const worst = wrong.reduce((a, b) => (b.cosine < a.cosine || Number.isNaN(b.cosine) ? b : a));
    const how = Number.isNaN(worst.cosine)
      ? "has another length than the stored one"
      : `has a cosine of only ${worst.cosine.toFixed(4)} with the stored one`;
    throw clipError(
      "other-embeddings",
      `${wrong.length} of ${formatCount(compared.length, "embedding")} differ from those of ${stored.name}: that of the ${worst.kind} “${worst.name}” ${how}. The files are of another model, or it was exported wrongly, such as with GELU in place of QuickGELU.`,
    );
  }
  const least = Math.min(...compared.map(({ cosine }) => cosine));
  return [
    undefined,
    `${formatCount(compared.length, "embedding")} are those of ${stored.name} (cosine at least ${least.toFixed(6)}).`,
  ] as const;
}
