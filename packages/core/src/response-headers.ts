/** Headers of an HTTP response: a `Headers`, a list of pairs (repeated names are kept), or an object such as Node's. */
export type ResponseHeaders =
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** One header line: its name as written, and its value. */
export type HeaderField = readonly [name: string, value: string];

/** The lines of a response's headers, in order. Each value of an array is a line of its own. */
export function headerFields(headers: ResponseHeaders): HeaderField[] {
  if (Symbol.iterator in headers) return [...headers];
  // Callers without types may pass numbers.
  return Object.entries(headers).flatMap(([name, value = []]) =>
    [value].flat().map((one): HeaderField => [name, String(one)]),
  );
}

/** The values of all lines with this name, in any case, in order. */
export function headerValues(headers: ResponseHeaders, name: string): string[] {
  const lower = name.toLowerCase();
  return headerFields(headers).flatMap(([other, value]) => (other.toLowerCase() === lower ? [value] : []));
}
