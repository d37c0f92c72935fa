import { Alt2imgError, type ByteSource, collectBytes, formatNumber } from "@alt2img/core";
import { adviceOn } from "../format/image-error.js";

const MAX_BYTES = 256 * 2 ** 20;

/**
 * All bytes of a picture's file. If the source is a `Uint8Array`, it is returned itself, not a copy.
 *
 * @param options `maxBytes`: default 256 MiB
 * @throws Alt2imgError `image/too-large` when there are more than `maxBytes`; what `readBytes` of `@alt2img/core` throws
 */
export async function readImageFile(
  source: ByteSource,
  { maxBytes = MAX_BYTES, signal }: { maxBytes?: number | undefined; signal?: AbortSignal | undefined } = {},
): Promise<Uint8Array> {
  try {
    return await collectBytes(source, { signal, maxBytes });
  } catch (error) {
    if (!(error instanceof Alt2imgError && error.code === "core/too-many-bytes")) throw error;
    throw new Alt2imgError(
      "image/too-large",
      `The file is longer than the limit of ${formatNumber(maxBytes)} bytes. ${adviceOn("maxBytes")}`,
      { cause: error },
    );
  }
}
