import { amplification } from "@alt2img/bias/amplification";
import { gridImageOfRow } from "@alt2img/bias/grid";
import {
  type AttributeClassifier,
  type Calibration,
  calibrate,
  type LabelledPrediction,
  type Prediction,
  predictValues,
  shares,
} from "@alt2img/bias/representation";
import type { Clip } from "@alt2img/clip";
import { Alt2imgError, type Embedding, formatCount } from "@alt2img/core";
import type { ModelFlags } from "../clip/model-options.js";
import { runWithClip } from "../clip/run-clip.js";
import { openNamed } from "../dataset/open-named.js";
import type { ModelRun } from "../models/run-with-packages.js";
import { printable } from "../printable.js";
import { asUsage } from "./as-usage.js";
import type { GridGroup, GridReport } from "./grid-report.js";
import { labelledImages } from "./labelled-images.js";
import { gridReportText } from "./report-text.js";

export type BiasReportFlags = ModelFlags & {
  model: string;
  value: readonly string[];
  template?: readonly string[];
  labelled?: string;
  label?: string;
  threshold?: number;
  by?: string;
  training?: Readonly<Record<string, number>>;
  seed: number;
  format: "text" | "json";
  quiet?: true;
};

/** @throws Alt2imgError `cli/usage`, `cli/input`; what the measures and the model packages throw */
export async function runBiasReport(source: string, flags: BiasReportFlags): Promise<void> {
  if (flags.value.length < 2) {
    throw new Alt2imgError("cli/usage", "--value was given once. Give two or more: a share is always one of several.");
  }
  const report = await runWithClip(flags, (clip, run) => reportOn(source, flags, clip, run), {
    quiet: flags.quiet === true,
  });
  process.stdout.write(
    flags.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : printable(gridReportText(report)),
  );
}

async function reportOn(source: string, flags: BiasReportFlags, clip: Clip, run: ModelRun): Promise<GridReport> {
  const { signal, packages } = run;
  const { value: classNames, template: templates, seed, threshold, by, training } = flags;
  const { buildZeroShotClassifier } = await packages.load("@alt2img/clip");
  const classifier = await buildZeroShotClassifier(clip, classNames, { templates, signal });
  const predict = (images: readonly Embedding[]): Prediction[] =>
    predictValues(images, classifier satisfies AttributeClassifier, { logitScale: clip.logitScale });
  const groups = await readGroups(source, by, clip, signal);
  const models = new Set([...groups.values()].map(({ model }) => model));
  const unknown = Object.keys(training ?? {}).find((name) => !models.has(name));
  if (unknown !== undefined) {
    throw new Alt2imgError(
      "cli/usage",
      `--training names ${unknown}, which drew no picture of ${source}. Its models: ${[...models].join(", ")}.`,
    );
  }
  const calibration = await calibrationOf(flags, clip, predict, run);

  const report = [...groups.values()].map(({ model, guidance, value, embeddings }): GridGroup => {
    const found = asUsage(() => shares(predict(embeddings), { calibration, threshold, seed }));
    // As they were given: an object has names like “2” in an order of its own.
    const values = classNames.map((name) => found.values.find(({ value }) => value === name)!);
    const predicted = { ...found, values };
    const { share, interval } = values[0]!;
    const known = training !== undefined && Object.hasOwn(training, model) ? training[model] : undefined;
    return {
      ...{ model, guidance, ...(value === undefined ? {} : { value }), shares: predicted },
      ...(known === undefined ? {} : { amplification: amplification({ share, interval }, known) }),
    };
  });
  return { ...(calibration === undefined ? {} : { calibration }), groups: report };
}

async function calibrationOf(
  { labelled, label }: BiasReportFlags,
  clip: Clip,
  predict: (images: readonly Embedding[]) => Prediction[],
  run: ModelRun,
): Promise<Calibration | undefined> {
  if (labelled === undefined || label === undefined) return undefined;
  const known: LabelledPrediction[] = [];
  for await (const { labels, images } of labelledImages(labelled, label, run)) {
    const predictions = predict(await clip.embedImages(images, { signal: run.signal }));
    for (const [i, prediction] of predictions.entries()) {
      if (Object.hasOwn(prediction.probabilities, labels[i]!)) known.push({ label: labels[i]!, prediction });
    }
    run.onProgress({ stage: "Measuring the classifier", done: known.length, unit: "images" });
  }
  if (known.length === 0) {
    throw new Alt2imgError(
      "cli/usage",
      `The column ${label} of ${labelled} has none of the values. Give values as the column has them.`,
    );
  }
  return asUsage(() => calibrate(known));
}

type Collected = { model: string; guidance: string; value?: string; embeddings: Embedding[] };

async function readGroups(
  source: string,
  by: string | undefined,
  { dimension }: Clip,
  signal: AbortSignal,
): Promise<Map<string, Collected>> {
  const dataset = await openNamed(source, signal);
  const groups = new Map<string, Collected>();
  const columns = dataset.columns.map(({ name }) => name);
  const lacking = ["image", "image_embedding"].filter((name) => !columns.includes(name));
  if (lacking.length > 0 && dataset.rowCount > 0) {
    throw new Alt2imgError(
      "cli/usage",
      `${source} has no column ${lacking.join(" and no column ")}. Give a dataset of alt2img bias grid.`,
    );
  }
  for await (const { row } of dataset.rows({ columns, signal })) {
    const { model, setting, values, embedding } = gridImageOfRow(row);
    if (embedding?.length !== dimension) {
      const found = embedding === undefined ? "has no embedding" : `has embeddings of ${embedding.length} numbers`;
      throw new Alt2imgError(
        "cli/usage",
        `A picture of ${source} ${found}, and the model makes ${dimension}. Give the --model that made them.`,
      );
    }
    if (by !== undefined && !Object.hasOwn(values, by)) {
      throw new Alt2imgError("cli/usage", `The grid has no axis ${by}. It has: ${Object.keys(values).join(", ")}.`);
    }
    const guidance = String(setting["guidance"] ?? "");
    const own = by === undefined ? [undefined] : [undefined, values[by]];
    for (const value of own) {
      const key = JSON.stringify([model, guidance, value]);
      const group: Collected = groups.get(key) ?? {
        model,
        guidance,
        ...(value === undefined ? {} : { value }),
        embeddings: [],
      };
      groups.set(key, group);
      group.embeddings.push(embedding);
    }
  }
  if (groups.size === 0) throw new Alt2imgError("cli/usage", `${source} has ${formatCount(0, "picture")}.`);
  return groups;
}
