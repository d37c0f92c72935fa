import type { RasterImage } from "@alt2img/core";
import type { DecoderName } from "@alt2img/image/worker";
import type { Preparation } from "../preprocessing-reference.js";

/** Raise it when the messages or the pixels change: the file of the worker may be a copy of an older one. */
export const PROTOCOL = 2;

/** The page sends one picture, and the next one after the answer. */
export type ToWorker =
  | { readonly picture: RasterImage | Uint8Array; readonly preparation: Preparation }
  /** What the worker has asked for, or why it can't be loaded. */
  | { readonly decoder: DecoderName; readonly wasm: string }
  | { readonly decoder: DecoderName; readonly failure: string };

export type FromWorker =
  /** The worker runs. */
  | { readonly protocol: number }
  /** The worker needs a decoder's WebAssembly. */
  | { readonly decoder: DecoderName }
  | Answer;

/** To a picture. */
export type Answer =
  /** `[3, height, width]` */
  | { readonly pixels: Float32Array }
  /** Our errors keep their code and the message of their cause: their class, and in some browsers the cause, is lost in cloning. */
  | { readonly error: { readonly code?: string; readonly message: string; readonly cause?: string } };

/** Another script may be where the worker should be. */
export const isFromWorker = (data: unknown): data is FromWorker => typeof data === "object" && data !== null;
