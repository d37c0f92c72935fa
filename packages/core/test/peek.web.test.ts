import { collect, inChunks } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { collectBytes, concatenate, isGzip, peek } from "../src/index.js";

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

describe("peek", () => {
  it.each([0, 1, 7, 999, 1000, 5000])("gives the first %d bytes, and then all bytes", async (length) => {
    for (const source of [bytes, inChunks(bytes, 1, 7, 300), new Blob([bytes])]) {
      const { head, all } = await peek(source, length);
      expect(head).toEqual(bytes.slice(0, length));
      expect(await collectBytes(all)).toEqual(bytes);
    }
  });

  it("reads no more than it needs", async () => {
    let given = 0;
    const source = (async function* () {
      for (; given < 10; given++) yield bytes.subarray(given * 100, (given + 1) * 100);
    })();
    await peek(source, 101);
    expect(given).toBe(1);
  });

  it("keeps bytes that the source overwrites", async () => {
    async function* reusing(): AsyncGenerator<Uint8Array> {
      const buffer = new Uint8Array(10);
      for (let i = 0; i < 5; i++) yield buffer.fill(i);
    }
    const { head, all } = await peek(reusing(), 25);
    expect([...head]).toEqual([...Array(10).fill(0), ...Array(10).fill(1), ...Array(5).fill(2)]);
    const rest: number[] = [];
    for await (const chunk of all) rest.push(...chunk);
    expect(rest).toEqual([0, 1, 2, 3, 4].flatMap((value) => Array(10).fill(value)));
  });

  it.each(["before the first chunk", "after it"])("closes the source when its reader stops %s", async (when) => {
    let closed = false;
    const source = (async function* () {
      try {
        for (;;) yield bytes;
      } finally {
        closed = true;
      }
    })();
    const { all } = await peek(source, 5);
    if (when === "after it") await all.next();
    expect(closed).toBe(false);
    await all.return();
    expect(closed).toBe(true);
  });

  it("gives each chunk once, without empty ones", async () => {
    const { all } = await peek(inChunks(bytes, 100), 150);
    const chunks = await collect(all);
    expect(chunks.map(({ length }) => length)).toEqual(Array(10).fill(100));
  });

  it("stops when it is aborted", async () => {
    const reason = new Error("enough");
    await expect(peek(bytes, 5, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("isGzip", () => {
  it("recognises gzip by its first two bytes", () => {
    expect(isGzip(new Uint8Array([0x1f, 0x8b, 8]))).toBe(true);
    for (const other of [[], [0x1f], [0x1f, 0x9d, 8], [0x8b, 0x1f]]) expect(isGzip(new Uint8Array(other))).toBe(false);
  });
});

describe("concatenate", () => {
  it("joins arrays in order", () => {
    expect(concatenate([bytes.subarray(0, 3), new Uint8Array(), bytes.subarray(3)])).toEqual(bytes);
    expect(concatenate([bytes], 1000)).not.toBe(bytes);
    expect(concatenate([])).toEqual(new Uint8Array());
  });
});
