import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Alt2imgError, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";
import { emptyPairCounts, type PairCounts, pairsFromHtml, pairsFromWarc, pairsFromWat } from "@alt2img/dataset";
import { crawlFormat } from "../input/crawl-format.js";
import { peekInput } from "../input/peek-input.js";
import { readHtml } from "../input/read-html.js";
import type { PairsSettings } from "./messages.js";

export type FilePairs = { pairs: AsyncIterable<ImageTextPair> | Iterable<ImageTextPair>; counts: Readonly<PairCounts> };

const CHUNK_BYTES = 1024 * 1024;

/**
 * The pairs of a file of any kind, told by its content and not by its name. The file is read once from start to end, so
 * it can be a pipe.
 *
 * @param onRead told how many more bytes of the file were read
 * @throws Alt2imgError `cli/input` for a file that is none of the kinds
 */
export async function pairsFromFile(
  name: string,
  { base, ...rules }: PairsSettings,
  { onRead, onDiagnostic }: { onRead: (bytes: number) => void; onDiagnostic: OnDiagnostic },
): Promise<FilePairs> {
  const { head, all } = await peekInput(createReadStream(name, { highWaterMark: CHUNK_BYTES }), onRead);
  const format = await crawlFormat(head);
  const options = { ...rules, filename: name, onDiagnostic };
  if (format === "warc" || format === "wat") {
    const pairs = format === "warc" ? pairsFromWarc(all, options) : pairsFromWat(all, options);
    return { pairs, counts: pairs.counts };
  }
  if (format === "wet") {
    await all.return();
    throw new Alt2imgError("cli/input", "It is a WET file, which has text and no images. Give the WARC or WAT file.");
  }
  const html = await readHtml(all);
  const counts = emptyPairCounts();
  const url = base ?? pathToFileURL(resolve(name)).href;
  return { pairs: pairsFromHtml(html, { ...options, url, counts }), counts };
}
