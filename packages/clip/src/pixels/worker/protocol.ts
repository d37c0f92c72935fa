import type { RasterImage } from "@alt2img/core";
import type { DecoderName } from "@alt2img/image/worker";
import type { Preparation } from "../preprocessing-reference.js";

/** Raise it when the messages or the pixels change: the file of the worker may be a copy of an older one. */
export const PROTOCOL = 1;

/** The page sends one picture, and the next one after the answer. */
export type ToWorker =
  | { readonly picture: RasterImage | Uint8Array; readonly preparation: Preparation }
  /** What the worker has asked for; `undefined` if it can't be loaded. */
  | { readonly decoder: DecoderName; readonly wasm: string | undefined };

export type FromWorker =
  /** The worker runs. */
  | { readonly protocol: number }
  /** The worker needs a decoder's WebAssembly. */
  | { readonly decoder: DecoderName }
  /** `[3, height, width]` */
  | { readonly pixels: Float32Array }
  /** Our errors keep their code: their class is lost in cloning. */
  | { readonly error: { readonly code: string | undefined; readonly message: string } };
