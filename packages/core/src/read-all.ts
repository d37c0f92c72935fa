import { Alt2imgError } from "./error.js";
import type { RandomAccessBytes, SliceOptions } from "./random-access-bytes.js";

export type ReadAllOptions = SliceOptions & {
  /** The expected SHA-256, in lower-case hexadecimal. */
  sha256?: string | undefined;
};

/**
 * All bytes. Progress ends at their number. If you give a SHA-256, it is checked wherever the platform can compute it:
 * not on pages over plain HTTP, where browsers have no Web Crypto.
 *
 * @throws Alt2imgError `core/damaged` when there are more or fewer bytes than `byteLength`, or their SHA-256 differs; what
 *   `slice` throws
 */
export async function readAll(
  bytes: RandomAccessBytes,
  { signal, onProgress, sha256 }: ReadAllOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  signal?.throwIfAborted();
  const { name = "The source", byteLength: total } = bytes;
  let told = 0;
  const all = new Uint8Array(
    await bytes.slice(0, total, {
      signal,
      onProgress: (progress) => {
        told = progress.done;
        onProgress?.(progress);
      },
    }),
  );
  signal?.throwIfAborted();
  if (all.length !== total) throw damaged(name, `${all.length} bytes`, `${total}`);
  const found = sha256 === undefined ? undefined : await sha256Of(all);
  if (found !== undefined && found !== sha256) throw damaged(name, `the SHA-256 ${found}`, `${sha256}`);
  if (told !== total) onProgress?.({ stage: "read", done: total, total, unit: "bytes" });
  return all;
}

const damaged = (name: string, found: string, expected: string): Alt2imgError =>
  new Alt2imgError("core/damaged", `${name} has ${found}; expected ${expected}. Download it again.`);

/** In lower-case hexadecimal; `undefined` without Web Crypto (on pages over plain HTTP). */
async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) return undefined;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
