import { describe, expect, it } from "vitest";
import { createSession, type ModelFiles, type ModelTensor, openModelFolder } from "../../src/index.js";

const models = (): Promise<ModelFiles> => openModelFolder(new URL("../models/", import.meta.url), { cache: false });
const X: ModelTensor = { dims: [2, 3], data: Float32Array.of(1, 2, 3, -1, 0, 4) };

describe("a session in a browser", () => {
  it.each(["affine.onnx", "affine_fp16.onnx", "external.onnx", "external_below.onnx"])(
    "runs %s in a worker",
    async (file) => {
      await using session = await createSession(await models(), file, { device: "wasm" });
      const { y } = await session.run({ x: X });
      expect(y).toEqual({ dims: [2, 2], data: Float32Array.of(4.5, 4.5, 4.5, 3.75) });
      expect(session).toMatchObject({ device: "wasm", threads: 1 });
    },
  );
});
