// A prompt to a picture, and how much of the time is spent outside the sessions: with the tiny Stable Diffusion, with its four-step
// version, and with a U-Net of random weights whose latents are as large as Stable Diffusion's (64 × 64 × 4).
import { readFile } from "node:fs/promises";
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { tinyLcm } from "@alt2img/tiny/lcm";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { type Comparison, compare } from "../compare.js";
import { type Outside, outsideSessions } from "../session-time.js";

const devices = [
  { device: "cpu", load: () => import("onnxruntime-node"), threads: undefined },
  { device: "wasm", load: () => import("onnxruntime-web"), threads: 1 },
] as const;

export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  for (const { device, load, threads } of devices) {
    const measured = outsideSessions(await load());
    for (const { folder, side, steps = 20, guidanceScale } of models) {
      await using model = await loadTextToImage(folder, { session: { device, threads } });
      const size = side === undefined ? model.size : { width: side, height: side };
      const pictures: Outside[] = [];
      yield await compare({
        title: `${folder.name} on ${device}, ${threads ?? "all"} threads: ${steps} ${guidanceScale === 1 ? "" : "guided "}steps and a picture of ${size.width} × ${size.height}`,
        bytes: 0,
        items: { count: steps, unit: "steps" },
        rounds: 5,
        // Warm up until everything is compiled: until then, a step takes two to three times as long outside the sessions.
        warmup: 10,
        candidates: [
          {
            name: "@alt2img/diffusion",
            run: async () => {
              pictures.push(
                await measured(async () => {
                  for await (const _ of model.generate("a red car", { steps, guidanceScale, size }));
                }),
              );
              const [percent, milliseconds] = (["percent", "milliseconds"] as const).map((key) =>
                median(pictures.slice(-5).map((picture) => picture[key])),
              ) as [number, number];
              return `outside the sessions ${percent.toFixed(1)} %, ${(milliseconds / steps).toFixed(2)} ms a step (medians)`;
            },
          },
        ],
      });
    }
  }
}

/** The random pipeline of the package's tests; it has no tokenizer and no scheduler of its own. */
const random = new URL("../../packages/diffusion/test/golden/pipelines/sd1/", import.meta.url);
const models: readonly {
  folder: Parameters<typeof loadTextToImage>[0];
  side?: number;
  steps?: number;
  guidanceScale?: number;
}[] = [
  { folder: tinyStableDiffusion },
  { folder: tinyLcm, steps: 4, guidanceScale: 1 },
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

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
