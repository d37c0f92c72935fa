import { afterEach, describe, expect, it, vi } from "vitest";
import { createSession, type Device, type ModelFiles, type ModelTensor, openModelFolder } from "../../src/index.js";

const models = (): Promise<ModelFiles> => openModelFolder(new URL("../models/", import.meta.url), { cache: false });
const X: ModelTensor = { dims: [2, 3], data: Float32Array.of(1, 2, 3, -1, 0, 4) };
const Y = { dims: [2, 2], data: Float32Array.of(4.5, 4.5, 4.5, 3.75) };

afterEach(() => vi.unstubAllGlobals());

describe("a session in a browser", () => {
  it.each(["affine.onnx", "affine_fp16.onnx", "external.onnx", "external_below.onnx"])(
    "runs %s in a worker",
    async (file) => {
      await using session = await createSession(await models(), file, { device: "wasm" });
      expect((await session.run({ x: X }))["y"]).toEqual(Y);
      expect(session).toMatchObject({ device: "wasm", threads: 1 });
      expect(session.note).toContain("isn't cross-origin isolated");
    },
  );

  it("gives a value inside of the model, too", async () => {
    await using session = await createSession(await models(), "affine.onnx", { extraOutputs: () => ["xw"] });
    expect(await session.run({ x: X })).toEqual({ xw: { dims: [2, 2], data: Float32Array.of(4, 5.5, 4, 4.75) }, y: Y });
  });

  it("doesn't change its input, and accepts parts of larger arrays", async () => {
    await using session = await createSession(await models(), "tokens.onnx");
    const large = BigInt64Array.from({ length: 1000 }, (_, i) => BigInt(i % 10));
    const input_ids = { dims: [1, 3], data: large.subarray(4, 7) };
    const results = await Promise.all([session.run({ input_ids }), session.run({ input_ids }, { outputs: ["sums"] })]);
    expect(results[0]["picked"]?.data).toEqual(Float32Array.of(8, 9, 10, 11, 12, 13));
    expect(results[1]).toEqual({ sums: { dims: [1], data: BigInt64Array.of(15n) } });
    expect(large).toHaveLength(1000);
  });

  it("gives the errors of ONNX Runtime and of half precision", async () => {
    await using session = await createSession(await models(), "tokens.onnx");
    await expect(session.run({ input_ids: { dims: [1, 1], data: BigInt64Array.of(10n) } })).rejects.toMatchObject({
      code: "onnx/run",
      message: expect.stringContaining("indices element out of data bounds"),
    });
    await using overflow = await createSession(await models(), "overflow_fp16.onnx");
    await expect(overflow.run({ x: { dims: [1], data: Float32Array.of(300) } })).rejects.toMatchObject({
      code: "onnx/float16",
    });
    await expect(createSession(await models(), "strings.onnx")).rejects.toMatchObject({ code: "onnx/interface" });
    const broken = new Map([["a.onnx", Uint8Array.of(58, 2, 18, 0)]]);
    await expect(createSession(await openModelFolder(broken), "a.onnx")).rejects.toMatchObject({
      code: "onnx/broken-model",
    });
  });

  it("knows which devices exist", async () => {
    for (const device of ["cpu", "cuda", "webgpu"] satisfies Device[]) {
      await expect(createSession(await models(), "affine.onnx", { device })).rejects.toMatchObject({
        code: "onnx/device",
      });
    }
  });

  it("answers an abort at once, while it loads and while it runs", async () => {
    const loading = new AbortController();
    const loaded = createSession(await models(), "affine.onnx", { signal: loading.signal });
    setTimeout(() => loading.abort(new Error("enough")), 30);
    await expect(loaded).rejects.toThrow("enough");
    await using session = await createSession(await models(), "affine.onnx");
    const running = new AbortController();
    const data = new Float32Array(3_000_000);
    const run = session.run({ x: { dims: [1_000_000, 3], data } }, { signal: running.signal });
    setTimeout(() => running.abort(new Error("enough")));
    await expect(run).rejects.toThrow("enough");
    expect((await session.run({ x: X }))["y"]).toEqual(Y);
  });

  it("has one worker for several models, and none once all are closed", async () => {
    const started: Worker[] = [];
    const ended: Worker[] = [];
    const Original = globalThis.Worker;
    vi.stubGlobal(
      "Worker",
      class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          started.push(this);
        }
        override terminate(): void {
          ended.push(this);
          super.terminate();
        }
      },
    );
    const folder = await models();
    const sessions = await Promise.all(["affine.onnx", "add.onnx"].map((file) => createSession(folder, file)));
    expect(started).toHaveLength(1);
    await sessions[0]!.close();
    await sessions[0]!.close();
    expect(ended).toEqual([]);
    await sessions[1]!.close();
    expect(ended).toEqual(started);
    for (let i = 0; i < 10; i++) {
      await using session = await createSession(folder, "affine.onnx");
      expect((await session.run({ x: X }))["y"]).toEqual(Y);
    }
    expect(ended).toEqual(started);
    await expect(createSession(folder, "missing.onnx")).rejects.toMatchObject({ code: "onnx/no-such-file" });
    expect(ended).toEqual(started);
  });

  it("says what to do when its own files can't be found or are the wrong ones", async () => {
    const create = async (runtime: string): Promise<unknown> =>
      createSession(await models(), "affine.onnx", { runtime });
    await caches.delete("alt2img-models");
    await expect(create("/nowhere/")).rejects.toMatchObject({
      code: "onnx/runtime",
      message: expect.stringMatching(
        /Can't get ort-wasm-simd-threaded\.wasm of onnxruntime-web 1\.30\.0: .*\/nowhere\/.* Copy it from .*“runtime”/,
      ),
    });
    // Its own worker, but with other WebAssembly: as long, but not the same.
    const fetch = globalThis.fetch;
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      const response = await fetch(url, init);
      if (!url.endsWith(".wasm") || !response.ok) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      bytes[1_000_000]! ^= 1;
      return new Response(bytes, { headers: { "Content-Length": String(bytes.length) } });
    });
    await expect(createSession(await models(), "affine.onnx")).rejects.toThrow("has another SHA-256");
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) =>
      url.endsWith(".wasm")
        ? new Response("<!doctype html><p>An application", { headers: { "Content-Type": "text/html" } })
        : fetch(url, init),
    );
    await expect(createSession(await models(), "affine.onnx")).rejects.toThrow("HTML at URL");
    vi.unstubAllGlobals();
    await using session = await createSession(await models(), "affine.onnx");
    expect((await session.run({ x: X }))["y"]).toEqual(Y);
    await expect(create("/nowhere/")).rejects.toMatchObject({
      code: "onnx/runtime",
      message: expect.stringMatching(/The worker .*\/nowhere\/onnx-worker-wasm\.js failed/),
    });
  });
});
