import type { Tokenizer } from "./html/tokenizer.js";

/** The content of the current `meta`: one entry for each of its `name`, `property` and `http-equiv`, in lower case. */
export function metaEntries(tag: Tokenizer): { name: string; content: string }[] {
  const content = tag.attribute("content");
  if (content === undefined) return [];
  return ["name", "property", "http-equiv"].flatMap((key) => {
    const name = tag.attribute(key)?.trim().toLowerCase();
    return name ? [{ name, content }] : [];
  });
}

/** The relation and target of the current `link`, as written. */
export function linkEntries(tag: Tokenizer): { rel: string; href: string }[] {
  const rel = tag.attribute("rel")?.trim().toLowerCase();
  const href = tag.attribute("href");
  return rel && href !== undefined ? [{ rel, href }] : [];
}

/** The same for the current `a` or `area`, if it names a licence. RDFa's `property` means the same as `rel`. */
export function licenceEntries(tag: Tokenizer): { rel: string; href: string }[] {
  return LICENCE_ATTRIBUTES.flatMap((name) => {
    const rel = tag.attribute(name)?.trim().toLowerCase();
    if (rel === undefined || !/(?:^|[\s:])license(?:\s|$)/.test(rel)) return [];
    const href = tag.attribute("href");
    return href === undefined ? [] : [{ rel, href }];
  });
}

/** @see https://www.w3.org/TR/rdfa-lite/ */
const LICENCE_ATTRIBUTES: readonly string[] = ["rel", "property"];
