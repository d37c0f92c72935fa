import type { WatParts } from "./page.js";
import {
  addHeadLink,
  addLink,
  addMeta,
  emptyRawPage,
  isContentType,
  LINK_NAMES,
  META_NAMES,
  type RawPage,
} from "./raw-page.js";
import { headerLines, isWantedHeader } from "./wanted-headers.js";

/**
 * Reads the JSON of a WAT record with any order, white space and escapes: it parses all of it.
 *
 * @returns `undefined` for a record that isn't about an HTML page (but about a request, a crawl or another media type)
 * @throws SyntaxError when `json` isn't JSON
 */
export function parseWatJson(json: string, parts: WatParts = {}): RawPage | undefined {
  const { links = true, headers: wanted = true } = parts;
  const root: unknown = JSON.parse(json);
  const envelope = member(root, "Envelope");
  const payload = member(envelope, "Payload-Metadata");
  const response = member(payload, "HTTP-Response-Metadata");
  const html = member(response, "HTML-Metadata") ?? member(payload, "HTML-Metadata");
  if (!isObject(html)) return undefined;
  const header = member(envelope, "WARC-Header-Metadata");
  const head = member(html, "Head");
  const container = member(root, "Container");
  const page = emptyRawPage();
  setText(page, "targetUri", member(header, "WARC-Target-URI"));
  setText(page, "date", member(header, "WARC-Date"));
  setText(page, "recordId", member(header, "WARC-Record-ID"));
  setText(page, "status", member(member(response, "Response-Message"), "Status"));
  const headers = member(response, "Headers");
  for (const line of isObject(headers) ? headerLines(headers) : []) {
    if (isContentType(line[0])) page.contentTypes.push(line[1]);
    if (isWantedHeader(line[0], wanted)) page.headers.push(line);
  }
  setText(page, "title", member(head, "Title"));
  setText(page, "base", member(head, "Base"));
  setText(page, "filename", member(container, "Filename"));
  setText(page, "offset", member(container, "Offset"));
  setText(page, "length", member(member(container, "Gzip-Metadata"), "Deflate-Length"));
  for (const value of array(member(head, "Metas"))) {
    addMeta(page, strings(value, META_NAMES), parts);
  }
  for (const value of array(member(html, "Links"))) {
    addLink(page, strings(value, LINK_NAMES), parts);
  }
  if (links) {
    for (const value of array(member(head, "Link"))) {
      addHeadLink(page, strings(value, LINK_NAMES));
    }
  }
  return page;
}

function strings<Name extends string>(value: unknown, names: readonly Name[]): { [name in Name]?: string } {
  const found: { [name in Name]?: string } = {};
  for (const name of names) setText(found, name, member(value, name));
  return found;
}

function setText<Name extends string>(target: { [name in Name]?: string }, name: Name, value: unknown): void {
  const found = text(value);
  if (found !== undefined) target[name] = found;
}

/** A repeated header or attribute is an array; its first value counts. */
function text(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return Array.isArray(value) ? value.find((item): item is string => typeof item === "string") : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
