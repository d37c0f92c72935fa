import type { ClassScore, Clip, ZeroShotClassifier } from "@alt2img/clip";
import { Alt2imgError, type Embedding, formatNumber } from "@alt2img/core";
import type { ModelRun } from "../models/run-with-packages.js";
import { printable } from "../printable.js";
import { csv } from "./csv.js";
import { embedPictures, pictureName } from "./embed-pictures.js";
import type { ClassifyFlags } from "./flags.js";
import { type DownStep, downStep, type ImageNetClasses, imageNetClasses } from "./imagenet-classes.js";
import { reportFailures } from "./report-failures.js";
import { runWithClip } from "./run-clip.js";

/** What a picture shows: the likeliest classes, or the way down the hierarchy. */
type Classified = { name: string; classes?: ClassScore[]; path?: DownStep[]; failure?: string };

/** How many classes are embedded before progress is shown. */
const SLICE = 25;

/** @throws Alt2imgError `cli/usage`; what the model packages throw */
export async function runClassify(names: readonly string[], flags: ClassifyFlags): Promise<void> {
  checkFlags(names, flags);
  await runWithClip(flags, async (clip, run) => {
    const { packages, signal, onProgress } = run;
    if (clip.family === "clip" && flags.class?.length === 1) {
      throw new Alt2imgError(
        "cli/usage",
        "With one class, its probability is always 1. Give at least two with --class.",
      );
    }
    const imageNet = flags.imagenet === true ? await imageNetClasses(signal) : undefined;
    const templates = await templatesOf(flags, run.model.source.kind === "tiny", run);
    const classifier = await buildClassifier(flags, imageNet, templates, clip, run);
    const found: Classified[] = [];
    for await (const { name, embedding, failure } of embedPictures(clip, packages, names, { signal, onProgress })) {
      if (embedding === undefined) found.push({ name, failure });
      else found.push({ name, ...(await classified(clip, embedding, classifier, imageNet, flags, run)) });
    }
    process.stdout.write(formatClasses(found, flags));
    if (flags.format === "text") {
      const count = classifier.classNames.length;
      const sum = clip.family === "clip" ? `; the probabilities of all ${formatNumber(count)} classes add up to 1` : "";
      run.print(
        `Model: ${run.model.name}. Templates: ${templates.length === 1 ? templates[0] : templates.length}${sum}.`,
      );
    }
    reportFailures(found, run.print);
  });
}

function checkFlags(names: readonly string[], { class: classes, imagenet, template }: ClassifyFlags): void {
  const usage = (message: string): Alt2imgError => new Alt2imgError("cli/usage", message);
  if (classes === undefined && imagenet !== true) {
    throw usage("There are no classes. Name them with --class, once for each, or take ImageNet's with --imagenet.");
  }
  const twice = classes?.find((name, i) => classes.indexOf(name) < i);
  if (twice !== undefined) {
    throw usage(`--class ${twice} is there twice, so its probability would be shared out. Name each class once.`);
  }
  if (names.filter((name) => name === "-").length > 1) {
    throw usage("Standard input (-) can be read only once. Name it once.");
  }
  const wrong = template?.find((each) => !each.includes("{}") && each !== "best" && each !== "all");
  if (wrong !== undefined) {
    throw usage(`The template “${wrong}” has no {} for the class's name. Write, for example, “a photo of a {}”.`);
  }
}

async function templatesOf(
  { template, imagenet }: ClassifyFlags,
  isTiny: boolean,
  { packages }: ModelRun,
): Promise<readonly string[]> {
  const { bestImageNetTemplates, imageNetTemplates } = await packages.load("@alt2img/clip/imagenet");
  const wanted = template ?? [isTiny ? "{}" : imagenet === true ? "best" : "a photo of a {}."];
  return wanted.flatMap((each) =>
    each === "best" ? bestImageNetTemplates : each === "all" ? imageNetTemplates : [each],
  );
}

async function buildClassifier(
  { class: given = [] }: ClassifyFlags,
  imageNet: ImageNetClasses | undefined,
  templates: readonly string[],
  clip: Clip,
  { packages, signal, onProgress }: ModelRun,
): Promise<ZeroShotClassifier> {
  const { buildZeroShotClassifier } = await packages.load("@alt2img/clip");
  const { hierarchyClassNames } = await packages.load("@alt2img/clip/imagenet");
  const names = imageNet === undefined ? given : hierarchyClassNames(imageNet.hierarchy);
  const embeddings: Embedding[] = [];
  for (let start = 0; start < names.length; start += SLICE) {
    const slice = names.slice(start, start + SLICE);
    embeddings.push(...(await buildZeroShotClassifier(clip, slice, { templates, signal })).embeddings);
    onProgress({ stage: "classes", done: embeddings.length, total: names.length, unit: "records" });
  }
  return { classNames: names, embeddings };
}

async function classified(
  clip: Clip,
  embedding: Embedding,
  classifier: ZeroShotClassifier,
  imageNet: ImageNetClasses | undefined,
  { down, top }: ClassifyFlags,
  { packages, signal }: ModelRun,
): Promise<Omit<Classified, "name">> {
  if (down === true && imageNet !== undefined) {
    const { classifyDown } = await packages.load("@alt2img/clip/imagenet");
    const { path } = await classifyDown(clip, embedding, classifier, imageNet.hierarchy, { signal });
    return { path: path.map((step) => downStep(imageNet, step)) };
  }
  const { classify } = await packages.load("@alt2img/clip");
  return { classes: (await classify(clip, embedding, classifier, { signal })).slice(0, top) };
}

function formatClasses(found: readonly Classified[], { format, model }: ClassifyFlags): string {
  switch (format) {
    case "text":
      return found
        .filter(({ failure }) => failure === undefined)
        .map(classText)
        .join("\n");
    case "json":
      return `${JSON.stringify({ model, images: found.map(({ name, ...rest }) => ({ image: name, ...rest })) }, null, 2)}\n`;
    case "csv":
      return csv(["image", "class", "probability", "cosine"], found.flatMap(csvRows));
  }
}

function csvRows({ name, classes = [], path = [] }: Classified): (string | number | undefined)[][] {
  const steps = path.map((step) => [name, step.name, step.probability, undefined]);
  return [...classes.map(({ className, probability, cosine }) => [name, className, probability, cosine]), ...steps];
}

function classText({ name, classes = [], path = [] }: Classified): string {
  const lines = classes.map(
    ({ className, probability, cosine }) =>
      `  ${probability.toFixed(3)}  ${printable(className)}  (cosine ${cosine.toFixed(3)})`,
  );
  const steps = path.map((step, depth) => `  ${step.probability.toFixed(3)}  ${"  ".repeat(depth)}${step.name}`);
  const last = path.at(-1);
  const end = last === undefined ? [] : [`         ${last.wnid ?? ""}: ${last.definition}`];
  return `${[printable(pictureName(name)), ...lines, ...steps, ...end].join("\n")}\n`;
}
