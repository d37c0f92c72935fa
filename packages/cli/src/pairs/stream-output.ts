import type { Writable } from "node:stream";
import { outputError } from "../output-error.js";
import type { PairsFormat } from "./messages.js";
import { createOrderedStream } from "./ordered-stream.js";
import type { PairsOutput } from "./output.js";
import { createParquetStream } from "./parquet-stream.js";
import { writeTo } from "./write-to.js";

/** Writes pairs to a stream (standard output), in the order of the inputs, as they arrive. */
export function createStreamOutput(destination: Writable, format: PairsFormat): PairsOutput {
  const write = async (bytes: Uint8Array): Promise<void> => {
    try {
      await writeTo(destination, bytes);
    } catch (error) {
      throw outputError("standard output", error);
    }
  };
  const stream = format === "parquet" ? createParquetStream(write) : createOrderedStream(write);
  return {
    finished: async () => undefined,
    bytes: (task, bytes) => stream.bytes(task, bytes),
    done: (task) => stream.done(task),
    finish: async () => {
      await stream.finish();
      await stream.close();
      return undefined;
    },
    abandon: async () => {
      await stream.close();
      return undefined;
    },
  };
}
