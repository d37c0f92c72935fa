import { basename } from "node:path";
import {
  biasGrid,
  checkColumnNames,
  type DrawImage,
  type GridImage,
  type GridPlan,
  gridCells,
  rowOfGridImage,
} from "@alt2img/bias/grid";
import { type Diagnostic, formatCount, formatNumber } from "@alt2img/core";
import type { DatasetRow } from "@alt2img/dataset/store";
import { createDataset, type DatasetWriter } from "@alt2img/dataset/store/node";
import type { TextToImage } from "@alt2img/diffusion/text-to-image";
import { clipModel } from "../clip/model-options.js";
import { drawImage } from "../diffusion/draw-image.js";
import { diffusionModel, usualSettings } from "../diffusion/model-help.js";
import { exitCodes } from "../exit-code.js";
import type { DeviceFlags } from "../models/device-option.js";
import { modelSource, openModel } from "../models/model-source.js";
import { type ModelRun, runWithPackages } from "../models/run-with-packages.js";
import { checkOutputFolder } from "../output-file.js";
import { printable } from "../printable.js";
import { readVersion } from "../version.js";
import { asUsage } from "./as-usage.js";
import { keysThere } from "./keys-there.js";

export type GridFlags = DeviceFlags & {
  prompt: string;
  axis: Readonly<Record<string, readonly string[]>>;
  out: string;
  model?: readonly string[];
  guidance?: readonly number[];
  seeds: number;
  steps?: number;
  quiet?: true;
};

/** Pictures of a file of the dataset: what a kill can lose at most. */
const PICTURES_IN_A_FILE = 128;

/** @throws Alt2imgError `cli/usage`, `cli/output`; what the model packages throw */
export async function runGrid(flags: GridFlags): Promise<void> {
  const { out, model: names = ["tiny"], seeds: count, quiet = false } = flags;
  const steps = flags.steps ?? Math.max(...names.map((name) => usualSettings(modelSource(name, diffusionModel)).steps));
  const seeds = Array.from({ length: count }, (_, i) => i);
  const settings = flags.guidance === undefined ? {} : { settings: { guidance: flags.guidance } };
  const plan: Omit<GridPlan, "models"> = { prompts: flags.prompt, axes: flags.axis, seeds, ...settings };
  // A plan that can't be is a mistake on the command line, to be found before anything is loaded.
  const cells = asUsage(() => {
    checkColumnNames(Object.keys(flags.axis), Object.keys(plan.settings ?? {}));
    return gridCells({ ...plan, models: names.map(shortName) });
  });
  await checkOutputFolder(out);
  const diagnostics: Diagnostic[] = [];
  await runWithPackages(
    async (run) => {
      const { signal, onProgress, print } = run;
      const there = await keysThere(out, { plan, steps, signal });
      const left = cells.filter(({ key }) => !there.has(key)).length;
      if (left === 0) {
        print(printable(`${out} has all ${formatCount(cells.length, "picture")} already`));
        return;
      }
      if (left < cells.length) print(printable(`${out} has ${formatNumber(cells.length - left)} of them already`));
      const opened: TextToImage[] = [];
      try {
        const models: Record<string, DrawImage> = {};
        for (const name of names) {
          const { model, draw } = await openDrawer(name, { device: flags.device, steps }, run);
          opened.push(model);
          models[shortName(name)] = draw;
        }
        const { folder } = await openModel("tiny", run.packages, clipModel, { signal, onProgress });
        const { loadClip } = await run.packages.load("@alt2img/clip");
        await using embedder = await loadClip(folder, { session: { device: flags.device }, signal, onProgress });
        await using writer = await createDataset(out, {
          ...{ append: true, embeddings: "float16" },
          provenance: { packages: { alt2img: readVersion() }, settings: { steps, embedder: "tiny" } },
        });
        const pictures = biasGrid(
          { ...plan, models, embedder },
          {
            ...{ signal, done: (key: string) => there.has(key) },
            onProgress: (progress) => onProgress({ ...progress, stage: "Drawing" }),
            onDiagnostic: (diagnostic) => void diagnostics.push(diagnostic),
          },
        );
        const drawn = await store(writer, pictures, run);
        if (!quiet) print(printable(`${out}: ${formatCount(drawn, "picture")} drawn`));
      } finally {
        await Promise.all(opened.map((model) => model.close()));
      }
    },
    { quiet, needs: ["@alt2img/clip", "@alt2img/diffusion/text-to-image", "@alt2img/image", "@alt2img/onnx"] },
  );
  const [first] = diagnostics;
  if (first === undefined) return;
  process.stderr.write(
    printable(`${formatCount(diagnostics.length, "picture")} couldn't be drawn; the first: ${first.message}\n`),
  );
  process.exitCode = exitCodes.input;
}

/** A folder's or a model's own name; `tiny`, `twin` and `lcm` stay what they are. */
const shortName = (name: string): string => basename(name.replace(/[/\\]+$/, ""));

async function openDrawer(
  name: string,
  { device, steps }: DeviceFlags & { steps: number },
  { packages, signal, onProgress }: ModelRun,
): Promise<{ model: TextToImage; draw: DrawImage }> {
  const { folder, source } = await openModel(name, packages, diffusionModel, { signal, onProgress });
  const { loadTextToImage } = await packages.load("@alt2img/diffusion/text-to-image");
  const model = await loadTextToImage(folder, { session: { device }, signal, onProgress });
  const own = usualSettings(source).guidance ?? model.guidanceScale;
  return {
    model,
    draw: (prompt, { seed, setting, signal }) =>
      drawImage(model, prompt, { seed, steps, guidanceScale: Number(setting["guidance"] ?? own), signal }),
  };
}

async function store(
  writer: DatasetWriter,
  pictures: AsyncIterable<GridImage>,
  { packages, signal }: ModelRun,
): Promise<number> {
  const { encodePng } = await packages.load("@alt2img/image");
  let rows: DatasetRow[] = [];
  let count = 0;
  const append = async (): Promise<void> => {
    if (rows.length > 0) await writer.append(rows);
    count += rows.length;
    rows = [];
  };
  try {
    for await (const picture of pictures) {
      rows.push(rowOfGridImage(picture, encodePng(picture.image)));
      if (rows.length === PICTURES_IN_A_FILE) await append();
    }
  } finally {
    // What was drawn before an abort or an error isn't lost.
    await append();
  }
  signal.throwIfAborted();
  return count;
}
