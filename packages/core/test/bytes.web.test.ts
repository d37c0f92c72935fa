import { collect, inChunks } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { Alt2imgError, type ByteSource, collectBytes, readBytes } from "../src/index.js";

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

function webStream(chunks: unknown[], onCancel?: (reason: unknown) => void): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      // The stream lies about its type where a test wants it to.
      if (next < chunks.length) controller.enqueue(chunks[next++] as Uint8Array);
      else controller.close();
    },
    cancel: (reason) => onCancel?.(reason),
  });
}

const sources: [string, () => ByteSource][] = [
  ["a Uint8Array", () => bytes],
  ["an ArrayBuffer", () => bytes.slice().buffer],
  ["a Blob", () => new Blob([bytes])],
  ["a Web stream", () => webStream([bytes.subarray(0, 10), new Uint8Array(), bytes.subarray(10)])],
  ["an async iterable", () => inChunks(bytes, 1, 7, 300)],
  ["an iterable", () => [bytes.subarray(0, 500), new Uint8Array(), bytes.subarray(500)]],
];

describe.each(sources)("readBytes from %s", (_, open) => {
  it("gives the same bytes, without empty chunks", async () => {
    const chunks = await collect(readBytes(open()));
    expect(chunks.every((chunk) => chunk.length > 0)).toBe(true);
    expect(await collectBytes(chunks)).toEqual(bytes);
  });

  it("throws the signal's reason when it is aborted", async () => {
    const reason = new Error("enough");
    await expect(collect(readBytes(open(), { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
  });
});

describe("readBytes", () => {
  it("reads nothing from empty sources", async () => {
    for (const empty of [new Uint8Array(), new ArrayBuffer(0), new Blob([]), webStream([]), []]) {
      expect(await collect(readBytes(empty))).toEqual([]);
    }
  });

  it("cancels a stream when the loop ends early", async () => {
    let cancelled = false;
    const stream = webStream([bytes, bytes], () => {
      cancelled = true;
    });
    for await (const _ of readBytes(stream)) break;
    expect(cancelled).toBe(true);
    expect(stream.locked).toBe(false);
  });

  it("stops when it is aborted while a stream waits", async () => {
    const controller = new AbortController();
    const silent = new ReadableStream<Uint8Array>({});
    const reading = collect(readBytes(silent, { signal: controller.signal }));
    const reason = new Error("stop");
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    expect(silent.locked).toBe(false);
  });

  it("passes on a stream's error", async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("reset")) });
    await expect(collect(readBytes(broken))).rejects.toThrow("reset");
  });

  it.each([
    ["a string", "<img>"],
    ["a number", 7],
    ["null", null],
    ["an object", {}],
  ])("refuses %s", async (_, source) => {
    const reading = collect(readBytes(source as unknown as ByteSource));
    await expect(reading).rejects.toThrow(Alt2imgError);
    await expect(reading).rejects.toMatchObject({ code: "core/byte-source" });
  });

  it("refuses a source that yields strings", async () => {
    await expect(collect(readBytes(webStream(["text"])))).rejects.toMatchObject({ code: "core/byte-source" });
    await expect(collect(readBytes(["text"] as unknown as ByteSource))).rejects.toMatchObject({
      code: "core/byte-source",
    });
  });
});

describe("collectBytes", () => {
  it("returns a single chunk itself", async () => {
    expect(await collectBytes(bytes)).toBe(bytes);
  });

  it("stops at maxBytes", async () => {
    expect(await collectBytes(inChunks(bytes, 100), { maxBytes: 1000 })).toEqual(bytes);
    await expect(collectBytes(inChunks(bytes, 100), { maxBytes: 999 })).rejects.toMatchObject({
      code: "core/too-many-bytes",
    });
  });
});
