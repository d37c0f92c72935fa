// A prompt to a picture, guided, and how much of the time is spent outside the sessions: with the tiny Stable Diffusion, and with a
// U-Net of random weights whose latents are as large as Stable Diffusion's (64 × 64 × 4).
import { readFile } from "node:fs/promises";
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { type Comparison, compare } from "../compare.js";

type Ort = { InferenceSession: { prototype: { run: (...args: unknown[]) => Promise<unknown> } } };

const steps = 20;
const devices = [
  { device: "cpu", load: () => import("onnxruntime-node"), threads: undefined },
  { device: "wasm", load: () => import("onnxruntime-web"), threads: 1 },
] as const;

export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  for (const { device, load, threads } of devices) {
    const session = measureRuns((await load()) as unknown as Ort);
    for (const { folder, side } of models) {
      await using model = await loadTextToImage(folder, { session: { device, threads } });
      const size = side === undefined ? model.size : { width: side, height: side };
      const shares: Share[] = [];
      yield await compare({
        title: `${folder.name} on ${device}, ${threads ?? "all"} threads: ${steps} guided steps and a picture of ${size.width} × ${size.height}`,
        bytes: 0,
        items: { count: steps, unit: "steps" },
        rounds: 5,
        // Warm up until everything is compiled: until then, a step takes two to three times as long outside the sessions.
        warmup: 10,
        candidates: [
          {
            name: "@alt2img/diffusion",
            run: async () => {
              const start = performance.now();
              session.milliseconds = 0;
              for await (const _ of model.generate("a red car", { steps, size }));
              const total = performance.now() - start;
              const outside = total - session.milliseconds;
              shares.push({ share: outside / total, aStep: outside / steps });
              const [share, aStep] = (["share", "aStep"] as const).map((key) => median(shares.slice(-5), key));
              return `outside the sessions ${(100 * share!).toFixed(1)} %, ${aStep!.toFixed(2)} ms a step (medians)`;
            },
          },
        ],
      });
    }
  }
}

/** The random pipeline of the package's tests; it has no tokenizer and no scheduler of its own. */
const random = new URL("../../packages/diffusion/test/golden/pipelines/sd1/", import.meta.url);
const models: readonly { folder: Parameters<typeof loadTextToImage>[0]; side?: number }[] = [
  { folder: tinyStableDiffusion },
  {
    folder: {
      name: "random weights",
      read: async (path, options) =>
        /^(tokenizer|scheduler)\//.test(path)
          ? tinyStableDiffusion.read(path, options)
          : new Uint8Array(await readFile(new URL(path, random))),
    },
    side: 64 * 4,
  },
];

/** The part of a picture's time that is spent outside the sessions, and in milliseconds for each step. */
type Share = { readonly share: number; readonly aStep: number };

const median = (values: readonly Share[], key: keyof Share): number =>
  values.map((each) => each[key]).sort((a, b) => a - b)[values.length >> 1]!;

/** Adds up the time of all sessions' runs from now on. */
function measureRuns({ InferenceSession: { prototype } }: Ort): { milliseconds: number } {
  const measured = { milliseconds: 0 };
  const { run } = prototype;
  prototype.run = async function (...args) {
    const start = performance.now();
    try {
      return await run.apply(this, args);
    } finally {
      measured.milliseconds += performance.now() - start;
    }
  };
  return measured;
}
