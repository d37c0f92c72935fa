import { resolve } from "node:path";
import { Alt2imgError, formatNumber, type RasterImage } from "@alt2img/core";
import type { GeneratedImage, GenerateOptions, TextToImage } from "@alt2img/diffusion/text-to-image";
import { localPath } from "../input/local-path.js";
import { openModel } from "../models/model-source.js";
import { type ModelRun, runWithPackages } from "../models/run-with-packages.js";
import { checkOutputFile } from "../output-file.js";
import { printable } from "../printable.js";
import { writeOutput } from "../write-output.js";
import { attentionFrames } from "./attention-frames.js";
import { checkPromptLength } from "./check-prompt-length.js";
import { asFrame, contactSheet, type Frame } from "./contact-sheet.js";
import type { GenerateFlags } from "./flags.js";
import { diffusionModel, usualSettings } from "./model-help.js";
import { readStart } from "./read-start.js";
import { schedules } from "./schedules.js";

/** Errors that say that an option can't be. */
const USAGE = [
  "diffusion/sampler",
  "diffusion/steps",
  "diffusion/strength",
  "diffusion/generate",
  "diffusion/schedule",
  "diffusion/scheduler-field",
  "diffusion/prompt",
  "diffusion/no-attention",
  "diffusion/tiling",
];

/** @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`; what the model packages throw */
export async function runGenerate(prompt: string, flags: GenerateFlags): Promise<void> {
  checkPromptLength(prompt, flags.negative);
  const out = flags.out ?? fileNameFor(flags.literal === true ? prompt : withoutWeights(prompt));
  const inputs = [flags.init, flags.mask].filter((name) => name !== undefined).map(localPath);
  await checkOutputs({ "--out": out, "--strip": flags.strip, "--attention": flags.attention }, inputs);
  const needs = ["@alt2img/diffusion/text-to-image", "@alt2img/image", "@alt2img/onnx"] as const;
  await runWithPackages(
    async (run) => {
      const { packages, signal, onProgress } = run;
      const start = await readStart(flags, run);
      const { folder, source } = await openModel(flags.model, packages, diffusionModel, { signal, onProgress });
      const { loadTextToImage } = await packages.load("@alt2img/diffusion/text-to-image");
      const model = await loadTextToImage(folder, {
        session: { device: flags.device },
        tiling: flags.tiling,
        signal,
        onProgress,
      });
      try {
        const usual = usualSettings(source);
        const guidance = flags.guidance ?? usual.guidance ?? model.guidanceScale;
        await drawInto(out, prompt, model, { ...flags, steps: flags.steps ?? usual.steps, guidance }, start, run);
      } catch (error) {
        throw asUsage(error);
      } finally {
        await model.close();
      }
    },
    { needs },
  );
}

type DrawFlags = GenerateFlags & { steps: number; guidance: number };

async function drawInto(
  out: string,
  prompt: string,
  model: TextToImage,
  flags: DrawFlags,
  start: Pick<GenerateOptions, "init" | "strength" | "mask">,
  run: ModelRun,
): Promise<void> {
  const { packages, signal, onProgress, print } = run;
  if (prompt.trim() === "") print("The prompt is empty: you get a picture of anything that the model knows.");
  if (flags.negative !== "" && flags.guidance <= 1)
    print(`--negative has no effect at a guidance of ${flags.guidance}: give a --guidance above 1`);
  const frames: Frame[] = [];
  const options: GenerateOptions = {
    steps: flags.steps,
    guidanceScale: flags.guidance,
    // Of an empty one, the model says what it is.
    negativePrompt: flags.negative === "" ? undefined : flags.negative,
    seed: flags.seed,
    sampler: flags.sampler as GenerateOptions["sampler"], // an unknown one is refused, with a list
    schedule: schedules[flags.schedule ?? ""],
    size: flags.size,
    ...start,
    weighting: flags.literal !== true,
    attention: flags.attention !== undefined,
    signal,
    onProgress,
  };
  for await (const event of model.generate(prompt, options)) {
    if (event.type === "image") {
      await writeResults(out, { prompt, picture: event, frames }, model, flags, run);
    } else if (flags.strip !== undefined) {
      frames.push({ image: await asFrame(packages, await event.preview()), label: `${event.index + 1}` });
    }
  }
}

async function writeResults(
  out: string,
  { prompt, picture, frames }: { prompt: string; picture: GeneratedImage; frames: readonly Frame[] },
  model: TextToImage,
  flags: DrawFlags,
  { packages, signal, print }: ModelRun,
): Promise<void> {
  const { image, cutWords, attention } = picture;
  const { encodePng } = await packages.load("@alt2img/image");
  const { pngParameters } = await packages.load("@alt2img/diffusion/text-to-image");
  const parameters = pngParameters({
    ...{ ...flags, prompt, weighting: flags.literal !== true },
    strength: flags.init === undefined ? undefined : (flags.strength ?? (flags.mask === undefined ? 0.8 : 1)),
    ...{ sampler: flags.sampler ?? model.scheduler.sampler, width: image.width, height: image.height },
  });
  const write = async (path: string, picture: RasterImage): Promise<void> =>
    writeOutput(path, encodePng(picture, { text: { parameters } }), signal);
  await write(out, image);
  if (cutWords.length > 0) print(`The prompt is too long. The model didn't read: ${printable(listed(cutWords))}`);
  print(`${out}: ${formatNumber(image.width)} × ${formatNumber(image.height)} pixels, seed ${flags.seed}`);
  if (flags.strip !== undefined) {
    await write(flags.strip, await contactSheet(packages, frames));
    print(`${flags.strip}: the picture that the model guessed in each step`);
  }
  if (flags.attention !== undefined && attention !== undefined) {
    const words = attention.words.map(({ text }) => text).join(" ");
    await write(flags.attention, await contactSheet(packages, await attentionFrames(packages, image, attention)));
    print(`${flags.attention}: orange where a word was attended to: ${printable(words)}`);
  }
}

const MOST_LISTED = 30;
const LONGEST = 50;

function listed(words: readonly string[]): string {
  const short = (word: string): string => (word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word);
  const first = words.slice(0, MOST_LISTED).map(short).join(" ");
  return words.length > MOST_LISTED ? `${first} … and ${formatNumber(words.length - MOST_LISTED)} more words` : first;
}

/** @throws Alt2imgError `cli/usage` for a name that can't be a PNG's or is that of an input, or two that are the same */
async function checkOutputs(
  names: Readonly<Record<string, string | undefined>>,
  inputs: readonly string[],
): Promise<void> {
  const seen = new Set<string>();
  for (const [option, path] of Object.entries(names)) {
    if (path === undefined) continue;
    if (!/\.png$/i.test(path)) {
      throw new Alt2imgError("cli/usage", `${option} ${path} must end in .png, since the picture is written as a PNG.`);
    }
    if (seen.has(resolve(path)))
      throw new Alt2imgError("cli/usage", `${option} ${path} is the name of another picture, too.`);
    seen.add(resolve(path));
    await checkOutputFile(path, inputs, "picture.png");
  }
}

function asUsage(error: unknown): unknown {
  if (!(error instanceof Error && "code" in error && USAGE.includes(String(error.code)))) return error;
  return new Alt2imgError("cli/usage", error.message.replace(/: leave size out\.$/, ": leave --size out."), {
    cause: error,
  });
}

const withoutWeights = (prompt: string): string => prompt.replace(/:\s*[+-]?[\d.]+\s*\)/g, ")");

/** `red-heart.png` for “Red heart!” */
function fileNameFor(prompt: string): string {
  const words = prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["picture"];
  const name = words.join("-").slice(0, 60);
  return `${name.replace(/[\ud800-\udbff]$/, "")}.png`; // not half of a letter
}
