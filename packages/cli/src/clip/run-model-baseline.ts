import { readFile } from "node:fs/promises";
import type { ScoredPair } from "@alt2img/clip";
import { Alt2imgError, formatCount, formatNumber, type OnProgress } from "@alt2img/core";
import { exitCodes } from "../exit-code.js";
import { checkOutputFile } from "../output-file.js";
import { printable } from "../printable.js";
import { findTinyWorld } from "../tiny/find-tiny-world.js";
import { writeOutput } from "../write-output.js";
import type { ModelBaselineFlags } from "./flags.js";
import { folderPairs } from "./folder-pairs.js";
import { runWithClip } from "./run-clip.js";

/** Two decimals more than people read. */
const DIGITS = 4;
/** With fewer pairs, the ends of the spreads are a matter of luck. */
const FEW = 200;

/** @throws Alt2imgError `cli/usage`, `cli/input`, `cli/output`; what the model packages throw */
export async function runModelBaseline(model: string, flags: ModelBaselineFlags): Promise<void> {
  const { pairs: folder, count: most, out } = flags;
  await checkOutputFile(out, [], "baseline.json");
  const given = folder === undefined ? undefined : await folderPairs(folder, most);
  if (given !== undefined && new Set(given.map(({ text }) => text)).size < 2) {
    throw new Alt2imgError(
      "cli/input",
      `${folder} has ${formatCount(given.length, "pair")}, but at least two with different texts are needed. A pair is a picture and a text file of the same name, such as cat.jpg and cat.txt.`,
    );
  }
  await runWithClip({ ...flags, model }, async (clip, { packages, signal, print, onProgress }) => {
    const { measureBaseline } = await packages.load("@alt2img/clip");
    let failed = 0;
    const baseline = await measureBaseline(clip, given === undefined ? tinyPairs(most, onProgress) : read(given), {
      signal,
      onProgress,
      onDiagnostic: ({ message }) => {
        failed++;
        print(printable(`alt2img: ${message}`));
      },
    });
    const { random, matched, count, model: measured } = baseline;
    const from = folder ?? "the tiny training set";
    const rounded = {
      name: `${model} on ${formatCount(count, "pair")} of ${from}`,
      model: { ...measured, name: model },
      random: random.map(round),
      matched: matched.map(round),
      count,
    };
    await writeOutput(out, `${JSON.stringify(rounded)}\n`, signal);
    const middle = (spread: readonly number[]): string => spread[50]!.toFixed(3);
    print(
      printable(
        `${out}: ${formatCount(count, "pair")}. Half of the pictures with another picture's text score above ${middle(random)}, half of those with their own above ${middle(matched)}.`,
      ),
    );
    if (count < FEW) print(`That is few: ${formatNumber(FEW)} pairs or more make it reliable.`);
    print(printable(`Use it with: alt2img score … --model ${model} --explain --baseline ${out}`));
    if (failed > 0) process.exitCode = exitCodes.input;
  });
}

const round = (value: number): number => Number(value.toFixed(DIGITS));

async function* read(pairs: Awaited<ReturnType<typeof folderPairs>>): AsyncGenerator<ScoredPair> {
  for (const { file, text } of pairs) yield { image: await readFile(file), text };
}

/** Drawings spread evenly over the training set: no skin-tone variants, no recoloured copies, each name once a vendor. */
async function* tinyPairs(most: number, onProgress: OnProgress): AsyncGenerator<ScoredPair> {
  const { trainingSet } = findTinyWorld(onProgress);
  const seen = new Set<string>();
  const places: number[] = [];
  let place = 0;
  for await (const row of trainingSet.rows({ columns: ["name", "vendor", "skin_tone", "recoloured_from", "split"] })) {
    const at = place++;
    if (row.skin_tone !== null || row.recoloured_from !== null || row.split !== "train") continue;
    const key = `${row.vendor}/${row.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    places.push(at);
  }
  const count = Math.min(most, places.length);
  const wanted = new Set(Array.from({ length: count }, (_, i) => places[Math.floor((i * places.length) / count)]!));
  place = 0;
  for await (const { image, name } of trainingSet.rows({ columns: ["image", "name"] })) {
    if (wanted.has(place++)) yield { image, text: name };
  }
}
