/** Undoes one coding of a body, piece by piece. */
export type BodyDecoder = {
  /** Decodes the next bytes, as the parts are asked for. */
  push(bytes: Uint8Array): Iterable<Uint8Array>;
  /** To be called at the end of the body: it may be too early. */
  end(): void;
  /** What is wrong; nothing after it is decoded. */
  readonly problem: string | undefined;
  /** Nothing has been decoded yet: with a `problem`, the body is probably not coded this way at all. */
  readonly empty: boolean;
};
