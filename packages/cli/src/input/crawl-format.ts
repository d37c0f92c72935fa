import { Alt2imgError } from "@alt2img/core";
import { readWarc, type WarcRecord } from "@alt2img/crawl";

export type CrawlFormat = "warc" | "wat" | "wet";

/**
 * What kind of crawl file starts with these bytes; `undefined` when it is none. A WARC may hold records as WATs and WETs
 * do, so those speak only where no record of a capture stands before or behind them. ARC counts as WARC.
 */
export async function crawlFormat(head: Uint8Array): Promise<CrawlFormat | undefined> {
  let format: CrawlFormat | undefined;
  try {
    for await (const record of readWarc(head)) {
      const found = await formatOf(record);
      // The first JSON of a WAT settles it: its files are long, and what stands behind cannot be looked at.
      if (found === "wat") return found;
      if (found === "warc" && record.type !== "warcinfo") {
        if (record.type !== "metadata") return found;
        format ??= found;
      } else format = found === "wet" ? found : (format ?? found);
    }
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
  }
  return format;
}

async function formatOf(record: WarcRecord): Promise<CrawlFormat> {
  const { type, mimeType } = record;
  if (type === "conversion" && mimeType === "text/plain") return "wet";
  if (type !== "metadata" || mimeType !== "application/json") return "warc";
  return new TextDecoder().decode(await record.block()).includes('"Envelope"') ? "wat" : "warc";
}
