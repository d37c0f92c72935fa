import { execFileSync } from "node:child_process";
import { expectClose } from "@alt2img/testing";
import { files as tinyClip } from "@alt2img/tiny-clip";
import { describe, expect, it } from "vitest";
import {
  createSession,
  type Device,
  type ModelGraph,
  type ModelTensor,
  openModelFolder,
  type Session,
} from "../../src/index.js";
import { filesOf, modelFile, openModels } from "../model-files.js";

const floats = (...values: number[]): ModelTensor => ({ dims: [values.length], data: Float32Array.from(values) });
const X: ModelTensor = { dims: [2, 3], data: Float32Array.of(1, 2, 3, -1, 0, 4) };
/** x @ [[0, .25], [.5, .75], [1, 1.25]] + [.5, -1] */
const Y = [4.5, 4.5, 4.5, 3.75];

const inMemory = async (file: string, ...others: string[]): Promise<Session> =>
  createSession(await openModelFolder(filesOf(file, ...others)), file);

describe.each<Device>(["cpu", "wasm"])("a session on %s", (device) => {
  const open = async (file: string): Promise<Session> => createSession(await openModels(), file, { device });

  it.each(["affine.onnx", "affine_fp16.onnx", "external.onnx", "external_below.onnx"])("runs %s", async (file) => {
    await using session = await open(file);
    expect(session.device).toBe(device);
    const { y } = await session.run({ x: X });
    expect(y?.dims).toEqual([2, 2]);
    expect(y?.data).toBeInstanceOf(Float32Array);
    expectClose(y?.data as Float32Array, Y, { atol: 0, rtol: 0 });
  });

  it.each(["affine.onnx", "affine_fp16.onnx", "external.onnx"])("gives a value inside of %s, too", async (file) => {
    const graphs: ModelGraph[] = [];
    const extraOutputs = (graph: ModelGraph): string[] => {
      graphs.push(graph);
      return graph.nodes.flatMap(({ outputs }) => outputs);
    };
    await using session = await createSession(await openModels(), file, { device, extraOutputs });
    expect(session.outputs.map(({ name }) => name)).toEqual(["y", "xw"]);
    expect(graphs).toEqual([
      {
        nodes: [
          { name: "", operator: "MatMul", inputs: ["x", "w"], outputs: ["xw"] },
          { name: "", operator: "Add", inputs: ["xw", "b"], outputs: ["y"] },
        ],
        outputs: ["y"],
      },
    ]);
    const { xw, y } = await session.run({ x: X });
    expect(xw?.dims).toEqual([2, 2]);
    expectClose(xw?.data as Float32Array, [4, 5.5, 4, 4.75], { atol: 0, rtol: 0 });
    expectClose(y?.data as Float32Array, Y, { atol: 0, rtol: 0 });
  });

  it("refuses an extra output that the model doesn't compute", async () => {
    const opened = createSession(await openModels(), "affine.onnx", { device, extraOutputs: () => ["xw", "z", "x"] });
    await expect(opened).rejects.toMatchObject({
      code: "onnx/interface",
      message: expect.stringMatching(/^affine\.onnx of .* computes no value “z”, “x” that could be an output\.$/),
    });
  });

  it("takes and gives every type of number", async () => {
    await using session = await open("types.onnx");
    const data = {
      float: Float32Array.of(-1.5, 3),
      float16: Float32Array.of(-1.5, 65504),
      double: Float64Array.of(0.1, -1e300),
      int8: Int8Array.of(-128, 127),
      uint8: Uint8Array.of(0, 255),
      int16: Int16Array.of(-32768, 32767),
      uint16: Uint16Array.of(0, 65535),
      int32: Int32Array.of(-(2 ** 31), 2 ** 31 - 1),
      uint32: Uint32Array.of(0, 2 ** 32 - 1),
      int64: BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n),
      uint64: BigUint64Array.of(0n, 2n ** 64n - 1n),
      bool: Uint8Array.of(1, 0),
    };
    const entries = Object.entries(data);
    const feeds = Object.fromEntries(entries.map(([type, values]) => [`${type}_in`, { dims: [2], data: values }]));
    const results = await session.run(feeds);
    for (const [type, values] of entries) expect(results[`${type}_out`]).toEqual({ dims: [2], data: values });
    // What was given is still there.
    expect(data.float).toEqual(Float32Array.of(-1.5, 3));
  });

  it("accepts int64 as Int32Array, too", async () => {
    await using session = await open("tokens.onnx");
    const { picked, sums } = await session.run({ input_ids: { dims: [2, 2], data: Int32Array.of(0, 9, 3, 1) } });
    expect(picked).toEqual({ dims: [2, 2, 2], data: Float32Array.of(0, 1, 18, 19, 6, 7, 2, 3) });
    expect(sums?.data).toEqual(BigInt64Array.of(9n, 4n));
    await expect(session.run({ input_ids: { dims: [1, 1], data: BigInt64Array.of(10n) } })).rejects.toMatchObject({
      code: "onnx/run",
    });
  });

  it("suggests another device when half precision overflows or gives zeros in its first result", async () => {
    await using overflow = await open("overflow_fp16.onnx");
    await expect(overflow.run({ x: floats(300, 1) })).rejects.toMatchObject({
      code: "onnx/float16",
      message: expect.stringMatching(/1 of the 2 numbers of “y” aren't finite.*overflow\.onnx/s),
    });
    await using zero = await open("zero_fp16.onnx");
    await expect(zero.run({ x: floats(1, 2) })).rejects.toMatchObject({ code: "onnx/float16" });
    await using fine = await open("affine_fp16.onnx");
    await fine.run({ x: X });
    // Later results aren't looked at.
    const { y } = await fine.run({ x: { dims: [1, 3], data: Float32Array.of(0, 60000, 60000) } });
    expect(y?.data[0]).toBe(Number.POSITIVE_INFINITY);
  });

  it("runs concurrent calls one after another, and stops between them", async () => {
    await using session = await open("affine.onnx");
    const controller = new AbortController();
    const first = session.run({ x: X });
    const second = session.run({ x: X }, { signal: controller.signal });
    const third = session.run({ x: X }, { outputs: ["y"] });
    controller.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    expect((await first)["y"]?.data).toEqual((await third)["y"]?.data);
    await expect(session.run({ x: X }, { signal: controller.signal })).rejects.toThrow("enough");
  });

  it("finishes the current run when it is closed, and runs nothing more", async () => {
    const session = await open("affine.onnx");
    const running = session.run({ x: X });
    await Promise.all([session.close(), session.close()]);
    expect((await running)["y"]?.data).toHaveLength(4);
    await expect(session.run({ x: X })).rejects.toMatchObject({ code: "onnx/closed" });
  });

  it("refuses what isn't a model, and what can't go in or out", async () => {
    const bytes = modelFile("affine.onnx");
    const files = new Map([
      ["empty.onnx", new Uint8Array()],
      ["cut.onnx", bytes.subarray(0, 100)],
      ["junk.onnx", Uint8Array.from({ length: 300 }, (_, i) => (i * 31 + 7) % 256)],
      ["page.onnx", new TextEncoder().encode("<!doctype html><title>Sign in</title>")],
      ["pointer.onnx", new TextEncoder().encode("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n")],
      ["strings.onnx", modelFile("strings.onnx")],
    ]);
    const folder = await openModelFolder(files);
    const code = (file: string): Promise<string> =>
      createSession(folder, file, { device }).then(
        () => "loaded",
        (error) => error.code,
      );
    expect(await code("empty.onnx")).toBe("onnx/broken-model");
    expect(await code("cut.onnx")).toBe("onnx/broken-model");
    expect(await code("junk.onnx")).toBe("onnx/broken-model");
    expect(await code("page.onnx")).toBe("onnx/html");
    expect(await code("pointer.onnx")).toBe("onnx/lfs-pointer");
    expect(await code("strings.onnx")).toBe("onnx/interface");
    await expect(createSession(folder, "cut.onnx")).rejects.toThrow("it has 100 bytes and needs at least 167");
  });

  it("loads, closes and loads", async () => {
    for (let i = 0; i < 10; i++) {
      await using session = await open("affine.onnx");
      expect((await session.run({ x: X }))["y"]?.data).toEqual(Float32Array.from(Y));
    }
  });

  it("runs the tiny CLIP", async () => {
    const folder = await openModelFolder(new URL(".", tinyClip[0]!.url));
    await using session = await createSession(folder, "onnx/text_model.onnx", {
      device,
      expect: { inputs: { input_ids: { type: "int64", shape: ["batch", "length"] } }, outputs: { text_embeds: {} } },
    });
    const { text_embeds } = await session.run(
      { input_ids: { dims: [1, 3], data: Int32Array.of(1, 2, 3) } },
      { outputs: ["text_embeds"] },
    );
    expect(text_embeds?.dims).toEqual([1, 128]);
  });
});

describe("createSession", () => {
  it("reads external data only within its folder", async () => {
    await expect(inMemory("external.onnx")).rejects.toMatchObject({
      code: "onnx/external-data",
      message: expect.stringContaining("There is no file “external.onnx_data”"),
    });
    for (const file of ["external_outside.onnx", "external_absolute.onnx"]) {
      await expect(inMemory(file)).rejects.toMatchObject({ code: "onnx/external-data" });
    }
    await expect(inMemory("nested_external.onnx")).rejects.toThrow("inner.bin");
  });

  it("rejects unknown devices and numbers of threads", async () => {
    const folder = await openModels();
    const withDevice = (device: string): Promise<Session> =>
      createSession(folder, "affine.onnx", { device: device as Device });
    await expect(withDevice("gpu")).rejects.toThrow("There are: auto, wasm, webgpu, cpu, cuda");
    await expect(withDevice("webgpu")).rejects.toMatchObject({ code: "onnx/device" });
    for (const threads of [0, 1.5, -1, Number.NaN]) {
      await expect(createSession(folder, "affine.onnx", { threads })).rejects.toMatchObject({ code: "onnx/device" });
    }
    await using session = await createSession(folder, "affine.onnx", { threads: 2 });
    expect(session).toMatchObject({ device: "cpu", threads: 2, note: undefined });
  });

  it("says what a model has and what was expected", async () => {
    const folder = await openModels();
    const opened = createSession(folder, "tokens.onnx", {
      expect: {
        inputs: { pixel_values: { type: "float32", shape: ["batch", 3, 64, 64] } },
        outputs: { sums: { type: "float32" }, picked: { shape: ["batch", "length", 3] } },
      },
    });
    await expect(opened).rejects.toMatchObject({ code: "onnx/interface" });
    await expect(opened).rejects.toThrow(
      "it has no input “pixel_values”, it also wants “input_ids”, “sums” is int64, not float32, “picked” has the shape [batch, length, 2], not [batch, length, 3]. " +
        "It takes input_ids int64 [batch, length] and gives picked float32 [batch, length, 2]; sums int64 [batch]. " +
        "Expected was one that takes pixel_values float32 [batch, 3, 64, 64] and gives sums float32; picked [batch, length, 3].",
    );
    const halves = { type: "float32", shape: ["n", 3] } as const;
    await using fits = await createSession(folder, "affine_fp16.onnx", {
      expect: { inputs: { x: halves, mask: { optional: true } }, outputs: { y: { type: "float32", shape: [7, 2] } } },
    });
    expect(fits.inputs).toEqual([{ name: "x", type: "float16", shape: ["batch", 3] }]);
  });

  it("stops while it reads", async () => {
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    await expect(createSession(await openModels(), "affine.onnx", { signal: controller.signal })).rejects.toThrow(
      "enough",
    );
  });
});

it("runs in a script started with --input-type, with one thread of WebAssembly", () => {
  const script = `
    import { createSession, openModelFolder } from "./src/index.ts";
    const session = await createSession(await openModelFolder("./test/models"), "affine.onnx", { device: "wasm", threads: 2 });
    const { y } = await session.run({ x: { dims: [1, 3], data: Float32Array.of(1, 2, 3) } });
    console.log(y.data[0], session.threads, session.note);`;
  const options = ["--conditions=@alt2img/source", "--import", "tsx", "--input-type=module", "-e", script];
  const output = execFileSync(process.execPath, options, { cwd: new URL("../../", import.meta.url), encoding: "utf8" });
  expect(output).toMatch(/^4\.5 1 WebAssembly has one thread here/);
});
