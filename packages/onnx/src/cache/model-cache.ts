import type { RandomAccessBytes } from "@alt2img/core";

/**
 * Where fetched files are kept: a folder (`openModelCache` of `@alt2img/onnx/node`), the browser's Cache Storage, or anything else
 * that keeps these promises.
 */
export type ModelCache = {
  /** A file that is there whole; `undefined` where there is none. A damaged one is removed. */
  open(key: string): Promise<RandomAccessBytes | undefined>;
  /** Begins a file, or goes on with one that was left behind half. */
  begin(key: string): Promise<PartialFile>;
  /** Forgets a file, if it is there. */
  remove(key: string): Promise<void>;
};

/** A file that is being fetched. It ends with `finish`, `keep` or `discard`. */
export type PartialFile = {
  /** How much of it is there. */
  readonly byteLength: number;
  /** What tells this version of the file from others. */
  readonly validator: string | undefined;
  /** Throws away what is there, and begins another version. */
  restart(version: FileVersion): Promise<void>;
  append(chunk: Uint8Array): Promise<void>;
  /** What is there so far, to check it. */
  read(): Promise<RandomAccessBytes>;
  /** It is whole: from now on `open` finds it. */
  finish(): Promise<void>;
  /** Leaves it for the next `begin`. */
  keep(): Promise<void>;
  discard(): Promise<void>;
};

export type FileVersion = {
  /** The server's `ETag`, if it is a strong one, or its `Last-Modified`. */
  readonly validator?: string | undefined;
  /** How many bytes there will be, where that is known. */
  readonly total?: number | undefined;
};
