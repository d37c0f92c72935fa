import type { Progress } from "@alt2img/core";
import type { EmbeddingMatrix } from "../../search/embedding-matrix.js";
import type { LayOutOptions } from "../lay-out.js";

/** Sent to the worker once: what to lay out. */
export type ToMapWorker = {
  readonly matrix: EmbeddingMatrix;
  readonly options: Omit<LayOutOptions, "signal" | "onProgress">;
};

/** Progress, and at last a layout or an error, whose class is lost in cloning: our own have a code. */
export type FromMapWorker =
  | { readonly progress: Progress }
  | { readonly positions: Float32Array<ArrayBuffer> }
  | { readonly error: { readonly code: string | undefined; readonly message: string } };
