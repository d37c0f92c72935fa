/** A text about an image, or a pair with one: an `ImageTextPair`, or a row of any dataset. */
export type Caption =
  | string
  | {
      readonly text: string;
      /** Absolute URL of the page that has the text. */
      readonly pageUrl?: string | undefined;
    };

/** Where a caption is from, to tell which places carry a figure: a domain, a page, a vendor … `undefined` if unknown. */
export type PlaceOf<C extends Caption = Caption> = (caption: C) => string | undefined;

/** The text; `undefined` if there is none, as in a damaged row. */
export function textOf(caption: Caption): string | undefined {
  const text: unknown = typeof caption === "string" ? caption : caption?.text;
  return typeof text === "string" ? text : undefined;
}

/** The host name of the caption's page: `www.example.org`. A file on this machine has none. */
export function domainOfCaption(caption: Caption): string | undefined {
  const pageUrl = typeof caption === "string" ? undefined : caption.pageUrl;
  if (typeof pageUrl !== "string") return undefined;
  try {
    return new URL(pageUrl).hostname || undefined;
  } catch {
    return undefined;
  }
}

/** Lists of terms by name, such as `{ women: ["woman", "women"], men: ["man", "men"] }`. */
export type TermSets = Readonly<Record<string, readonly string[]>>;
