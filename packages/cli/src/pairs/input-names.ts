import type { Readable } from "node:stream";
import { Alt2imgError } from "@alt2img/core";
import { localPath } from "../input/local-path.js";

/**
 * The names of the input files: the arguments, where `-` stands for names on standard input, one on each line; a `file:` URL
 * becomes a path. Names are yielded as their lines arrive. Blank lines are skipped, and so is the byte offset, followed by a
 * tab, that Hadoop streaming puts before each line with `NLineInputFormat`.
 *
 * @throws Alt2imgError `cli/usage` when there is a file on standard input instead of names
 * @see https://spark.apache.org/docs/latest/api/python/reference/api/pyspark.RDD.pipe.html
 * @see https://hadoop.apache.org/docs/stable/hadoop-streaming/HadoopStreaming.html
 */
export async function* readInputNames(names: readonly string[], stdin: Readable): AsyncGenerator<string, void, void> {
  for (const name of names) {
    if (name !== "-") {
      yield localPath(name);
      continue;
    }
    for await (const line of readLines(stdin)) {
      const lineName = line.replace(/^\d+\t/, "").trim();
      if (lineName !== "") yield localPath(lineName);
    }
  }
}

async function* readLines(stdin: Readable): AsyncGenerator<string, void, void> {
  let decoder: TextDecoder | undefined;
  let rest = "";
  let isFirst = true;
  for await (const chunk of stdin as AsyncIterable<Uint8Array>) {
    // Windows PowerShell's > and | write UTF-16.
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? "utf-16le" : "utf-8");
    const text = rest + decoder.decode(chunk, { stream: true });
    if (isFirst && startsLikeAFile(text)) {
      throw new Alt2imgError(
        "cli/usage",
        "Standard input contains a file, but - means a list of file names, one on each line. To read the file itself, write /dev/stdin instead of -.",
      );
    }
    isFirst = false;
    const lines = text.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest + (decoder?.decode() ?? "");
}

/** A list of names has no control characters or broken UTF-8, and doesn't start like a WARC, an ARC, HTML or JSON. */
function startsLikeAFile(text: string): boolean {
  return (
    /^\ufeff?\s*(?:WARC\/|filedesc:|<[a-z!?]|[{[]")/i.test(text) || /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text)
  );
}
