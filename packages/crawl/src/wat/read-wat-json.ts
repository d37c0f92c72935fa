import { byteText } from "./byte-text.js";
import { completeJson } from "./complete-json.js";
import { NotCompact } from "./json-cursor.js";
import type { WatParts } from "./page.js";
import { parseWatJson } from "./parse-wat-json.js";
import type { RawPage } from "./raw-page.js";
import { scanWatJson } from "./scan-wat-json.js";
import type { SearchMetas } from "./wanted-metas.js";

/** `page` is `undefined` for a record that isn't about an HTML page; `problem` says what is wrong with the JSON. */
export type WatJson = { page: RawPage | undefined; problem?: string };

/**
 * Reads the block of one WAT record: JSON in UTF-8, where broken UTF-8 becomes U+FFFD.
 *
 * The compact form of Common Crawl's WATs is walked: only the parts that are returned are decoded, and skipped ones aren't
 * checked. Any other form is parsed as a whole, with the same result. If the JSON is cut off, what is there is read.
 *
 * @param search for `parts.metas`; make it once for many records
 */
export function readWatJson(block: Uint8Array, parts: WatParts, search?: SearchMetas): WatJson {
  try {
    return { page: scanWatJson(byteText(block), parts, search) };
  } catch (error) {
    if (!(error instanceof NotCompact)) throw error;
  }
  const json = new TextDecoder().decode(block);
  try {
    return { page: parseWatJson(json, parts) };
  } catch (error) {
    const problem = `The record's block isn't valid JSON (${String(error)})`;
    const completed = completeJson(json);
    try {
      const page = completed === undefined ? undefined : parseWatJson(completed, parts);
      return { page, problem: `${problem}; ${page ? "its beginning was read" : "it is left out"}.` };
    } catch {
      return { page: undefined, problem: `${problem}; it is left out.` };
    }
  }
}
