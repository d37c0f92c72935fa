import type { OnDiagnostic, OnProgress } from "@alt2img/core";

/** The options of every function that reads the records of a WARC, WAT or WET file. */
export type ReadOptions = {
  /** Stops reading; the loop throws the signal's reason. */
  signal?: AbortSignal;
  /** Stage `"read"`, in bytes of the file as stored. */
  onProgress?: OnProgress;
  /** Called for each problem that doesn't stop reading. */
  onDiagnostic?: OnDiagnostic;
  /** The file's name, for diagnostics. */
  filename?: string;
  /** Throws an error instead of reporting the first diagnostic. */
  strict?: boolean;
};
