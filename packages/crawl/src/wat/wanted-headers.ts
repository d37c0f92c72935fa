import type { HeaderField } from "@alt2img/core";

/** Which header lines are wanted: all, none, or those with one of these names, in any case. */
export type WantedHeaders = boolean | readonly string[];

/** Whether a name may be wanted, by its length: most names need no closer look. */
export function isWantedLength(length: number, wanted: WantedHeaders): boolean {
  return typeof wanted === "boolean" ? wanted : wanted.some((name) => name.length === length);
}

export function isWantedHeader(name: string, wanted: WantedHeaders): boolean {
  if (typeof wanted === "boolean") return wanted;
  const lower = name.toLowerCase();
  return wanted.some((other) => other.toLowerCase() === lower);
}

/** The header lines of a WAT's `Headers`: of an array, as a WAT has repeated lines, each value is a line of its own. */
export function headerLines(headers: Readonly<Record<string, unknown>>): HeaderField[] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().flatMap((value): HeaderField[] => {
      if (typeof value === "string") return [[name, value]];
      return typeof value === "number" ? [[name, String(value)]] : [];
    }),
  );
}
