import type { Readable } from "node:stream";
import { Alt2imgError } from "@alt2img/core";
import { localPath } from "../input/local-path.js";

/**
 * The names of the input files: the arguments, with `-` standing for names that come on standard input, one a line; a
 * `file:` URL becomes a path. Names are passed on as their lines arrive. Blank lines are passed over, and so is the byte
 * offset with a tab behind it that Hadoop streaming puts before each line when its input format is `NLineInputFormat`.
 *
 * @throws Alt2imgError `cli/usage` when standard input holds a file instead of names
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
  const decoder = new TextDecoder();
  let rest = "";
  let isFirst = true;
  for await (const chunk of stdin as AsyncIterable<Uint8Array>) {
    const text = rest + decoder.decode(chunk, { stream: true });
    if (isFirst && startsLikeAFile(text)) {
      throw new Alt2imgError(
        "cli/usage",
        "Standard input holds a file, but - reads the names of files there, one a line. To read the file itself, name /dev/stdin instead of -.",
      );
    }
    isFirst = false;
    const lines = text.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest + decoder.decode();
}

/** No list of names has control characters or broken UTF-8, or starts as a WARC, an ARC, HTML or JSON does. */
function startsLikeAFile(text: string): boolean {
  return (
    /^\ufeff?\s*(?:WARC\/|filedesc:|<[a-z!?]|[{[]")/i.test(text) || /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text)
  );
}
