import type { OnDiagnostic, OnProgress } from "@alt2img/core";
import { pauses } from "../pauses.js";
import { type Caption, textOf } from "./caption.js";

export type ReadCaptionsOptions = {
  readonly signal?: AbortSignal | undefined;
  /** In pairs; their number isn't known before the end. */
  readonly onProgress?: OnProgress | undefined;
  /** A caption without a text (`bias/caption`). It isn't counted. */
  readonly onDiagnostic?: OnDiagnostic | undefined;
};

/** How often progress is reported, in captions. */
const STRIDE = 1000;

/** Visits each caption that has a text. */
export async function readCaptions<C extends Caption>(
  captions: AsyncIterable<C> | Iterable<C>,
  { signal, onProgress, onDiagnostic }: ReadCaptionsOptions,
  visit: (text: string, caption: C) => void,
): Promise<void> {
  const pause = pauses(signal);
  let done = 0;
  signal?.throwIfAborted();
  for await (const caption of captions) {
    const text = textOf(caption);
    if (text === undefined) {
      onDiagnostic?.({ code: "bias/caption", message: `Caption ${done} has no text; it isn't counted.` });
    } else visit(text, caption);
    await pause();
    if (++done % STRIDE === 0) onProgress?.({ stage: "count", done, unit: "pairs" });
  }
  onProgress?.({ stage: "count", done, total: done, unit: "pairs" });
}
