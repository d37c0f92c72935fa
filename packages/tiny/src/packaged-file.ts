/** A file of a package: where it is, and what it must be. */
export type PackagedFile = {
  /** Within its folder, with `/` between folders: `onnx/text_model.onnx`. */
  readonly path: string;
  /** `file:` in Node, `https:` from a CDN, whatever a bundler makes of it. */
  readonly url: URL;
  /** Size of the file. */
  readonly bytes: number;
  /** SHA-256 of the file, in lower-case hexadecimal. */
  readonly sha256: string;
};
