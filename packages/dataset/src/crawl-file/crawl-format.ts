import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { readWarc, type WarcRecord } from "@alt2img/crawl";

type Format = "warc" | "wat" | "wet";

/**
 * What kind of crawl file starts with these bytes; `undefined` for anything else. A WARC may also contain the records of
 * WATs and WETs, so they decide only if there is no record of a capture. ARC counts as WARC. The last record may be cut off
 * by the end of the head or of the file; if even the first one's header is, the file counts as WARC.
 */
export async function crawlFormat(head: Uint8Array): Promise<Format | undefined> {
  let format: Format | undefined;
  let firstFault: Diagnostic | undefined;
  const onDiagnostic = (fault: Diagnostic): void => {
    firstFault ??= fault;
  };
  try {
    for await (const record of readWarc(head, { truncated: true, onDiagnostic })) {
      const found = await formatOf(record);
      // The first JSON of a WAT decides: its records are long, and the ones that follow aren't in the head.
      if (found === "wat") return found;
      if (found === "warc" && record.type !== "warcinfo") {
        if (record.type !== "metadata") return found;
        format ??= found;
      } else format = found === "wet" ? found : (format ?? found);
    }
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
  }
  const endsInFirstHeader = firstFault?.code === "crawl/truncated-record" && firstFault.offset === 0;
  return format ?? (endsInFirstHeader ? "warc" : undefined);
}

async function formatOf(record: WarcRecord): Promise<Format> {
  const { type, mimeType } = record;
  if (type === "conversion" && mimeType === "text/plain") return "wet";
  if (type !== "metadata" || mimeType !== "application/json") return "warc";
  return new TextDecoder().decode(await record.block()).includes('"Envelope"') ? "wat" : "warc";
}
