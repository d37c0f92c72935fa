import { Alt2imgError, formatBytes, formatNumber, isNoSuchFile, type ReadFileOptions } from "@alt2img/core";
import type { StatFolder } from "./describe-clip.js";

/** How many digits of an SHA-256 a message shows. */
const SHOWN_DIGITS = 12;

/**
 * Reads a file and compares its size and SHA-256 with what its source says.
 *
 * @returns `undefined` where there is no such file
 * @throws the signal's reason; anything that isn't an `Alt2imgError`
 */
export async function checkFile(
  folder: StatFolder,
  path: string,
  options: ReadFileOptions,
): Promise<{ verdict: "ok" | "failed"; message: string } | undefined> {
  const failed = (message: string) => ({ verdict: "failed", message }) as const;
  try {
    const { byteLength, sha256 } = (await folder.stat?.(path, { signal: options.signal })) ?? {};
    const bytes = await folder.read(path, options);
    if (byteLength !== undefined && bytes.length !== byteLength) {
      return failed(
        `${path} has ${formatNumber(bytes.length)} bytes; it must have ${formatNumber(byteLength)}. Get it again.`,
      );
    }
    const size = formatBytes(bytes.length);
    const found = await sha256Of(bytes);
    if (found === undefined) return { verdict: "ok", message: `${path}: ${size}` };
    if (sha256 !== undefined && found !== sha256) {
      return failed(`${path} has the SHA-256 ${found}; it must be ${sha256}. Get it again.`);
    }
    const digits = `SHA-256 ${found.slice(0, SHOWN_DIGITS)}…`;
    return { verdict: "ok", message: `${path}: ${size}, ${digits}${sha256 === undefined ? "" : " as it must be"}` };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (isNoSuchFile(error)) return undefined;
    if (!(error instanceof Alt2imgError)) throw error;
    return failed(error.message);
  }
}

/** `undefined` on pages over plain HTTP, which have no Web Crypto. */
async function sha256Of(bytes: Uint8Array): Promise<string | undefined> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle === undefined) return undefined;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
