import { describe, expect, it } from "vitest";
import { openBytes, type Progress, type RandomAccessBytes, readAll } from "../src/index.js";

const abc = openBytes(new TextEncoder().encode("abc"));
/** NIST, FIPS 180-4, the example of one block. */
const SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

describe("readAll", () => {
  it("gives all bytes, and checks their SHA-256 where one is given", async () => {
    expect(new TextDecoder().decode(await readAll(abc))).toBe("abc");
    expect(await readAll(abc, { sha256: SHA256_OF_ABC })).toHaveLength(3);
    const named: RandomAccessBytes = { ...abc, name: "model.onnx" };
    await expect(readAll(named, { sha256: "00" })).rejects.toMatchObject({
      code: "core/damaged",
      message: `model.onnx has the SHA-256 ${SHA256_OF_ABC}; expected 00. Download it again.`,
    });
  });

  it("fails when there are fewer bytes than there should be", async () => {
    await expect(readAll({ ...abc, byteLength: 4 })).rejects.toMatchObject({ code: "core/damaged" });
  });

  it("reports progress up to the total, even if the source doesn't", async () => {
    const told: Progress[] = [];
    await readAll(abc, { onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([{ stage: "read", done: 3, total: 3, unit: "bytes" }]);
  });

  it("stops when it is aborted", async () => {
    const reason = new Error("enough");
    await expect(readAll(abc, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
