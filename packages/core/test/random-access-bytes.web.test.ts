import { describe, expect, it } from "vitest";
import { openBlob, openBytes, type RandomAccessBytes } from "../src/index.js";

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const places: [string, () => RandomAccessBytes][] = [
  ["a Uint8Array", () => openBytes(new Uint8Array([9, 9, ...bytes, 9]).subarray(2, 1002))],
  ["an ArrayBuffer", () => openBytes(bytes.slice().buffer)],
  ["a Blob", () => openBlob(new Blob([bytes]))],
];

describe.each(places)("%s", (_, open) => {
  it("gives any range in a buffer of its own", async () => {
    const file = open();
    expect(file.byteLength).toBe(1000);
    const part = await file.slice(10, 20);
    expect(part.byteLength).toBe(10);
    expect(new Uint8Array(part)).toEqual(bytes.slice(10, 20));
    new Uint8Array(part).fill(0);
    expect(new Uint8Array(await file.slice(10, 20))).toEqual(bytes.slice(10, 20));
  });

  it("clips ranges at the end, as the platform's slice does", async () => {
    expect(new Uint8Array(await open().slice(990))).toEqual(bytes.slice(990));
    expect(new Uint8Array(await open().slice(990, 2000))).toEqual(bytes.slice(990));
    expect((await open().slice(1000)).byteLength).toBe(0);
  });

  it.each([
    [-1, 5],
    [5, 4],
    [0.5, 2],
    [1001, 1002],
    [0, Number.NaN],
  ])("refuses %d to %d", async (start, end) => {
    await expect(open().slice(start, end)).rejects.toMatchObject({
      code: "core/range",
      message: expect.stringContaining("which has 1000"),
    });
  });

  it("stops when it is aborted", async () => {
    const reason = new Error("enough");
    await expect(open().slice(0, 5, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

it("keeps the name of a File", () => {
  expect(openBlob(new File(["abc"], "index.cdxj")).name).toBe("index.cdxj");
});
