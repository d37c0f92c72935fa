import { Alt2imgError } from "@alt2img/core";

type ReadAssetOptions = { fetch?: typeof fetch | undefined; signal?: AbortSignal | undefined };

/**
 * The bytes at a URL: of a file by Node's own means, because `fetch` does not read `file:` there, of others by `fetch`.
 *
 * @throws Alt2imgError `wordnet/asset`
 */
export async function readAsset(url: URL, { fetch = globalThis.fetch, signal }: ReadAssetOptions): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const fs = url.protocol === "file:" ? globalThis.process?.getBuiltinModule?.("node:fs/promises") : undefined;
  try {
    if (fs !== undefined) return await readWhole(await fs.open(url));
    const response = await fetch(url, { ...(signal === undefined ? {} : { signal }) });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    signal?.throwIfAborted();
    throw new Alt2imgError(
      "wordnet/asset",
      `Cannot read ${url.href}: ${cause instanceof Error ? cause.message : String(cause)}. A bundler must take the file along, or \`baseUrl\` say where it is.`,
      { cause },
    );
  }
}

type FileHandle = Awaited<ReturnType<typeof import("node:fs/promises")["open"]>>;

/** In one read: `readFile` takes half a megabyte at a time, each by way of the event loop. */
async function readWhole(file: FileHandle): Promise<Uint8Array> {
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error("the file became shorter while it was read");
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
