/** How far a long call has come: `done` of `total` `unit`s. Within a stage `done` never falls, and ends at `total`. */
export type Progress = {
  /** What is being done, such as `"download"` or `"denoise"`. */
  stage: string;
  done: number;
  /** Left out while it is not known. */
  total?: number;
  unit: "bytes" | "records" | "pages" | "pairs" | "images" | "files" | "steps";
};

/** The option `onProgress` of long calls. It is called often and must not throw. */
export type OnProgress = (progress: Progress) => void;
