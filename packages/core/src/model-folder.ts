import type { OnProgress } from "./progress.js";

export type ReadFileOptions = {
  /** Stops the reading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes of the file. */
  onProgress?: OnProgress | undefined;
};

/**
 * Named files that make a model, wherever they lie: in a folder, in a package, on a web server. Their names and layout are
 * those of Hugging Face (`config.json`, `tokenizer.json`, `onnx/…`; of diffusers `model_index.json`, `unet/…`).
 */
export type ModelFolder = {
  /** For messages and caches, such as `"openai/clip-vit-base-patch32"`. */
  readonly name: string;
  /**
   * A whole file. Rejects with an `Alt2imgError` where there is none of that name.
   * @param path relative to the folder, with `/` between its parts
   */
  read(path: string, options?: ReadFileOptions): Promise<Uint8Array>;
  /** The paths of all files, where the place can tell. */
  list?(): Promise<string[]>;
};
