import { Alt2imgError } from "@alt2img/core";

/** @throws Alt2imgError `dataset/gzip` when the data is damaged or ends too early */
export async function* unzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const { writable, readable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const written = (async () => {
    for await (const chunk of chunks) await writer.write(new Uint8Array(chunk));
    await writer.close();
  })();
  // The reading side gets the same error; the source's own error is awaited below.
  written.catch((error) => void writer.abort(error).catch(() => {}));
  const reader = readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    await written;
  } catch (error) {
    throw error instanceof Alt2imgError ? error : gzipError(error);
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function gzipError(cause: unknown): Alt2imgError {
  const isCut = cause instanceof Error && "code" in cause && cause.code === "Z_BUF_ERROR";
  const message = isCut
    ? "Its gzip data ends too early: the file wasn't copied or downloaded completely. Download it again."
    : "Its gzip data is damaged. Download it again.";
  return new Alt2imgError("dataset/gzip", message, { cause });
}
