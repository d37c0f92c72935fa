import { createReadStream } from "node:fs";
import { Alt2imgError, type ByteSource } from "@alt2img/core";
import { crawlFormat } from "../input/crawl-format.js";
import { peekInput } from "../input/peek-input.js";

export type InputFormat = "warc" | "wat" | "html";

/**
 * Opens a file and tells by its content what it is; what is no crawl file is taken for HTML.
 *
 * @throws Alt2imgError `cli/input` for a WET file, which has no images
 */
export async function openInput(filename: string): Promise<{ format: InputFormat; bytes: ByteSource }> {
  const { head, all } = await peekInput(createReadStream(filename));
  const format = await crawlFormat(head);
  if (format === "wet") {
    await all.return();
    throw new Alt2imgError("cli/input", "It is a WET file, which has text and no images. Give the WARC or WAT file.");
  }
  return { format: format ?? "html", bytes: all };
}
