import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { pairsFromWat } from "@alt2img/dataset";
import { tinyCrawl } from "@alt2img/tiny/crawl";
import { compareRows, pageStatuses, type Row } from "../cc2dataset-rows.js";
import type { Comparison, Result } from "../compare.js";
import { watMembers } from "../wat-input.js";

const VERSION = "1.5.0";
const [WARMUP, ROUNDS] = [3, 9];
const here = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/**
 * Image–text pairs of the same WAT by cc2dataset's own function for it (`process_wat`), in one Python process: the part of
 * cc2dataset that isn't Spark. Each runs in a process of its own on the same core, in turn.
 *
 * The rows are compared on this WAT and on that of the tiny crawl. They differ, for these reasons and no others, and any row
 * that none of them explains ends the suite with an error:
 *
 * - We collapse and trim the white space of texts, and drop texts that consist of nothing else.
 * - We write addresses as browsers resolve them (URL Standard); cc2dataset leaves absolute ones as they are, trailing spaces
 *   included, and resolves the others with Python's `urljoin`.
 * - cc2dataset takes images of pages that weren't served with status 200, such as “not found”.
 *
 * And two that these files don't show: at a record that it can't parse, cc2dataset gives no rows of the whole file; and it
 * reads the whole file into memory.
 *
 * Inflating is the floor: both leave it to a C library, and for us it is half of the time. cc2dataset 1.5 has the rest in C++, too
 * (FastWARC, simdjson), so that four times its speed isn't to be reached on one core; between 1.4 and 1.9 times is what is measured.
 */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const python = installed();
  const folder = mkdtempSync(join(tmpdir(), "alt2img-cc2dataset-"));
  try {
    const members = [...watMembers(60)];
    const real = join(folder, "real.wat.gz");
    writeFileSync(real, Buffer.concat(members.map(({ member }) => member)));
    const tiny = join(folder, "tiny.wat.gz");
    writeFileSync(tiny, await tinyCrawl.read("tiny-crawl.warc.wat.gz"));
    for (const wat of [tiny, real]) await sameRows(python, wat, folder);
    const bytes = members.reduce((sum, { inflatedLength }) => sum + inflatedLength, 0);
    yield await inTurn(bytes, [
      { name: "@alt2img/dataset pairsFromWat", command: [process.execPath, here("wat-pairs.mjs"), real, "pairs"] },
      { name: `cc2dataset ${VERSION} process_wat`, command: [python, here("wat-cc2dataset.py"), real] },
      { name: "only inflating (zlib)", command: [process.execPath, here("wat-pairs.mjs"), real, "inflate"] },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A virtual environment of its own, since cc2dataset brings Spark. */
function installed(): string {
  const folder = here("../out/peers/cc2dataset");
  const python = process.env["ALT2IMG_CC2DATASET_PYTHON"] ?? join(folder, "bin/python");
  if (existsSync(python)) return python;
  mkdirSync(folder, { recursive: true });
  const run = (command: string, ...args: string[]): void => {
    const { status } = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
  };
  run("python3", "-m", "venv", folder);
  run(python, "-m", "pip", "install", "--quiet", `cc2dataset==${VERSION}`);
  return python;
}

async function sameRows(python: string, wat: string, folder: string): Promise<void> {
  const file = join(folder, "rows.jsonl");
  const { status } = spawnSync(python, [here("wat-cc2dataset.py"), wat, file], {
    input: "",
    stdio: ["pipe", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`cc2dataset ended with ${status}`);
  const theirs = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line): Row => JSON.parse(line));
  const bytes = readFileSync(wat);
  const ours: Row[] = [];
  for await (const { imageUrl, text, pageUrl } of pairsFromWat(bytes)) ours.push({ imageUrl, text, pageUrl });
  const found = compareRows(ours, theirs, await pageStatuses(bytes));
  console.log(`${basename(wat)}: ${ours.length} rows of ours, ${theirs.length} of cc2dataset`, found);
  if (found.ours["unexplained"] !== undefined || found.theirs["unexplained"] !== undefined)
    throw new Error("Some rows differ for an unknown reason.");
}

type Process = { name: string; command: string[] };
type Times = { seconds: number; cpuSeconds: number; found: string };

async function inTurn(bytes: number, processes: readonly Process[]): Promise<Comparison> {
  const running = processes.map(({ name, command }) => ({ name, ...start(command), times: [] as Times[] }));
  for (let round = -WARMUP; round < ROUNDS; round++) {
    for (const { next, times } of running) {
      const answer = await next();
      if (round >= 0) times.push(answer);
    }
  }
  for (const { child } of running) child.stdin?.end();
  const results = running.map(({ name, times }): Result => {
    const medianSeconds = median(times.map(({ seconds }) => seconds));
    return {
      name,
      medianSeconds,
      medianCpuSeconds: median(times.map(({ cpuSeconds }) => cpuSeconds)),
      megabytesPerSecond: bytes / 1e6 / medianSeconds,
      found: times[0]!.found,
      seconds: times.map(({ seconds }) => seconds),
    };
  });
  return { title: "WAT gzip → pairs of image and alt text, beside cc2dataset", bytes, rounds: ROUNDS, results };
}

/** Starts a process that answers each line with a line. */
function start([command = "", ...args]: readonly string[]): { child: ChildProcess; next: () => Promise<Times> } {
  // On one core, if the platform can say so.
  const pinned = existsSync("/usr/bin/taskset") ? ["/usr/bin/taskset", "-c", "0", command] : [command];
  const [program = "", ...first] = pinned;
  const child = spawn(program, [...first, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async next() {
      child.stdin.write("\n");
      const { value, done } = await answers.next();
      if (done) throw new Error(`${command} ended before it answered`);
      return JSON.parse(value);
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
