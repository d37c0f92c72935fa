import type { Clip } from "@alt2img/clip";
import { Alt2imgError, type Embedding, type OnProgress } from "@alt2img/core";
import { readPicture } from "../input/read-picture.js";
import type { ModelPackages } from "../models/model-packages.js";

/** A picture with its embedding, or with the reason why it has none. */
export type EmbeddedPicture = { readonly name: string } & (
  | { readonly embedding: Embedding; readonly failure?: never }
  | { readonly failure: string; readonly embedding?: never }
);

export type EmbedPicturesOptions = {
  batchSize?: number | undefined;
  signal: AbortSignal;
  /** Stage `"embed"`, in images. */
  onProgress?: OnProgress | undefined;
  /** Default `readPicture`. */
  read?: typeof readPicture;
};

/**
 * Embeds pictures by their names, in their order, with two batches in memory. One that can't be read or decoded keeps its
 * place, with the reason.
 */
export async function* embedPictures(
  clip: Clip,
  packages: ModelPackages,
  names: AsyncIterable<string> | Iterable<string>,
  { batchSize, signal, onProgress, read = readPicture }: EmbedPicturesOptions,
): AsyncGenerator<EmbeddedPicture, void, undefined> {
  const { embedImageStream } = await packages.load("@alt2img/clip");
  /** By the place among the names: those that aren't yielded yet. */
  const waiting = new Map<number, { name: string; failure?: string }>();
  /** The place among the names of each picture that could be read. */
  const places: number[] = [];
  let [place, next] = [0, 0];

  async function* readable(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const name of names) {
      const at = place++;
      waiting.set(at, { name });
      try {
        const bytes = await read(name, signal);
        places.push(at);
        yield bytes;
      } catch (error) {
        if (!(error instanceof Alt2imgError) || signal.aborted) throw error;
        waiting.set(at, { name, failure: error.message });
      }
    }
  }
  const onDiagnostic = ({ index, message }: { index: number; message: string }): void => {
    const at = places[index]!;
    const failure = message.replace(/^Image \d+ was left out: /, "");
    waiting.set(at, { name: waiting.get(at)!.name, failure });
  };
  function* failuresBefore(end: number): Generator<EmbeddedPicture, void, undefined> {
    for (; next < end; next++) {
      const { name, failure = "" } = waiting.get(next)!;
      waiting.delete(next);
      yield { name, failure };
    }
  }

  const stream = embedImageStream(clip, readable(), { batchSize, signal, onProgress, onDiagnostic });
  for await (const { index, embedding } of stream) {
    const at = places[index]!;
    yield* failuresBefore(at);
    const { name } = waiting.get(at)!;
    waiting.delete(at);
    next = at + 1;
    yield { name, embedding };
  }
  yield* failuresBefore(place);
}

/** What messages call a picture. */
export const pictureName = (name: string): string => (name === "-" ? "standard input" : name);
