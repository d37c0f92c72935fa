import type { HeaderField } from "@alt2img/core";

/** Which header lines are wanted: all, none, or those with one of these names, in upper or lower case. */
export type WantedHeaders = boolean | readonly string[];

/** Whether a name of this length may be wanted, which excludes most names. */
export function isWantedLength(length: number, wanted: WantedHeaders): boolean {
  return typeof wanted === "boolean" ? wanted : wanted.some((name) => name.length === length);
}

export function isWantedHeader(name: string, wanted: WantedHeaders): boolean {
  if (typeof wanted === "boolean") return wanted;
  const lower = name.toLowerCase();
  return wanted.some((other) => other.toLowerCase() === lower);
}

/** The header lines in a WAT's `Headers`. Repeated lines are an array there; each value becomes a line of its own. */
export function headerLines(headers: Readonly<Record<string, unknown>>): HeaderField[] {
  return Object.entries(headers).flatMap(([key, values]) => {
    // Servers may write "Name : value"; a WARC's headers are read without that space too.
    const name = key.trimEnd();
    return [values].flat().flatMap((value): HeaderField[] => {
      if (typeof value === "string") return [[name, value]];
      return typeof value === "number" ? [[name, String(value)]] : [];
    });
  });
}
