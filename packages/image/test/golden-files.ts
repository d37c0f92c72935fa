import files from "./golden/files.json" with { type: "json" };

export type GoldenFile = {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  /** Of Pillow's pixels as RGBA. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  /** Of an AVIF: Pillow's pixels, with zlib around them. */
  readonly deflatedPixels?: Uint8Array;
};

/** Every file of golden/make_files.py. */
export const goldenFiles: readonly GoldenFile[] = files.files.map(
  ([name, width, height, orientation, digest, bytes, pixels]) => ({
    name: String(name),
    width: Number(width),
    height: Number(height),
    orientation: Number(orientation),
    digest: String(digest),
    bytes: fromBase64(String(bytes)),
    ...(pixels === undefined ? {} : { deflatedPixels: fromBase64(String(pixels)) }),
  }),
);

/** One of them, by name. */
export function goldenFile(name: string): GoldenFile {
  const file = goldenFiles.find((each) => each.name === name);
  if (file === undefined) throw new Error(`There is no golden file ${name}.`);
  return file;
}

/** An AVIF file whose container says 60 × 50 and whose picture is 6000 × 5000. */
export const lyingAvif: Uint8Array = fromBase64(files.hostile["lying.avif"]);

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
