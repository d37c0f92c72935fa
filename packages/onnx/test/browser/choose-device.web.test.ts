import { describe, expect, it } from "vitest";
import { type Choice, loadOnFaster } from "../../src/browser/choose-device.js";
import { memoryFile } from "../../src/cache/memory-file.js";
import type { ModelCache } from "../../src/cache/model-cache.js";
import { type ModelFiles, openModelFolder } from "../../src/index.js";
import type { LoadedModel, Runtime } from "../../src/session/loaded-model.js";
import { measure } from "../../src/session/measure.js";
import type { ModelTensor, TensorInfo } from "../../src/session/tensor.js";

/** A field 7, the graph, with nothing in it. */
const folder = (): Promise<ModelFiles> => openModelFolder(new Map([["m.onnx", Uint8Array.of(58, 0)]]));

function memoryCache(): ModelCache {
  const files = new Map<string, ReturnType<typeof memoryFile>>();
  return {
    open: async (key) => files.get(key)?.read(),
    begin: async (key) => {
      const file = memoryFile();
      files.set(key, file);
      return file;
    },
    remove: async (key) => void files.delete(key),
  };
}

type Wait = Record<"wasm" | "webgpu", number>;

/** Runtimes whose runs take so many ms; what isn't a number fails. */
function choice(wait: Wait, change: Partial<Choice> = {}): Choice & { log: string[] } {
  const log: string[] = [];
  const on = async (device: "wasm" | "webgpu"): Promise<Runtime> => ({
    device,
    threads: 1,
    note: device === "wasm" ? "One thread." : undefined,
    async load(): Promise<LoadedModel> {
      log.push(`load ${device}`);
      return {
        inputs: [],
        outputs: [],
        async run() {
          log.push(`run ${device}`);
          if (Number.isNaN(wait[device])) throw new Error("unsupported operator");
          await new Promise((resolve) => setTimeout(resolve, wait[device]));
          return {};
        },
        close: async () => void log.push(`close ${device}`),
      };
    },
  });
  return { on, gpu: { name: "acme x1", isSoftware: false }, cache: memoryCache(), log, ...change };
}
const load = async (choice: Choice, signal?: AbortSignal): Promise<Runtime> =>
  (await loadOnFaster(await folder(), "m.onnx", { signal }, choice)).runtime;

describe("loadOnFaster", () => {
  it("takes the faster device, says why, and remembers it", async () => {
    for (const [wait, device] of [
      [{ wasm: 2, webgpu: 30 }, "wasm"],
      [{ wasm: 30, webgpu: 2 }, "webgpu"],
    ] as const) {
      const first = choice(wait);
      const runtime = await load(first);
      expect(runtime.device).toBe(device);
      expect(runtime.note).toMatch(/^A run took [\d.]+ ms on WebAssembly and [\d.]+ ms on WebGPU\./);
      expect(first.log.filter((line) => line.startsWith("close"))).toEqual([
        `close ${device === "wasm" ? "webgpu" : "wasm"}`,
      ]);
      const second = choice(wait, { cache: first.cache });
      expect((await load(second)).device).toBe(device);
      expect(second.log).toEqual([`load ${device}`]);
      const other = choice(wait, { cache: first.cache, gpu: { name: "acme x2", isSoftware: false } });
      await load(other);
      expect(other.log).toContain("run webgpu");
    }
  });

  it("takes WebAssembly where there is no WebGPU, or one in software", async () => {
    for (const gpu of [undefined, { name: "google swiftshader", isSoftware: true }]) {
      const without = choice({ wasm: 0, webgpu: 0 }, { gpu });
      expect(await load(without)).toMatchObject({ device: "wasm", note: "One thread." });
      expect(without.log).toEqual(["load wasm"]);
    }
  });

  it("takes WebAssembly where WebGPU fails, and says so", async () => {
    const failing = choice({ wasm: 0, webgpu: Number.NaN });
    expect(await load(failing)).toMatchObject({
      device: "wasm",
      note: expect.stringContaining("unsupported operator"),
    });
    expect(failing.log.at(-1)).toBe("close webgpu");
    const { on, ...rest } = choice({ wasm: 0, webgpu: 0 });
    const broken = async (device: "wasm" | "webgpu"): Promise<Runtime> => {
      if (device === "webgpu") throw new Error("out of memory");
      return on(device);
    };
    expect((await load({ ...rest, on: broken })).note).toContain("WebGPU can't run this model: out of memory");
  });

  it("measures without a cache, or with a broken one, and stops when it is aborted", async () => {
    expect((await load(choice({ wasm: 0, webgpu: 20 }, { cache: undefined }))).device).toBe("wasm");
    const broken = async (): Promise<never> => {
      throw new Error("no");
    };
    const cache = { open: broken, begin: broken, remove: broken };
    expect((await load(choice({ wasm: 0, webgpu: 20 }, { cache }))).device).toBe("wasm");
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 20);
    const slow = choice({ wasm: 30, webgpu: 30 });
    await expect(load(slow, controller.signal)).rejects.toThrow("enough");
    expect(slow.log.filter((line) => line.startsWith("close")).sort()).toEqual(["close wasm", "close webgpu"]);
  });
});

describe("measure", () => {
  it("runs on zeros in the model's shapes, and takes the best of three after one to warm up", async () => {
    const inputs: TensorInfo[] = [
      { name: "pixels", type: "float32", shape: ["batch", 3, 4, 4] },
      { name: "ids", type: "int64", shape: ["batch", "length"] },
    ];
    const seen: Readonly<Record<string, ModelTensor>>[] = [];
    const loaded: LoadedModel = {
      ...{ inputs, outputs: [], close: async () => {} },
      run: async (feeds) => {
        seen.push(feeds);
        return {};
      },
    };
    const times = [0, 9, 10, 15, 20, 27];
    expect(await measure(loaded, () => times.shift()!)).toBe(5);
    expect(seen).toHaveLength(4);
    expect(seen[0]?.["pixels"]).toEqual({ dims: [1, 3, 4, 4], data: new Float32Array(48) });
    expect(seen[0]?.["ids"]).toEqual({ dims: [1, 16], data: new BigInt64Array(16) });
  });
});
