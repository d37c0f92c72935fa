/** Half-open, unlike the field itself. */
export type ContentRange = {
  start: number;
  end: number;
  /** Bytes of the whole resource, where the server knows. */
  size: number | undefined;
};

/**
 * A `Content-Range` of bytes; `undefined` if the field isn't one.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.content-range
 */
export function parseContentRange(value: string | null): ContentRange | undefined {
  const [, first, last, size] = /^\s*bytes\s+(\d+)-(\d+)\/(\d+|\*)\s*$/i.exec(value ?? "") ?? [];
  if (first === undefined || last === undefined || Number(last) < Number(first)) return undefined;
  return { start: Number(first), end: Number(last) + 1, size: size === "*" ? undefined : Number(size) };
}

/** The size in the `Content-Range` of a 416, which has an asterisk instead of a range. */
export function sizeOfUnsatisfiable(value: string | null): number | undefined {
  const [, size] = /^\s*bytes\s+\*\/(\d+)\s*$/i.exec(value ?? "") ?? [];
  return size === undefined ? undefined : Number(size);
}
