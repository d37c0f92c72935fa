import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PairsTask } from "./messages.js";

/** Lines that arrive before their turn, kept in a temporary file. */
type Spool = { append(bytes: Uint8Array): Promise<void>; drain(): AsyncIterable<Uint8Array>; close(): Promise<void> };

/**
 * Puts the lines of tasks that run in parallel into the order of the tasks, in constant memory: those of the first unfinished
 * task go directly to `write`, those of later tasks wait in temporary files.
 */
export type OrderedStream = {
  bytes(task: PairsTask, bytes: Uint8Array): Promise<void>;
  done(task: PairsTask): Promise<void>;
  /** Call it when all tasks are done: waits until everything is written. */
  finish(): Promise<void>;
  /** Deletes what is still waiting. */
  close(): Promise<void>;
};

export function createOrderedStream(write: (bytes: Uint8Array) => Promise<void>): OrderedStream {
  const spools = new Map<number, Spool>();
  const finished = new Set<number>();
  let head = 0;
  let folder: string | undefined;
  // One step at a time: a task may become the first one between two of its chunks.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    last = last.then(step);
    return last;
  };

  const drain = async (index: number): Promise<void> => {
    const spool = spools.get(index);
    if (spool === undefined) return;
    spools.delete(index);
    for await (const bytes of spool.drain()) await write(bytes);
    await spool.close();
  };

  return {
    bytes: ({ index }, bytes) =>
      inTurn(async () => {
        if (index === head) return write(bytes);
        let spool = spools.get(index);
        if (spool === undefined) {
          folder ??= await mkdtemp(join(tmpdir(), "alt2img-"));
          spool = await openSpool(join(folder, String(index)));
          spools.set(index, spool);
        }
        await spool.append(bytes);
      }),
    done: ({ index }) =>
      inTurn(async () => {
        finished.add(index);
        while (finished.delete(head)) {
          head++;
          await drain(head);
        }
      }),
    finish: () => last,
    close: async () => {
      await last.catch(() => {});
      for (const spool of spools.values()) await spool.close();
      spools.clear();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

const PIECE_BYTES = 256 * 1024;
const NEWLINE = 0x0a;

async function openSpool(path: string): Promise<Spool> {
  const file = await open(path, "wx+");
  let size = 0;
  return {
    append: async (bytes) => {
      await file.appendFile(bytes);
      size += bytes.length;
    },
    // In pieces that end with a complete line, like everything that is written.
    drain: async function* () {
      for (let position = 0; position < size; ) {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(PIECE_BYTES), 0, PIECE_BYTES, position);
        const lines = buffer.subarray(0, buffer.lastIndexOf(NEWLINE, bytesRead - 1) + 1 || bytesRead);
        if (lines.length === 0) return;
        position += lines.length;
        yield lines;
      }
    },
    close: async () => {
      await file.close();
      await rm(path, { force: true });
    },
  };
}
