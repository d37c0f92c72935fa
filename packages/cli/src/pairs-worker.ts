import { parentPort, workerData } from "node:worker_threads";
import { Alt2imgError, type Diagnostic, type ImageTextPair } from "@alt2img/core";
import { emptyPairCounts, type PairStream, writeJsonl } from "@alt2img/dataset";
import { writeParquet } from "@alt2img/dataset/parquet";
import { pairsFromFile } from "./pairs/file-pairs.js";
import {
  CREDITS,
  type MainMessage,
  type PairsReport,
  type PairsTask,
  type WorkerMessage,
  type WorkerSetup,
} from "./pairs/messages.js";
import { reasonOfUnreadable } from "./system-error.js";

// The code of a worker thread of `alt2img pairs`: it reads the files that it gets, one at a time.
if (parentPort === null) throw new Error("pairs-worker runs in a worker thread.");
const port = parentPort;
const { format, settings, sendDiagnostics }: WorkerSetup = workerData;
let credits = CREDITS;
let onCredit = (): void => {};

port.on("message", (message: MainMessage) => {
  if (message.type === "task") return void readTask(message.task);
  credits++;
  onCredit();
});

function send(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

async function sendBytes(bytes: Uint8Array<ArrayBuffer>, pairs: number): Promise<void> {
  while (credits === 0) await new Promise<void>((resolve) => (onCredit = resolve));
  credits--;
  send({ type: "bytes", bytes, pairs }, [bytes.buffer]);
}

async function readTask({ name }: PairsTask): Promise<void> {
  const report: PairsReport = { counts: emptyPairCounts(), examples: [], bytes: 0 };
  const onDiagnostic = (diagnostic: Diagnostic): void => {
    if (report.examples.every(({ code }) => code !== diagnostic.code)) report.examples.push(diagnostic);
    if (sendDiagnostics) send({ type: "diagnostic", diagnostic });
  };
  const onRead = (bytes: number): void => {
    report.bytes += bytes;
    send({ type: "read", bytes });
  };
  try {
    const found = await pairsFromFile(name, settings, { onRead, onDiagnostic });
    report.counts = found.pairs.counts;
    report.format = found.format;
    const pairs = untilFailure(found.pairs, (error) => (report.failure = failureOf(name, error)));
    let sent = 0;
    // Columns aren't inferred, so that the parts of all files have the same ones.
    for await (const bytes of format === "parquet" ? writeParquet(pairs, { columns: [] }) : writeJsonl(pairs)) {
      await sendBytes(bytes, report.counts.kept - sent);
      sent = report.counts.kept;
    }
  } catch (error) {
    report.failure = failureOf(name, error);
  }
  send({ type: "done", report });
}

/** The pairs up to where the file can be read, so that the output made from them is complete. */
async function* untilFailure(pairs: PairStream, onFailure: (error: unknown) => void): AsyncGenerator<ImageTextPair> {
  try {
    yield* pairs;
  } catch (error) {
    onFailure(error);
  }
}

function failureOf(name: string, error: unknown): string {
  if (error instanceof Alt2imgError || (error instanceof Error && "code" in error))
    return reasonOfUnreadable(name, error);
  return `this shouldn't happen; please report it: ${error instanceof Error ? error.stack : String(error)}`;
}
