/**
 * One candidate of a comparison. `run` does the work once and returns what it found (a count, a checksum), so that
 * the table shows whether the candidates did the same work.
 */
export type Candidate = { name: string; run: () => unknown | Promise<unknown> };

export type Result = {
  name: string;
  medianSeconds: number;
  /** CPU time of all threads: the measure that a loaded machine changes least. */
  medianCpuSeconds?: number;
  megabytesPerSecond: number;
  found: unknown;
  seconds: number[];
};

/** The first result is ours; ratios are taken against it. */
export type Comparison = { title: string; bytes: number; rounds: number; results: Result[]; items?: Items };

/** What a run processes, if that says more than bytes. */
export type Items = { count: number; unit: string };

/**
 * Times candidates that do the same work on the same input in turn, round by round, so that a change in the
 * machine's speed affects all of them.
 * @param bytes the size of the input, for MB/s (1 MB = 10⁶ bytes)
 * @param rounds at least 5; the median counts
 * @param items if given, the table shows items per second instead of MB/s
 */
export async function compare({
  title,
  bytes,
  candidates,
  rounds = 7,
  warmup = 2,
  items,
}: {
  title: string;
  bytes: number;
  candidates: Candidate[];
  rounds?: number;
  warmup?: number;
  items?: Items;
}): Promise<Comparison> {
  if (rounds < 5) throw new Error("a median needs at least 5 rounds");
  const seconds: number[][] = candidates.map(() => []);
  const cpuSeconds: number[][] = candidates.map(() => []);
  const found: unknown[] = [];
  for (let round = -warmup; round < rounds; round++) {
    for (const [i, candidate] of candidates.entries()) {
      const start = performance.now();
      const before = process.cpuUsage();
      found[i] = await candidate.run();
      const { user, system } = process.cpuUsage(before);
      if (round < 0) continue;
      seconds[i]!.push((performance.now() - start) / 1000);
      cpuSeconds[i]!.push((user + system) / 1e6);
    }
  }
  const results = candidates.map(({ name }, i): Result => {
    const medianSeconds = median(seconds[i]!);
    const megabytesPerSecond = bytes / 1e6 / medianSeconds;
    const medianCpuSeconds = median(cpuSeconds[i]!);
    return { name, medianSeconds, medianCpuSeconds, megabytesPerSecond, found: found[i], seconds: seconds[i]! };
  });
  return { title, bytes, rounds, results, ...(items === undefined ? {} : { items }) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function comparedWith(result: Result, ours: Result): string {
  const time = `${(result.medianSeconds / ours.medianSeconds).toFixed(2)} × the time of the first`;
  const [cpu, ourCpu] = [result.medianCpuSeconds, ours.medianCpuSeconds];
  return cpu === undefined || ourCpu === undefined ? time : `${time}, ${(cpu / ourCpu).toFixed(2)} × its CPU`;
}

export function table({ title, bytes, rounds, results, items }: Comparison): string {
  const ours = results[0]!;
  const rows = results.map((result) => [
    result.name,
    `${(result.medianSeconds * 1000).toFixed(1)} ms`,
    items === undefined
      ? `${result.megabytesPerSecond.toFixed(0)} MB/s`
      : `${(items.count / result.medianSeconds).toFixed(0)} ${items.unit}/s`,
    result.medianCpuSeconds === undefined ? "" : `${(result.medianCpuSeconds * 1000).toFixed(1)} ms CPU`,
    result === ours ? "" : comparedWith(result, ours),
    String(result.found),
  ]);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join("  ")}`.trimEnd());
  return [`${title} (${(bytes / 1e6).toFixed(1)} MB, median of ${rounds})`, ...lines].join("\n");
}
