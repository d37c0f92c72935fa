import { afterEach, describe, expect, it } from "vitest";
import { Alt2imgError } from "../../src/error.js";
import { type Client, clientOf } from "../../src/worker/client.js";
import type { TestTasks } from "./tasks.js";

const workers: Worker[] = [];
afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

function open(): Client<TestTasks, number> {
  const worker = new Worker(new URL("./tasks-worker.ts", import.meta.url), { type: "module" });
  workers.push(worker);
  return clientOf<TestTasks, number>(worker);
}

describe("clientOf and serve", () => {
  it("answers calls, several at a time", async () => {
    const call = open();
    expect(await Promise.all([call("add", [1, 2]), call("add", [3, 4])])).toEqual([3, 7]);
  });

  it("reports parts before the result", async () => {
    const parts: number[] = [];
    expect(await open()("countTo", [3], { onPart: (part) => parts.push(part) })).toBe(3);
    expect(parts).toEqual([1, 2, 3]);
  });

  it("rejects with the task's error, and its code if it has one", async () => {
    const call = open();
    await expect(call("fail", [])).rejects.toThrow("not today");
    const error = await call("failWith", ["crawl/not-a-warc", "no header"]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Alt2imgError);
    expect(error).toMatchObject({ code: "crawl/not-a-warc", message: "no header" });
  });

  it("rejects at once when aborted, and the task hears of it", async () => {
    const call = open();
    const controller = new AbortController();
    const parts: number[] = [];
    const waiting = call("wait", [], {
      signal: controller.signal,
      onPart(part) {
        parts.push(part);
        controller.abort(new Error("enough"));
      },
    });
    await expect(waiting).rejects.toThrow("enough");
    expect(await call("aborted", [])).toBe(1);
    expect(parts).toEqual([1]);
    await expect(call("add", [1, 1], { signal: controller.signal })).rejects.toThrow("enough");
  });

  it("transfers instead of copying, both ways", async () => {
    const call = open();
    const values = Float32Array.of(1, 2, 3);
    expect([...(await call("double", [values], { transfer: [values.buffer] }))]).toEqual([2, 4, 6]);
    expect(values.byteLength).toBe(0);
    expect(await call("wasTransferred", [])).toBe(true);
  });

  it("rejects every call, later ones too, if the worker can't be loaded", async () => {
    const worker = new Worker(URL.createObjectURL(new Blob(["import 'https://127.0.0.1:1/no.js'"])), {
      type: "module",
    });
    workers.push(worker);
    const call = clientOf<TestTasks>(worker);
    await expect(call("add", [1, 1])).rejects.toMatchObject({ code: "core/worker" });
    await expect(call("add", [1, 1])).rejects.toThrow("couldn't be loaded");
  });
});
