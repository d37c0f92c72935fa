import type { OnProgress } from "@alt2img/core";

/** A part of the demo that is done once, and again only if something that it depends on changes. */
export type Stage = {
  /** Its name in `demo.json`. */
  readonly name: string;
  /** What people read. */
  readonly title: string;
  /** The files and folders that it reads, in the demo's folder or elsewhere. Their content counts, not their date. */
  readonly inputs: readonly string[];
  /** Besides them, what decides about the result. */
  readonly settings: Readonly<Record<string, string | number | null>>;
  /** The files and folders that it writes, relative to the demo's folder. */
  readonly outputs: readonly string[];
  /** A sentence that says why it can't be done with these options. */
  readonly leftOut?: string | undefined;
  /** @returns what came out, in a few words */
  run(onProgress: OnProgress): Promise<string>;
};
