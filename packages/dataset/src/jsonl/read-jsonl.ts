import { type ByteSource, type ImageTextPair, readBytes } from "@alt2img/core";
import { type PairReader, type Problem, pairReader, type ReadPairsOptions } from "../pair-reader.js";
import { checkPair } from "./check-pair.js";
import { readLines } from "./lines.js";

/**
 * Reads pairs back from JSON Lines, in constant memory. Keys that `ImageTextPair` doesn't have are kept, so that what a
 * later stage added (a score, a hash) isn't lost. Blank lines and a byte order mark are skipped; a line may end with `\r\n`
 * or `\n`.
 *
 * Diagnostics: `dataset/jsonl-utf8`, `dataset/jsonl-syntax`, `dataset/jsonl-pair`, `dataset/jsonl-line-length`.
 *
 * @throws Alt2imgError only with `strict`, or what the source throws
 */
export function readJsonl(source: ByteSource, options: ReadPairsOptions = {}): PairReader {
  return pairReader(options, (report) => readPairs(source, options, report));
}

async function* readPairs(
  source: ByteSource,
  { onProgress, signal }: ReadPairsOptions,
  report: (problem: Problem) => void,
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
    if ("code" in found) report({ ...found, place: `line ${line}`, line });
    else if (found.pair !== undefined) yield found.pair;
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
