// Written by `npm run entries` in packages/tiny.

/** The files of the tiny Stable Diffusion in four steps that differ from those of the tiny Stable Diffusion. `url` is where the file is, `bytes` its size, `sha256` in lower-case hexadecimal. */
export declare const files: readonly {
  readonly path: string;
  readonly url: URL;
  readonly bytes: number;
  readonly sha256: string;
}[];
