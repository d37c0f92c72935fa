import { Alt2imgError, type ByteSource, type Diagnostic, formatCount } from "@alt2img/core";
import { type Counted, counted } from "./counted.js";
import type { ReadOptions } from "./read-options.js";
import { readWarc } from "./warc/read-warc.js";
import { withoutAngles } from "./warc/record-head.js";

/** The text of one captured page, as it is in a WET file. Plain data. */
export type WetPage = {
  /** `WARC-Target-URI` of the capture. */
  url: string;
  /** Plain text, without mark-up. */
  text: string;
  /** ISO 639-3 codes of the languages found in the text, the most frequent first; empty where none was identified. */
  languages: string[];
  /** When it was captured: `WARC-Date`. */
  date?: string;
  /** `WARC-Record-ID` of this record, without angle brackets. */
  recordId?: string;
  /** `WARC-Record-ID` of the capture: `WARC-Refers-To`. */
  refersTo?: string;
};

/**
 * The pages of a WET file, in order: their text and its languages. Broken UTF-8 becomes U+FFFD.
 *
 * Diagnostics: those of `readWarc`, and at the end `crawl/not-a-wet` for a file that has records, but no WET records.
 *
 * @throws Alt2imgError `crawl/not-a-warc` when the source contains no record; with `strict` every diagnostic
 * @see https://commoncrawl.org/get-started (WET)
 */
export function readWet(source: ByteSource, options: ReadOptions = {}): Counted<WetPage> {
  return counted((report) => readTexts(source, options, report), options.onDiagnostic);
}

async function* readTexts(
  source: ByteSource,
  { onDiagnostic: _, ...options }: ReadOptions,
  report: (diagnostic: Diagnostic) => void,
): AsyncGenerator<WetPage, void, undefined> {
  const utf8 = new TextDecoder();
  let others = 0;
  let isWet = false;
  for await (const record of readWarc(source, { ...options, onDiagnostic: report })) {
    if (record.type !== "conversion") {
      if (record.type !== "warcinfo") others++;
      continue;
    }
    isWet = true;
    const { targetUri, headers, date, recordId } = record;
    const page: WetPage = {
      url: targetUri ?? "",
      text: utf8.decode(await record.block()),
      languages: (headers.get("WARC-Identified-Content-Language") ?? "").split(/[,\s]+/).filter((code) => code !== ""),
    };
    if (date !== undefined) page.date = date;
    if (recordId !== undefined) page.recordId = recordId;
    const refersTo = withoutAngles(headers.get("WARC-Refers-To"));
    if (refersTo !== undefined) page.refersTo = refersTo;
    yield page;
  }
  if (isWet || others === 0) return;
  const { filename, strict } = options;
  const message = `${filename ?? "The source"} isn't a WET file: none of its ${formatCount(others, "record")} is a “conversion”. If it is a WARC file, read it with readWarc.`;
  if (strict) throw new Alt2imgError("crawl/not-a-wet", message);
  report({ code: "crawl/not-a-wet", message, ...(filename === undefined ? {} : { filename }) });
}
