import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGraph } from "../../src/model/read-graph.js";
import { scanModel } from "../../src/model/scan-model.js";
import { WireError } from "../../src/model/wire-fields.js";
import { modelFile, modelPaths } from "../model-files.js";

const files = modelPaths()
  .filter((path) => path.endsWith(".onnx"))
  .map((path) => [path, modelFile(path)] as const);

describe("scanModel", () => {
  it("finds external data and half precision", () => {
    const found = Object.fromEntries(files.map(([path, bytes]) => [path, scanModel(bytes)]));
    expect(found["affine.onnx"]).toEqual({
      externalFiles: [],
      float16: false,
      operators: ["Add", "MatMul"],
    });
    expect(found["affine_fp16.onnx"]).toMatchObject({ externalFiles: [], float16: true });
    expect(found["external.onnx"]?.externalFiles).toEqual(["external.onnx_data"]);
    expect(found["external_outside.onnx"]?.externalFiles).toEqual(["../outside.bin"]);
    expect(found["nested_external.onnx"]?.externalFiles).toEqual(["inner.bin"]);
  });

  it("detects where a model was cut off, at any byte", () => {
    for (const [path, bytes] of files) {
      for (let length = 0; length < bytes.length; length++) {
        // The last field is the version of the operators: without it the rest is whole. ONNX Runtime refuses that one.
        if (length === bytes.length - 6) continue;
        expect(() => scanModel(bytes.subarray(0, length)), `${path} at ${length}`).toThrow(WireError);
      }
    }
  });

  it("scans or throws a WireError, whatever the bytes", () => {
    const broken = fc.constantFrom(...files).chain(([, bytes]) =>
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
        const copy = bytes.slice();
        for (const [at, value] of changes) copy[at] = value;
        return copy;
      }),
    );
    fc.assert(
      fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        try {
          scanModel(bytes);
          readGraph(bytes);
        } catch (error) {
          if (!(error instanceof WireError)) throw error;
        }
      }),
      fuzzParameters(3000),
    );
  });

  it("doesn't follow graphs that are nested too deep", () => {
    let bytes = Uint8Array.of();
    const field = (number: number, content: Uint8Array): Uint8Array<ArrayBuffer> => {
      const [low, high] = [content.length & 127, content.length >> 7];
      return Uint8Array.of((number << 3) | 2, low | 128, high, ...content);
    };
    for (let depth = 0; depth < 200; depth++) bytes = field(1, field(5, field(6, bytes)));
    expect(() => scanModel(field(7, bytes))).toThrow("nested more than 64 deep");
  });
});
