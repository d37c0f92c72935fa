import type { RandomAccessBytes } from "@alt2img/core";

/**
 * Where fetched files are kept: a folder (`openModelCache` of `@alt2img/onnx/node`), the browser's Cache Storage, or
 * anything else that keeps these promises.
 */
export type ModelCache = {
  /** Opens a complete file; `undefined` if there is none. A damaged one is removed. */
  open(key: string): Promise<RandomAccessBytes | undefined>;
  /** Begins a file, or continues one that was left incomplete. */
  begin(key: string): Promise<PartialFile>;
  /** Removes a file, if it is there. */
  remove(key: string): Promise<void>;
};

/** A file that is being fetched. It ends with `finish`, `keep` or `discard`. */
export type PartialFile = {
  /** How many bytes of it are stored. */
  readonly byteLength: number;
  /** What distinguishes this version of the file from others. */
  readonly validator: string | undefined;
  /** Discards what is stored, and begins another version. */
  restart(version: FileVersion): Promise<void>;
  append(chunk: Uint8Array): Promise<void>;
  /** The bytes stored so far, to check them. */
  read(): Promise<RandomAccessBytes>;
  /** Completes it: from now on, `open` finds it. */
  finish(): Promise<void>;
  /** Leaves it for the next `begin`. */
  keep(): Promise<void>;
  discard(): Promise<void>;
};

export type FileVersion = {
  /** The server's `ETag`, if it is a strong one, or its `Last-Modified`. */
  readonly validator?: string | undefined;
  /** The total number of bytes, if it is known. */
  readonly total?: number | undefined;
};
