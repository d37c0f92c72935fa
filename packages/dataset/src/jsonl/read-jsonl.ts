import {
  Alt2imgError,
  type ByteSource,
  countDiagnostic,
  type Diagnostic,
  type DiagnosticCounts,
  type ImageTextPair,
  type OnDiagnostic,
  type OnProgress,
  readBytes,
} from "@alt2img/core";
import { checkPair } from "./check-pair.js";
import { readLines } from "./lines.js";

export type ReadJsonlOptions = {
  /** The file's name, for diagnostics and errors. */
  filename?: string | undefined;
  /** Throws an `Alt2imgError` with the diagnostic's code at the first bad line, instead of continuing. */
  strict?: boolean | undefined;
  /**
   * Called for each line that isn't a pair, which is skipped. Codes: `dataset/jsonl-utf8`, `dataset/jsonl-syntax`,
   * `dataset/jsonl-pair`, `dataset/jsonl-line-length`.
   */
  onDiagnostic?: OnDiagnostic | undefined;
  /** Stage `"read"`, in bytes. */
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
};

/** Pairs in the order of their lines. You can loop over them once. */
export type JsonlReader = AsyncGenerator<ImageTextPair, void, undefined> & {
  /** How many diagnostics of each code there have been so far. */
  readonly diagnosticCounts: DiagnosticCounts;
};

/**
 * Reads pairs back from JSON Lines, in constant memory. Keys that `ImageTextPair` doesn't have are kept, so that what a
 * later stage added (a score, a hash) isn't lost. Blank lines and a byte order mark are skipped; a line may end with `\r\n`
 * or `\n`.
 *
 * @throws Alt2imgError only with `strict`, or what the source throws
 */
export function readJsonl(source: ByteSource, options: ReadJsonlOptions = {}): JsonlReader {
  const diagnosticCounts: DiagnosticCounts = {};
  const report = (diagnostic: Diagnostic): void => {
    countDiagnostic(diagnosticCounts, diagnostic);
    options.onDiagnostic?.(diagnostic);
  };
  return Object.assign(readPairs(source, options, report), { diagnosticCounts });
}

async function* readPairs(
  source: ByteSource,
  { filename, strict = false, onProgress, signal }: ReadJsonlOptions,
  report: OnDiagnostic,
): AsyncGenerator<ImageTextPair, void, undefined> {
  let done = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of readBytes(source, { signal })) {
      yield chunk;
      done += chunk.length;
      onProgress?.({ stage: "read", done, unit: "bytes" });
    }
    onProgress?.({ stage: "read", done, total: done, unit: "bytes" });
  };
  for await (const { line, text, problem } of readLines(counted())) {
    signal?.throwIfAborted();
    const found = problem ?? parsePair(text);
    if ("pair" in found) {
      if (found.pair !== undefined) yield found.pair;
      continue;
    }
    const where = filename === undefined ? `Line ${line}` : `${filename}, line ${line}`;
    const message = `${where}: ${found.message}`;
    if (strict) throw new Alt2imgError(found.code, message);
    report({ code: found.code, message, line, ...(filename === undefined ? {} : { filename }) });
  }
}

function parsePair(text: string): { pair: ImageTextPair | undefined } | { code: string; message: string } {
  if (text.trim() === "") return { pair: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: "dataset/jsonl-syntax", message: `not JSON (${reason}); skipped the line.` };
  }
  const checked = checkPair(value);
  if ("pair" in checked) return checked;
  return { code: "dataset/jsonl-pair", message: `${checked.problem}; skipped the line.` };
}
