type Read = (start: number, end: number) => Promise<ArrayBuffer>;

type Waiting = {
  start: number;
  end: number;
  resolve: (part: ArrayBuffer) => void;
  reject: (reason: unknown) => void;
};

/** Bytes between two reads that are read along with them, since they cost less than another request. As Arrow has it. */
const GAP = 8 << 10;

/**
 * Reads that wait for the end of the turn of the event loop, and become one where they lie side by side: over HTTP each
 * read is a request.
 */
export function mergedReads(read: Read): Read {
  let waiting: Waiting[] = [];
  const readAll = (): void => {
    const runs = runsOf(waiting);
    waiting = [];
    for (const run of runs) void readRun(read, run);
  };
  return (start, end) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(readAll);
      waiting.push({ start, end, resolve, reject });
    });
}

async function readRun(read: Read, run: readonly Waiting[]): Promise<void> {
  const start = Math.min(...run.map((one) => one.start));
  const end = Math.max(...run.map((one) => one.end));
  try {
    const part = await read(start, end);
    for (const one of run) one.resolve(run.length === 1 ? part : part.slice(one.start - start, one.end - start));
  } catch (error) {
    for (const one of run) one.reject(error);
  }
}

/** In the order of the file, those together that are at most `GAP` apart. */
function runsOf(reads: readonly Waiting[]): Waiting[][] {
  const runs: Waiting[][] = [];
  let runEnd = Number.NEGATIVE_INFINITY;
  for (const read of [...reads].sort((a, b) => a.start - b.start)) {
    if (read.start > runEnd + GAP) runs.push([]);
    runs.at(-1)!.push(read);
    runEnd = Math.max(runEnd, read.end);
  }
  return runs;
}
