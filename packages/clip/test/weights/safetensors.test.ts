import { openBytes } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";
import { describe, expect, it } from "vitest";
import { openSafetensors } from "../../src/weights/safetensors.js";

function file(header: object | string, data: Uint8Array = new Uint8Array(0)): ReturnType<typeof openBytes> {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return openBytes(bytes);
}

describe("openSafetensors", () => {
  it("reads single tensors of single, half and bfloat16 precision", async () => {
    const data = new Uint8Array(14);
    const view = new DataView(data.buffer);
    view.setFloat32(0, -1.5, true);
    for (const [i, half] of [0x3c00, 0xc000, 0x0001, 0x7c00].entries()) view.setUint16(4 + 2 * i, half, true);
    view.setUint16(12, 0x4049, true);
    const weights = await openSafetensors(
      file(
        {
          __metadata__: { format: "pt" },
          scale: { dtype: "F32", shape: [], data_offsets: [0, 4] },
          half: { dtype: "F16", shape: [2, 2], data_offsets: [4, 12] },
          brain: { dtype: "BF16", shape: [1], data_offsets: [12, 14] },
        },
        data,
      ),
    );
    expect([weights.has("scale"), weights.has("other")]).toEqual([true, false]);
    expect(await weights.read("scale")).toEqual({ dims: [], data: Float32Array.of(-1.5) });
    expect(await weights.read("half")).toEqual({
      dims: [2, 2],
      data: Float32Array.of(1, -2, 2 ** -24, Number.POSITIVE_INFINITY),
    });
    expect((await weights.read("brain")).data[0]).toBe(3.140625);
  });

  it("reads the tiny CLIP's scale without the rest", async () => {
    let read = 0;
    const bytes = await tinyClip.open("model.safetensors");
    const counted = {
      ...bytes,
      slice: async (...args: Parameters<typeof bytes.slice>) => {
        const part = await bytes.slice(...args);
        read += part.byteLength;
        return part;
      },
    };
    const weights = await openSafetensors(counted);
    expect((await weights.read("logit_scale")).data[0]).toBe(3.8359375);
    expect(read).toBeLessThan(bytes.byteLength / 100);
  });

  it.each([
    ["too short", openBytes(new Uint8Array(4)), /it has 4 bytes/],
    ["of a header beyond its end", openBytes(new Uint8Array(16).fill(1)), /its header would have/],
    ["of a header that isn't JSON", file("{"), /its header isn't JSON/],
  ])("refuses a file %s", async (_, bytes, message) => {
    await expect(openSafetensors(bytes)).rejects.toThrow(message);
  });

  it("refuses tensors that are missing, have another type, or whose size doesn't fit their shape", async () => {
    const weights = await openSafetensors(
      file(
        {
          whole: { dtype: "I64", shape: [1], data_offsets: [0, 8] },
          long: { dtype: "F32", shape: [3], data_offsets: [0, 8] },
          beyond: { dtype: "F32", shape: [4], data_offsets: [0, 16] },
        },
        new Uint8Array(8),
      ),
    );
    await expect(weights.read("scale")).rejects.toThrow(/“scale” is missing/);
    await expect(weights.read("whole")).rejects.toThrow(/“whole” is of type I64/);
    await expect(weights.read("long")).rejects.toThrow(/other bytes than its shape \[3\] wants/);
    await expect(weights.read("beyond")).rejects.toMatchObject({ code: "clip/bad-file" });
  });
});
