import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { weat } from "@alt2img/bias/association";
import { createGenerator } from "@alt2img/core/random";
import { type Comparison, compare } from "../compare.js";

const [size, dimension, permutations] = [50, 512, 10_000];

/** WEAT with a sampled p-value, compared with numpy on one core if `ALT2IMG_PYTHON` is a Python that has it. */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const generator = createGenerator(0);
  const set = (): Float32Array[] => Array.from({ length: size }, () => generator.randn(dimension));
  const sets = { targets: [set(), set()], attributes: [set(), set()] } as const;
  const comparison = await compare({
    title: `WEAT: four sets of ${size} vectors of ${dimension} numbers, ${permutations} relabellings`,
    bytes: 0,
    items: { count: permutations, unit: "relabellings" },
    rounds: 9,
    warmup: 5,
    candidates: [
      {
        name: "@alt2img/bias weat",
        run: () => `p = ${weat(sets, { permutations, draws: 0 }).pValue.atLeast.toFixed(3)}`,
      },
    ],
  });
  const python = process.env["ALT2IMG_PYTHON"];
  if (python !== undefined) {
    const script = fileURLToPath(new URL("../weat-numpy.py", import.meta.url));
    const { stdout, stderr } = spawnSync(python, [script, ...[size, dimension, permutations].map(String)], {
      encoding: "utf8",
      env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
    });
    if (stdout === "") throw new Error(`${python} couldn't run ${script}: ${stderr}`);
    const timed = JSON.parse(stdout) as Record<string, { seconds: number; found: string }>;
    for (const [key, name] of Object.entries({ inALoop: "numpy, in a loop", atOnce: "numpy, all at once" })) {
      const { seconds, found } = timed[key]!;
      comparison.results.push({ name, medianSeconds: seconds, megabytesPerSecond: 0, found, seconds: [seconds] });
    }
  }
  yield comparison;
}
