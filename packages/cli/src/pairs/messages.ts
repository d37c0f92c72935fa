import type { Diagnostic, TextSource } from "@alt2img/core";
import type { CrawlFormat, PairAddress, PairCounts } from "@alt2img/dataset";

/** One input file. `index` is its position among the inputs, and so in the output. */
export type PairsTask = { index: number; name: string };

/** The command's options, for every worker. Plain data. */
export type PairsSettings = {
  sources?: TextSource[] | undefined;
  address?: PairAddress | undefined;
  /** LAION's rules. */
  laion?: boolean | undefined;
  minTextLength?: number | undefined;
  respectOptOut?: boolean | undefined;
  robots?: string[] | undefined;
  /** Address of HTML files; crawl files contain their pages' addresses. */
  base?: string | undefined;
};

export type PairsFormat = "jsonl" | "parquet";

/** The data that a worker is started with. Plain data. */
export type WorkerSetup = {
  /** The format in which the worker writes the pairs of a file. */
  format: PairsFormat;
  settings: PairsSettings;
  /** Whether to send every diagnostic, not just the counts and an example of each code. */
  sendDiagnostics: boolean;
};

/** What was read from a file. */
export type PairsReport = {
  counts: PairCounts;
  /** The first diagnostic of each code. */
  examples: Diagnostic[];
  /** Bytes of the file as stored. */
  bytes: number;
  /** What the file is; left out if it couldn't be opened. */
  format?: CrawlFormat;
  /** Why the file couldn't be read, or not to the end. */
  failure?: string;
};

/** From a worker to the main thread. */
export type WorkerMessage =
  /** The next bytes of the output, with this many pairs; answer with `credit`. JSON Lines are sent as complete lines. */
  | { type: "bytes"; bytes: Uint8Array; pairs: number }
  /** Bytes of the file that were read since the last message. */
  | { type: "read"; bytes: number }
  | { type: "diagnostic"; diagnostic: Diagnostic }
  | { type: "done"; report: PairsReport };

/** From the main thread to a worker: a file to read, or permission to send more `bytes`. */
export type MainMessage = { type: "task"; task: PairsTask } | { type: "credit" };

/** How many unanswered `bytes` messages a worker may have. It limits the memory that a slow output takes. */
export const CREDITS = 4;
