import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/**
 * The names of the input files: the arguments, with `-` standing for those that come on standard input, one a line.
 * Names are passed on as their lines arrive. Blank lines are passed over, and so is the byte offset with a tab behind
 * it that Hadoop streaming puts before each line when its input format is `NLineInputFormat`.
 *
 * @see https://spark.apache.org/docs/latest/api/python/reference/api/pyspark.RDD.pipe.html
 * @see https://hadoop.apache.org/docs/stable/hadoop-streaming/HadoopStreaming.html
 */
export async function* readInputNames(names: readonly string[], stdin: Readable): AsyncGenerator<string, void, void> {
  for (const name of names) {
    if (name !== "-") {
      yield name;
      continue;
    }
    for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      const lineName = line.replace(/^\d+\t/, "").trim();
      if (lineName !== "") yield lineName;
    }
  }
}
