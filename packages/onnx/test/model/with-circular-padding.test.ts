import { describe, expect, it } from "vitest";
import { createSession } from "../../src/index.js";
import { WireError } from "../../src/model/wire-fields.js";
import { type PictureAxis, withCircularPadding } from "../../src/model/with-circular-padding.js";
import { modelFile, openModels } from "../model-files.js";

const [height, width] = [4, 5];
const picture = { dims: [1, 1, height, width], data: Float32Array.from({ length: 20 }, (_, i) => (i * i) % 7) };

/** A kernel of 3 × 2 with the numbers 0 to 5, over two more rows above and one more column on the left. */
function convolved(along: readonly PictureAxis[]): Float32Array {
  const pixel = (y: number, x: number): number => {
    if ((y < 0 && !along.includes("height")) || (x < 0 && !along.includes("width"))) return 0;
    return picture.data[((y + height) % height) * width + ((x + width) % width)]!;
  };
  return Float32Array.from({ length: height * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width];
    let sum = 0;
    for (let k = 0; k < 6; k++) sum += k * pixel(y - 2 + (k >> 1), x - 1 + (k % 2));
    return sum;
  });
}

describe("circular padding", () => {
  it.each<{ along: readonly PictureAxis[] }>([
    { along: [] },
    { along: ["height"] },
    { along: ["width"] },
    { along: ["height", "width"] },
    { along: ["width", "height"] },
  ])("continues a picture at its opposite edge along $along", async ({ along }) => {
    const options = { device: "cpu", threads: 1, circularPadding: along } as const;
    await using session = await createSession(await openModels(), "conv.onnx", options);
    expect((await session.run({ x: picture }))["y"]).toEqual({ dims: picture.dims, data: convolved(along) });
  });

  it("gives the same bytes without axes", () => {
    const bytes = modelFile("conv.onnx");
    expect(withCircularPadding(bytes, "conv.onnx", [])).toBe(bytes);
  });

  it("says that there is nothing to change, or that it can't be", () => {
    expect(() => withCircularPadding(modelFile("affine.onnx"), "affine.onnx", ["width"])).toThrow(
      "affine.onnx has no convolution with zeros along the width that could be replaced by the opposite edge.",
    );
    expect(() => withCircularPadding(modelFile("conv_same.onnx"), "conv_same.onnx", ["width"])).toThrow(/auto_pad/);
  });

  it("refuses what is cut off", () => {
    const bytes = modelFile("conv.onnx");
    for (let length = 1; length < bytes.length; length++) {
      try {
        withCircularPadding(bytes.subarray(0, length), "conv.onnx", ["width"]);
      } catch (error) {
        if (!(error instanceof WireError)) expect(error).toMatchObject({ code: "onnx/interface" });
      }
    }
  });
});
