import type { Clip, ScoreBaseline } from "@alt2img/clip";
import { Alt2imgError, type Embedding } from "@alt2img/core";
import { readPicture } from "../input/read-picture.js";
import type { OpenedModel } from "../models/model-source.js";
import type { ModelRun } from "../models/run-with-packages.js";
import { checkOutputFile } from "../output-file.js";
import { writeOutput } from "../write-output.js";
import { readBaseline } from "./baseline-file.js";
import { csv } from "./csv.js";
import { embedPictures } from "./embed-pictures.js";
import { explanationText } from "./explanation-text.js";
import type { ScoreFlags } from "./flags.js";
import { mapPicture } from "./map-picture.js";
import { reportFailures } from "./report-failures.js";
import { runWithClip } from "./run-clip.js";
import { cutNote, scoreNote, scoreText } from "./score-text.js";
import type { ScoredPicture, ScoredText } from "./scored-picture.js";

/** @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`; what the model packages throw */
export async function runScore(names: readonly string[], flags: ScoreFlags): Promise<void> {
  await checkFlags(names, flags);
  const { text: texts, format, out } = flags;
  const baseline = flags.baseline === undefined ? undefined : await readBaseline(flags.baseline);
  // An explanation looks at a picture again; standard input and web addresses are read only once.
  const read = flags.explain === true ? remembering(readPicture) : readPicture;
  await runWithClip(flags, async (clip, run) => {
    if (baseline !== undefined) await checkOwn(clip, baseline, run);
    const pictures = await scorePictures(clip, { ...run, read }, names, texts);
    if (flags.explain === true) await explainAll(clip, { ...run, read }, pictures, { baseline, out });
    process.stdout.write(formatScores(clip, pictures, flags));
    if (format === "text") for (const line of scoreNote(clip, run.model.name, pictures, flags)) run.print(line);
    if (flags.explain !== true) for (const line of cutNote(clip, pictures)) run.print(line);
    reportFailures(pictures, run.print);
  });
}

async function checkFlags(names: readonly string[], { text, explain, out, format }: ScoreFlags): Promise<void> {
  if (names.filter((name) => name === "-").length > 1) {
    throw new Alt2imgError("cli/usage", "Standard input (-) can be read only once. Name it once.");
  }
  if (explain === true && format === "csv") {
    throw new Alt2imgError("cli/usage", "--explain doesn't fit into CSV. Use --format text or --format json.");
  }
  if (out === undefined) return;
  if (names.length > 1 || text.length > 1) {
    throw new Alt2imgError("cli/usage", "--out is for the map of one picture and one text. Give one of each.");
  }
  if (!/\.png$/i.test(out)) {
    throw new Alt2imgError("cli/usage", `--out ${out} must end in .png, since the map is written as a PNG.`);
  }
  await checkOutputFile(out, names, "map.png");
}

async function checkOwn(clip: Clip, baseline: ScoreBaseline, { packages, signal }: ModelRun): Promise<void> {
  const { checkBaseline } = await packages.load("@alt2img/clip");
  await checkBaseline(clip, baseline, { signal });
}

type Read = typeof readPicture;

function remembering(read: Read): Read {
  const known = new Map<string, Promise<Uint8Array>>();
  return (name, signal) => {
    const bytes = known.get(name) ?? read(name, signal);
    known.set(name, bytes);
    return bytes;
  };
}

async function scorePictures(
  clip: Clip,
  run: ModelRun & { read: Read },
  names: readonly string[],
  texts: readonly string[],
): Promise<ScoredPicture[]> {
  const { packages, signal, onProgress, read } = run;
  const { score } = await packages.load("@alt2img/clip");
  const embeddings = await clip.embedTexts(texts, { signal });
  const cutWords = texts.map((text) => clip.tokenize(text).cutWords);
  const pictures: ScoredPicture[] = [];
  for await (const { name, embedding, failure } of embedPictures(clip, packages, names, { signal, onProgress, read })) {
    if (embedding === undefined) pictures.push({ name, scores: [], failure });
    else pictures.push({ name, scores: await Promise.all(texts.map(scoreWith(embedding))) });
  }
  return pictures;

  function scoreWith(image: Embedding) {
    return async (text: string, i: number): Promise<ScoredText> => ({
      text,
      ...(await score(clip, image, embeddings[i]!, { signal })),
      ...(cutWords[i]!.length === 0 ? {} : { cutWords: cutWords[i]! }),
    });
  }
}

/** Adds explanations to the scores, and writes the map of the first one to `out`. */
async function explainAll(
  clip: Clip,
  run: ModelRun & { model: OpenedModel; read: Read },
  pictures: readonly ScoredPicture[],
  { baseline, out }: { baseline: ScoreBaseline | undefined; out: string | undefined },
): Promise<void> {
  const { packages, signal, onProgress, read } = run;
  const { explainScore } = await packages.load("@alt2img/clip");
  for (const picture of pictures) {
    if (picture.failure !== undefined) continue;
    const image = await read(picture.name, signal);
    for (const scored of picture.scores) {
      scored.explanation = await explainScore(clip, image, scored.text, { baseline, signal, onProgress });
    }
    if (out !== undefined) {
      await writeOutput(out, await mapPicture(clip, run, image, picture.scores[0]!), signal);
    }
  }
}

function formatScores(clip: Clip, pictures: readonly ScoredPicture[], { format, model, text }: ScoreFlags): string {
  switch (format) {
    case "text":
      return (
        scoreText(pictures, text, process.stdout) + pictures.flatMap((each) => explanationsOf(each, clip)).join("")
      );
    case "json":
      return `${JSON.stringify(scoreJson(clip, model, pictures), null, 2)}\n`;
    case "csv": {
      const columns = ["cosine", "logit", "probability"] as const;
      const rows = pictures.flatMap(({ name, scores }) =>
        scores.map((scored) => [name, scored.text, ...columns.map((column) => scored[column])]),
      );
      return csv(["image", "text", ...columns], rows);
    }
  }
}

const explanationsOf = ({ name, scores }: ScoredPicture, clip: Clip): string[] =>
  scores.flatMap(({ text, explanation }) =>
    explanation === undefined ? [] : [`\n${explanationText(name, text, explanation, clip)}`],
  );

function scoreJson(clip: Clip, model: string, pictures: readonly ScoredPicture[]): unknown {
  const { family, dimension, logitScale, runtime } = clip;
  return {
    model: { name: model, family, dimension, logitScale, ...runtime },
    images: pictures.map(({ name, scores, failure }) =>
      failure === undefined ? { image: name, scores } : { image: name, failure },
    ),
  };
}
