import { Alt2imgError, type ByteSource } from "@alt2img/core";
import { tinyCrawl } from "@alt2img/tiny/crawl";

/** A file that the user chose, an absolute URL, or `{}` for the tiny crawl. */
export type WarcSource = { readonly file?: Blob; readonly url?: string };

export type OpenedWarc = {
  readonly bytes: ByteSource;
  /** Where they start in the file: 0 if the server can't send parts. */
  readonly at: number;
  /** Bytes of the whole file, if known. */
  readonly total?: number;
};

/**
 * The file from a place on, as a stream: it is never whole in memory.
 *
 * @throws Alt2imgError `elements/unreachable`; `tiny/not-installed`
 */
export async function openWarcAt({ file, url }: WarcSource, at: number, signal: AbortSignal): Promise<OpenedWarc> {
  if (file !== undefined) return { bytes: file.slice(at), at, total: file.size };
  const address = url ?? (await tinyUrl());
  const headers: HeadersInit = at === 0 ? {} : { Range: `bytes=${at}-` };
  const response = await fetch(address, { headers, signal }).catch((cause: unknown) => {
    signal.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unreachable(address, `can't be fetched: ${reason}`, cause);
  });
  if (!response.ok || response.body === null)
    throw unreachable(address, `can't be read: the server answers ${response.status}`);
  const isPart = response.status === 206;
  const length = Number(response.headers.get("Content-Length") ?? "0");
  // A stored file that the server also calls encoded has another length than its bytes.
  const isEncoded = response.headers.has("Content-Encoding");
  const total = length > 0 && !isPart && !isEncoded ? length : undefined;
  return { bytes: response.body, at: isPart ? at : 0, ...(total === undefined ? {} : { total }) };
}

async function tinyUrl(): Promise<string> {
  const files = await tinyCrawl.files();
  return files.find(({ path }) => path.endsWith(".warc.gz"))!.url.href;
}

function unreachable(url: string, what: string, cause?: unknown): Alt2imgError {
  return new Alt2imgError(
    "elements/unreachable",
    `${url} ${what}. Check the address, and whether its server allows other sites to read it (CORS).`,
    { cause },
  );
}
