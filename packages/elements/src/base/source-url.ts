import { Alt2imgError } from "@alt2img/core";

const PROTOCOLS: ReadonlySet<string> = new Set(["http:", "https:", "blob:", "data:", "file:"]);

/**
 * An attribute with the address of a file or a folder, for a worker, which has another base URL than the page.
 *
 * @throws Alt2imgError `elements/attribute` if it isn't one
 */
export function sourceUrl(attribute: string, source: string, baseUrl: string): string {
  const shown = `“${source.slice(0, 200)}”`;
  if (source.trim() === "") {
    throw wrong(`${attribute} is empty. Give the address of a file or a folder, or leave the attribute out.`);
  }
  if (!URL.canParse(source, baseUrl)) {
    throw wrong(`${attribute} isn't an address: ${shown}. Give that of a file or a folder.`);
  }
  const { protocol, href } = new URL(source, baseUrl);
  if (PROTOCOLS.has(protocol)) return href;
  throw wrong(
    `${attribute} isn't an address of the web: ${shown}. Give one that begins with https:, or one on this site.`,
  );
}

const wrong = (what: string): Alt2imgError => new Alt2imgError("elements/attribute", `The attribute ${what}`);
