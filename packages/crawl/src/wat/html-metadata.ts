import type { WatImage, WatLink, WatMeta } from "./page.js";

/** What a WAT says about an HTML page: the result of `readHtml` in `writeWat`. */
export type WatHtml = {
  title?: string;
  /** `href` of the `base` element, as written. */
  base?: string;
  /** The `meta` elements, and the language of the document as `{ name: "HTML@/lang", content }`. */
  metas?: readonly WatMeta[];
  /** The `link` elements, with the path `LINK@/href`. */
  headLinks?: readonly WatLink[];
  /** The links and images of the page in their order, with paths such as `A@/href` and `IMG@/src`. */
  links?: readonly (WatLink | WatImage)[];
};

type Json = { [name: string]: string | Json | readonly Json[] };

/** The `HTML-Metadata` of a WAT, with the names and the order that ia-web-commons uses. */
export function htmlMetadata({ title, base, metas = [], headLinks = [], links = [] }: WatHtml): Json {
  const head: Json = {};
  if (metas.length > 0) head["Metas"] = metas.map((meta) => strings(meta));
  if (base !== undefined) head["Base"] = base;
  if (title !== undefined) head["Title"] = title;
  if (headLinks.length > 0) head["Link"] = headLinks.map(linkStrings);
  return {
    ...(Object.keys(head).length > 0 ? { Head: head } : {}),
    ...(links.length > 0 ? { Links: links.map(linkStrings) } : {}),
  };
}

/** In the file, `url` is the address as written; the resolved one is left out. */
function linkStrings({ path, rawUrl, url: _, ...attributes }: WatLink | WatImage): Json {
  return { path, url: rawUrl, ...strings(attributes) };
}

function strings(members: Readonly<Record<string, string | undefined>>): Json {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
