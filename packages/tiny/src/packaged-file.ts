/** A file of a package: its location, size and checksum. */
export type PackagedFile = {
  /** Relative to its folder, with `/` as separator: `onnx/text_model.onnx`. */
  readonly path: string;
  /** `file:` in Node, `https:` from a CDN, whatever a bundler makes of it. */
  readonly url: URL;
  /** The file's size. */
  readonly bytes: number;
  /** The file's SHA-256, in lower-case hexadecimal. */
  readonly sha256: string;
};
