// The reader with a worker thread: the same pixels and errors as on the calling thread, whatever happens to the thread.
import { execFileSync } from "node:child_process";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import * as threads from "node:worker_threads";
import type { Alt2imgError } from "@alt2img/core";
import { encodePng } from "@alt2img/image";
import { afterEach, describe, expect, it, vi } from "vitest";
import files from "../../../image/test/golden/files.json" with { type: "json" };
import { nodePictureReader } from "../../src/pixels/node-picture-reader.js";
import type { PictureReader } from "../../src/pixels/picture-reader.js";
import type { Preparation } from "../../src/pixels/preprocessing-reference.js";
import { readerHere } from "../../src/pixels/reader-here.js";
import { makePicture } from "./make-picture.js";

const preparation: Preparation = {
  preprocessing: {
    ...{ resize: { shortestEdge: 64 }, filter: "bicubic", centerCrop: { width: 64, height: 64 } },
    ...{ rescaleFactor: 1 / 255, mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4], width: 64, height: 64 },
  },
  reference: "openai",
};
const here = readerHere(preparation);
const goldenFiles = files.files.map(([, , , , , bytes]) => new Uint8Array(Buffer.from(String(bytes), "base64")));
const pngs = Array.from({ length: 6 }, (_, i) => encodePng(makePicture(90 + i, 70, { alpha: i % 2 === 0 })));

const started: threads.Worker[] = [];
/** A thread that the test can see; `fault` breaks it. */
function open(fault: "none" | "missing" | "dies" = "none"): PictureReader {
  class Watched extends threads.Worker {
    constructor(url: URL, options: threads.WorkerOptions) {
      const dying = new URL("data:text/javascript,setTimeout(()=>process.exit(1),20)");
      super({ none: url, missing: new URL("absent.js", url), dies: dying }[fault], options);
      started.push(this);
    }
  }
  const reader = nodePictureReader(preparation, { ...threads, Worker: Watched as typeof threads.Worker });
  readers.push(reader);
  return reader;
}
const readers: PictureReader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
  started.length = 0;
});

const outcome = (reading: Promise<{ data: unknown }>): Promise<unknown> =>
  reading.then(
    ({ data }) => data,
    (error: Alt2imgError) => `${error.code}: ${error.message}`,
  );
const all = (reader: PictureReader, bytes: readonly Uint8Array[]): Promise<unknown[]> =>
  Promise.all(bytes.map((each) => outcome(reader.read(each, undefined))));

describe("nodePictureReader", () => {
  it("gives the bits of the calling thread for files of every format, whole and cut, and the same errors", async () => {
    const sources = goldenFiles.flatMap((file) => [file, file.subarray(0, file.length >> 1)]);
    const kept = sources.map((file) => file.slice());
    expect(await all(open(), sources)).toEqual(await all(here, sources));
    expect(sources).toEqual(kept);
    expect(started).toHaveLength(1);
  });

  it("takes pixels, streams and parts of large buffers", async () => {
    const { read } = open();
    const large = new Uint8Array(50_000_000);
    large.set(pngs[0]!, 1000);
    const sources = [
      large.subarray(1000, 1000 + pngs[0]!.length),
      makePicture(90, 70, { alpha: true }),
      Readable.toWeb(Readable.from([pngs[0]!])) as ReadableStream<Uint8Array>,
      new Blob([pngs[0] as Uint8Array<ArrayBuffer>]),
    ];
    const expected = (await here.read(pngs[0]!, undefined)).data;
    for (const { data } of await Promise.all(sources.map((each) => read(each, undefined)))) {
      expect(data).toEqual(expected);
    }
    expect(large).toHaveLength(50_000_000);
    await expect(read(new Uint8Array(), undefined)).rejects.toMatchObject({ code: "image/unknown-format" });
  });

  it("starts no thread for one picture after another", async () => {
    const { read } = open();
    for (const png of pngs) await read(png, undefined);
    expect(started).toHaveLength(0);
  });

  it.each(["missing", "dies"] as const)("reads everything on the calling thread if the thread is %s", async (fault) => {
    const reader = open(fault);
    expect(await all(reader, pngs)).toEqual(await all(here, pngs));
    expect(await all(reader, pngs)).toEqual(await all(here, pngs));
    expect(started).toHaveLength(1);
  });

  it("ends the thread with an abort of all that waits, and starts another for the next pictures", async () => {
    const reader = open();
    await all(reader, pngs);
    const controller = new AbortController();
    const reading = Promise.allSettled(pngs.map((png) => reader.read(png, controller.signal)));
    const thread = started[0]!;
    const ended = new Promise((resolve) => thread.once("exit", resolve));
    // As soon as the thread has a picture, and before its answer can arrive.
    const post = thread.postMessage.bind(thread);
    vi.spyOn(thread, "postMessage").mockImplementation((...sent) => {
      post(...sent);
      controller.abort(new Error("enough"));
    });
    // The calling thread may have read the first one.
    for (const result of (await reading).slice(1)) {
      expect(result).toMatchObject({ status: "rejected", reason: { message: "enough" } });
    }
    await ended;
    expect(await all(reader, pngs)).toEqual(await all(here, pngs));
    expect(started).toHaveLength(2);
  });

  it("listens to a signal once, and no longer when it is done", async () => {
    const { signal } = new AbortController();
    const [added, removed] = [vi.spyOn(signal, "addEventListener"), vi.spyOn(signal, "removeEventListener")];
    const warned = vi.fn();
    process.on("warning", warned);
    const reader = open();
    await Promise.all(Array.from({ length: 30 }, () => reader.read(pngs[0]!, signal)));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", warned);
    expect(warned).not.toHaveBeenCalled();
    expect(new Set(added.mock.calls.map(([, listener]) => listener)).size).toBe(1);
    expect(removed).toHaveBeenCalledTimes(1);
  });

  it("gives the others their pixels when one is aborted", async () => {
    const reader = open();
    const controller = new AbortController();
    const others = all(reader, pngs.slice(1));
    const aborted = outcome(reader.read(pngs[0]!, controller.signal));
    controller.abort(new Error("enough"));
    expect(await aborted).toContain("enough");
    expect(await others).toEqual(await all(here, pngs.slice(1)));
  });

  it("rejects what waits, and what comes, when it is closed", async () => {
    const reader = open();
    const first = all(reader, pngs);
    const reading = all(reader, pngs);
    reader.close();
    for (const result of (await Promise.all([first, reading])).flat().slice(1)) expect(result).toContain("clip/closed");
    expect(await outcome(reader.read(pngs[0]!, undefined))).toContain("clip/closed");
  });

  it("lets the process end without being closed, but not before the pictures are read", () => {
    const script = `
      import * as threads from "node:worker_threads";
      import { nodePictureReader } from "./packages/clip/src/pixels/node-picture-reader.ts";
      const reader = nodePictureReader(${JSON.stringify(preparation)}, threads);
      const png = Buffer.from("${Buffer.from(pngs[0]!).toString("base64")}", "base64");
      Promise.all([png, png, png].map((each) => reader.read(each))).then((all) => console.log(all.length));
    `;
    const options = ["--conditions=@alt2img/source", "--import", "tsx", "--input-type=module", "-e", script];
    const cwd = fileURLToPath(new URL("../../../..", import.meta.url));
    expect(execFileSync(process.execPath, options, { encoding: "utf8", cwd })).toBe("3\n");
  });
});
