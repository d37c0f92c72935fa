import { describe, expect, test } from "vitest";
import type { PairsTask, WorkerMessage } from "../src/pairs/messages.js";
import { runWorkerPool } from "../src/pairs/worker-pool.js";

/** A worker that does what the name of its task says. */
const workerUrl = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from "node:worker_threads";
    const done = (failure) => parentPort.postMessage({ type: "done", report: { counts: { thread: threadId }, examples: [], bytes: 0, failure } });
    parentPort.on("message", ({ type, task }) => {
      if (type !== "task") return;
      if (task.name === "throw") throw new Error("oh no");
      if (task.name === "exit") process.exit(0);
      if (task.name === "hang") return;
      if (task.name === "read") parentPort.postMessage({ type: "read", bytes: 7 });
      done();
    });`)}`,
);
const setup = { format: "jsonl" as const, settings: {}, sendDiagnostics: false };

async function* tasks(...names: string[]): AsyncGenerator<PairsTask> {
  for (const [index, name] of names.entries()) yield { index, name };
}

async function run(
  names: string[],
  options: { jobs?: number; signal?: AbortSignal; receive?: (task: PairsTask) => Promise<void> } = {},
): Promise<[string, WorkerMessage][]> {
  const seen: [string, WorkerMessage][] = [];
  await runWorkerPool({
    tasks: tasks(...names),
    jobs: options.jobs ?? 1,
    workerUrl,
    setup,
    signal: options.signal ?? new AbortController().signal,
    receive: async (task, message) => {
      await options.receive?.(task);
      seen.push([task.name, message]);
    },
  });
  return seen;
}

test("messages come in order within a task, and tasks in their order", async () => {
  const seen = await run(["a", "read", "b"]);
  expect(seen.map(([name, { type }]) => [name, type])).toEqual([
    ["a", "done"],
    ["read", "read"],
    ["read", "done"],
    ["b", "done"],
  ]);
});

test.each([
  ["throw", "its worker thread died: oh no"],
  ["exit", "its worker thread ended before the file did"],
])("a worker that dies (%s) fails its task and is replaced", async (name, failure) => {
  const seen = await run(["a", name, "b"]);
  expect(seen).toMatchObject([
    ["a", { type: "done" }],
    [name, { type: "done", report: { failure } }],
    ["b", { type: "done", report: { counts: { thread: expect.any(Number) } } }],
  ]);
});

test("no tasks start no workers", async () => {
  expect(await run([], { jobs: 3 })).toEqual([]);
});

describe("an abort ends it at once", () => {
  test("while a worker is at work", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 50);
    await expect(run(["hang", "a"], { signal: controller.signal })).rejects.toThrow("enough");
  });

  test("while it waits for the next task", async () => {
    const controller = new AbortController();
    async function* slow(): AsyncGenerator<PairsTask> {
      yield { index: 0, name: "a" };
      await new Promise(() => {});
    }
    const running = runWorkerPool({
      tasks: slow(),
      jobs: 2,
      workerUrl,
      setup,
      signal: controller.signal,
      receive: async () => controller.abort(new Error("enough")),
    });
    await expect(running).rejects.toThrow("enough");
  });

  test("before it began", async () => {
    await expect(run(["a"], { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow("no");
  });
});

test("an error in the receiver ends everything", async () => {
  const receive = async (): Promise<void> => {
    throw new Error("disk full");
  };
  await expect(run(["hang", "a", "b"], { jobs: 2, receive })).rejects.toThrow("disk full");
});

test("the error of a list of tasks is passed on", async () => {
  async function* list(): AsyncGenerator<PairsTask> {
    yield { index: 0, name: "a" };
    throw new Error("no list");
  }
  const options = {
    tasks: list(),
    jobs: 2,
    workerUrl,
    setup,
    signal: new AbortController().signal,
    receive: async () => {},
  };
  await expect(runWorkerPool(options)).rejects.toThrow("no list");
});
