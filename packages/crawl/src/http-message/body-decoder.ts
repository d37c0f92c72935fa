/** Undoes one coding of a body, piece by piece. */
export type BodyDecoder = {
  /** Decodes the next bytes while the parts are being read. */
  push(bytes: Uint8Array): Iterable<Uint8Array>;
  /** Call this at the end of the body, which may come too early. */
  end(): void;
  /** What is wrong. Nothing after it is decoded. */
  readonly problem: string | undefined;
  /** Nothing has been decoded yet. With a `problem`, the body probably isn't coded this way at all. */
  readonly empty: boolean;
};
