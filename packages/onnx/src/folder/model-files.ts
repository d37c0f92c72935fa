import type { ModelFolder, RandomAccessBytes, ReadFileOptions } from "@alt2img/core";

/** The files of a model that `openModelFolder` opened. */
export type ModelFiles = ModelFolder & {
  /**
   * A file to read parts of. Nothing has to be closed.
   * @throws Alt2imgError `onnx/path`, `onnx/no-such-file`
   */
  open(path: string, options?: Pick<ReadFileOptions, "signal">): Promise<RandomAccessBytes>;
  /**
   * The paths of all files, sorted.
   * @throws Alt2imgError `onnx/no-list` where the place can't tell, as a plain web server can't
   */
  list(): Promise<string[]>;
  /** Removes a file from the cache, so that it is fetched anew when it is read again. */
  forget(path: string): Promise<void>;
};
