// Written by `npm run entries` in packages/tiny.

/** Every drawing that the tiny models learned from, in one Parquet file. `url` is where the file is, `bytes` its size, `sha256` in lower-case hexadecimal. */
export declare const files: readonly {
  readonly path: string;
  readonly url: URL;
  readonly bytes: number;
  readonly sha256: string;
}[];
