import type { OnProgress } from "./progress.js";
import type { RandomAccessBytes } from "./random-access-bytes.js";

export type ReadFileOptions = {
  /** Stops reading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes of the file. */
  onProgress?: OnProgress | undefined;
};

/**
 * The named files of a model, wherever they are: in a folder, in a package, on a web server. Their names and layout are
 * those of Hugging Face (`config.json`, `tokenizer.json`, `onnx/…`; for diffusers `model_index.json`, `unet/…`).
 */
export type ModelFolder = {
  /** For messages and caches, such as `"openai/clip-vit-base-patch32"`. */
  readonly name: string;
  /**
   * A whole file. Rejects with an `Alt2imgError` where there is no file with that name.
   * @param path relative to the folder, with `/` between its parts
   */
  read(path: string, options?: ReadFileOptions): Promise<Uint8Array>;
  /** A file to read parts of, if the place can give parts. Nothing has to be closed. */
  open?(path: string, options?: Pick<ReadFileOptions, "signal">): Promise<RandomAccessBytes>;
  /** The paths of all files, if the place can list them. */
  list?(): Promise<string[]>;
};
