import { countDiagnostic, type DiagnosticCounts } from "@alt2img/core";
import { readWarc } from "@alt2img/crawl";
import { type RecordRow, rowOf } from "./record-row.js";
import type { WarcPart, WarcProblem } from "./tasks.js";
import type { OpenedWarc } from "./warc-source.js";

/** How many records a part has at most, and how long it is collected, in ms: the first ones are there at once. */
const PART_ROWS = 500;
const PART_TIME = 150;

/**
 * Reads all records, those that are cut off, too, and reports them in parts while it reads.
 *
 * @throws Alt2imgError `crawl/not-a-warc`
 */
export async function listRecords(
  { bytes, total }: OpenedWarc,
  onPart: (part: WarcPart) => void,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const counts: DiagnosticCounts = {};
  const messages = new Map<string, string>();
  let done = 0;
  const records = readWarc(bytes, {
    ...(signal === undefined ? {} : { signal }),
    truncated: true,
    onProgress: (progress) => {
      done = progress.done;
    },
    onDiagnostic: (diagnostic) => {
      countDiagnostic(counts, diagnostic);
      if (!messages.has(diagnostic.code)) messages.set(diagnostic.code, diagnostic.message);
    },
  });
  const problems = (): WarcProblem[] =>
    Object.entries(counts).map(([code, count]) => ({ code, count, message: messages.get(code) ?? "" }));

  let rows: RecordRow[] = [];
  let index = 0;
  let next = performance.now();
  const report = (): void => {
    onPart({ rows, done, ...(total === undefined ? {} : { total }), problems: problems() });
    rows = [];
    next = performance.now() + PART_TIME;
  };
  for await (const record of records) {
    rows.push(rowOf(record, index++));
    if (rows.length >= PART_ROWS || performance.now() >= next) report();
  }
  report();
}
