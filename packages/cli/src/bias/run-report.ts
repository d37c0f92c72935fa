import { amplification } from "@alt2img/bias/amplification";
import { type GridCell, gridCellOfRow } from "@alt2img/bias/grid";
import { type AttributeClassifier, type Prediction, predictValues, shares } from "@alt2img/bias/representation";
import type { Clip } from "@alt2img/clip";
import { Alt2imgError, type Embedding, formatCount } from "@alt2img/core";
import type { ModelFlags } from "../clip/model-options.js";
import { runWithClip } from "../clip/run-clip.js";
import { openNamed } from "../dataset/open-named.js";
import { exitCodes } from "../exit-code.js";
import type { OpenedModel } from "../models/model-source.js";
import type { ModelRun } from "../models/run-with-packages.js";
import { printable } from "../printable.js";
import { asUsage } from "./as-usage.js";
import type { GridGroup, GridReport } from "./grid-report.js";
import { measureError } from "./measure-error.js";
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
  const twice = flags.value.find((value, i) => flags.value.indexOf(value) < i);
  if (twice !== undefined) throw new Alt2imgError("cli/usage", `--value ${twice} was given twice. Leave one out.`);
  const problems: string[] = [];
  const onProblem = (message: string): void => void problems.push(message);
  const report = await runWithClip(flags, (clip, run) => reportOn(source, flags, clip, { ...run, onProblem }), {
    quiet: flags.quiet === true,
  });
  process.stdout.write(
    flags.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : printable(gridReportText(report)),
  );
  const [first] = problems;
  if (first === undefined) return;
  const were = problems.length === 1 ? "was" : "were";
  process.stderr.write(printable(`${formatCount(problems.length, "row")} ${were} left out; the first: ${first}\n`));
  process.exitCode = exitCodes.input;
}

type ReportRun = ModelRun & { readonly model: OpenedModel; readonly onProblem: (message: string) => void };

async function reportOn(source: string, flags: BiasReportFlags, clip: Clip, run: ReportRun): Promise<GridReport> {
  const { signal, packages, onProblem } = run;
  const { value: classNames, template: templates, seed, threshold, by, training, labelled, label } = flags;
  const isTiny = run.model.source.kind === "tiny";
  const { buildZeroShotClassifier } = await packages.load("@alt2img/clip");
  const classifier = await buildZeroShotClassifier(clip, classNames, { templates, signal });
  const predict = (images: readonly Embedding[]): Prediction[] =>
    predictValues(images, classifier satisfies AttributeClassifier, { logitScale: clip.logitScale });
  const groups = await readGroups(source, by, clip, run);
  const models = new Set([...groups.values()].map(({ model }) => model));
  const unknown = Object.keys(training ?? {}).find((name) => !models.has(name));
  if (unknown !== undefined) {
    throw new Alt2imgError(
      "cli/usage",
      `--training names ${unknown}, which drew no picture of ${source}. Its models: ${[...models].join(", ")}.`,
    );
  }
  const error =
    labelled === undefined || label === undefined
      ? undefined
      : await measureError(labelled, label, { ...run, clip, isTiny, threshold, predict, onProblem });
  const calibration = error?.calibration;

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
  return { ...error, groups: report };
}

type Collected = { model: string; guidance: string; value?: string; embeddings: Embedding[] };

async function readGroups(
  source: string,
  by: string | undefined,
  { dimension }: Clip,
  { signal, onProblem }: ReportRun,
): Promise<Map<string, Collected>> {
  const dataset = await openNamed(source, signal);
  const groups = new Map<string, Collected>();
  // Not the pictures: their embeddings say enough.
  const columns = dataset.columns.map(({ name }) => name).filter((name) => name !== "image");
  if (!columns.includes("image_embedding") && dataset.rowCount > 0) {
    throw new Alt2imgError(
      "cli/usage",
      `${source} has no column image_embedding. Give a dataset of alt2img bias grid.`,
    );
  }
  for await (const { row } of dataset.rows({ columns, signal })) {
    const picture = cellOf(row, onProblem);
    if (picture === undefined) continue;
    const { model, setting, values, embedding } = picture;
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

type Cell = GridCell & { readonly embedding?: Embedding };

/** What a row says about its picture; `undefined` for one that isn't a grid's. */
function cellOf(row: Readonly<Record<string, unknown>>, onProblem: (message: string) => void): Cell | undefined {
  try {
    const vector = row["image_embedding"];
    const embedding = isVector(vector) ? { embedding: Float32Array.from(vector, Number) } : {};
    return { ...gridCellOfRow(row), ...embedding };
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
    onProblem(error.message);
    return undefined;
  }
}

const isVector = (value: unknown): value is ArrayLike<number> => Array.isArray(value) || ArrayBuffer.isView(value);
