// Written by `npm run entries` in packages/tiny.

/** The tiny CLIP, in the layout of Hugging Face's `CLIPModel`. `url` is where the file is, `bytes` its size, `sha256` in lower-case hexadecimal. */
export declare const files: readonly {
  readonly path: string;
  readonly url: URL;
  readonly bytes: number;
  readonly sha256: string;
}[];
