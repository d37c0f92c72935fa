import type { Diagnostic, TextSource } from "@alt2img/core";
import type { CrawlFormat, PairAddress, PairCounts } from "@alt2img/dataset";

/** One input file. `index` is its place among the inputs, and so in the output. */
export type PairsTask = { index: number; name: string };

/** What the command's options say to every worker. Plain data. */
export type PairsSettings = {
  sources?: TextSource[] | undefined;
  address?: PairAddress | undefined;
  /** LAION's rules. */
  laion?: boolean | undefined;
  minTextLength?: number | undefined;
  respectOptOut?: boolean | undefined;
  robots?: string[] | undefined;
  /** Address of HTML files; a crawl file knows its own. */
  base?: string | undefined;
};

export type PairsFormat = "jsonl" | "parquet";

/** What a worker is started with. Plain data. */
export type WorkerSetup = {
  /** In which format the worker writes the pairs of a file. */
  format: PairsFormat;
  settings: PairsSettings;
  /** Send every diagnostic, not only their counts and an example of each. */
  sendDiagnostics: boolean;
};

/** What became of a file. */
export type PairsReport = {
  counts: PairCounts;
  /** The first diagnostic of each code. */
  examples: Diagnostic[];
  /** Bytes of the file as stored. */
  bytes: number;
  /** What the file is; absent where it couldn't be opened. */
  format?: CrawlFormat;
  /** Why the file could not be read, or not to its end. */
  failure?: string;
};

/** From a worker to the main thread. */
export type WorkerMessage =
  /** The next bytes of what the file becomes, with so many pairs; to be answered with `credit`. JSON Lines come in whole lines. */
  | { type: "bytes"; bytes: Uint8Array; pairs: number }
  /** Bytes of the file that were read since the last message. */
  | { type: "read"; bytes: number }
  | { type: "diagnostic"; diagnostic: Diagnostic }
  | { type: "done"; report: PairsReport };

/** From the main thread to a worker: a file to read, or leave to send more `bytes`. */
export type MainMessage = { type: "task"; task: PairsTask } | { type: "credit" };

/** How many `bytes` messages a worker may have under way. It bounds the memory that a slow output costs. */
export const CREDITS = 4;
