import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Clip } from "@alt2img/clip";
import {
  Alt2imgError,
  type Diagnostic,
  formatCount,
  formatNumber,
  type ImageTextPair,
  type Json,
  type OnDiagnostic,
} from "@alt2img/core";
import type { PairRecipe } from "@alt2img/dataset";
import { type FunnelCounts, formatOptOutList } from "@alt2img/dataset/funnel";
import { describeRules, type ManifestInput, type Provenance } from "@alt2img/dataset/store";
import { type CreateDatasetOptions, createDataset, type DatasetWriter } from "@alt2img/dataset/store/node";
import { embeddedPairs } from "../clip/embed-rows.js";
import { localPicture } from "../clip/local-picture.js";
import { clipModel, type ModelFlags } from "../clip/model-options.js";
import { openModel } from "../models/model-source.js";
import { type ModelRun, runWithPackages } from "../models/run-with-packages.js";
import { checkOutputFolder } from "../output-file.js";
import { eachFileOnce } from "../pairs/each-file-once.js";
import { readInputNames } from "../pairs/input-names.js";
import { printable } from "../printable.js";
import { readVersion } from "../version.js";
import { applyLateRules } from "./build/apply-late-rules.js";
import { crawlPicture, saveCrawlImages } from "./build/crawl-images.js";
import { fetchedPicture, fetchPictures } from "./build/fetch-pictures.js";
import { inputFiles } from "./build/input-files.js";
import { isPairFile } from "./build/input-pairs.js";
import { hasInput, measuredColumns, measureInput, reasonColumns } from "./build/measure-input.js";
import { measurePictures } from "./build/measure-pictures.js";
import { same } from "./build/same.js";
import { splitRules } from "./build/split-rules.js";
import { type FunnelFlags, funnelRules } from "./funnel-rules.js";
import { lossLines } from "./funnel-text.js";
import { checkThere } from "./open-named.js";
import { readOptOutList } from "./opt-out-file.js";

export type BuildFlags = FunnelFlags &
  ModelFlags & {
    out: string;
    /** `crawl`, `web` or a folder. */
    images?: string;
    allowLoopback?: boolean;
    clip?: string;
    batchSize: number;
    quiet?: true;
  };

/** @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`; what the rules and the model packages throw */
export async function runBuild(given: readonly string[], flags: BuildFlags): Promise<void> {
  const names: string[] = [];
  for await (const name of eachFileOnce(readInputNames(given, process.stdin), () => {})) names.push(name);
  checkFlags(names, flags);
  await checkOutputFolder(flags.out);
  const say = (line: string): void => void process.stderr.write(printable(`alt2img: ${line}\n`));
  const rules = await funnelRules(flags, say);
  const { early, late } = splitRules(rules);
  const settings = await settingsOf(flags);
  const provenance: Provenance = { packages: { alt2img: readVersion() }, rules: describeRules(rules), settings };
  const open = (folder: string, options: CreateDatasetOptions = {}): Promise<DatasetWriter> =>
    createDataset(folder, { append: true, provenance, embeddings: "float16", ...options });

  const needs = flags.clip !== undefined || flags.images !== undefined;
  const build = async (run: BuildRun): Promise<void> => {
    const inputs = await inputFiles(names, run.signal);
    const columns = flags.images === undefined ? [] : measuredColumns;
    const kept = await open(flags.out, { columns });
    checkSame(kept, provenance, flags.out);
    if ((kept.manifest.provenance.inputs?.length ?? 0) > 0) {
      checkInputs(kept, inputs, flags.out);
      run.print(`${flags.out} is complete already: ${formatCount(kept.manifest.rows, "pair")}`);
      return;
    }
    const rejected = await open(join(flags.out, "rejected"), { columns: [...columns, ...reasonColumns] });
    const measured = await open(join(flags.out, "measured"), { columns });
    checkInputs(measured, inputs.slice(0, measured.manifest.provenance.inputs?.length ?? 0), flags.out);
    const counts = await withClip(flags, run, async (clip) => {
      for (const input of inputs) {
        const { name } = input;
        if (hasInput(measured, name)) continue;
        const before = measured.manifest.provenance.counts?.read ?? 0;
        await measureInput(
          input,
          { measured, rejected },
          {
            recipe: recipeOf(flags),
            rules: early,
            measure: (pairs) => measure(pairs, name, flags, run, clip),
            signal: run.signal,
            onDiagnostic: run.onDiagnostic,
            onRead: (pairs) => run.onProgress({ stage: "Measuring", done: before + pairs, unit: "pairs" }),
          },
        );
      }
      await applyLateRules(
        measured.folder,
        { kept, rejected },
        {
          rules: late,
          signal: run.signal,
          onRead: (pairs) => run.onProgress({ stage: "Filtering", done: pairs, unit: "pairs" }),
        },
      );
      return kept.manifest.provenance.counts;
    });
    if (flags.quiet !== true)
      for (const line of summary(
        flags.out,
        rules.map(({ name }) => name),
        counts,
      ))
        run.print(line);
  };

  const found = new Map<string, { count: number; first: string }>();
  await runWithPackages(
    async (run) => {
      const onDiagnostic = ({ code, message, url }: Diagnostic): void => {
        const { count = 0, first = url === undefined ? message : `<${url}>: ${message}` } = found.get(code) ?? {};
        found.set(code, { count: count + 1, first });
      };
      await build({ ...run, onDiagnostic });
      if (flags.quiet === true) return;
      for (const [code, { count, first }] of found) run.print(printable(`  ${count} × ${code}; the first: ${first}`));
    },
    { quiet: flags.quiet === true, ...(needs ? {} : { needs: [] }) },
  );
}

type BuildRun = ModelRun & { readonly onDiagnostic: OnDiagnostic };

function checkFlags(names: readonly string[], { images, clip }: BuildFlags): void {
  const usage = (message: string): Alt2imgError => new Alt2imgError("cli/usage", message);
  if (names.length === 0) throw usage("No input was named. Give crawl files, or files of pairs.");
  for (const name of names) checkThere(name);
  if (clip !== undefined && images === undefined) {
    throw usage("--clip needs pictures. Add --images crawl, --images web, or --images FOLDER.");
  }
  if (images === undefined || images === "web") return;
  if (images === "crawl") {
    if (names.some((name) => !isPairFile(name))) return;
    throw usage(
      "--images crawl takes the pictures of WARC files, and there are only files of pairs. Use --images web.",
    );
  }
  if (statSync(images, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw usage(`--images ${images} isn't a folder. Give crawl, web, or the folder that has the pictures.`);
}

/** Besides the rules, what decides about the result. */
async function settingsOf({
  preset,
  images,
  allowLoopback,
  clip,
  variant,
  ifMissing,
  optOut,
}: BuildFlags): Promise<Json> {
  return {
    preset: preset ?? null,
    images: images ?? null,
    ...(allowLoopback === undefined ? {} : { allowLoopback }),
    clip: clip ?? null,
    variant: variant ?? null,
    ifMissing,
    // Of its entries, whatever their order and the comments.
    optOut: optOut === undefined ? null : sha256Of(formatOptOutList(await readOptOutList(optOut))),
  };
}

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");

/** LAION only looks at `src`. */
const recipeOf = ({ preset }: BuildFlags): PairRecipe =>
  preset?.startsWith("laion") === true ? { address: "src" } : {};

/** @throws Alt2imgError `cli/usage` if the folder was begun with other options */
function checkSame({ manifest }: DatasetWriter, { rules, settings }: Provenance, out: string): void {
  const { rules: oldRules, settings: oldSettings } = manifest.provenance;
  if (same(oldRules, rules) && same(oldSettings, settings)) return;
  throw new Alt2imgError(
    "cli/usage",
    `The dataset in ${out} was begun with other rules or options. Use the same ones to continue, or another folder. To try other thresholds: alt2img dataset filter ${join(out, "measured")}/*.parquet`,
  );
}

/** @throws Alt2imgError `cli/usage` if these aren't the inputs that a dataset was made of */
function checkInputs({ manifest }: DatasetWriter, inputs: readonly ManifestInput[], out: string): void {
  if (same(manifest.provenance.inputs ?? [], inputs)) return;
  throw new Alt2imgError(
    "cli/usage",
    `The dataset in ${out} was begun with other inputs, or they have changed since. Give the same ones first, in the same order, or choose another folder.`,
  );
}

async function withClip<T>(
  { clip: name, variant, device }: BuildFlags,
  { packages, signal, onProgress }: BuildRun,
  work: (clip: Clip | undefined) => Promise<T>,
): Promise<T> {
  if (name === undefined) return work(undefined);
  const { folder } = await openModel(name, packages, clipModel, { signal, onProgress });
  const { loadClip } = await packages.load("@alt2img/clip");
  await using clip = await loadClip(folder, { variant, session: { device }, signal, onProgress });
  return await work(clip);
}

/** Adds to pairs what their pictures are and, with a model, the embeddings and their similarity. */
async function* measure(
  pairs: AsyncIterable<ImageTextPair>,
  input: string,
  { images, allowLoopback = false, out, clip: model = "", batchSize }: BuildFlags,
  { packages, signal, onProgress }: BuildRun,
  clip: Clip | undefined,
): AsyncGenerator<ImageTextPair, void, undefined> {
  if (images === undefined) return yield* pairs;
  const isOwnFolder = images === "crawl" || images === "web";
  const folder = isOwnFolder ? join(out, "images") : images;
  if (images === "crawl" && !isPairFile(input)) await saveCrawlImages(input, folder, signal);
  const find = images === "crawl" ? crawlPicture : localPicture;
  const pictureOf = images === "web" ? fetchedPicture(folder) : ({ imageUrl }: ImageTextPair) => find(imageUrl, folder);
  const there = images === "web" ? fetchPictures(pairs, folder, { allowLoopback, signal, onProgress }) : pairs;
  const sized = measurePictures(there, pictureOf, packages, signal);
  if (clip === undefined) return yield* sized;
  const context = { clip, packages, model, batchSize, signal, onFailure: () => {} };
  yield* embeddedPairs(sized, pictureOf, context);
}

function summary(out: string, rules: readonly string[], counts: FunnelCounts | undefined): string[] {
  if (counts === undefined) return [`${out}: no pairs`];
  return [
    `${out}: ${formatNumber(counts.kept)} of ${formatCount(counts.read, "pair")} kept; the others are in ${join(out, "rejected")}`,
    ...lossLines(counts, rules),
  ];
}
