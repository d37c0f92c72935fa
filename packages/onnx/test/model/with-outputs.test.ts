import { describe, expect, it } from "vitest";
import { wireFields } from "../../src/model/wire-fields.js";
import { withOutputs } from "../../src/model/with-outputs.js";
import { modelFile } from "../model-files.js";

describe("withOutputs", () => {
  const model = modelFile("affine.onnx");

  it("puts a graph behind the model that has nothing but the outputs", () => {
    const names = ["xw", "ö", "/unet/".padEnd(200, "x")];
    const changed = withOutputs(model, names);
    expect(changed.subarray(0, model.length)).toEqual(model);
    const [graph, ...others] = [...wireFields(changed.subarray(model.length))];
    expect([graph?.field, others]).toEqual([7, []]);
    const found = [...wireFields(graph!.bytes!)].map(({ field, bytes: output }) => {
      const [name] = [...wireFields(output!)];
      return [field, name?.field, new TextDecoder().decode(name?.bytes)];
    });
    expect(found).toEqual(names.map((name) => [12, 1, name]));
  });

  it("gives the same bytes without names", () => {
    expect(withOutputs(model, [])).toBe(model);
  });
});
