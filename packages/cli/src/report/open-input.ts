import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Alt2imgError, type ByteSource } from "@alt2img/core";
import { crawlFormat } from "../input/crawl-format.js";

export type InputFormat = "warc" | "wat" | "html";

/** Enough for a few records of a crawl file. */
const HEAD_BYTES = 256 * 1024;

/**
 * Opens a file and tells by its content what it is; what is no crawl file is taken for HTML.
 *
 * @throws Alt2imgError `cli/input` for a WET file, which has no images
 */
export async function openInput(filename: string): Promise<{ format: InputFormat; bytes: ByteSource }> {
  const format = await crawlFormat(await readHead(filename));
  if (format === "wet") {
    throw new Alt2imgError("cli/input", "It is a WET file, which has text and no images. Give the WARC or WAT file.");
  }
  return { format: format ?? "html", bytes: createReadStream(filename) };
}

async function readHead(filename: string): Promise<Uint8Array> {
  const file = await open(filename);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
