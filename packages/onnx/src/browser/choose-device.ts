import { type ModelFolder, readAll } from "@alt2img/core";
import { defaultCache } from "../cache/default-cache.js";
import type { ModelCache } from "../cache/model-cache.js";
import { reasonOf } from "../onnx-error.js";
import { type Loaded, type LoadOptions, loadOn } from "../session/load-on.js";
import type { Runtime } from "../session/loaded-model.js";
import { measure } from "../session/measure.js";
import { type Gpu, requestGpu } from "./gpu.js";
import { RUNTIME_VERSION } from "./runtime-files.js";

/** What is compared, and where the choice is cached. */
export type Choice = {
  on(device: "wasm" | "webgpu"): Promise<Runtime>;
  readonly gpu: Gpu | undefined;
  readonly cache: ModelCache | undefined;
};

type Remembered = { device: "wasm" | "webgpu"; wasm: number; webgpu: number };

/**
 * Loads a model on the faster device. The first time, both are measured with this model: WebGPU is often slower for
 * small models. The result is cached for the same model, graphics card and version. Without WebGPU, or if that
 * computes on the CPU, WebAssembly is used at once.
 */
export async function loadOnFaster(
  folder: ModelFolder,
  file: string,
  options: LoadOptions,
  { on, gpu, cache }: Choice,
): Promise<Loaded> {
  const { signal } = options;
  if (gpu === undefined || gpu.isSoftware) return loadOn(await on("wasm"), folder, file, options);
  const key = `device of ${folder.name}/${file} on ${gpu.name}, ${RUNTIME_VERSION}`;
  const known = await recall(cache, key);
  if (known !== undefined) {
    const loaded = await loadOn(await on(known.device), folder, file, options);
    return withNote(loaded, explain(known));
  }
  const slow = await loadOn(await on("wasm"), folder, file, options);
  const fast = await on("webgpu")
    .then((runtime) => loadOn(runtime, folder, file, options))
    .catch((error: unknown) => reasonOf(error));
  const found = typeof fast === "string" ? fast : await compare(slow, fast).catch((error: unknown) => reasonOf(error));
  const isFast = typeof found === "object" && found.device === "webgpu" && !signal?.aborted;
  if (typeof fast !== "string" && !isFast) await fast.loaded.close();
  if (isFast || signal?.aborted) await slow.loaded.close();
  signal?.throwIfAborted();
  if (typeof found === "string") return withNote(slow, `WebGPU can't run this model: ${found}`);
  await remember(cache, key, found).catch(() => {});
  return withNote(isFast ? (fast as Loaded) : slow, explain(found));
}

async function compare(slow: Loaded, fast: Loaded): Promise<Remembered> {
  const [wasm, webgpu] = [await measure(slow.loaded), await measure(fast.loaded)];
  return { device: webgpu < wasm ? "webgpu" : "wasm", wasm, webgpu };
}

const explain = ({ wasm, webgpu }: Remembered): string =>
  `A run took ${wasm.toFixed(1)} ms on WebAssembly and ${webgpu.toFixed(1)} ms on WebGPU.`;

function withNote(loaded: Loaded, note: string): Loaded {
  const { runtime } = loaded;
  return { ...loaded, runtime: { ...runtime, note: [note, runtime.note].filter(Boolean).join(" ") } };
}

async function recall(cache: ModelCache | undefined, key: string): Promise<Remembered | undefined> {
  try {
    const kept = await cache?.open(key);
    return kept && (JSON.parse(new TextDecoder().decode(await readAll(kept))) as Remembered);
  } catch {
    return undefined;
  }
}

async function remember(cache: ModelCache | undefined, key: string, choice: Remembered): Promise<void> {
  const into = await cache?.begin(key);
  await into?.restart({});
  await into?.append(new TextEncoder().encode(JSON.stringify(choice)));
  await into?.finish();
}

export const browserChoice = async (on: Choice["on"]): Promise<Choice> => ({
  on,
  gpu: await requestGpu(),
  cache: await defaultCache(),
});
