import { Alt2imgError } from "@alt2img/core";
import { readWarc, type WarcRecordHead } from "@alt2img/crawl";

export type CrawlFormat = "warc" | "wat" | "wet";

/**
 * What kind of crawl file starts with these bytes, by its first record that is not about the file itself; `undefined`
 * when it is none. ARC counts as WARC.
 */
export async function crawlFormat(head: Uint8Array): Promise<CrawlFormat | undefined> {
  let format: CrawlFormat | undefined;
  const filter = (record: WarcRecordHead): boolean => {
    format = formatOf(record);
    return record.type !== "warcinfo";
  };
  try {
    for await (const _ of readWarc(head, { filter })) break;
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
  }
  return format;
}

function formatOf({ type, mimeType }: WarcRecordHead): CrawlFormat {
  if (type === "metadata" && mimeType === "application/json") return "wat";
  return type === "conversion" && mimeType === "text/plain" ? "wet" : "warc";
}
