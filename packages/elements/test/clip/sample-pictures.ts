import { readFileSync } from "node:fs";

const folder = new URL("../../../../examples/clip-playground/samples/pictures/", import.meta.url);

/** A drawing that the tiny CLIP has learned from: `dog`, `red-apple`, `teapot`, `bicycle`, `fire-engine`, `woman-firefighter`. */
export const samplePicture = (name: string): Uint8Array => readFileSync(new URL(`${name}.webp`, folder));

/** The same as files of a page's server, and as `<img>`s. */
export const sampleFiles = (names: readonly string[]): Record<string, Uint8Array> =>
  Object.fromEntries(names.map((name) => [`${name}.webp`, samplePicture(name)]));
export const sampleImages = (names: readonly string[]): string =>
  names.map((name) => `<img src="${name}.webp" alt="${name.replaceAll("-", " ")}">`).join("");
