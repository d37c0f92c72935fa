// Written by `npm run entries` in packages/tiny.

/** The tiny Stable Diffusion, in the layout of diffusers' `StableDiffusionPipeline`. `url` is where the file is, `bytes` its size, `sha256` in lower-case hexadecimal. */
export declare const files: readonly {
  readonly path: string;
  readonly url: URL;
  readonly bytes: number;
  readonly sha256: string;
}[];
