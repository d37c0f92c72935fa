import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mergedParts } from "./merged-parts.js";
import type { PairsTask } from "./messages.js";

/**
 * Joins the Parquet files of tasks that run in parallel into one, in the order of the tasks. Each of them waits in a temporary
 * file until it is complete and it is its turn, since its index is at its end.
 */
export type ParquetStream = {
  bytes(task: PairsTask, bytes: Uint8Array): Promise<void>;
  done(task: PairsTask): Promise<void>;
  /** Call it when all tasks are done: writes the rest and the footer. */
  finish(): Promise<void>;
  /** Deletes what is still waiting. */
  close(): Promise<void>;
};

export function createParquetStream(write: (bytes: Uint8Array) => Promise<void>): ParquetStream {
  const unfinished = new Map<number, FileHandle>();
  const finished = new Map<number, string | undefined>();
  const waiting: string[] = [];
  let folder: Promise<string> | undefined;
  let head = 0;
  let ended = false;
  let wake = (): void => {};
  let failure: { error: unknown } | undefined;

  async function* parts(): AsyncGenerator<string, void, undefined> {
    for (;;) {
      const path = waiting.shift();
      if (path !== undefined) {
        yield path;
        await rm(path, { force: true });
      } else if (ended) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const merging = (async () => {
    for await (const bytes of mergedParts(parts())) await write(bytes);
  })();
  merging.catch((error) => (failure = { error }));

  const pathOf = async ({ index }: PairsTask): Promise<string> => {
    folder ??= mkdtemp(join(tmpdir(), "alt2img-"));
    return join(await folder, `${index}.parquet`);
  };
  const checkFailure = (): void => {
    if (failure !== undefined) throw failure.error;
  };

  return {
    bytes: async (task, bytes) => {
      checkFailure();
      const file = unfinished.get(task.index) ?? (await open(await pathOf(task), "wx"));
      unfinished.set(task.index, file);
      await file.appendFile(bytes);
    },
    done: async (task) => {
      checkFailure();
      const file = unfinished.get(task.index);
      unfinished.delete(task.index);
      await file?.close();
      finished.set(task.index, file && (await pathOf(task)));
      for (; finished.has(head); head++) {
        const path = finished.get(head);
        finished.delete(head);
        if (path !== undefined) waiting.push(path);
      }
      wake();
    },
    finish: async () => {
      ended = true;
      wake();
      await merging;
    },
    close: async () => {
      for (const file of unfinished.values()) await file.close();
      unfinished.clear();
      if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
    },
  };
}
