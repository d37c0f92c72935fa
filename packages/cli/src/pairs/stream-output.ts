import { PassThrough, type Writable } from "node:stream";
import { readJsonl, writeParquet } from "@alt2img/dataset";
import { outputError } from "../output-error.js";
import { createOrderedStream } from "./ordered-stream.js";
import type { PairsOutput } from "./output.js";
import { writeTo } from "./write-to.js";

export type PairsFormat = "jsonl" | "parquet";

/** Pairs to a stream (standard output), in the order of the inputs, as they come. */
export function createStreamOutput(destination: Writable, format: PairsFormat): PairsOutput {
  const sink = format === "parquet" ? createParquetSink(destination) : { write: jsonlSink(destination), end: noEnd };
  const ordered = createOrderedStream(sink.write);
  return {
    finished: async () => undefined,
    lines: (task, bytes) => ordered.lines(task, bytes),
    done: (task) => ordered.done(task),
    finish: async () => {
      await ordered.close();
      await sink.end();
      return undefined;
    },
    abandon: async () => {
      await ordered.close();
      return undefined;
    },
  };
}

type Sink = { write: (bytes: Uint8Array) => Promise<void>; end: () => Promise<void> };

const noEnd = async (): Promise<void> => {};

function jsonlSink(destination: Writable): Sink["write"] {
  return async (bytes) => {
    try {
      await writeTo(destination, bytes);
    } catch (error) {
      throw outputError("standard output", error);
    }
  };
}

function createParquetSink(destination: Writable): Sink {
  const lines = new PassThrough();
  const toStdout = jsonlSink(destination);
  const written = (async () => {
    for await (const bytes of writeParquet(readJsonl(lines, { strict: true }))) await toStdout(bytes);
  })();
  // An error reaches whoever waits in `write`, and the others at the end.
  written.catch((error) => lines.destroy(error));
  return {
    write: (bytes) => writeTo(lines, bytes),
    end: async () => {
      lines.end();
      await written;
    },
  };
}
