import { Alt2imgError, type ByteSource } from "@alt2img/core";
import { openCrawlFile, readHtmlFile } from "@alt2img/dataset";

/**
 * The bytes of one HTML page, decompressed.
 *
 * @throws Alt2imgError `cli/input` for a crawl file, which has many pages; what `openCrawlFile` and `readHtmlFile` throw
 */
export async function readPageBytes(source: ByteSource): Promise<Uint8Array> {
  const file = await openCrawlFile(source);
  if (file.format === "html") return readHtmlFile(file);
  await file.bytes.return();
  throw new Alt2imgError(
    "cli/input",
    `The file is a ${file.format.toUpperCase()} file, but alt reads a single page. Use alt2img pairs or alt2img report.`,
  );
}
