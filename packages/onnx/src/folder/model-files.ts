import type { ModelFolder, RandomAccessBytes, ReadFileOptions } from "@alt2img/core";

/** What is known of a file without reading it. */
export type FileFacts = {
  readonly byteLength?: number;
  /** What its SHA-256 must be, in lower-case hexadecimal. */
  readonly sha256?: string;
};

/** The files of a model that `openModelFolder` opened. */
export type ModelFiles = ModelFolder & {
  /**
   * A file to read parts of. Nothing has to be closed.
   * @throws Alt2imgError `onnx/path`, `onnx/no-such-file`
   */
  open(path: string, options?: Pick<ReadFileOptions, "signal">): Promise<RandomAccessBytes>;
  /**
   * The paths of all files, sorted.
   * @throws Alt2imgError `onnx/no-list` if the source can't list them, like a plain web server
   */
  list(): Promise<string[]>;
  /**
   * What is known of a file before it is read. Of a file that isn't in a list or in the cache, the server is asked
   * for the size.
   * @throws Alt2imgError `onnx/path`, `onnx/no-such-file`
   */
  stat(path: string, options?: Pick<ReadFileOptions, "signal">): Promise<FileFacts>;
  /** Removes a file from the cache, so that it is fetched again when it is read the next time. */
  forget(path: string): Promise<void>;
};
