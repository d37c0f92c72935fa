import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { sharedData } from "@alt2img/testing/node";
import {
  findSynsets,
  lexicographerFiles,
  loadWordNet,
  partOfSpeech,
  type Synset,
  synsetId,
  type Word,
} from "@alt2img/wordnet";
import { wordnet } from "@alt2img/wordnet/princeton";
import { lemma } from "@alt2img/wordnet/senses";
import { wupSimilarity } from "@alt2img/wordnet/similarity";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { WordNet as NaturalWordNet } from "natural/lib/natural/wordnet/index.js";
import NodeWordNet from "node-wordnet";
import WordPOS from "wordpos";
import { files30 } from "../../packages/wordnet/scripts/princeton-files.mjs";
import { type Comparison, compare, type Result } from "../compare.js";

const ROUNDS = 7;
const python = process.env["ALT2IMG_PYTHON"];
const require = createRequire(import.meta.url);

/** Compared with JavaScript's peers, and with NLTK and `wn` if `ALT2IMG_PYTHON` is a Python that has them. */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), "alt2img-wordnet-"));
  const dict = join(folder, "dict");
  await writeDict(dict);
  yield coldStart(dict);
  yield* lookUps(dict);
  yield* similarity(folder, dict);
  yield* similarityInOewn(folder);
  yield* xml(folder);
}

async function writeDict(dict: string): Promise<void> {
  mkdirSync(dict);
  for (const [name, bytes] of Object.entries(await files30())) writeFileSync(join(dict, name), bytes);
  const numbers: Record<string, number> = { noun: 1, verb: 2, adj: 3, adv: 4 };
  const names = lexicographerFiles.map(
    (name, i) => `${String(i).padStart(2, "0")}\t${name}\t${numbers[name.split(".")[0]!]}`,
  );
  writeFileSync(join(dict, "lexnames"), `${names.join("\n")}\n`);
}

/** Each in a process of its own, round by round. `wordpos` has WordNet 3.1, the others 3.0. */
function coldStart(dict: string): Comparison {
  const names = ["ours", "wordpos", "natural", "node-wordnet", "nothing"];
  const seconds: number[][] = names.map(() => []);
  const found: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, name] of names.entries()) {
      const { seconds: taken, found: answer, rss } = runScript("wordnet-cold.mjs", name, dict);
      seconds[i]!.push(taken);
      found[i] = `${answer} (${(rss / 1e6).toFixed(0)} MB resident)`;
    }
  }
  return {
    title: "WordNet: from the start of the process to the first definition",
    bytes: 0,
    rounds: ROUNDS,
    results: names.map((name, i) => result(name, seconds[i]!, found[i]!)),
  };
}

async function* lookUps(dict: string): AsyncGenerator<Comparison, void, undefined> {
  const princeton = await wordnet();
  const words = Array.from({ length: 30 }, (_, i) => lemma(princeton, (i * 5171) as Word).replaceAll(" ", "_"));
  const reader = new NaturalWordNet(dict);
  const nodeWordNet = new NodeWordNet(dict);
  const wordpos = new WordPOS();
  yield await compare({
    title: "WordNet: synsets of 30 words",
    bytes: 0,
    rounds: 5,
    warmup: 1,
    candidates: [
      { name: "@alt2img/wordnet findSynsets", run: () => count(words.map((word) => findSynsets(princeton, word))) },
      { name: "wordpos lookup (3.1)", run: async () => count(await inTurn(words, (word) => wordpos.lookup(word))) },
      {
        name: "natural lookup",
        run: async () =>
          count(await inTurn(words, (word) => new Promise<unknown[]>((done) => reader.lookup(word, done)))),
      },
      {
        name: "node-wordnet lookup",
        run: async () => count(await inTurn(words, (word) => nodeWordNet.lookupAsync(word))),
      },
    ],
  });
  const many = Array.from({ length: 100_000 }, (_, i) => lemma(princeton, (i % princeton.counts.words) as Word));
  yield await compare({
    title: "WordNet: synsets of 100,000 words",
    bytes: 0,
    candidates: [
      { name: "@alt2img/wordnet findSynsets", run: () => count(many.map((word) => findSynsets(princeton, word))) },
    ],
  });
}

async function* similarity(folder: string, dict: string): AsyncGenerator<Comparison, void, undefined> {
  const princeton = await wordnet({ definitions: false });
  const nouns = taxonomy(princeton);
  const pairs = Array.from(
    { length: 100_000 },
    (_, i) => [(i * 7919) % 82_115, (i * 104_729 + 31) % 82_115] as [Synset, Synset],
  );
  const ours = await compare({
    title: "WordNet: Wu and Palmer's similarity of 100,000 pairs",
    bytes: 0,
    candidates: [
      {
        name: "@alt2img/wordnet wupSimilarity",
        run: () => pairs.reduce((sum, [one, other]) => sum + wupSimilarity(nouns, one, other), 0).toFixed(6),
      },
    ],
  });
  if (python !== undefined) {
    const file = join(folder, "pairs.json");
    writeFileSync(
      file,
      JSON.stringify(pairs.map((pair) => pair.map((synset) => Number(synsetId(princeton, synset).slice(0, 8))))),
    );
    const { seconds, found } = runPython(python, "wordnet-nltk.py", dict, file);
    ours.results.push(result("NLTK wup_similarity (Python, once)", [seconds], found));
  }
  yield ours;
}

/** `wn` reads its lexicon from SQLite, a query at a time, so it gets only a few pairs. */
async function* similarityInOewn(folder: string): AsyncGenerator<Comparison, void, undefined> {
  const xml = sharedData("wordnet/english-wordnet-2025.xml.gz");
  if (python === undefined || xml === undefined) return;
  const oewn = await loadWordNet(gunzipSync(readFileSync(xml)));
  const all = taxonomy(oewn, { convention: "wn", simulateRoot: true });
  const nouns = Array.from({ length: oewn.counts.synsets }, (_, i) => i as Synset).filter(
    (synset) => partOfSpeech(oewn, synset) === "n",
  );
  const pairs = Array.from(
    { length: 500 },
    (_, i) => [nouns[(i * 7919) % nouns.length]!, nouns[(i * 104_729 + 31) % nouns.length]!] as const,
  );
  const ours = await compare({
    title: "Open English WordNet: Wu and Palmer's similarity of 500 pairs",
    bytes: 0,
    candidates: [
      {
        name: "@alt2img/wordnet wupSimilarity",
        run: () => pairs.reduce((sum, [one, other]) => sum + wupSimilarity(all, one, other), 0).toFixed(6),
      },
    ],
  });
  const file = join(folder, "oewn-pairs.json");
  const idOf = (synset: Synset): string => synsetId(oewn, synset).replace(/^oewn-/, "");
  writeFileSync(file, JSON.stringify(pairs.map((pair) => pair.map(idOf))));
  const { seconds, found } = runPython(python, "wordnet-wn.py", gunzippedTo(folder, xml), join(folder, "wn"), file);
  ours.results.push(result("wn.similarity.wup (Python, once)", [seconds], found));
  yield ours;
}

function gunzippedTo(folder: string, compressed: string): string {
  const file = join(folder, "oewn.xml");
  writeFileSync(file, gunzipSync(readFileSync(compressed)));
  return file;
}

function runPython(program: string, script: string, ...args: string[]): { seconds: number; found: string } {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const { stdout, stderr } = spawnSync(program, [path, ...args], { encoding: "utf8" });
  if (stdout === "") throw new Error(`${script}: ${stderr}`);
  return JSON.parse(stdout);
}

function* xml(folder: string): Generator<Comparison, void, undefined> {
  const compressed = sharedData("wordnet/english-wordnet-2025.xml.gz");
  if (compressed === undefined) return;
  const file = gunzippedTo(folder, compressed);
  const bytes = readFileSync(file);
  const names = ["ours", "saxes", "fast-xml-parser"];
  const seconds: number[][] = names.map(() => []);
  const found: string[] = [];
  const rounds = 1;
  for (let round = 0; round < rounds; round++) {
    for (const [i, name] of names.entries()) {
      const run = runScript("wordnet-xml.mjs", name, file);
      seconds[i]!.push(run.seconds);
      found[i] = `${run.found} synsets, ${(run.rss / 1e6).toFixed(0)} MB at most`;
    }
  }
  yield {
    title: "WordNet: Open English WordNet's XML to a lexicon; only tags; one tree",
    bytes: bytes.length,
    rounds,
    results: names.map((name, i) => {
      const row = result(name, seconds[i]!, found[i]!);
      return { ...row, megabytesPerSecond: bytes.length / 1e6 / row.medianSeconds };
    }),
  };
}

function runScript(script: string, name: string, argument: string): { seconds: number; found: string; rss: number } {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [path, name, argument], {
    encoding: "utf8",
    cwd: dirname(require.resolve("../package.json")),
  });
  if (stdout === "") throw new Error(`${script} ${name}: ${stderr}`);
  // Peers may print something before.
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}

function result(name: string, seconds: number[], found: unknown): Result {
  const sorted = [...seconds].sort((a, b) => a - b);
  return { name, medianSeconds: sorted[sorted.length >> 1]!, megabytesPerSecond: 0, found, seconds };
}

function count(found: readonly (readonly unknown[])[]): string {
  return `${found.reduce((sum, each) => sum + each.length, 0)} synsets`;
}

async function inTurn(
  words: readonly string[],
  lookUp: (word: string) => Promise<readonly unknown[]>,
): Promise<(readonly unknown[])[]> {
  const found: (readonly unknown[])[] = [];
  for (const word of words) found.push(await lookUp(word));
  return found;
}
