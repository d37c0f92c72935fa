/** The progress of a long call: `done` of `total` `unit`s. Within a stage `done` never decreases, and it ends at `total`. */
export type Progress = {
  /** What is being done, such as `"download"` or `"denoise"`. */
  stage: string;
  done: number;
  /** Left out while it is unknown. */
  total?: number;
  unit: "bytes" | "records" | "pages" | "pairs" | "images" | "files" | "steps";
};

/** The option `onProgress` of long calls. It is called often and must not throw. */
export type OnProgress = (progress: Progress) => void;
